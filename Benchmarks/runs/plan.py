"""Whole runs of `restock plan`: counts, wall and processor time, peak memory, serial share.

    python3 plan.py online-retail | vn2 | spare-man | scale  [--runs 3] [--keep]

Runs the command with 1 and with 2 threads, compares every output but run.json byte for byte, and
prints a row of a table. `--keep` leaves the results in the scratch folder.
"""

import argparse
import csv
import gzip
import json
import pathlib
import shutil
import subprocess
import sys

import measure
from shared import data, restock, scratch


def online_retail():
    """Real invoice lines, as of the last Monday in them."""
    return [
        "--sales", data / "online_retail_y1/online_retail_2009_12_to_2010_12.csv.gz",
        "--columns", "sku=StockCode,date=InvoiceDate,quantity=Quantity,order_id=Invoice,"
        "price=Price,customer=CustomerID",
        "--by", "sku", "--as-of", "2010-12-06",
    ]  # fmt: skip


def vn2():
    """A wide file by store and product, in-stock flags, and the state at the start as stock.

    An order placed at the end of week 0 is there at the start of week 3, after 14 days; what is
    in transit for week 2 counts as incoming.
    """
    folder = data / "vn2"
    return [
        "--sales", folder / "week0_sales.csv.gz",
        "--stock-history", folder / "week0_in_stock.csv.gz",
        "--stock", folder / "week0_initial_state.csv",
        "--columns", "sku=Product,location=Store,stock.on_hand=End Inventory,"
        "stock.incoming=In Transit W+2",
        "--as-of", "2024-04-15", "--lead-time", "14d", "--lead-time-sd", "0d",
        "--review-period", "7d", "--service", "cost", "--holding-cost", "0.2/w",
        "--shortage-cost", "1", "--unmet", "lost", "--policy", "order-up-to",
        "--order-cost", "0",
    ]  # fmt: skip


def spare_man():
    """Weekly steps with costs, lead times in steps and minimum orders.

    The one file has all of it; the items file is made of its columns here. What it costs to hold a
    unit for a year is the same share of its cost for all.
    """
    source = data / "spare_man/man_weekly_wide.csv.gz"
    items = scratch / "spare_man_items.csv"
    with gzip.open(source, "rt") as file, open(items, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(
            "sku unit_cost holding_rate order_cost moq pack_size lead_time_days".split())
        for row in csv.DictReader(file):
            cost = float(row["cost_price_eur"])
            holding = float(row["holding_cost_eur_per_unit_year"])
            writer.writerow([
                row["sku"], row["cost_price_eur"], f"{holding / cost:.6g}" if cost > 0 else "",
                row["fixed_order_cost_eur"], row["min_order_qty"], row["units_per_pack"],
                row["lead_time_weeks"],
            ])
    return [
        "--sales", source, "--every", "step", "--items", items, "--review-period", "1p",
        "--lead-time-sd", "0p",
    ]  # fmt: skip


def scale():
    """50,000 SKUs x 156 weeks, made up."""
    folder = scratch / "weekly-50000"
    if not (folder / "sales.csv").exists():
        subprocess.run(
            [restock, "demo-data", "--weekly", "--skus", "50000", "--out", folder], check=True)
    return ["--sales", folder / "sales.csv", "--items", folder / "items.csv"]


def same(first, second):
    """Whether two folders hold the same files and bytes, but for run.json."""
    def files(root):
        found = {}
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.name != "run.json":
                found[path.relative_to(root)] = path.read_bytes()
        return found

    return files(first) == files(second)


def main():
    cases = {"online-retail": online_retail, "vn2": vn2, "spare-man": spare_man, "scale": scale}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("case", choices=cases)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    words = [restock, "plan", *cases[options.case](), "--quiet"]
    print(f"# {options.case}: {measure.machine()}")
    print("# " + " ".join(map(str, words)))
    results, folders = {}, {}
    for threads in (1, 2):
        folders[threads] = scratch / f"{options.case}-{threads}"
        shutil.rmtree(folders[threads], ignore_errors=True)
        results[threads] = measure.measure(
            [*words, "--threads", threads, "--out", folders[threads]], options.runs)
    one, two = results[1], results[2]
    records = {t: json.loads((folders[t] / "run.json").read_text()) for t in folders}
    counts = records[1]["counts"]
    print("| items | orders | no result | CPU s | wall s, 1 thread | wall s, 2 | peak MB, 1 | "
          "peak MB, 2 | serial share | same bytes |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    print(
        f"| {counts.get('items')} | {counts.get('orders')} | {counts.get('without_result')} "
        f"| {one['cpu']:.2f} | {one['wall']:.2f} | {two['wall']:.2f} | {one['peak_mb']:.0f} "
        f"| {two['peak_mb']:.0f} | {100 * records[2]['serial_share_of_cpu']:.1f} % "
        f"| {'yes' if same(folders[1], folders[2]) else 'NO'} |")
    print("  stages, CPU s with 2 threads: " + ", ".join(
        f"{t['stage']} {t['cpu_seconds']:.2f}{' (serial)' if t['serial'] else ''}"
        for t in records[2]["timings"]))
    if not options.keep:
        for folder in folders.values():
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
