"""Intermittent demand: 20,000 weekly series of 156 weeks, the last 13 held out.

    python3 intermittent.py [--series 20000] [--seed 1]

The series are made here: each has a negative binomial with a mean of 0.02 to 1 a week (its logarithm
uniform) and a variance of 1.1 to 3 times that. Since they are made that way, a negative binomial has
them easy; the empirical distribution is there to be held against it.
"""

import argparse
import math
import random
import subprocess
import sys

import accuracy
import measure
from shared import restock, scratch

WEEKS, HELD_OUT = 156, 13


def poisson(rng, mean):
    limit, k, p = math.exp(-mean), 0, 1.0
    while True:
        p *= rng.random()
        if p <= limit:
            return k
        k += 1


def make(count, seed):
    train, test = scratch / f"intermittent-{count}.csv", scratch / f"intermittent-{count}-test.csv"
    if train.exists():
        return train, test
    rng = random.Random(seed)
    with open(train, "w") as a, open(test, "w") as b:
        names = [f"w{week:03}" for week in range(1, WEEKS + 1)]
        a.write(",".join(["sku", *names[:-HELD_OUT]]) + "\n")
        b.write(",".join(["sku", *names[-HELD_OUT:]]) + "\n")
        for i in range(count):
            mean = math.exp(rng.uniform(math.log(0.02), 0))
            ratio = rng.uniform(1.1, 3)
            shape = mean / (ratio - 1)
            values = [
                str(poisson(rng, rng.gammavariate(shape, ratio - 1))) for _ in range(WEEKS)
            ]
            a.write(",".join([f"S{i:05}", *values[:-HELD_OUT]]) + "\n")
            b.write(",".join([f"S{i:05}", *values[-HELD_OUT:]]) + "\n")
    return train, test


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--models", default="auto,negative-binomial,empirical,tsb,sba,ses,mean")
    options = parser.parse_args()
    train, test = make(options.series, options.seed)
    accuracy.SETS["intermittent"] = lambda: [
        "--sales", train, "--actuals", test, "--every", "step", "--horizon", HELD_OUT,
    ]  # fmt: skip
    accuracy.report("intermittent", options.models, 2, keep=False)
    print("| restock forecast --model, means only | CPU ms per series, whole process, 1 thread |")
    print("|---|---|")
    out = scratch / "intermittent-out"
    for model in options.models.split(","):
        result = measure.measure(
            [restock, "forecast", "--sales", train, "--every", "step", "--horizon", HELD_OUT,
             "--model", model, "--quantiles", "none", "--threads", "1", "--out", out, "--quiet"],
            3)  # fmt: skip
        print(f"| {model} | {1000 * result['cpu'] / options.series:.4f} |")
    subprocess.run(
        [sys.executable, __file__.replace("runs/intermittent.py", "peers/intermittent.py"),
         train], check=False)  # fmt: skip


if __name__ == "__main__":
    main()
