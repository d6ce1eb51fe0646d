"""Writes complex_smoothing.csv: squared one-step errors of statsforecast's AutoCES, 2.1.1, by kind of season.

    python -m venv venv && venv/bin/pip install statsforecast==2.1.1 && venv/bin/python complex_smoothing.py

The series are Box and Jenkins' airline passengers, which statsforecast ships, and three made up by a linear
congruential generator. N, S, P, F are no season, simple, partial and full.
"""

import csv
import math
import pathlib

import numpy as np
from statsforecast.models import AutoCES
from statsforecast.utils import AirPassengers


def made_up(seed, count, slope, season):
    state, level, values = seed, 100.0, []
    for t in range(count):
        state = (1103515245 * state + 12345) % 2**31
        level += slope + 3 * (2 * state / 2**31 - 1)
        state = (1103515245 * state + 12345) % 2**31
        error = 4 * (2 * state / 2**31 - 1)
        values.append(round(level + season * math.sin(2 * math.pi * t / 12) + error, 6))
    return np.array(values)


def main():
    cases = {
        "passengers": AirPassengers.astype(float),
        "level": made_up(1, 90, 0.0, 0),
        "trend": made_up(2, 90, 0.8, 0),
        "season": made_up(3, 108, 0.3, 15),
    }
    path = pathlib.Path(__file__).with_name("complex_smoothing.csv")
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "N", "S", "P", "F", "demand"])
        for name, values in cases.items():
            sums = []
            for kind in "NSPF":
                fit = AutoCES(season_length=12, model=kind).fit(values).model_
                sums.append(repr(float(np.sum((values - fit["fitted"]) ** 2))))
            writer.writerow([name, *sums, " ".join(repr(float(v)) for v in values)])


main()
