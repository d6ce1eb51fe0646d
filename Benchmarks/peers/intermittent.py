"""CPU time of statsforecast's intermittent models on a wide file of counts, one thread.

    python intermittent.py FILE

Through its data frames, as users call it: fit and means of 13 periods, after a warm-up on 10 series.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import sys
import time
import warnings

import pandas as pd
import statsforecast
from statsforecast import StatsForecast
from statsforecast.models import ADIDA, IMAPA, TSB, CrostonSBA, SimpleExponentialSmoothingOptimized


def main():
    warnings.simplefilter("ignore")
    wide = pd.read_csv(sys.argv[1])
    long = wide.melt("sku", var_name="ds", value_name="y").rename(columns={"sku": "unique_id"})
    long["ds"] = long["ds"].str[1:].astype(int)
    long = long.sort_values(["unique_id", "ds"]).astype({"y": float})
    few = long[long["unique_id"].isin(wide["sku"][:10])]
    for model in (
        TSB(0.1, 0.1), CrostonSBA(), SimpleExponentialSmoothingOptimized(), ADIDA(), IMAPA(),
    ):  # fmt: skip
        run = StatsForecast([model], freq=1, n_jobs=1)
        run.forecast(df=few, h=13)
        start = time.process_time()
        run.forecast(df=long, h=13)
        seconds = time.process_time() - start
        print(
            f"statsforecast {statsforecast.__version__} {model}: "
            f"{1000 * seconds / len(wide):.4f} ms per series, {len(wide)} series"
        )


if __name__ == "__main__":
    main()
