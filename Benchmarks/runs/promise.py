"""Whether service promised is service kept, and what it costs in stock, on real demand.

    python3 promise.py [vn2 spare-man carparts before-christmas christmas] [--policy order-up-to|...]

`restock simulate` replays the last periods of each set under the targets 0.90, 0.95 and 0.98 of cycle
service and fill rate, each review seeing only what was known then, models chosen anew every fourth
period. Lead times: 2 weeks (vn2, lost sales), the items' own (spare-man), 2 buckets (the others). The
start is warm, as `simulate` says. The promise is what the plan expects of the whole-unit levels that
it chose (`expected_cycle_service`, `expected_fill_rate`), averaged over reviews; the achieved is
measured over the same ones; the standard error of their difference is that of a bootstrap over items.
Classes are ABC classes and demand patterns of 100 items or more. online_retail_y1 is replayed up to
its first Christmas (17 weeks to 27 September), and into it (26 weeks to 6 December), apart.

Stock is money where there are unit costs, else units. Against: z sigma sqrt(L) on a moving average at
many targets, which gives its trade-off curve, read off at the service that the plan achieved; for fill
rate also the stock of the plan's cycle targets at the fill rate that they reach; and velocity x lead
time + minimum, one point, at whose service the plan's own curve is read off.
"""

import argparse
import csv

import numpy as np

import measure
import plan
from shared import data, restock, scratch

TARGETS = ["0.90", "0.95", "0.98"]
#: Low targets of the plan, that its own curve reaches down to where the baselines are.
LOW_TARGETS = ["cycle:0.5", "cycle:0.75"]
Z_TARGETS = ["0.5", "0.7", "0.8", "0.9", "0.95", "0.98", "0.99", "0.995", "0.999", "0.9999",
             "0.99999", "0.9999999"]


def vn2():
    folder = data / "vn2"
    return [
        "--sales", folder / "week0_sales.csv.gz",
        "--stock-history", folder / "week0_in_stock.csv.gz",
        "--columns", "sku=Product,location=Store", "--lead-time", "14d", "--unmet", "lost",
        "--lead-time-sd", "0d", "--review-period", "7d", "--periods", "52",
    ]  # fmt: skip


def spare_man():
    return [*plan.spare_man(), "--periods", "52"]


def carparts():
    return [
        "--sales", data / "spare_carparts/carparts_monthly_wide.csv.gz",
        "--columns", "sku=part", "--lead-time", "2p", "--lead-time-sd", "0p",
        "--review-period", "1p", "--periods", "24",
    ]  # fmt: skip


def before_christmas():
    return online_retail("2010-09-27", 17)


def christmas():
    return online_retail("2010-12-06", 26)


def online_retail(as_of, periods):
    options = plan.online_retail()
    options[options.index("--as-of") + 1] = as_of
    return [
        *options, "--lead-time", "2w", "--lead-time-sd", "0d", "--review-period", "7d",
        "--periods", str(periods),
    ]  # fmt: skip


def simulate(name, options, policy):
    plans = [f"{policy}({kind}:{t})" for kind in ("cycle", "fill") for t in TARGETS]
    names = plans + [f"{policy}({t})" for t in LOW_TARGETS]
    names += [f"z-sigma-sqrt-l(cycle:{t})" for t in Z_TARGETS] + ["velocity"]
    folder = scratch / f"promise-{name}-{policy}"
    command = [restock, "simulate", *options, "--policies", ",".join(names), "--refit-every", "4",
               "--quiet", "--out", folder]  # fmt: skip
    used = measure.once([str(word) for word in command])
    if used["status"] > 1:
        raise SystemExit(f"status {used['status']} of: {' '.join(map(str, command))}")
    with open(folder / "policies.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(folder / "simulated-items.csv", newline="", encoding="utf-8") as file:
        items = [row for row in csv.DictReader(file) if row["policy"] in plans]
    return plans, rows, items, used


def gap_error(rows, kind):
    """The standard error, in points, of achieved less promised over items, by their bootstrap."""
    if kind == "fill_rate":
        kept = [[number(r, "units_demanded") - number(r, "units_short"), number(r, "units_demanded"),
                 number(r, "promised_fill_rate") * number(r, "units_expected"),
                 number(r, "units_expected")] for r in rows]  # fmt: skip
    else:
        kept = [[number(r, kind), 1, number(r, "promised_" + kind), 1] for r in rows]
    kept = np.nan_to_num(np.array(kept))
    draws = np.random.default_rng(1).multinomial(len(kept), np.full(len(kept), 1 / len(kept)), 400)
    sums = draws @ kept
    return 100 * np.std(sums[:, 0] / sums[:, 1] - sums[:, 2] / sums[:, 3])


def number(row, name):
    return float(row[name]) if row[name] else float("nan")


def read_off(curve, service):
    """Stock at a service on a curve of (service, stock), linear between points; None beyond it."""
    curve = sorted(curve)
    for (low, stock), (high, more) in zip(curve, curve[1:]):
        if low <= service <= high and high > low:
            return stock + (service - low) / (high - low) * (more - stock)
    return None


def report(name, policy, plans, rows, items, used):
    overall = {row["policy"]: row for row in rows if row["group"] == "overall"}
    money = any(number(row, "average_stock_value") > 0 for row in overall.values())
    stock = "average_stock_value" if money else "average_stock"
    print(f"\n## {name}, {policy}: {overall[plans[0]]['items']} items, {used['cpu']:.1f} CPU s, "
          f"stock in {'money' if money else 'units'}")
    print("| target | promised | achieved | points (se) | largest of a class (se) | its class "
          "| stock | z sigma sqrt(L)'s | share of it | cycle targets' share at that fill rate |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for plan_name in plans:
        kind = "cycle_service" if "(cycle" in plan_name else "fill_rate"
        row = overall[plan_name]
        promised, achieved = number(row, "promised_" + kind), number(row, kind)
        own = [item for item in items if item["policy"] == plan_name]
        worst, where, among = 0.0, "", own
        for other in rows:
            if other["policy"] == plan_name and other["group"] != "overall" \
                    and int(other["items"]) >= 100:  # fmt: skip
                gap = 100 * (number(other, kind) - number(other, "promised_" + kind))
                if abs(gap) > abs(worst):
                    worst, where = gap, f"{other['group']} ({other['items']})"
                    among = [item for item in own
                             if other["group"] in (item["abc"], item["demand_pattern"])]
        curve = [(number(r, kind), number(r, stock)) for n, r in overall.items() if n[0] == "z"]
        base = read_off(curve, achieved)
        share = f"{number(row, stock) / base:.2f}" if base else ""
        cycles = [(number(r, kind), number(r, stock)) for n, r in overall.items()
                  if n.startswith(policy + "(cycle")]
        by_cycle = read_off(cycles, achieved) if kind == "fill_rate" else None
        print(f"| {plan_name[len(policy) + 1:-1]} | {100 * promised:.1f} % | {100 * achieved:.1f} % "
              f"| {100 * (achieved - promised):+.1f} ({gap_error(own, kind):.1f}) "
              f"| {worst:+.1f} ({gap_error(among, kind):.1f}) | {where} "
              f"| {number(row, stock):.0f} | {base and round(base)} | {share} "
              f"| {f'{by_cycle / base:.2f}' if base and by_cycle else ''} |")
    velocity = overall["velocity"]
    for kind in ("cycle_service", "fill_rate"):
        own = [(number(r, kind), number(r, stock)) for n, r in overall.items()
               if n.startswith(policy + "(")]
        base = read_off(own, number(velocity, kind))
        print(f"velocity: {kind} {100 * number(velocity, kind):.1f} %, stock "
              f"{number(velocity, stock):.0f}; the plan's curve at that service: "
              f"{base and round(base)}")


def main():
    cases = {"vn2": vn2, "spare-man": spare_man, "carparts": carparts,
             "before-christmas": before_christmas, "christmas": christmas}  # fmt: skip
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="set", help=", ".join(cases))
    parser.add_argument("--policy", action="append")
    options = parser.parse_args()
    print(f"# {measure.machine()}")
    for name in options.sets or list(cases):
        for policy in options.policy or ["order-up-to", "periodic-min-max"]:
            report(name, policy, *simulate(name, cases[name](), policy))


if __name__ == "__main__":
    main()
