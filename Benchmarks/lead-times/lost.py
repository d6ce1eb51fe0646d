#!/usr/bin/env python3
"""What stock-outs lost, as `restock plan` estimates it, against the demo shop's truth.

    Benchmarks/lead-times/lost.py [--restock .build/release/restock] [--seeds 10] [--skus 400]

Makes up a shop for each seed, plans on its last day, and compares `lost_units` with the units that
customers wanted in vain in the last 52 weeks (`units_lost_last_52_weeks` of truth.csv): the estimated total
over the true one, and the sum of the absolute errors by SKU and location over it; an item of which
nothing is estimated counts as 0.
"""

import argparse
import csv
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
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--skus", type=int, default=400)
    arguments = parser.parse_args()
    kinds = {}
    ratios, errors = [], []
    for seed in range(1, arguments.seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            shop = pathlib.Path(folder) / "shop"
            subprocess.run(
                [arguments.restock, "demo-data", "--seed", str(seed), "--skus", str(arguments.skus),
                 "--out", shop], check=True, capture_output=True)
            inputs = {"sales": "sales.csv.gz", "stock": "stock.csv", "items": "items.csv",
                      "stock-history": "stock-history.csv.gz", "suppliers": "suppliers.csv",
                      "receipts": "receipts.csv", "events": "events.csv"}
            command = [arguments.restock, "plan", "--out", shop / "plan", "--quiet"]
            for name, file in inputs.items():
                command += [f"--{name}", shop / file]
            run = subprocess.run(command, capture_output=True, check=False)
            assert run.returncode in (0, 1), run.stderr
            estimates = {(row["sku"], row["location"]): float(row["lost_units"] or 0)
                         for row in read(shop / "plan/recommendations.csv")}
            total = lost = error = 0.0
            for row in read(shop / "truth.csv"):
                own = float(row["units_lost_last_52_weeks"])
                estimate = estimates.get((row["sku"], row["location"]), 0.0)
                total, lost, error = total + estimate, lost + own, error + abs(estimate - own)
                sums = kinds.setdefault(row["kind"], [0.0, 0.0, 0.0])
                for place, value in enumerate((estimate, own, abs(estimate - own))):
                    sums[place] += value
        ratios.append(total / lost)
        errors.append(error / lost)
        print(f"seed {seed}: {total:.0f} units of {lost:.0f}, {ratios[-1]:.3f}; "
              f"absolute errors {errors[-1]:.3f}", flush=True)
    print(f"{len(ratios)} shops: total over the truth {min(ratios):.2f} to {max(ratios):.2f}, "
          f"absolute errors {min(errors):.2f} to {max(errors):.2f} of it")
    for kind, (total, lost, error) in sorted(kinds.items()):
        if lost:
            print(f"  {kind:14} {lost:7.0f} lost, total {total / lost:.2f}, "
                  f"absolute errors {error / lost:.2f}")


if __name__ == "__main__":
    main()
