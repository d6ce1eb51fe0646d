#!/usr/bin/env python3
"""Does `restock lead-times` know a season when it sees one, and none where there is none?

    Benchmarks/lead-times/seasons.py [--restock .build/release/restock] [--suppliers 400]

Makes up suppliers (gamma lead times, an order about every ten days) and reports, by years of receipts:

- steady ones, with lead times of one law, of a law of their own each year, that come in spells of two
  months, and that changed once: the share of which a season is reported that no event lists, where the
  alarm states 1 in 100, and of drift alarms;
- ones that take 1.6 times as long for orders of January to March, and in those months: the share that is
  found, the error of the suggested uplift, and the drift alarms;
- the same with the season listed without an uplift: the learned uplift; and looked at on 30 March, in
  the season, when lead times have just become longer;
- ones that close for three weeks at a date that moves, listed or not; and in spite of the list do not close.
"""

import argparse
import csv
import datetime
import pathlib
import random
import re
import statistics
import subprocess
import tempfile

DAY = datetime.timedelta(days=1)
AS_OF = datetime.date(2026, 6, 29)
IN_SEASON = datetime.date(2026, 3, 30)
NEW_YEARS = [datetime.date(2021, 2, 12), datetime.date(2022, 2, 1), datetime.date(2023, 1, 22),
             datetime.date(2024, 2, 10), datetime.date(2025, 1, 29), datetime.date(2026, 2, 17)]


def gamma(generator, mean, deviation):
    shape = (mean / deviation) ** 2
    return generator.gammavariate(shape, mean / shape)


def arrival(ordered, days, pace):
    """The day on which so many days of lead time have passed, where a day counts as `pace` of it."""
    day = ordered
    while days > 0:
        day += DAY
        days -= pace(day)
    return day


def closed(day):
    return any(0 <= (day - first).days < 21 for first in NEW_YEARS)


def one(kind, years, as_of, generator):
    """The (ordered, received) of a supplier's orders; received is None where that lies ahead."""
    ordered = as_of - datetime.timedelta(days=round(365.25 * years))
    change = ordered + datetime.timedelta(days=generator.randrange(90, round(365 * years) - 30))
    levels = {}
    orders = []
    while True:
        ordered += datetime.timedelta(days=1 + round(generator.expovariate(1 / 9)))
        if ordered >= as_of:
            return orders
        mean = 25
        if kind == "a level a year":
            mean = levels.setdefault(ordered.year, 25 * generator.lognormvariate(0, 0.3))
        if kind == "spells":
            mean = levels.setdefault((ordered.year, (ordered.month - 1) // 2),
                                     25 * generator.lognormvariate(0, 0.15))
        if kind == "changed once":
            mean = 25 if ordered < change else 40
        if kind == "orders of the season" and ordered.month <= 3:
            mean = 40
        days = gamma(generator, mean, 0.25 * mean)
        pace = {"work in the season": lambda day: 1 / 1.6 if day.month <= 3 else 1,
                "closes": lambda day: 0 if closed(day) else 1}.get(kind, lambda day: 1)
        received = arrival(ordered, days, pace)
        orders.append((ordered, received if received < as_of else None))


def run(arguments, kind, years, events, as_of=AS_OF):
    generator = random.Random(f"{kind} {years} {arguments.seed}")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with open(folder / "receipts.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["supplier", "order_id", "ordered", "received"])
            for number in range(arguments.suppliers):
                for i, (ordered, received) in enumerate(one(kind, years, as_of, generator)):
                    writer.writerow([f"S{number}", f"S{number}-{i}", ordered, received or ""])
        command = [arguments.restock, "lead-times", "--receipts", folder / "receipts.csv", "--as-of",
                   as_of.isoformat(), "--out", folder / "out", "--quiet"]
        if events:
            with open(folder / "events.csv", "w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(["event", "date", "end_date", "supplier", "uplift", "repeats"])
                for number in range(arguments.suppliers):
                    for first, last, repeats in events:
                        writer.writerow(["away", first, last, f"S{number}", "", repeats])
            command += ["--events", folder / "events.csv"]
        subprocess.run(command, check=True)
        with open(folder / "out" / "lead-times.csv", newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file)
                    if row["sku"] == "" and row["supplier"] != "*"]
        with open(folder / "out" / "findings.csv", newline="", encoding="utf-8") as file:
            findings = list(csv.DictReader(file))
    drifts = sum(row["drift"] in ("longer", "shorter") for row in rows)
    unlisted, learned = [], []
    for finding in findings:
        text = " ".join(finding.values())
        if "no event lists it" in text:
            unlisted.append(float(re.search(r",([0-9.]+),yearly", text).group(1)))
        if "lead times were" in text:
            learned.append(float(re.search(r"were ([0-9.]+) times", text).group(1)))
    mean = statistics.mean(float(row["mean_days"]) for row in rows)
    share = 100 / len(rows)
    name = kind + (", listed" if events else "") + (", 30 March" if as_of != AS_OF else "")
    print(f"| {name} | {years} | {share * len(unlisted):.1f} % "
          f"| {share * drifts:.1f} % | {share * len(learned):.1f} % "
          + "| {} | {:.1f} |".format(spread(learned if events else unlisted), mean), flush=True)


def spread(values):
    if len(values) < 3:
        return ""
    tenths = statistics.quantiles(values, n=10)
    return f"{tenths[0]:.2f}, {statistics.median(values):.2f}, {tenths[-1]:.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--restock", default=str(root / ".build/release/restock"))
    parser.add_argument("--suppliers", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    winter = [(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31), "yearly")]
    new_years = [(first, first + 20 * DAY, "") for first in NEW_YEARS]
    print("| suppliers | years | season reported | drift alarms | uplift learned "
          "| uplift: 10 %, median, 90 % | mean days |")
    print("|---|---|---|---|---|---|---|")
    for years in (2, 3, 5):
        for kind in ("steady", "a level a year", "spells", "changed once", "orders of the season",
                     "work in the season", "closes"):
            run(arguments, kind, years, None)
    for years in (1, 2, 3, 5):
        for kind in ("orders of the season", "work in the season"):
            run(arguments, kind, years, winter)
        for kind in ("closes", "steady"):
            run(arguments, kind, years, new_years)
    for years in (2, 3, 5):
        for events in (None, winter):
            run(arguments, "work in the season", years, events, IN_SEASON)


if __name__ == "__main__":
    main()
