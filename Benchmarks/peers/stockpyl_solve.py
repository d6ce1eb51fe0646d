#!/usr/bin/env python3
"""Random cases of the models that stockpyl has too: `restock solve --cases` against stockpyl.

    Benchmarks/peers/stockpyl_solve.py --restock .build/release/restock [--cases 40] [--seed 1]

Needs stockpyl 1.0.2 with NumPy below 2 and SciPy below 1.14 (it fails with later ones), in
solve-requirements.txt beside this file. Prints, per model, the number of cases, of those in which the two agree
to the relative tolerance beside it, and every case in which they do not. Where stockpyl itself
iterates to 1e-6 the tolerance says so; costs of optima are compared, for levels may tie. The holding
cost of lots is the same in all periods: where it changes, stockpyl charges a unit the rate of the
period of its order for as long as it lies, and not that of each period.
"""

import argparse
import json
import math
import random
import subprocess
import tempfile
import warnings

from stockpyl import eoq, finite_horizon, loss_functions, newsvendor, rq, ss, supply_uncertainty
from stockpyl.wagner_whitin import wagner_whitin

warnings.simplefilter("ignore")


def log_uniform(r, low, high):
    return math.exp(r.uniform(math.log(low), math.log(high)))


def make_cases(r):
    """One random case a model: (model, inputs, expected outputs, relative tolerance)."""
    K, h, p = log_uniform(r, 1, 500), log_uniform(r, 0.05, 20), log_uniform(r, 0.3, 200)
    D = log_uniform(r, 2, 5000)
    base = {"fixed_cost": K, "holding_cost": h, "demand_rate": D}
    q, cost = eoq.economic_order_quantity(K, h, D)
    yield "eoq", base, {"order_quantity": q, "cost": cost}, 1e-9
    other = q * log_uniform(r, 0.1, 10)
    yield ("eoq_cost_at_quantity", {**base, "order_quantity": other},
           {"cost": eoq.economic_order_quantity(K, h, D, other)[1]}, 1e-9)
    q, x, cost = eoq.economic_order_quantity_with_backorders(K, h, p, D)
    yield ("eoq_planned_backorders", {**base, "stockout_cost": p},
           {"order_quantity": q, "backorder_fraction": x, "cost": cost}, 1e-9)
    rate = D * r.uniform(1.01, 4)
    q, cost = eoq.economic_production_quantity(K, h, D, rate)
    yield ("epq", {**base, "production_rate": rate}, {"order_quantity": q, "cost": cost}, 1e-9)
    count = r.randint(1, 4)
    points = [0] + sorted(r.sample(range(10, 3000), count - 1))
    prices = [5.0]
    while len(prices) < count:
        prices.append(prices[-1] * r.uniform(0.8, 0.999))
    inputs = {"fixed_cost": K, "holding_cost_rate": min(h, 1), "demand_rate": D,
              "breakpoints": points, "unit_costs": prices}
    for model, function in [
            ("eoq_all_units_discount", eoq.economic_order_quantity_with_all_units_discounts),
            ("eoq_incremental_discount", eoq.economic_order_quantity_with_incremental_discounts)]:
        q, region, cost = function(*inputs.values())
        yield (model, inputs,
               {"order_quantity": q, "region": region, "cost_including_purchase": cost}, 1e-9)
    n = r.randint(1, 6)
    group = {"shared_fixed_cost": K, "individual_fixed_costs": [log_uniform(r, 1, 90) for _ in range(n)],
             "holding_costs": [log_uniform(r, 0.1, 9) for _ in range(n)],
             "demand_rates": [log_uniform(r, 1, 900) for _ in range(n)]}
    q, base_cycle, multiples, cost = eoq.joint_replenishment_problem_silver_heuristic(*group.values())
    yield ("jrp_silver_heuristic", group,
           {"order_quantities": q, "base_cycle_time": base_cycle, "order_multiples": multiples,
            "cost": cost}, 1e-9)

    # Lots.
    periods = r.randint(1, 15)
    demand = [r.choice([0, r.randint(1, 200)]) for _ in range(periods)]
    fixed = [r.randint(0, 300) for _ in range(periods)]
    holding = [r.choice([0.5, 1, 2])] * periods
    unit = [r.choice([0, 1, 3]) for _ in range(periods)]
    _, cost, _, _ = wagner_whitin(periods, holding, fixed, demand, unit)
    yield ("wagner_whitin", {"num_periods": periods, "fixed_cost": fixed, "holding_cost": holding,
                             "demand": demand, "purchase_cost": unit}, {"cost": cost}, 1e-9)

    # Newsvendors.
    mean = log_uniform(r, 1, 500)
    sd = mean * r.uniform(0.05, 0.5)
    lead = r.choice([0, 1, 2.5, 7])
    level, cost = newsvendor.newsvendor_normal(h, p, mean, sd, lead)
    yield ("newsvendor_normal", {"holding_cost": h, "stockout_cost": p, "demand_mean": mean,
                                 "demand_sd": sd, "lead_time": lead},
           {"base_stock_level": level, "cost": cost}, 1e-7)
    purchase = r.uniform(1, 9)
    revenue, salvage = purchase * r.uniform(1.05, 3), purchase * r.uniform(-0.3, 0.9)
    extra_h, extra_p = r.choice([0, 0.4]), r.choice([0, 1.5])
    level, profit = newsvendor.newsvendor_normal_explicit(
        revenue, purchase, salvage, mean, sd, extra_h, extra_p)
    yield ("newsvendor_normal_explicit",
           {"revenue": revenue, "purchase_cost": purchase, "salvage_value": salvage,
            "demand_mean": mean, "demand_sd": sd, "holding_cost": extra_h, "stockout_cost": extra_p},
           {"order_quantity": level, "expected_profit": profit}, 1e-6)
    level, cost = newsvendor.newsvendor_poisson(h, p, mean)
    yield ("newsvendor_poisson", {"holding_cost": h, "stockout_cost": p, "demand_mean": mean},
           {"base_stock_level": level, "cost": cost}, 1e-7)
    weights = [r.random() for _ in range(r.randint(1, 9))]
    pmf = {d: w / sum(weights) for d, w in zip(r.sample(range(40), len(weights)), weights)}
    if len(pmf) > 1:
        level, cost = newsvendor.newsvendor_discrete(h, p, demand_pmf=dict(sorted(pmf.items())))
        yield ("newsvendor_discrete",
               {"holding_cost": h, "stockout_cost": p,
                "demand_pmf": {str(d): w for d, w in pmf.items()}}, {"cost": cost}, 1e-7)

    # Losses.
    z = r.uniform(-3, 3)
    x = mean + z * sd
    for model, inputs, first, second in [
            ("normal_loss", {"x": x, "mean": mean, "sd": sd},
             loss_functions.normal_loss(x, mean, sd), loss_functions.normal_second_loss(x, mean, sd)),
            ("exponential_loss", {"x": max(0, x), "rate": 1 / mean},
             loss_functions.exponential_loss(max(0, x), 1 / mean),
             loss_functions.exponential_second_loss(max(0, x), 1 / mean)),
            ("gamma_loss", {"x": mean, "shape": 2.2, "scale": mean / 3},
             loss_functions.gamma_loss(mean, 2.2, mean / 3),
             loss_functions.gamma_second_loss(mean, 2.2, mean / 3)),
            ("uniform_loss", {"x": r.uniform(1, 9), "a": 1, "b": 9}, None, None),
            ("poisson_loss", {"x": round(max(0, mean + z * mean ** 0.5)), "mean": mean}, None, None)]:
        if first is None:
            function = getattr(loss_functions, model), getattr(
                loss_functions, model.replace("_loss", "_second_loss"))
            first, second = (f(*inputs.values()) for f in function)
        yield (model, inputs, {"loss": first[0], "complementary_loss": first[1],
                               "second_order_loss": second[0],
                               "second_order_complementary_loss": second[1]}, 1e-6)

    # (r, Q).
    rate, lead = log_uniform(r, 20, 3000), r.uniform(0.02, 2)
    sd = rate * r.uniform(0.05, 0.3)
    normal = {"holding_cost": h, "stockout_cost": p, "fixed_cost": K, "demand_mean": rate,
              "demand_sd": sd, "lead_time": lead}
    reorder, quantity = rate * lead * r.uniform(0.8, 1.4), rate * r.uniform(0.05, 0.6)
    yield ("rq_cost_normal", {"reorder_point": reorder, "order_quantity": quantity, **normal},
           {"cost": rq.r_q_cost(reorder, quantity, *normal.values())}, 1e-6)
    for model, function in [("rq_eoqb_approximation", rq.r_q_eoqb_approximation),
                            ("rq_eoq_plus_safety_stock", rq.r_q_eoqss_approximation),
                            ("rq_loss_function_approximation", rq.r_q_loss_function_approximation)]:
        try:
            point, quantity = function(*normal.values())
        except Exception:
            continue  # its own search does not converge everywhere
        yield model, normal, {"reorder_point": point, "order_quantity": quantity}, 1e-4
    yield ("rq_optimal_r_for_q_normal",
           {"order_quantity": quantity, **{k: v for k, v in normal.items() if k != "fixed_cost"}},
           {"reorder_point": rq.r_q_optimal_r_for_q(quantity, h, p, rate, sd, lead)}, 1e-4)
    rate, lead = log_uniform(r, 0.3, 30), r.uniform(0.1, 3)
    poisson = {"holding_cost": h, "stockout_cost": p, "fixed_cost": min(K, 60), "demand_mean": rate,
               "lead_time": lead}
    point, quantity, cost = rq.r_q_poisson_exact(*poisson.values())
    yield "rq_exact_poisson", poisson, {"cost": cost}, 1e-7

    # (s, S).
    mean = log_uniform(r, 0.5, 30)
    inputs = {"holding_cost": h, "stockout_cost": p, "fixed_cost": min(K, 100), "demand_mean": mean}
    point, level, cost = ss.s_s_discrete_exact(h, p, inputs["fixed_cost"], True, mean)
    yield "ss_exact_poisson", inputs, {"cost": cost}, 1e-6
    point, level = round(mean) - r.randint(0, 5), round(mean) + r.randint(1, 40)
    yield ("ss_cost_poisson", {"reorder_point": point, "order_up_to_level": level, **inputs},
           {"cost": ss.s_s_cost_discrete(point, level, h, p, inputs["fixed_cost"], True, mean)}, 1e-6)
    sd = mean * r.uniform(0.1, 0.6)
    point, level = ss.s_s_power_approximation(h, p, K, mean, sd)
    yield ("ss_power_approximation",
           {"holding_cost": h, "stockout_cost": p, "fixed_cost": K, "demand_mean": mean,
            "demand_sd": sd}, {"reorder_point": point, "order_up_to_level": level}, 1e-9)

    # Supply that fails.
    a, b = r.uniform(0.2, 4), r.uniform(5, 40)
    inputs = {"holding_cost": h, "stockout_cost": p, "fixed_cost": K, "demand_rate": D,
              "disruption_rate": a, "recovery_rate": b}
    q, cost = supply_uncertainty.eoq_with_disruptions(K, h, p, D, a, b, approximate=True)
    yield "eoq_with_disruptions_approx", inputs, {"order_quantity": q, "cost": cost}, 1e-7
    q, cost = supply_uncertainty.eoq_with_disruptions(K, h, p, D, a, b, approximate=False)
    yield "eoq_with_disruptions_exact", inputs, {"cost": cost}, 1e-6
    m, s = r.uniform(-90, 30), r.uniform(0, 90)
    q, cost = supply_uncertainty.eoq_with_additive_yield_uncertainty(K, h, D, m, s)
    yield ("eoq_additive_yield", {"holding_cost": h, "fixed_cost": K, "demand_rate": D,
                                  "yield_mean": m, "yield_sd": s},
           {"order_quantity": q, "cost": cost}, 1e-9)
    m, s = r.uniform(0.4, 1.1), r.uniform(0, 0.4)
    q, cost = supply_uncertainty.eoq_with_multiplicative_yield_uncertainty(K, h, D, m, s)
    yield ("eoq_multiplicative_yield", {"holding_cost": h, "fixed_cost": K, "demand_rate": D,
                                        "yield_mean": m, "yield_sd": s},
           {"order_quantity": q, "cost": cost}, 1e-9)

    # A finite horizon.
    if r.random() < 0.2:
        t = r.randint(2, 4)  # of one period it fails
        inputs = {"num_periods": t, "holding_cost": 1, "stockout_cost": r.randint(3, 30),
                  "terminal_holding_cost": 1, "terminal_stockout_cost": r.randint(3, 30),
                  "purchase_cost": r.choice([0, 1]), "fixed_cost": r.choice([0, 20]),
                  "demand_mean": r.randint(8, 20), "demand_sd": r.randint(2, 4),
                  "discount_factor": r.choice([1, 0.95]), "initial_inventory_level": r.choice([0, 6])}
        *_, cost, _, _, _ = finite_horizon.finite_horizon_dp(
            t, inputs["holding_cost"], inputs["stockout_cost"], inputs["terminal_holding_cost"],
            inputs["terminal_stockout_cost"], inputs["purchase_cost"], inputs["fixed_cost"],
            inputs["demand_mean"], inputs["demand_sd"],
            discount_factor=inputs["discount_factor"],
            initial_inventory_level=inputs["initial_inventory_level"])
        yield "finite_horizon_dp_normal", inputs, {"total_cost": cost}, 1e-3


def near(found, expected, tolerance):
    if isinstance(expected, (list, tuple)):
        return len(found) == len(expected) and all(
            near(f, e, tolerance) for f, e in zip(found, expected))
    return math.isclose(found, float(expected), rel_tol=tolerance, abs_tol=tolerance)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--restock", default=".build/release/restock")
    parser.add_argument("--cases", type=int, default=40, help="of each model")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    r = random.Random(arguments.seed)
    cases = [case for _ in range(arguments.cases) for case in make_cases(r)]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"cases": [{"id": i, "model": model, "inputs": inputs}
                             for i, (model, inputs, _, _) in enumerate(cases)]}, file, default=float)
        file.flush()
        run = subprocess.run([arguments.restock, "solve", "--cases", file.name],
                             capture_output=True, text=True)
    results = json.loads(run.stdout)["results"]
    table = {}
    for (model, inputs, expected, tolerance), result in zip(cases, results):
        row = table.setdefault(model, [0, 0, tolerance])
        row[0] += 1
        outputs = result.get("outputs", {})
        if outputs and all(near(outputs[k], v, tolerance) for k, v in expected.items()):
            row[1] += 1
        else:
            found = result.get("error") or {k: outputs[k] for k in expected}
            print(f"{model} {json.dumps(inputs, default=float)}: stockpyl {expected}, restock {found}")
    print(f"{'model':34}{'cases':>6}{'agree':>7}  to")
    for model, (count, agreeing, tolerance) in table.items():
        print(f"{model:34}{count:6}{agreeing:7}  {tolerance:g}")


if __name__ == "__main__":
    main()
