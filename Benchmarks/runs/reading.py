"""Reading a 1 GB sales file into weekly sums: restock, duckdb and polars.

    python3 reading.py [--gigabytes 1] [--skus 50000] [--runs 3]

The file is transactions: sku, date, quantity, price. restock reads it with full validation as the
first step of `restock forecast`, of which run.json gives the time; the others group it by SKU and week
in a process of their own, start included. On one thread each and on two.
"""

import argparse
import importlib.metadata
import json
import random
import shutil
import statistics
import sys

import measure
from shared import restock, scratch

DUCKDB = """
import duckdb, sys
c = duckdb.connect()
c.execute(f"set threads to {sys.argv[2]}")
print(c.execute(f"select count(*), sum(q) from (select sku, date_trunc('week', date) w, "
    f"sum(quantity) q from read_csv('{sys.argv[1]}') group by 1, 2)").fetchone())
"""

POLARS = """
import os, sys
os.environ["POLARS_MAX_THREADS"] = sys.argv[2]
import polars as pl
f = pl.scan_csv(sys.argv[1], try_parse_dates=True)
f = f.group_by("sku", pl.col("date").dt.truncate("1w")).agg(pl.col("quantity").sum())
f = f.collect(engine="streaming")
print(f.height, f["quantity"].sum())
"""


def make(path, size, skus):
    """Transactions of three years, an SKU more often the smaller its number."""
    rng = random.Random(1)
    dates = [
        f"{year}-{month:02}-{day:02}"
        for year in (2022, 2023, 2024) for month in range(1, 13) for day in range(1, 29)
    ]
    written = 0
    with open(path, "w") as file:
        written += file.write("sku,date,quantity,price\n")
        while written < size:
            lines = []
            for _ in range(100_000):
                sku = int(skus * rng.random() ** 2)
                lines.append(
                    f"SKU-{sku:06},{dates[int(rng.random() * len(dates))]},"
                    f"{1 + int(9 * rng.random() ** 3)},{1 + sku % 97}.{sku % 90 + 10}\n")
            written += file.write("".join(lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gigabytes", type=float, default=1)
    parser.add_argument("--skus", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    path = scratch / f"transactions-{options.gigabytes:g}gb.csv"
    if not path.exists():
        make(path, options.gigabytes * 1e9, options.skus)
    size = path.stat().st_size / 1e9
    print(f"# reading {size:.2f} GB: {measure.machine()}")
    print("| program | threads | CPU s | GB per CPU s | wall s | peak MB |")
    print("|---|---|---|---|---|---|")
    for threads in (1, 2):
        stages, peaks = [], []
        for _ in range(options.runs):
            out = scratch / "reading"
            result = measure.measure(
                [restock, "forecast", "--sales", path, "--model", "naive", "--quantiles", "none",
                 "--horizon", 1, "--threads", threads, "--out", out, "--quiet"])  # fmt: skip
            record = json.loads((out / "run.json").read_text())
            stages.append(next(t for t in record["timings"] if t["stage"] == "reading"))
            peaks.append(result["peak_mb"])
            shutil.rmtree(out)
        cpu = statistics.median(stage["cpu_seconds"] for stage in stages)
        wall = statistics.median(stage["wall_seconds"] for stage in stages)
        print(
            f"| restock, reading | {threads} | {cpu:.2f} | {size / cpu:.3f} | {wall:.2f} "
            f"| {max(peaks):.0f} |")
    programs = []
    for name, text in (("duckdb", DUCKDB), ("polars", POLARS)):
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            print(f"{name} is not installed here: left out", file=sys.stderr)
            continue
        programs.append(
            (f"{name} {version}", lambda n, text=text: [sys.executable, "-c", text, path, n]))
    for name, command in programs:
        for threads in (1, 2):
            result = measure.measure(command(threads), options.runs)
            print(
                f"| {name} | {threads} | {result['cpu']:.2f} | {size / result['cpu']:.3f} "
                f"| {result['wall']:.2f} | {result['peak_mb']:.0f} |")


if __name__ == "__main__":
    main()
