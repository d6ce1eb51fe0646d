#!/usr/bin/env python3
"""The VN2 inventory competition replayed inside its known weeks, orders from `restock plan`.

    Benchmarks/vn2/replay.py --restock .build/release/restock [--data FOLDER] [--starts 77,81,...]

599 store x product series, 157 weeks. From each of 19 starts (every fourth week, so that eight weeks
follow) six weekly orders are placed by the competition's rules: an order placed before week X comes
at the start of week X + 2; unmet demand is lost; 0.2 per unit left at the end of a week, 1 per unit
short; weeks 3 to 8 count. Each order sees the weeks before it only. At the start there are
ceil(mean of the last 52 known weeks) on hand and 0.87 times that mean due in week 2. Series with a
week out of stock among the eight have no known demand there and are left out of that start.

Against: the organiser's benchmark (13-week mean, deseasonalised by one index of ISO weeks, four
weeks of cover), z sigma sqrt(L) on a 13-week mean, and z sigma sqrt(L) on Restock's own forecast,
z = 0.967 for the critical ratio 1 / 1.2, L = 3 weeks. Standard errors of paired differences are over
the starts; neighbouring ones share four weeks, so the error is that of every second start.
"""

import argparse
import csv
import datetime
import gzip
import math
import pathlib
import subprocess
import tempfile

HOLDING, SHORTAGE = 0.2, 1.0
Z = 0.9674215661017  # the normal quantile of 1 / 1.2


class Data:
    def __init__(self, folder):
        def table(name):
            with gzip.open(folder / name, "rt", encoding="utf-8") as file:
                return list(csv.reader(file))

        sales, stock = table("week0_sales.csv.gz"), table("week0_in_stock.csv.gz")
        self.weeks = [datetime.date.fromisoformat(day) for day in sales[0][2:]]
        self.keys = [(row[0], row[1]) for row in sales[1:]]
        self.sales = [[float(cell or 0) for cell in row[2:]] for row in sales[1:]]
        flags = {(row[0], row[1]): row[2:] for row in stock[1:]}
        count = len(self.weeks)
        self.known = [[flag.lower() == "true" for flag in flags[key][:count]] for key in self.keys]
        with open(folder / "week0_master.csv", encoding="utf-8") as file:
            self.group = {row["Product"]: row["ProductGroup"] for row in csv.DictReader(file)}

    def known_mean(self, row, end, count):
        """The mean of the last `count` known weeks before `end`."""
        values = []
        for week in range(end - 1, -1, -1):
            if self.known[row][week]:
                values.append(self.sales[row][week])
                if len(values) == count:
                    break
        return values


def restock_plan(restock, data, week, on_hand, due, folder):
    """Orders and the mean demand of the protection interval, by row."""
    weeks = data.weeks[:week]

    def write(name, header, rows):
        with open(folder / name, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(rows)

    days = [day.isoformat() for day in weeks]
    write("sales.csv", ["sku", "location"] + days,
          ([p, s] + [f"{x:g}" for x in data.sales[i][:week]] for i, (s, p) in enumerate(data.keys)))
    write("in_stock.csv", ["sku", "location"] + days,
          ([p, s] + [str(k).lower() for k in data.known[i][:week]]
           for i, (s, p) in enumerate(data.keys)))
    write("stock.csv", ["sku", "location", "on_hand"],
          ([p, s, f"{on_hand[i]:g}"] for i, (s, p) in enumerate(data.keys)))
    write("open.csv", ["sku", "location", "quantity", "expected"],
          ([p, s, f"{quantity:g}", data.weeks[at].isoformat() if at < len(data.weeks) else
            (data.weeks[-1] + datetime.timedelta(7 * (at - len(data.weeks) + 1))).isoformat()]
           for i, (s, p) in enumerate(data.keys) for at, quantity in due[i].items() if quantity > 0))
    write("items.csv", ["sku", "category"], sorted(data.group.items()))
    done = subprocess.run(
        [restock, "plan", "--sales", folder / "sales.csv", "--stock-history",
         folder / "in_stock.csv", "--stock", folder / "stock.csv", "--open-orders",
         folder / "open.csv", "--items", folder / "items.csv", "--as-of",
         (weeks[-1] + datetime.timedelta(7)).isoformat(), "--lead-time", "14d", "--lead-time-sd",
         "0d", "--review-period", "7d", "--policy", "order-up-to", "--service", "cost", "--unmet",
         "lost", "--holding-cost", "0.2/w", "--shortage-cost", "1", "--order-cost", "0",
         "--quantiles", "none", "--out", folder / "plan", "--quiet"])
    if done.returncode > 1:  # 1: some series, not sold yet, have no result and no order
        raise SystemExit("restock plan failed")
    orders, means = [0.0] * len(data.keys), [0.0] * len(data.keys)
    place = {key: i for i, key in enumerate(data.keys)}
    with open(folder / "plan" / "recommendations.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            i = place[row["location"], row["sku"]]
            orders[i] = float(row["order_quantity"])
            means[i] = float(row["protection_demand"] or 0)
    return orders, means


def iso_week(day):
    return min(52, day.isocalendar()[1])


def benchmark_levels(data, week):
    """The organiser's order-up-to levels: the next four weeks."""
    totals, counts = {}, {}
    for i, sales in enumerate(data.sales):
        for t in range(week):
            if data.known[i][t]:
                key = iso_week(data.weeks[t])
                totals[key] = totals.get(key, 0.0) + sales[t]
                counts[key] = counts.get(key, 0) + 1
    means = {key: totals[key] / counts[key] for key in totals}
    overall = sum(means.values()) / len(means)
    index = {key: value / overall for key, value in means.items()}
    coming = [index.get(iso_week(data.weeks[week - 1] + datetime.timedelta(7 * k)), 1.0)
              for k in range(1, 5)]
    levels = []
    for i, sales in enumerate(data.sales):
        last = [sales[t] / index[iso_week(data.weeks[t])] for t in range(week - 13, week)
                if data.known[i][t]]
        levels.append(sum(last) / len(last) * sum(coming) if last else 0.0)
    return levels


def deviation(values):
    if len(values) < 2:
        return 0.0
    mean = sum(values) / len(values)
    return math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1))


class Stock:
    """The stock of all series under one policy."""

    def __init__(self, data, start):
        means = []
        for i in range(len(data.keys)):
            values = data.known_mean(i, start, 52)
            means.append(sum(values) / len(values) if values else 0.0)
        self.on_hand = [max(1.0, math.ceil(m)) for m in means]
        self.due = [{start + 1: float(round(0.87 * m))} for m in means]
        self.cost = 0.0

    def position(self, i):
        return self.on_hand[i] + sum(self.due[i].values())

    def order(self, i, week, quantity):
        if quantity > 0:
            self.due[i][week + 2] = self.due[i].get(week + 2, 0.0) + quantity

    def live(self, data, week, counted):
        for i in range(len(data.keys)):
            self.on_hand[i] += self.due[i].pop(week, 0.0)
            demand = data.sales[i][week]
            sold = min(self.on_hand[i], demand)
            self.on_hand[i] -= sold
            if counted[i]:
                self.cost += HOLDING * self.on_hand[i] + SHORTAGE * (demand - sold)


def replay(restock, data, start, folder):
    names = ["restock", "benchmark", "normal", "normal on restock"]
    stocks = {name: Stock(data, start) for name in names}
    rows = range(len(data.keys))
    eight = [all(data.known[i][start:start + 8]) for i in rows]
    nobody = [False] * len(data.keys)
    for k in range(8):
        week = start + k
        if k < 6:
            own = stocks["restock"]
            orders, means = restock_plan(restock, data, week, own.on_hand, own.due, folder)
            levels = benchmark_levels(data, week)
            for i in rows:
                own.order(i, week, orders[i])
                last = data.known_mean(i, week, 13)
                mean = sum(last) / len(last) if last else 0.0
                safety = Z * deviation(last) * math.sqrt(3)
                for name, level in [("benchmark", levels[i]), ("normal", 3 * mean + safety),
                                    ("normal on restock", means[i] + safety)]:
                    stock = stocks[name]
                    stock.order(i, week, float(round(max(0.0, level - stock.position(i)))))
        for stock in stocks.values():
            stock.live(data, week, eight if k >= 2 else nobody)
    return {name: stock.cost for name, stock in stocks.items()}, sum(eight)


def is_quiet(data, start):
    """Whether weeks 3 to 8 keep clear of mid-November to December and the weeks just after."""
    for week in data.weeks[start:start + 8]:
        if (week.month, week.day) >= (11, 8) or (week.month, week.day) <= (1, 7):
            return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--restock", default=str(root / ".build/release/restock"))
    parser.add_argument("--data", type=pathlib.Path, default=root.parent / "shared/data/vn2")
    parser.add_argument("--starts", default=",".join(map(str, range(77, 150, 4))))
    arguments = parser.parse_args()
    data = Data(arguments.data)
    starts = [int(text) for text in arguments.starts.split(",")]
    results = []
    print("start       rows  benchmark   restock  normal  normal on restock's forecast (ratios)")
    for start in starts:
        with tempfile.TemporaryDirectory() as folder:
            costs, rows = replay(arguments.restock, data, start, pathlib.Path(folder))
        results.append((start, costs))
        base = costs["benchmark"]
        print(f"{data.weeks[start]} {rows:5} {base:10.1f}   {costs['restock'] / base:.3f}    "
              f"{costs['normal'] / base:.3f}   {costs['normal on restock'] / base:.3f}"
              + ("  quiet" if is_quiet(data, start) else ""), flush=True)

    def summary(label, chosen):
        if not chosen:
            return
        def mean(name):
            return sum(c[name] / c["benchmark"] for _, c in chosen) / len(chosen)
        ratios = [c["restock"] / c["benchmark"] for _, c in chosen][::2]
        error = deviation(ratios) / math.sqrt(len(ratios)) if len(ratios) > 1 else float("nan")
        print(f"{label:11} {len(chosen):3} starts: restock {mean('restock'):.3f} (se {error:.3f}), "
              f"normal {mean('normal'):.3f}, normal on restock's forecast "
              f"{mean('normal on restock'):.3f}; restock is "
              f"{100 * (1 - mean('restock') / mean('normal on restock')):.1f} % below the last")

    summary("all", results)
    summary("quiet", [r for r in results if is_quiet(data, r[0])])
    summary("late quiet", [r for r in results if is_quiet(data, r[0]) and r[0] >= 101])


if __name__ == "__main__":
    main()
