"""What promotions and prices are worth to forecasts: orange juice of 83 stores, 11 brands.

    python3 orange_juice.py [--models auto,regression]

`restock evaluate` at past origins up to week 125, from sales alone, with the weeks of promotion, and with
the price of a carton too. Promotions and prices of the weeks that are scored count as known.
"""

import argparse
import csv
import gzip

import measure
from shared import data, restock, scratch

PRICES = [f"price{brand}" for brand in range(1, 12)]


def write():
    """The three sales files, and the items file that makes the brands one category."""
    rows = []
    with gzip.open(data / "orange_juice/oj_weekly.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            promoted = float(row["deal"] or 0) > 0 or float(row["feat"] or 0) > 0
            rows.append({
                "sku": row["brand"], "location": row["store"], "date": row["week"],
                "quantity": round(float(row["units"])), "promotion": int(promoted),
                "price": 64 * float(row[PRICES[int(row["brand"]) - 1]]),
            })  # fmt: skip
    names = ["sku", "location", "date", "quantity"]
    files = {"plain": names, "promotion": [*names, "promotion"],
             "promotion and price": [*names, "promotion", "price"]}  # fmt: skip
    for name, columns in files.items():
        path = scratch / f"orange-juice-{name.replace(' ', '-')}.csv"
        with open(path, "w", newline="") as file:
            table = csv.DictWriter(file, columns, extrasaction="ignore")
            table.writeheader()
            table.writerows(rows)
        files[name] = path
    items = scratch / "orange-juice-items.csv"
    items.write_text("sku,category\n" + "".join(f"{brand},juice\n" for brand in range(1, 12)))
    return files, items


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", default="auto")
    options = parser.parse_args()
    files, items = write()
    print(f"# orange juice: {measure.machine()}")
    print("| sales | model | MASE | RMSSE | bias | pinball .5 | .8 | MSIS 95 |")
    print("|---|---|---|---|---|---|---|---|")
    for name, sales in files.items():
        out = scratch / "orange-juice-out"
        measure.measure(
            [restock, "evaluate", "--sales", sales, "--items", items, "--every", "step", "--as-of",
             "125", "--horizon", "3", "--origins", "12", "--origin-step", "3", "--models",
             options.models, "--out", out, "--quiet"])  # fmt: skip
        with open(out / "accuracy.csv") as file:
            for row in csv.DictReader(file):
                if row["group"] == "overall":
                    figures = ["mase", "rmsse", "bias", "pinball_50", "pinball_80", "msis_95"]
                    print(f"| {name} | {row['model']} | "
                          + " | ".join(f"{float(row[f]):.3f}" for f in figures) + " |")  # fmt: skip


if __name__ == "__main__":
    main()
