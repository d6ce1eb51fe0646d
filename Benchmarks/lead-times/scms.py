#!/usr/bin/env python3
"""Lead times of real purchase orders: `restock lead-times` against the pooled quantiles.

    Benchmarks/lead-times/scms.py --restock .build/release/restock [--data FOLDER] [--receipts-only]

Data: the SCMS delivery history (USAID), deliveries up to 2012. At the first of each month from
2010-01 to 2011-04 Restock sees the orders placed before: with their receipt where they had come by
then, else open. It is judged on the orders of the following year, by the pinball loss of the 0.5, 0.8,
0.9 and 0.95 quantiles and their coverage; an order is read off the row of its supplier and item, else
of its supplier, else of `*`. The pooled quantiles are those of all lead times received by then.
--receipts-only leaves the open orders out, as an export of receipts does.

Standard errors are of the mean over splits, by a bootstrap that draws clusters of vendor and order
date: lines of one order travel together, and the years after neighbouring splits overlap.
"""

import argparse
import csv
import datetime
import gzip
import pathlib
import random
import subprocess
import tempfile

LEVELS = [0.5, 0.8, 0.9, 0.95]
SPLITS = [datetime.date(2010, m, 1) for m in range(1, 13)]
SPLITS += [datetime.date(2011, m, 1) for m in range(1, 5)]


def read_orders(folder):
    orders = []
    with gzip.open(folder / "scms_to_2012.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            try:
                ordered = datetime.date.fromisoformat(row["po_sent_to_vendor_date"])
                received = datetime.date.fromisoformat(row["delivered_to_client_date"])
            except ValueError:
                continue  # text in place of a date: "N/A - From RDC", "Date Not Captured"
            if received > ordered:
                orders.append((row["vendor"], row["item_description"], ordered, received))
    return orders


def learn(restock, orders, split, receipts_only):
    """The quantiles of each supplier and item, by `restock lead-times`."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with open(folder / "receipts.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["supplier", "sku", "ordered", "received"])
            for vendor, item, ordered, received in orders:
                if ordered < split and (received < split or not receipts_only):
                    came = received.isoformat() if received < split else ""
                    writer.writerow([vendor, item, ordered.isoformat(), came])
        subprocess.run(
            [restock, "lead-times", "--receipts", folder / "receipts.csv", "--as-of",
             split.isoformat(), "--out", folder / "out", "--quiet"], check=True)
        table = {}
        with open(folder / "out" / "lead-times.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                quantiles = [float(row[f"q{round(100 * level)}"]) for level in LEVELS]
                table[row["supplier"], row["sku"]] = quantiles
    return table


def pooled(orders, split):
    days = sorted((r - o).days for _, _, o, r in orders if o < split and r < split)
    return [days[min(len(days) - 1, int(level * len(days)))] for level in LEVELS]


def pinball(actual, quantile, level):
    return (actual - quantile) * (level - (actual < quantile))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--restock", default=str(root / ".build/release/restock"))
    parser.add_argument("--data", type=pathlib.Path,
                        default=root.parent / "shared/data/leadtime_scms")
    parser.add_argument("--receipts-only", action="store_true")
    arguments = parser.parse_args()

    orders = read_orders(arguments.data)
    # One record an order judged: split, cluster, kind of supplier, then per level the loss and cover
    # of Restock and of the pooled quantiles.
    records = []
    for split in SPLITS:
        table = learn(arguments.restock, orders, split, arguments.receipts_only)
        plain = pooled(orders, split)
        seen = {}
        for vendor, _, ordered, received in orders:
            if ordered < split and received < split:
                seen[vendor] = seen.get(vendor, 0) + 1
        for vendor, item, ordered, received in orders:
            if not split <= ordered < split + datetime.timedelta(days=365):
                continue
            days = (received - ordered).days
            own = table.get((vendor, item)) or table.get((vendor, "")) or table["*", ""]
            count = seen.get(vendor, 0)
            kind = "unseen" if count == 0 else "thin (1-4)" if count < 5 else "5 or more"
            values = []
            for level, a, b in zip(LEVELS, own, plain):
                values.append((pinball(days, a, level), days <= a, pinball(days, b, level),
                               days <= b))
            records.append((split, (vendor, ordered), kind, values))

    def means(records, level, place):
        """The mean over splits of the mean over orders."""
        sums = {}
        for split, _, _, values in records:
            total, count = sums.get(split, (0.0, 0))
            sums[split] = (total + values[level][place], count + 1)
        return sum(total / count for total, count in sums.values()) / len(sums)

    # Clusters: per cluster and split the sums that a mean over splits needs.
    clusters = {}
    for split, cluster, _, values in records:
        entry = clusters.setdefault(cluster, {}).setdefault(split, [0] + [0.0] * 16)
        entry[0] += 1
        for k, value in enumerate(values):
            for place in range(4):
                entry[1 + 4 * k + place] += value[place]
    names = sorted(clusters)
    draws = []
    generator = random.Random(1)
    for _ in range(200):
        sums = {split: [0] + [0.0] * 16 for split in SPLITS}
        for name in generator.choices(names, k=len(names)):
            for split, entry in clusters[name].items():
                target = sums[split]
                for i, value in enumerate(entry):
                    target[i] += value
        draws.append([sum(s[1 + i] / s[0] for s in sums.values() if s[0]) /
                      sum(1 for s in sums.values() if s[0]) for i in range(16)])

    def error(values):
        center = sum(values) / len(values)
        return (sum((v - center) ** 2 for v in values) / (len(values) - 1)) ** 0.5

    print(f"{len(orders)} orders, {len(SPLITS)} splits, {len(records)} judged; "
          + ("receipts only" if arguments.receipts_only else "open orders known"))
    print("quantile  pinball  pooled   ratio (se)     coverage (se)    pooled")
    for k, level in enumerate(LEVELS):
        loss, plain = means(records, k, 0), means(records, k, 2)
        ratio_error = error([d[4 * k] / d[4 * k + 2] for d in draws])
        cover, cover_error = means(records, k, 1), error([d[4 * k + 1] for d in draws])
        print(f"{level:8} {loss:8.2f} {plain:7.2f}   {loss / plain:.3f} ({ratio_error:.3f})  "
              f"{cover:.3f} ({cover_error:.3f})   {means(records, k, 3):.3f}")
    for kind in ["5 or more", "thin (1-4)", "unseen"]:
        part = [r for r in records if r[2] == kind]
        ratios = [sum(r[3][k][0] for r in part) / sum(r[3][k][2] for r in part)
                  for k in range(len(LEVELS))]
        print(f"suppliers with receipts: {kind:10} {len(part):6} orders, ratio of pinball "
              + " ".join(f"{r:.3f}" for r in ratios))


if __name__ == "__main__":
    main()
