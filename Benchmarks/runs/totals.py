"""Quantiles of demand over 1, 3 and 8 periods: `restock forecast --cumulative` at past origins.

    python3 totals.py [--sets vn2,spare-man,carparts,online-retail] [--model auto] [--cells]

Four sets, each forecast at several origins from what was known then (`--as-of`), through files:

- vn2: weeks, 9 origins; a window with a week out of stock has no known demand and is left out;
- spare-man: weekly steps, 5 origins;
- carparts: months, complete series, 4 origins within the first 39 months (the last 12 are a test);
- online-retail: invoice lines summed by week (no cancellations, products only), history from the
  first sale, 6 origins in weeks 28 to 43 of 53. Windows that reach past September run into the only
  Christmas there is, which no history foretells: they are a set of their own.

An item takes part with 13 known periods and two demands since its first. Its pattern is that of
Syntetos, Boylan and Croston at the origin. Pinball is divided by the item's mean absolute one-step
change; what it is held against is a negative binomial with mean and variance of the last 52 known
periods (times the number of periods; a Poisson where the variance is less), without a season.
Coverage is the randomised one, (p - F(y - 1)) / (F(y) - F(y - 1)) in 0...1, its F read off a close
grid of quantiles. A cell is set x pattern x horizon x quantile; those of 2,500 cases or more count.
"""

import argparse
import collections
import csv
import datetime
import gzip
import io
import re
import subprocess

import measure
import numpy as np
from scipy import stats
from shared import data, restock, scratch

HORIZONS = (1, 3, 8)
LEVELS = (0.8, 0.9, 0.95, 0.98, 0.99)
GRID = sorted(
    {round(0.02 * k, 4) for k in range(1, 35)}
    | {round(0.7 + 0.0025 * k, 4) for k in range(120)}
    | {0.9985, 0.999, 0.9995}
)
LARGE = 2_500


class Panel:
    """Histories side by side: units by series and period, not a number where unknown."""

    def __init__(self, keys, units, arguments, as_of, origins):
        self.keys = {key: row for row, key in enumerate(keys)}
        self.units = units
        self.arguments = arguments
        self.as_of = as_of
        self.origins = origins
        sold = np.nan_to_num(units) > 0
        self.first = np.where(sold.any(axis=1), sold.argmax(axis=1), units.shape[1])

    def name(self, base, origin, horizon):
        return base


def wide(path, keys):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    names = [tuple(row[i] for i in keys) for row in rows[1:]]
    return rows[0], names, rows[1:]


def vn2():
    header, keys, rows = wide(data / "vn2/week0_sales.csv.gz", (1, 0))
    _, stock_keys, stock = wide(data / "vn2/week0_in_stock.csv.gz", (1, 0))
    weeks = header[2:]
    units = np.array([[float(cell or 0) for cell in row[2:]] for row in rows])
    flags = {key: row[2 : 2 + len(weeks)] for key, row in zip(stock_keys, stock)}
    known = np.array([[flag.lower() == "true" for flag in flags[key]] for key in keys])
    return Panel(
        keys, np.where(known, units, np.nan),
        ["--sales", data / "vn2/week0_sales.csv.gz", "--stock-history",
         data / "vn2/week0_in_stock.csv.gz", "--columns", "sku=Product,location=Store"],
        lambda origin: weeks[origin], range(77, 150, 9))  # fmt: skip


def spare_man():
    path = data / "spare_man/man_weekly_wide.csv.gz"
    header, keys, rows = wide(path, (0,))
    start = header.index("w001")
    units = np.array([[float(cell or 0) for cell in row[start:]] for row in rows])
    return Panel(
        [(key[0], "") for key in keys], units, ["--sales", path, "--every", "step"],
        lambda origin: str(origin + 1), range(94, 143, 12))  # fmt: skip


def carparts():
    header, keys, rows = wide(data / "spare_carparts/carparts_monthly_wide.csv.gz", (0,))
    rows = [row[:40] for row in rows if all(cell != "" for cell in row)]
    path = scratch / "carparts-complete.csv"
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([["sku", *header[1:40]], *rows])
    return Panel(
        [(row[0], "") for row in rows], np.array([[float(x) for x in row[1:]] for row in rows]),
        ["--sales", path, "--every", "month"],
        lambda origin: header[1 + origin] + "-01", range(22, 32, 3))  # fmt: skip


def online_retail():
    monday = datetime.date(2009, 11, 30)
    sums = collections.Counter()
    path = data / "online_retail_y1/online_retail_2009_12_to_2010_12.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            quantity = float(row["Quantity"])
            sku = row["StockCode"].upper()
            if quantity > 0 and row["Invoice"][0] != "C" and re.fullmatch(r"\d{5}[A-Z]*", sku):
                day = datetime.date.fromisoformat(row["InvoiceDate"][:10])
                sums[sku, (day - monday).days // 7] += quantity
    weeks = [(monday + datetime.timedelta(7 * w)).isoformat() for w in range(53)]
    keys = sorted({sku for sku, _ in sums})
    units = np.array([[sums[sku, week] for week in range(53)] for sku in keys], dtype=float)
    path = scratch / "online-retail-weekly.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sku", "date", "quantity"])
        for (sku, week), quantity in sorted(sums.items()):
            if week < 53:
                writer.writerow([sku, weeks[week], f"{quantity:g}"])
    panel = Panel(
        [(sku, "") for sku in keys], units, ["--sales", path], lambda origin: weeks[origin],
        range(28, 44, 3))  # fmt: skip
    christmas = weeks.index("2010-09-27")
    panel.name = lambda base, origin, horizon: (
        base + (", Christmas" if origin + horizon > christmas else "")
    )
    return panel


SETS = {
    "vn2": vn2, "spare-man": spare_man, "carparts": carparts, "online-retail": online_retail,
}  # fmt: skip


def pattern(values):
    """The pattern of the known demands since the first."""
    sizes = values[values > 0]
    rare = len(values) / len(sizes) >= 1.32
    varied = sizes.var() / sizes.mean() ** 2 >= 0.49
    return ("lumpy" if varied else "intermittent") if rare else ("erratic" if varied else "smooth")


def moment_quantiles(values, horizon):
    """Quantiles of a negative binomial by the moments of the last 52 known periods."""
    recent = values[-52:]
    mean, variance = recent.mean() * horizon, recent.var(ddof=1) * horizon
    if mean == 0:
        return np.zeros(len(LEVELS))
    if variance <= mean * (1 + 1e-9):
        return stats.poisson.ppf(LEVELS, mean)
    return stats.nbinom.ppf(LEVELS, mean * mean / (variance - mean), mean / variance)


def forecasts(panel, origin, model, threads):
    """Quantiles of running totals by key and horizon; and the processor seconds it took."""
    levels = ",".join(f"{level:g}" for level in GRID)
    command = [
        restock, "forecast", *panel.arguments, "--as-of", panel.as_of(origin), "--horizon",
        max(HORIZONS), "--cumulative", "--quantiles", levels, "--model", model, "--threads",
        threads, "--out", "-", "--quiet",
    ]  # fmt: skip
    run = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        raise SystemExit(run.stderr)
    reader = csv.reader(io.StringIO(run.stdout))
    header = next(reader)
    sku, location = header.index("sku"), header.index("location")
    first = header.index("mean") + 1
    found = collections.defaultdict(list)
    for row in reader:
        found[row[sku], row[location]].append(row)
    return {
        key: {h: np.array(rows[h - 1][first : first + len(GRID)], dtype=float) for h in HORIZONS}
        for key, rows in found.items()
    }


def covered(quantiles, level, y):
    """The randomised coverage of the quantile at `level`, the law read off all quantiles."""
    q = quantiles[GRID.index(level)]
    if q != y:
        return float(q > y)
    grid = np.array(GRID)

    def below(x):
        # Quantiles up to x have levels up to F(x): in the middle of the step to the next.
        count = np.searchsorted(quantiles, x, side="right")
        if count == len(grid):
            return 1.0
        return 0.5 * ((grid[count - 1] if count else 0) + grid[count])

    low, high = below(y - 1) if y > 0 else 0.0, below(y)
    return 1.0 if high <= low else min(1, max(0, (level - low) / (high - low)))


class Cell:
    def __init__(self):
        self.cases, self.covered, self.pinball, self.moment = 0, 0.0, 0.0, 0.0

    def add(self, other):
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def pinball(q, level, y):
    return (y - q) * level if y >= q else (q - y) * (1 - level)


def measure_set(name, model, threads, cells):
    panel = SETS[name]()
    for origin in panel.origins:
        found = forecasts(panel, origin, model, threads)
        for key, row in panel.keys.items():
            history = panel.units[row, panel.first[row] : origin]
            known = history[~np.isnan(history)]
            change = np.abs(np.diff(history))
            change = change[~np.isnan(change)]
            if len(known) < 13 or (known > 0).sum() < 2 or change.sum() == 0:
                continue
            kind, scale = pattern(known), change.mean()
            for horizon in HORIZONS:
                y = panel.units[row, origin : origin + horizon].sum()
                if np.isnan(y) or key not in found:
                    continue
                quantiles = found[key][horizon]
                moment = moment_quantiles(known, horizon)
                for i, level in enumerate(LEVELS):
                    cell = cells[panel.name(name, origin, horizon), kind, horizon, level]
                    cell.cases += 1
                    cell.covered += covered(quantiles, level, y)
                    cell.pinball += pinball(quantiles[GRID.index(level)], level, y) / scale
                    cell.moment += pinball(moment[i], level, y) / scale


def merged(cells, *kept):
    """Cells summed over all parts of the key but those at `kept`."""
    sums = collections.defaultdict(Cell)
    for key, cell in cells.items():
        sums[tuple(key[i] for i in kept)].add(cell)
    return sums


def geometric(cells):
    ratios = [c.pinball / c.moment for c in cells if min(c.pinball, c.moment) > 0]
    return np.exp(np.mean(np.log(ratios))) if ratios else np.nan


def print_pinball(cells, with_all):
    """Pinball over that of the moment-fitted negative binomial, geometric means over quantiles."""
    print("| pinball over the moment-fitted NB's | " + " | ".join(
        f"H {horizon}" for horizon in HORIZONS) + " | all |")  # fmt: skip
    print("|---" * (len(HORIZONS) + 2) + "|")

    def line(label, chosen):
        parts = [[c for h, c in chosen if h == horizon] for horizon in HORIZONS]
        parts.append([c for _, c in chosen])
        print(f"| {label} | " + " | ".join(f"{geometric(part):.3f}" for part in parts) + " |")

    by_level = merged(cells, 0, 2, 3)
    names = list(dict.fromkeys(key[0] for key in by_level))
    ordinary = [name for name in names if "Christmas" not in name]
    for label, group in [(name, [name]) for name in names] + [("all but Christmas", ordinary)]:
        line(label, [(h, c) for (name, h, _), c in by_level.items() if name in group])
    for name, kind in dict.fromkeys(key[:2] for key in cells):
        chosen = [(h, c) for (n, k, h, _), c in cells.items() if (n, k) == (name, kind)]
        if with_all or chosen[0][1].cases >= LARGE:
            line(f"{name}, {kind} ({chosen[0][1].cases:,})", chosen)
    print()


def print_coverage(cells, with_all):
    """Randomised coverage of the large cells, or of all, and how far it is off."""
    print("| coverage (cases) | H | " + " | ".join(str(level) for level in LEVELS) + " |")
    print("|---" * (len(LEVELS) + 2) + "|")
    rows = collections.defaultdict(dict)
    for (name, kind, horizon, level), cell in cells.items():
        rows[name, kind, horizon][level] = cell
    errors = []
    for (name, kind, horizon), row in sorted(rows.items()):
        count = row[LEVELS[0]].cases
        if count >= LARGE and "Christmas" not in name:
            errors += [100 * abs(c.covered / c.cases - level) for level, c in row.items()]
        if count >= LARGE or with_all:
            shares = [100 * row[level].covered / row[level].cases for level in LEVELS]
            print(f"| {name}, {kind} ({count:,}) | {horizon} | "
                  + " | ".join(f"{share:.1f}" for share in shares) + " |")  # fmt: skip
    if errors:
        errors = np.array(errors)
        print(
            f"\n{len(errors)} large cells without Christmas: {np.mean(errors <= 1):.0%} within 1 "
            f"point, {np.mean(errors <= 2):.0%} within 2, the worst {errors.max():.1f}, "
            f"mean {errors.mean():.2f}"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--model", default="auto")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cells", action="store_true", help="coverage of every cell")
    options = parser.parse_args()
    cells = collections.defaultdict(Cell)
    for name in options.sets.split(","):
        measure_set(name, options.model, options.threads, cells)
    print(f"# {options.model}: {measure.machine()}")
    print_pinball(cells, options.cells)
    print_coverage(cells, options.cells)


if __name__ == "__main__":
    main()
