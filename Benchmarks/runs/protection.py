"""Processor time of protection-demand quantiles for 100,000 SKUs, beside numpy and scipy.

    python3 protection.py RESTOCK_PROTECTION [--runs 5] [--peer-skus 200]

restock: forecasts of demand total mixed over lead times (protection/main.swift), quantiles at 0.5, 0.8,
0.9, 0.95, 0.98 and 0.99, one thread, user and system time, median of the runs; fitting is not in it.
The peers do the same for negative binomial (counts) or gamma (quantities) demand of known moments, with
fifteen lead times, in this process, one thread, scaled up from `--peer-skus`:

- simulation: 10,000 draws of lead time and total demand, numpy, `numpy.quantile`;
- exact: the mixture's distribution function by scipy, on all whole units up to the largest quantile
  (counts), or bisected for all six quantiles at once (quantities).
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import scipy
from scipy import stats

import measure

LEVELS = np.array([0.5, 0.8, 0.9, 0.95, 0.98, 0.99])


def problems(count, seed=5):
    """Weekly mean and variance of demand, and fifteen lead times in weeks with a review of one."""
    generator = np.random.default_rng(seed)
    for _ in range(count):
        mean = 0.2 * np.exp(6 * generator.random())
        lead = (7 + 60 * generator.random()) / 7
        shape = 16
        weights = np.full(15, 1 / 15)
        points = stats.gamma.ppf((np.arange(15) + 0.5) / 15, shape, scale=lead / shape)
        yield mean, 1.7 * mean, points + 1, weights


def simulated_counts(generator, mean, variance, weeks, weights):
    weeks = generator.choice(weeks, p=weights, size=10_000)
    p = mean / variance
    return np.quantile(generator.negative_binomial(weeks * mean * p / (1 - p), p), LEVELS)


def simulated_quantities(generator, mean, variance, weeks, weights):
    weeks = generator.choice(weeks, p=weights, size=10_000)
    return np.quantile(generator.gamma(weeks * mean**2 / variance, variance / mean), LEVELS)


def exact_counts(_, mean, variance, weeks, weights):
    p = mean / variance
    shapes = weeks * mean * p / (1 - p)
    most = int(stats.nbinom.ppf(0.999, shapes[-1], p))
    units = np.arange(most + 1)
    below = weights @ stats.nbinom.cdf(units, shapes[:, None], p)
    return np.searchsorted(below, LEVELS)


def exact_quantities(_, mean, variance, weeks, weights):
    shapes, scale = weeks * mean**2 / variance, variance / mean
    low = np.zeros(len(LEVELS))
    high = np.full(len(LEVELS), stats.gamma.ppf(0.999, shapes[-1], scale=scale))
    for _ in range(40):
        middle = 0.5 * (low + high)
        below = weights @ stats.gamma.cdf(middle, shapes[:, None], scale=scale)
        low, high = np.where(below < LEVELS, middle, low), np.where(below < LEVELS, high, middle)
    return high


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer-skus", type=int, default=200)
    options = parser.parse_args()
    print(f"# {measure.machine()}; numpy {np.__version__}, scipy {scipy.__version__}")
    cases = {}
    for _ in range(options.runs):
        run = subprocess.run([options.program], check=True, capture_output=True, text=True)
        for line in run.stdout.splitlines():
            name, count, seconds, points, _ = line.split(";")
            cases.setdefault(name, (int(count), float(points), []))[2].append(float(seconds))
    print("| demand, lead time | lead times | CPU s of 100,000 SKUs | least, most |")
    print("|---|---|---|---|")
    for name, (count, points, seconds) in cases.items():
        per = [100_000 / count * one for one in seconds]
        print(f"| {name} | {points:.0f} | {statistics.median(per):.2f} "
              f"| {min(per):.2f}, {max(per):.2f} |")
    own = list(problems(options.peer_skus))
    for name, peer in [("counts, numpy simulation", simulated_counts),
                       ("counts, scipy exact", exact_counts),
                       ("quantities, numpy simulation", simulated_quantities),
                       ("quantities, scipy exact", exact_quantities)]:
        generator = np.random.default_rng(1)
        peer(generator, *own[0])
        taken = []
        for _ in range(3):
            started = time.process_time()
            for one in own:
                peer(generator, *one)
            taken.append(100_000 / len(own) * (time.process_time() - started))
        print(f"| {name} | 15 | {statistics.median(taken):.0f} | {min(taken):.0f}, {max(taken):.0f} |")


if __name__ == "__main__":
    sys.exit(main())
