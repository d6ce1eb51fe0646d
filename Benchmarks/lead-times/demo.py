#!/usr/bin/env python3
"""Does the drift alarm find the demo shop's shifted supplier, and leave the steady ones alone?

    Benchmarks/lead-times/demo.py [--restock .build/release/restock] [--seeds 60] [--skus 60]

Makes up a shop for each seed and asks `restock lead-times` on the day after the fourth receipt since
the shift. Prints how often the shifted supplier was found and dated within three weeks, and how many
alarms were raised on the suppliers that did not change, which the alarm states as 1 in 100.
"""

import argparse
import csv
import datetime
import pathlib
import subprocess
import tempfile


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--restock", default=str(root / ".build/release/restock"))
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--skus", type=int, default=60)
    arguments = parser.parse_args()
    shops = found = dated = steady = alarms = 0
    for seed in range(1, arguments.seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            shop = pathlib.Path(folder) / "shop"
            subprocess.run(
                [arguments.restock, "demo-data", "--seed", str(seed), "--skus", str(arguments.skus),
                 "--out", shop], check=True, capture_output=True)
            truth = read(shop / "truth-suppliers.csv")
            shifting = next(row for row in truth if row["law"] == "shifting")
            received = {}
            for row in read(shop / "receipts.csv"):
                if (row["supplier"] == shifting["supplier"] and row["received"]
                        and row["ordered"] >= shifting["shift_date"]):
                    last = received.get(row["order_id"], "")
                    received[row["order_id"]] = max(last, row["received"])
            receipts = sorted(received.values())
            if len(receipts) < 4:
                continue
            day = datetime.date.fromisoformat(receipts[3]) + datetime.timedelta(days=1)
            run = subprocess.run(
                [arguments.restock, "lead-times", "--receipts", shop / "receipts.csv", "--as-of",
                 day.isoformat(), "--out", "-", "--quiet"], check=True, capture_output=True, text=True)
            rows = {row["supplier"]: row for row in csv.DictReader(run.stdout.splitlines())
                    if not row["sku"]}
            shops += 1
            row = rows[shifting["supplier"]]
            if row["drift"] == "longer":
                found += 1
                error = (datetime.date.fromisoformat(row["drift_since"])
                         - datetime.date.fromisoformat(shifting["shift_date"])).days
                dated += abs(error) <= 21
            else:
                print(f"seed {seed}: not found, {row['orders']} orders in all")
            others = [rows[t["supplier"]] for t in truth
                      if t["law"] != "shifting" and t["supplier"] in rows]
            steady += len(others)
            alarms += sum(row["drift"] in ("longer", "shorter") for row in others)
    print(f"{shops} shops: found within four receipts {found}, dated within three weeks {dated}")
    print(f"{steady} steady suppliers: {alarms} alarms, {100 * alarms / max(1, steady):.1f} %")


if __name__ == "__main__":
    main()
