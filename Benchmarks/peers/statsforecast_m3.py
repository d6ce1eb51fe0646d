"""CPU time of statsforecast's AutoETS and dynamic optimised Theta on series of M3.

    python statsforecast_m3.py shared/data/m3 monthly [--series 100] [--every 14]

Calls the functions below the data frames (fit and forecast of means), on one thread, after a fit
that loads and compiles what it needs. Prints milliseconds of CPU per series. The series are every
`--every`-th of the group, so that a small number is still a cross-section; give the same series to
the program it is compared with, in the same minute on the same machine.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import csv
import gzip
import pathlib
import time
import warnings
from collections import defaultdict

import numpy as np
import statsforecast
from statsforecast.ets import ets_f, forecast_ets
from statsforecast.theta import auto_theta, forecast_theta


def read(folder, frequency):
    with open(folder / "m3_meta.csv") as file:
        meta = {r["id"]: r for r in csv.DictReader(file) if r["frequency"] == frequency}
    values = defaultdict(list)
    with gzip.open(folder / "m3_train.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            if row["id"] in meta:
                values[row["id"]].append(float(row["value"]))
    return [(int(m["season_length"]), int(m["horizon"]), np.array(values[i])) for i, m in meta.items()]


def ets(season, horizon, y):
    return forecast_ets(ets_f(y, m=season, model="ZZZ"), horizon)["mean"]


def dynamic_theta(season, horizon, y):
    return forecast_theta(auto_theta(y, m=season, model="DOTM"), horizon)["mean"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("frequency", choices=["yearly", "quarterly", "monthly", "other"])
    parser.add_argument("--series", type=int, default=100)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    series = read(options.folder, options.frequency)[:: options.every][: options.series]
    for name, model in [("AutoETS", ets), ("DOTM", dynamic_theta)]:
        model(*series[0])
        start = time.process_time()
        for row in series:
            model(*row)
        seconds = time.process_time() - start
        print(
            f"statsforecast {statsforecast.__version__} {name} {options.frequency}: "
            f"{1000 * seconds / len(series):.3f} ms per series, {len(series)} series"
        )


if __name__ == "__main__":
    main()
