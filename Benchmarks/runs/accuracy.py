"""Accuracy of models on the public sets: `restock evaluate`.

    python3 accuracy.py m3 | tourism | m4-weekly | carparts | spare-man | vn2 | vn1 | orange-juice
                        | competitions | retail | all  [--models auto,...]

The first four are held against their test values. They are in the open: what is printed is a
development result, and no choice is made by it; every run scores the test values once more, and
RESULTS.md keeps the count. The others are held against the ends of their own histories.
"""

import argparse
import csv
import gzip
import json
import shutil
import sys

import measure
from shared import data, restock, scratch

MODELS = "auto,auto-ets,dynamic-theta,theta,seasonal-naive,naive"
QUANTILES = "0.5,0.8,0.9,0.95,0.975,0.99"


def competition(folder, prefix):
    """Season and horizon of each series as its own, its frequency as the group."""
    series = scratch / f"{prefix}_series.csv"
    with open(data / folder / f"{prefix}_meta.csv") as file, open(series, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "season_length", "horizon", "group"])
        for row in csv.DictReader(file):
            writer.writerow([row["id"], row["season_length"], row["horizon"], row["frequency"]])
    return [
        "--sales", data / folder / f"{prefix}_train.csv.gz",
        "--actuals", data / folder / f"{prefix}_test.csv.gz", "--series", series,
    ]  # fmt: skip


def m4_weekly():
    """Season 52, errors scaled by weekly changes, as the competition scores them."""
    ids = set()
    with gzip.open(data / "m4_weekly/m4_weekly_train.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            ids.add(row["id"])
    series = scratch / "m4_weekly_series.csv"
    with open(series, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "season_length", "horizon", "scale_lag"])
        for name in sorted(ids, key=lambda id: int(id[1:])):
            writer.writerow([name, 52, 13, 1])
    return [
        "--sales", data / "m4_weekly/m4_weekly_train.csv.gz",
        "--actuals", data / "m4_weekly/m4_weekly_test.csv.gz", "--series", series,
    ]  # fmt: skip


def carparts():
    """The last 12 of 51 months as the test; a blank month is unknown."""
    source = data / "spare_carparts/carparts_monthly_wide.csv.gz"
    train, test = scratch / "carparts_train.csv", scratch / "carparts_test.csv"
    with gzip.open(source, "rt") as file, open(train, "w") as a, open(test, "w") as b:
        for row in csv.reader(file):
            a.write(",".join(row[:-12]) + "\n")
            b.write(",".join([row[0], *row[-12:]]) + "\n")
    return [
        "--sales", train, "--actuals", test, "--every", "month", "--horizon", "12",
        "--columns", "sku=part",
    ]  # fmt: skip


def spare_man():
    """Weekly steps; the last 26 of 150 held out, once."""
    return [
        "--sales", data / "spare_man/man_weekly_wide.csv.gz", "--every", "step",
        "--horizon", "26", "--origins", "1",
    ]  # fmt: skip


def vn2():
    """Weeks out of stock are unknown; eight weeks ahead from three origins."""
    return [
        "--sales", data / "vn2/week0_sales.csv.gz", "--stock-history",
        data / "vn2/week0_in_stock.csv.gz", "--columns", "sku=Product,location=Store",
        "--horizon", "8", "--origins", "3", "--origin-step", "8",
    ]  # fmt: skip


def vn1():
    """Thirteen weeks of history in all: four of them ahead, from one origin."""
    return [
        "--sales", data / "vn1/vn1_phase1_sales.csv.gz",
        "--columns", "sku=Product,location=Warehouse,channel=Client",
        "--by", "sku,location,channel", "--horizon", "4", "--origins", "1",
    ]  # fmt: skip


def orange_juice():
    """Store by brand, three weeks ahead from twelve origins, as the published rounds are."""
    return [
        "--sales", data / "orange_juice/oj_weekly.csv.gz",
        "--columns", "sku=brand,location=store,date=week,quantity=units,promotion=deal",
        "--every", "step", "--horizon", "3", "--origins", "12", "--origin-step", "3",
    ]  # fmt: skip


COMPETITIONS = {
    "m3": lambda: [*competition("m3", "m3"), "--every", "step"],
    "tourism": lambda: [*competition("tourism", "tourism"), "--every", "step"],
    "m4-weekly": lambda: [*m4_weekly(), "--every", "step"],
}
RETAIL = {
    "carparts": carparts, "spare-man": spare_man, "vn2": vn2, "vn1": vn1,
    "orange-juice": orange_juice,
}  # fmt: skip
SETS = COMPETITIONS | RETAIL
RETAIL_MODELS = "auto,pooled-level,negative-binomial,tsb,sba,ses,moving-average,naive"
PATTERNS = {"smooth", "erratic", "intermittent", "lumpy", "none", "short"}
COLUMNS = "smape smape_points mase rmsse wape bias owa msis_95".split()


def report(name, models, threads, keep):
    out = scratch / f"accuracy-{name}"
    command = [
        restock, "evaluate", *SETS[name](), "--models", models, "--quantiles", QUANTILES,
        "--threads", threads, "--out", out, "--quiet",
    ]  # fmt: skip
    cost = measure.measure(command)
    print(f"# {name}: {measure.machine()}; {cost['cpu']:.1f} CPU s for all models")
    print("# " + " ".join(map(str, command)))
    print("| group | model | " + " | ".join(COLUMNS) + " | mean pinball | coverage .5 .9 .975 .99 |")
    print("|---" * (len(COLUMNS) + 4) + "|")
    with open(out / "accuracy.csv") as file:
        for row in csv.DictReader(file):
            if row["group"].startswith("step ") or row["group"] in PATTERNS:
                continue
            pinball = [float(row[k]) for k in row if k.startswith("pinball_") and row[k]]
            mean = f"{sum(pinball) / len(pinball):.4f}" if pinball else ""
            covered = [row.get(f"coverage_{q}") or "" for q in ("50", "90", "97.5", "99")]
            print(
                f"| {row['group']} ({row['series']}) | {row['model']} | "
                + " | ".join(f"{float(row[c]):.4f}" if row[c] else "" for c in COLUMNS)
                + f" | {mean} | " + " ".join(f"{float(c):.3f}" if c else "-" for c in covered)
                + " |")
    print()
    if not keep:
        shutil.rmtree(out, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", choices=[*SETS, "competitions", "retail", "all"])
    parser.add_argument("--models")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    several = {"competitions": COMPETITIONS, "retail": RETAIL, "all": SETS}
    for name in several.get(options.set, [options.set]):
        models = options.models or (MODELS if name in COMPETITIONS else RETAIL_MODELS)
        report(name, models, options.threads, options.keep)


if __name__ == "__main__":
    main()
