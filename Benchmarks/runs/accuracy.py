"""Accuracy of models on the public sets: `restock evaluate` against their test values.

    python3 accuracy.py m3 | tourism | m4-weekly | carparts | all  [--models auto,...]

These sets are in the open: what is printed is a development result, and no choice is made by it.
Every run scores the test values once more for each model; RESULTS.md keeps the count.
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


SETS = {
    "m3": lambda: [*competition("m3", "m3"), "--every", "step"],
    "tourism": lambda: [*competition("tourism", "tourism"), "--every", "step"],
    "m4-weekly": lambda: [*m4_weekly(), "--every", "step"],
    "carparts": carparts,
}
CARPARTS_MODELS = "auto,negative-binomial,tsb,sba,ses,mean,naive"
PATTERNS = {"smooth", "erratic", "intermittent", "lumpy", "none", "short"}
COLUMNS = "smape smape_points mase rmsse bias owa msis_95".split()


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
    parser.add_argument("set", choices=[*SETS, "all"])
    parser.add_argument("--models")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    for name in SETS if options.set == "all" else [options.set]:
        models = options.models or (CARPARTS_MODELS if name == "carparts" else MODELS)
        report(name, models, options.threads, options.keep)


if __name__ == "__main__":
    main()
