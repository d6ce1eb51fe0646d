"""Processor time per series of `restock forecast`, whole process, beside statsforecast's functions.

    python3 speed.py [--set m3] [--frequency monthly] [--runs 5] [--peer-series 100]

restock: start, reading, forecasting, writing, one thread, median of the runs. The peer: the functions
below its data frames, fit and means only, after a warm-up, on every k-th series of the same group, in
the same minute (peers/statsforecast_m3.py).
"""

import argparse
import csv
import gzip
import os
import pathlib
import shutil
import subprocess
import sys

import measure
from shared import data, package, restock, scratch

CASES = [
    ("auto-ets", "none"), ("dynamic-theta", "none"), ("theta", "none"), ("ses", "none"),
    ("auto", "none"), ("auto", "0.5,0.8,0.9,0.95,0.99"),
]


def group(frequency):
    """The training part of a frequency of M3 as a file of its own, and its series' settings."""
    with open(data / "m3/m3_meta.csv") as file:
        meta = {r["id"]: r for r in csv.DictReader(file) if r["frequency"] == frequency}
    train = scratch / f"m3_{frequency}.csv"
    with gzip.open(data / "m3/m3_train.csv.gz", "rt") as file, open(train, "w") as out:
        out.write(file.readline())
        for line in file:
            if line.split(",", 1)[0] in meta:
                out.write(line)
    one = next(iter(meta.values()))
    return train, len(meta), one["season_length"], one["horizon"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frequency", default="monthly")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer-series", type=int, default=100)
    options = parser.parse_args()
    train, count, season, horizon = group(options.frequency)
    print(f"# M3 {options.frequency}, {count} series: {measure.machine()}")
    print("| restock forecast --model | --quantiles | CPU s | CPU ms per series | wall s | peak MB |")
    print("|---|---|---|---|---|---|")
    out = scratch / "speed"
    for model, quantiles in CASES:
        result = measure.measure(
            [restock, "forecast", "--sales", train, "--every", "step", "--season-length", season,
             "--horizon", horizon, "--model", model, "--quantiles", quantiles, "--threads", "1",
             "--out", out, "--quiet"], options.runs)  # fmt: skip
        print(
            f"| {model} | {quantiles} | {result['cpu']:.2f} "
            f"| {1000 * result['cpu'] / count:.3f} | {result['wall']:.2f} "
            f"| {result['peak_mb']:.0f} |")
    shutil.rmtree(out, ignore_errors=True)
    if options.peer_series > 0:
        every = max(1, count // options.peer_series)
        subprocess.run(
            [sys.executable, package / "Benchmarks/peers/statsforecast_m3.py", data / "m3",
             options.frequency, "--series", str(options.peer_series), "--every", str(every)],
            check=False)  # fmt: skip
    one = scratch / "one.csv"
    with open(train) as file:
        lines = file.readlines()
    first = lines[1].split(",")[0]
    one.write_text("".join([lines[0], *(l for l in lines if l.startswith(first + ","))]))
    result = measure.measure(
        [restock, "forecast", "--sales", one, "--every", "step", "--out", "-"], 21)
    print(
        f"\nStart to first forecast of one series: {1000 * result['wall']:.0f} ms wall, "
        f"{1000 * result['cpu']:.0f} ms CPU, {result['peak_mb']:.0f} MB")


if __name__ == "__main__":
    main()
