"""Reference cases of the register: python3 generate.py (needs scipy) writes cases.json.

Each value is a published one, or comes from a method other than the code's: numerical minimisation,
quadrature, summation of the definition, or trying everything.
"""
import itertools
import json
import math
from scipy import integrate, optimize, stats

cases = []


def case(id, model, inputs, expected, source, rel=1e-6, abs=0.0):
    cases.append({"id": id, "model": model, "inputs": inputs, "expected": expected,
                  "source": source, "tolerance": {"rel": rel, "abs": abs}})


# Published.
table = {15: (10, 49, 42.698), 30: (23, 66, 57.819), 45: (37, 97, 67.776), 60: (52, 129, 77.306),
         75: (67, 86, 79.554), 23: (17, 52, 52.757)}
for mean, (s, level, cost) in table.items():
    case(f"zheng-federgruen-{mean}", "ss_exact_poisson",
         {"holding_cost": 1, "stockout_cost": 9, "fixed_cost": 64, "demand_mean": mean},
         {"reorder_point": s, "order_up_to_level": level, "cost": cost},
         "Zheng and Federgruen (1991), table I, three decimals", rel=0, abs=6e-4)
freireich = [(6, 0)] * 3 + [(6, 1), (7, 0), (9, 1), (10, 0), (10, 1), (11, 1), (13, 0), (16, 0),
             (17, 1), (19, 1), (20, 1), (22, 0), (23, 0), (25, 1), (32, 1), (32, 1), (34, 1), (35, 1)]
case("freireich", "kaplan_meier_survival",
     {"sales": [v for v, _ in freireich], "stocked_out": [bool(c) for _, c in freireich]},
     {"survival": [[6, 0.857], [7, 0.807], [10, 0.753], [13, 0.690], [16, 0.627], [22, 0.538],
                   [23, 0.448]]},
     "Freireich et al. (1963), remission times under 6-MP, as in Kalbfleisch and Prentice (2002), "
     "section 1.4; three decimals", rel=0, abs=6e-4)
montgomery = [9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51,
              9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08,
              10.38, 11.62, 11.31, 10.52]
case("montgomery-cusum", "two_sided_cusum",
     {"lead_times": montgomery, "target": 10, "sd": 1, "k": 0.5, "h": 5},
     {"first_alarm_index_1based": 29}, "Montgomery (2013), example 9.1: alarm at period 29")
case("erlang-b-10-10", "base_stock_lost_sales_poisson",
     {"base_stock_level": 10, "offered_load_lambda_L": 10}, {"lost_sales_fraction": 0.2146},
     "Erlang B table, 10 trunks, 10 erlang, four decimals", rel=0, abs=5e-5)
for z, loss in [(0.0, 0.3989), (1.5, 0.02931), (2.5, 0.002004)]:
    case(f"unit-normal-loss-{z}", "standard_normal_loss", {"z": z}, {"loss": loss},
         "Silver, Pyke and Thomas (2017), appendix II, four digits", rel=3e-4)

# Numerical minimisation.
K, h, p, D, P = 37.0, 1.3, 4.7, 912.0, 1500.0
best = optimize.minimize_scalar(lambda q: K * D / q + h * q / 2, bounds=(1, 1e4), method="bounded",
                                options={"xatol": 1e-9})
case("eoq-minimised", "eoq", {"fixed_cost": K, "holding_cost": h, "demand_rate": D},
     {"order_quantity": best.x, "cost": best.fun}, "scipy.optimize on the cost", rel=1e-6)
waiting = lambda v: K * D / v[0] + h * (v[0] - v[1]) ** 2 / (2 * v[0]) + p * v[1] ** 2 / (2 * v[0])
best = optimize.minimize(waiting, [200, 20], method="Nelder-Mead",
                         options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 9999})
case("eoq-backorders-minimised", "eoq_planned_backorders",
     {"fixed_cost": K, "holding_cost": h, "stockout_cost": p, "demand_rate": D},
     {"order_quantity": best.x[0], "max_backorder": best.x[1], "cost": best.fun},
     "scipy.optimize on the cost in two variables", rel=1e-5)
best = optimize.minimize_scalar(lambda q: K * D / q + h * q * (1 - D / P) / 2, bounds=(1, 1e4),
                                method="bounded", options={"xatol": 1e-9})
case("epq-minimised", "epq",
     {"fixed_cost": K, "holding_cost": h, "demand_rate": D, "production_rate": P},
     {"order_quantity": best.x, "cost": best.fun}, "scipy.optimize on the cost", rel=1e-6)
mu, sd = 0.8, 0.15
best = optimize.minimize_scalar(
    lambda q: (K + h * q * q * (mu ** 2 + sd ** 2) / (2 * D)) / (q * mu / D), bounds=(1, 1e4),
    method="bounded", options={"xatol": 1e-9})
case("yield-minimised", "eoq_multiplicative_yield",
     {"fixed_cost": K, "holding_cost": h, "demand_rate": D, "yield_mean": mu, "yield_sd": sd},
     {"order_quantity": best.x, "cost": best.fun}, "renewal reward, scipy.optimize", rel=1e-6)

# Quadrature and summation.
def newsvendor(dist, h, p, least=0.0):
    level = dist.ppf(p / (p + h))
    left = integrate.quad(dist.cdf, least, level, epsabs=1e-11, limit=200)[0]
    short = integrate.quad(dist.sf, level, level + 60 * dist.std(), epsabs=1e-11, limit=400)[0]
    return level, h * left + p * short


for id, model, inputs, dist in [
    ("newsvendor-gamma", "newsvendor_gamma", {"shape": 0.7, "scale": 40}, stats.gamma(0.7, scale=40)),
    ("newsvendor-lognormal", "newsvendor_lognormal", {"mu": 3.1, "sigma": 0.8},
     stats.lognorm(0.8, scale=math.exp(3.1)))]:
    level, cost = newsvendor(dist, 1.7, 6.2)
    case(id, model, {"holding_cost": 1.7, "stockout_cost": 6.2, **inputs},
         {"base_stock_level": level, "cost": cost}, "scipy.stats, quadrature of the tails", rel=1e-6)


def discrete_cost(pmf, h, p):
    cost = lambda s: sum(q * (h * max(s - d, 0) + p * max(d - s, 0)) for d, q in pmf.items())
    level = min(range(0, max(pmf) + 1), key=cost)
    return level, cost(level)


binomial = {d: stats.binom.pmf(d, 40, 0.35) for d in range(41)}
level, cost = discrete_cost(binomial, 2, 7)
case("newsvendor-binomial", "newsvendor_binomial",
     {"holding_cost": 2, "stockout_cost": 7, "n": 40, "p": 0.35},
     {"base_stock_level": level, "cost": cost}, "every level tried", rel=1e-9)
negative = {d: stats.nbinom.pmf(d, 2.5, 0.2) for d in range(500)}
level, cost = discrete_cost(negative, 1, 12)
case("newsvendor-negative-binomial", "newsvendor_negative_binomial",
     {"holding_cost": 1, "stockout_cost": 12, "r": 2.5, "p": 0.2},
     {"base_stock_level": level, "cost": cost}, "every level tried", rel=1e-9)
for name, pmf, inputs, x in [("binomial_loss", binomial, {"n": 40, "p": 0.35}, 17),
                             ("negative_binomial_loss", negative, {"r": 2.5, "p": 0.2}, 22)]:
    case(name, name, {"x": x, **inputs},
         {"loss": sum(q * max(d - x, 0) for d, q in pmf.items()),
          "complementary_loss": sum(q * max(x - d, 0) for d, q in pmf.items()),
          "second_order_loss": sum(q * max(d - x, 0) * max(d - x - 1, 0) for d, q in pmf.items()) / 2,
          "second_order_complementary_loss":
              sum(q * (x - d) * (x - d + 1) for d, q in pmf.items() if d < x) / 2},
         "summation of the definition", rel=1e-9)
normal = stats.norm(80, 25)
loss = lambda y: 25 * (stats.norm.pdf((y - 80) / 25) - (y - 80) / 25 * stats.norm.sf((y - 80) / 25))
r, q = 90, 35
case("rq-normal-service", "rq_service_metrics_normal",
     {"reorder_point": r, "order_quantity": q, "lead_time_demand_mean": 80,
      "lead_time_demand_sd": 25},
     {"fill_rate": integrate.quad(normal.cdf, r, r + q)[0] / q,
      "expected_backorders": integrate.quad(loss, r, r + q)[0] / q},
     "quadrature over the uniform position", rel=1e-9)
mean, r, q = 6.5, 4, 9
positions = range(r + 1, r + q + 1)
short = lambda y: sum((d - y) * stats.poisson.pmf(d, mean) for d in range(y + 1, 200))
case("rq-poisson-service", "rq_service_metrics_poisson",
     {"reorder_point": r, "order_quantity": q, "lead_time_demand_mean": mean},
     {"fill_rate": sum(stats.poisson.cdf(y - 1, mean) for y in positions) / q,
      "expected_backorders": sum(short(y) for y in positions) / q},
     "summation over the uniform position", rel=1e-9)

# Everything tried.
mean, K, h, p = 7.0, 45.0, 1.5, 11.0
period = lambda y: h * sum((y - d) * stats.poisson.pmf(d, mean) for d in range(0, y)) + p * sum(
    (d - y) * stats.poisson.pmf(d, mean) for d in range(max(y, 0), 80)) if y >= 0 else p * (mean - y)
g = {y: period(y) for y in range(-60, 120)}
value, r, q = min(((K * mean + sum(g[y] for y in range(r + 1, r + q + 1))) / q, r, q)
                  for r in range(-20, 20) for q in range(1, 60))
case("rq-poisson-tried", "rq_exact_poisson",
     {"holding_cost": h, "stockout_cost": p, "fixed_cost": K, "demand_mean": mean, "lead_time": 1},
     {"reorder_point": r, "order_quantity": q, "cost": value}, "every r and Q tried", rel=1e-9)
demand, K, h = [12, 0, 45, 9, 30, 3, 60, 22], 70.0, 1.1
plans = []
for mask in itertools.product([0, 1], repeat=len(demand)):
    if not mask[0]:
        continue
    cost, start = 0.0, 0
    for t, d in enumerate(demand):
        if mask[t]:
            start, cost = t, cost + K
        cost += h * (t - start) * d
    plans.append(cost)
case("wagner-whitin-tried", "wagner_whitin", {"fixed_cost": K, "holding_cost": h, "demand": demand},
     {"cost": min(plans)}, "every set of order periods tried", rel=1e-12)
mean = 24.0
single = {s: h * (s - mean) + (p + h) * sum((d - s) * stats.poisson.pmf(d, mean)
                                            for d in range(s + 1, 200)) for s in range(0, 80)}
level = min(single, key=single.get)
case("serial-one-stage", "ssm_serial_poisson",
     {"echelon_holding_costs_downstream_first": [h], "lead_times_downstream_first": [2],
      "stockout_cost": p, "demand_mean": 12},
     {"echelon_base_stock_levels_downstream_first": [level], "cost": single[level]},
     "one stage is a newsvendor: every level tried", rel=1e-9)
stages = [("supply", 1.0, 3), ("make", 4.0, 2), ("ship", 6.0, 4)]
costs = []
for s1 in range(0, 4):
    for s2 in range(0, s1 + 3):
        for s3 in range(0, min(2, s2 + 4) + 1):
            nets = [3 - s1, s1 + 2 - s2, s2 + 4 - s3]
            costs.append(sum(c * 1.5 * 10 * math.sqrt(n) for (_, c, _), n in zip(stages, nets)))
nodes = {name: {"local_holding_cost": c, "processing_time": t, "demand_bound_constant": 1.5,
                "external_inbound_cst": 0, "external_outbound_cst": 2 if name == "ship" else None,
                "predecessors": {"supply": [], "make": ["supply"], "ship": ["make"]}[name],
                "demand_sd": 10 if name == "ship" else None} for name, c, t in stages}
case("guaranteed-service-tried", "gsm_tree", {"nodes": nodes}, {"cost": min(costs)},
     "every committed service time tried", rel=1e-12)

with open("cases.json", "w") as file:
    json.dump({"cases": cases}, file, indent=1, default=float)
print(len(cases), "cases")
