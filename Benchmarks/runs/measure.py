"""Wall time, processor time and peak memory of whole processes, as the kernel counts them.

    python3 measure.py [--runs 3] -- command argument ...

Runs a command so many times and prints the median of each as JSON; as a module, `measure(command)`
gives the same. Peak memory is the largest resident set of the process (what `/usr/bin/time -v` calls
its maximum resident set size).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time


def once(command, **options):
    started = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return {
        "wall": time.monotonic() - started,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak_mb": usage.ru_maxrss / 1024,
        "status": process.returncode,
    }


def measure(command, runs=1, allowed=(0, 1), **options):
    """The medians of `runs` runs; a run that ends with another status than `allowed` ends it all."""
    options.setdefault("stdout", subprocess.DEVNULL)
    options.setdefault("stderr", subprocess.DEVNULL)
    taken = []
    for _ in range(runs):
        result = once([str(word) for word in command], **options)
        if result["status"] not in allowed:
            sys.exit(f"status {result['status']} of: {' '.join(map(str, command))}")
        taken.append(result)
    return {key: statistics.median(run[key] for run in taken) for key in taken[0]} | {"runs": runs}


def machine():
    """The machine, its load, and the commit of the checkout, for the head of a table."""
    with open("/proc/cpuinfo") as file:
        model = next((l.split(":")[1].strip() for l in file if l.startswith("model name")), "?")
    here = os.path.dirname(os.path.abspath(__file__))
    git = ["git", "-C", here]
    commit = subprocess.run(
        git + ["rev-parse", "--short", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    dirty = subprocess.run(git + ["status", "--porcelain", "../../Sources"], capture_output=True)
    commit += " with changes" if dirty.stdout else ""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"commit {commit}; {os.cpu_count()} x {model}; load {load}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    print(json.dumps(measure(command, options.runs)))


if __name__ == "__main__":
    main()
