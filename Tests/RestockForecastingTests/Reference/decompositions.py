"""Writes decompositions.csv: seasonal-trend decompositions by statsmodels 0.15 of made-up series.

    python -m venv venv && venv/bin/pip install statsmodels==0.15.0 && venv/bin/python decompositions.py

The series are sums of a trend, seasons and noise by a linear congruential generator, so that the file can
be made again anywhere; values are rounded to six digits before they are taken apart.
"""

import csv
import math
import pathlib

import numpy as np
from statsmodels.tsa.seasonal import MSTL, STL


def noise(seed, count):
    """Uniform in -1...1."""
    state, values = seed, []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append(2 * state / 2**31 - 1)
    return values


def series(seed, count, periods, outliers=()):
    errors = noise(seed, count)
    values = []
    for t in range(count):
        value = 100 + 0.3 * t + 10 * math.sin(t / 40) + 4 * errors[t]
        for k, period in enumerate(periods):
            angle = 2 * math.pi * t / period
            value += (12 - 4 * k) * math.sin(angle) + 5 * math.cos(2 * angle) * (1 + t / count)
        values.append(round(value + (60 if t in outliers else 0), 6))
    return np.array(values)


def main():
    rows = []

    def add(case, values, seasons, trend, remainder):
        seasons = np.atleast_2d(seasons)
        second = seasons[1] if len(seasons) > 1 else np.zeros(len(values))
        for t, value in enumerate(values):
            rows.append([case, t, *map(repr, map(float, (
                value, seasons[0][t], second[t], trend[t], remainder[t])))])

    monthly = series(1, 75, [12])
    fit = STL(monthly, period=12, seasonal=7).fit()
    add("stl", monthly, fit.seasonal, fit.trend, fit.resid)
    fit = STL(monthly, period=12, seasonal=13, seasonal_deg=0, trend=25).fit(inner_iter=2)
    add("stl-degree-0", monthly, fit.seasonal, fit.trend, fit.resid)
    fit = STL(monthly, period=12, seasonal=11, seasonal_jump=2, trend_jump=3, low_pass_jump=2).fit()
    add("stl-jumps", monthly, fit.seasonal, fit.trend, fit.resid)
    wild = series(2, 75, [12], outliers=(20, 45))
    fit = STL(wild, period=12, seasonal=7, robust=True).fit()
    add("stl-robust", wild, fit.seasonal, fit.trend, fit.resid)
    daily = series(3, 130, [7, 30])
    fit = MSTL(daily, periods=(7, 30)).fit()
    add("mstl", daily, fit.seasonal.T, fit.trend, fit.resid)

    path = pathlib.Path(__file__).with_name("decompositions.csv")
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "t", "value", "season", "season2", "trend", "remainder"])
        writer.writerows(rows)


main()
