"""Learns the weights of the average that `auto` uses for business series.

    python3 learn.py TOOL [--check] [--write]

TOOL is the program that `make -C Benchmarks weights` builds (weights/main.swift): it gives features and
members' forecasts of a series. The lessons are past origins of the *training parts* of M3, Tourism and
M4 Weekly (the last 1 to 5 horizons held out; test parts are never read). The weights are a
softmax of linear functions of the features; the loss is, on average over the groups, half MASE and half
the absolute error over the level, each over that of equal weights. --check measures on series, and on
sets, that were left out, and on simulated hours and days, which no set here has and nothing is learned
from: weights learned on these as well were worse on real sets left out (0.7 % under the MASE of equal
weights instead of 1.4 %). --write writes CombinationWeights+Learned.swift.
"""

import argparse
import csv
import gzip
import os
import pathlib
import subprocess
import sys

import numpy as np
from scipy.optimize import minimize

package = pathlib.Path(__file__).resolve().parents[2]
shared = pathlib.Path(os.environ.get("RESTOCK_SHARED", package.parent / "shared")) / "data"
TABLE = package / "Sources/RestockForecasting/Combination/CombinationWeights+Learned.swift"

MEMBERS = "akaikeETS trendedETS dampedETS levelETS dynamicTheta autoregression drift".split()
FEATURES = 12
#: Horizons held out at the end of a training part.
HELD_OUT = (1, 1.5, 2, 2.5, 3, 4, 5)
#: Strength of the ridge, and the share of equal weights that is mixed in afterwards.
RIDGE = 4e-4
EQUAL_SHARE = 0.25


# Series


def competition(name):
    """(group, season, lag of the scale, horizon, values) of each training part."""
    meta = {}
    if name != "m4_weekly":
        with open(shared / name / f"{name}_meta.csv") as file:
            for row in csv.DictReader(file):
                meta[row["id"]] = (
                    row["frequency"], int(row["season_length"]), int(row["horizon"]))  # fmt: skip
    values = {}
    with gzip.open(shared / name / f"{name}_train.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            values.setdefault(row["id"], []).append(float(row["value"]))
    for series, demand in values.items():
        frequency, season, horizon = meta.get(series, ("weekly", 52, 13))
        lag = 1 if name == "m4_weekly" else season
        yield f"{name} {frequency}", season, lag, horizon, np.array(demand)


#: Season, horizon, length of the history of what no real set here has: hours and days.
SIMULATED = {"hourly": (24, 48, (150, 900)), "daily": (7, 28, (60, 600))}


def simulated(frequency, count, seed):
    """Series of many kinds: trends that go on, die away or turn, seasons that are fixed, move or are
    absent, errors that remember, shifts, outliers; in logarithms or not."""
    season, horizon, (least, most) = SIMULATED[frequency]
    random = np.random.default_rng(seed)
    for _ in range(count):
        n = int(random.integers(least, most)) + horizon
        noise = 0.02 * 10 ** random.uniform(-0.3, 1)
        drift = random.normal(0, 0.15) / max(season, 4) if random.random() < 0.7 else 0.0
        damping = random.choice([1.0, 0.98, 0.9, 0.0], p=[0.3, 0.3, 0.25, 0.15])
        alpha = random.choice([0.0, 0.05, 0.2, 0.6, 1.0])
        beta = random.choice([0.0, 0.0, 0.02, 0.1])
        memory = random.choice([0.0, 0.0, 0.5, 0.8, -0.3])
        amplitude = random.choice([0.0, 0.05, 0.15, 0.4]) if season > 1 else 0.0
        moving = random.choice([0.0, 0.02, 0.1])
        phases = random.normal(0, 1, season)
        if season > 12:  # neighbouring hours are alike
            phases = np.cumsum(phases)
            phases -= np.linspace(0, phases[-1] - phases[0], season)
        phases = amplitude * (phases - phases.mean()) / (phases.std() + 1e-9)
        level, trend, error = 0.0, drift, 0.0
        values = np.empty(n)
        for t in range(n):
            error = memory * error + noise * random.normal()
            values[t] = level + phases[t % season] + error
            shock = noise * random.normal()
            level += trend + alpha * shock
            trend = drift * (damping == 1.0) + (trend - drift * (damping == 1.0)) * damping
            trend += alpha * beta * shock
            phases[t % season] += moving * noise * random.normal()
        if random.random() < 0.15:
            values[int(random.integers(n // 4, n)) :] += random.normal(0, 8 * noise)
        for _ in range(random.poisson(0.4)):
            values[int(random.integers(n))] += random.normal(0, 6 * noise)
        demand = np.exp(values) if random.random() < 0.6 else np.maximum(1 + values, 0)
        # The average is for series that sell in every period and do not explode.
        if demand.min() <= 0 or demand.max() > 20 * demand[:-horizon].mean():
            continue
        yield f"simulated {frequency}", season, season, horizon, 1000 * demand


# Lessons


def lessons(tool):
    """For each group its arrays: features, distances, forecasts, outcomes, scale, series."""
    asked = []
    number = 0
    for name in ("m3", "tourism", "m4_weekly"):
        for group, season, lag, horizon, demand in competition(name):
            number += 1
            for held in HELD_OUT:
                cut = len(demand) - int(held * horizon)
                if cut >= max(7, 2 * season + 2 if season > 1 else 7):
                    asked.append((group, number, season, lag, demand[:cut], demand[cut:][:horizon]))
    for k, frequency in enumerate(SIMULATED):
        for group, season, lag, horizon, demand in simulated(frequency, 400, 1000 + k):
            number += 1
            cut = len(demand) - horizon
            asked.append((group, number, season, lag, demand[:cut], demand[cut:]))
    lines = [
        f"{season} {len(future)} " + " ".join(map(repr, map(float, past)))
        for _, _, season, _, past, future in asked
    ]
    answer = subprocess.run(
        [tool], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True
    ).stdout.split("\n")
    groups = {}
    for (group, number, season, lag, past, future), line in zip(asked, answer):
        numbers = np.array(line.split(), float)
        change = np.abs(past[lag:] - past[:-lag]).mean() if len(past) > lag else 0
        if len(numbers) == 0 or not change > 1e-4 * past.mean():
            continue
        k = len(MEMBERS)
        forecasts = numbers[FEATURES + k :].reshape(k, len(future))
        groups.setdefault(group, []).append(
            (number, numbers[:FEATURES], numbers[FEATURES : FEATURES + k], forecasts, future, change))
    return {group: Group(rows) for group, rows in groups.items()}


def real(groups):
    return {name: group for name, group in groups.items() if not name.startswith("simulated")}


class Group:
    """The lessons of one group as arrays, padded to the longest horizon."""

    def __init__(self, rows):
        longest = max(len(row[4]) for row in rows)
        pad = lambda a: np.pad(a, [(0, 0)] * (a.ndim - 1) + [(0, longest - a.shape[-1])])
        self.series = np.array([row[0] for row in rows])
        self.all = np.ones(len(rows), bool)
        self.features = np.array([row[1] for row in rows])
        self.present = np.array([~np.isnan(row[2]) for row in rows])
        self.distances = np.nan_to_num(np.array([row[2] for row in rows]))
        self.forecasts = np.array([pad(np.nan_to_num(row[3])) for row in rows])
        self.outcomes = np.array([pad(row[4]) for row in rows])
        self.counted = np.array([pad(np.ones(len(row[4]))) for row in rows])
        self.scale = np.array([row[5] for row in rows])
        equal = self.combine(self.equal())
        level = ((self.outcomes + equal) * self.counted).sum(1) / self.counted.sum(1) / 2
        mase, smape = self.score(equal)
        cost = 0.5 / (self.scale * mase) + 0.5 * 100 / (np.maximum(level, 1e-9) * smape)
        # A few series whose past changed little would count for hundreds.
        median = np.median(cost * level)
        cost = np.minimum(cost, 6 * median / np.maximum(level, 1e-9))
        self.cost = cost / self.counted.sum(1)

    def equal(self):
        return self.present / self.present.sum(1, keepdims=True)

    def combine(self, weights):
        return np.einsum("nk,nkh->nh", weights, self.forecasts)

    def weights(self, theta, rows=slice(None)):
        k = len(MEMBERS)
        scores = self.features[rows] @ theta[: FEATURES * k].reshape(FEATURES, k)
        scores = scores + theta[-1] * self.distances[rows]
        scores = np.where(self.present[rows], scores, -np.inf)
        odds = np.exp(scores - scores.max(1, keepdims=True))
        return odds / odds.sum(1, keepdims=True)

    def mixed(self, theta, share):
        return (1 - share) * self.weights(theta) + share * self.equal()

    def score(self, forecasts, rows=slice(None)):
        errors = np.abs(self.outcomes - forecasts) * self.counted
        size = np.abs(self.outcomes) + np.abs(forecasts) + 1e-12
        n = self.counted.sum(1)
        mase = (errors.sum(1) / n / self.scale)[rows].mean()
        smape = (200 * (errors / size).sum(1) / n)[rows].mean()
        return mase, smape


def learn(groups, rows, ridge=RIDGE):
    """The coefficients that err least on the rows given for each group."""
    k = len(MEMBERS)

    def objective(theta):
        total = ridge * (theta**2).sum()
        gradient = 2 * ridge * theta
        for name, chosen in rows.items():
            group = groups[name]
            weights = group.weights(theta, chosen)
            members, counted = group.forecasts[chosen], group.counted[chosen]
            errors = (np.einsum("nk,nkh->nh", weights, members) - group.outcomes[chosen]) * counted
            cost = group.cost[chosen] / chosen.sum() / len(rows)
            total += (np.abs(errors).sum(1) * cost).sum()
            by_weight = np.einsum("nh,nkh->nk", np.sign(errors), members) * cost[:, None]
            by_score = weights * (by_weight - (weights * by_weight).sum(1, keepdims=True))
            gradient[: FEATURES * k] += (group.features[chosen].T @ by_score).ravel()
            gradient[-1] += (by_score * group.distances[chosen]).sum()
        return total, gradient

    start = np.zeros(FEATURES * k + 1)
    return minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


# What it is worth


def report(label, groups, forecasts):
    """MASE and sMAPE of each group, and both over those of equal weights, as mean logarithms."""
    text = []
    gains = []
    for name, group in sorted(groups.items()):
        ours = np.array(group.score(forecasts[name]))
        equal = np.array(group.score(group.combine(group.equal())))
        text.append(f"{name} {ours[0]:.3f} {ours[1]:.2f}")
        if not name.startswith("simulated"):
            gains.append(np.log(ours / equal))
    gain = np.mean(gains, axis=0)
    print(f"{label}: {100 * gain[0]:+.2f} % MASE, {100 * gain[1]:+.2f} % sMAPE | " + "; ".join(text))


def check(groups, ridge=RIDGE, share=EQUAL_SHARE):
    report("equal weights", groups, {n: g.combine(g.equal()) for n, g in groups.items()})
    held = {n: np.zeros_like(g.outcomes) for n, g in groups.items()}
    for fold in range(5):
        rows = {n: g.series % 5 != fold for n, g in real(groups).items()}
        theta = learn(groups, rows, ridge)
        for n, g in groups.items():
            out = g.series % 5 == fold
            held[n][out] = g.combine(g.mixed(theta, share))[out]
    report("series left out", groups, held)
    held = {}
    for left in ("m3", "tourism", "m4_weekly", "simulated"):
        rows = {n: g.all for n, g in real(groups).items() if not n.startswith(left)}
        theta = learn(groups, rows, ridge)
        for n, g in groups.items():
            if n.startswith(left):
                held[n] = g.combine(g.mixed(theta, share))
    report("sets left out", groups, held)


def write(theta, lessons_count):
    k = len(MEMBERS)
    table = theta[: FEATURES * k].reshape(FEATURES, k).T
    lines = []
    for member, row in zip(MEMBERS, table):
        lines.append(f"      // {member}")
        numbers = [f"{value:.2f}" for value in row]
        lines.append("      [" + ", ".join(numbers) + "],")
    TABLE.write_text(
        "extension CombinationWeights {\n"
        "  /// The weights that `auto` uses. Written by Benchmarks/weights/learn.py, not by hand: "
        f"from\n  /// {lessons_count:,} past forecasts.\n"
        "  static let learned = Self(\n    coefficients: [\n" + "\n".join(lines) + "\n    ],\n"
        f"    distance: {theta[-1]:.2f}, equalShare: {EQUAL_SHARE})\n}}\n")  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    groups = lessons(options.tool)
    count = sum(len(g.series) for g in real(groups).values())
    print(f"{count} past forecasts of {len(real(groups))} groups")
    if options.check:
        check(groups)
    if options.write:
        write(learn(groups, {n: g.all for n, g in real(groups).items()}), count)
        print(f"written to {TABLE}")


if __name__ == "__main__":
    main()
