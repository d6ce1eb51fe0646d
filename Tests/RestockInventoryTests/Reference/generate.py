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

# Zipkin's table of optimal and of best base-stock costs, two decimals: mean demand 5, h = 1.
zipkin = {
    ("poisson", 1): [(4.04, 4.16), (5.44, 5.55), (6.68, 6.73), (7.84, 7.86)],
    ("poisson", 2): [(4.40, 4.64), (6.09, 6.32), (7.66, 7.84), (9.11, 9.19)],
    ("poisson", 3): [(4.60, 4.98), (6.53, 6.86), (8.36, 8.60), (10.04, 10.22)],
    ("poisson", 4): [(4.73, 5.20), (6.84, 7.27)],
    ("geometric", 1): [(9.82, 10.04), (14.51, 14.73), (19.22, 19.40), (23.87, 24.01)],
    ("geometric", 2): [(10.24, 10.70), (15.50, 15.99), (20.89, 21.31), (26.21, 26.55)],
    ("geometric", 3): [(10.47, 11.13), (16.14, 16.87)],
}
families = {"poisson": {"family": "poisson", "mean": 5},
            "geometric": {"family": "negative_binomial", "r": 1, "p": 1 / 6}}
for (family, lead), row in zipkin.items():
    for penalty, (best, base_stock) in zip([4, 9, 19, 39], row):
        case(f"zipkin-{family}-{lead}-{penalty}", "lost_sales_exact",
             {"holding_cost": 1, "stockout_cost": penalty, "lead_time": lead,
              "demand": families[family]}, {"cost": best, "base_stock_cost": base_stock},
             "Zipkin (2008), Old and new methods for lost-sales inventory systems, tables of costs, "
             "two decimals (quoted from memory, not held against a copy)", rel=0, abs=0.0051)

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

# Orders under constraints: every pack tried.
def pack_tried(cost, pack, least, most):
    return min((cost(pack * k), pack * k) for k in range(1, int(most // pack) + 1) if pack * k >= least)


K, h, D = 8.0, 0.225, 1300.0
value, q = pack_tried(lambda q: K * D / q + h * q / 2, 24, 400, min(1000, 0.5 * D))
case("eoq-constrained-tried", "eoq_constrained",
     {"fixed_cost": K, "holding_cost": h, "demand_rate": D, "pack_size": 24, "moq": 400,
      "max_quantity": 1000, "shelf_life": 0.5},
     {"order_quantity": q, "cost": value, "cost_of_constraints": value - math.sqrt(2 * K * D * h)},
     "every pack tried", rel=1e-9)
points, prices = [0, 400, 800], [0.75, 0.72, 0.68]
region = lambda q: max(j for j in range(3) if points[j] <= q)
all_units = lambda q: prices[region(q)] * D + K * D / q + 0.3 * prices[region(q)] * q / 2


def incremental(q):
    paid = sum(prices[j] * (min(q, points[j + 1] if j < 2 else q) - points[j])
               for j in range(region(q) + 1))
    return paid / q * D + K * D / q + 0.3 * paid / 2


for name, cost in [("all_units", all_units), ("incremental", incremental)]:
    for id, pack, least, most in [("storage", 48, 0, 700), ("minimum", 50, 610, 1e4)]:
        value, q = pack_tried(cost, pack, least, most)
        case(f"discount-{name}-{id}-tried", f"eoq_{name}_discount",
             {"fixed_cost": K, "holding_cost_rate": 0.3, "demand_rate": D, "breakpoints": points,
              "unit_costs": prices, "pack_size": pack, "moq": least, "max_quantity": most},
             {"order_quantity": q, "region": region(q), "cost_including_purchase": value},
             "every pack tried", rel=1e-9)

# One warehouse and its shops: the outstanding orders of a shop as a sum over the warehouse's
# backorders, every level tried.
def poisson_pmf(mean, most):
    return [stats.poisson.pmf(k, mean) for k in range(most)] if mean > 0 else [1.0]


def shop_cost(level, pmf, h, b):
    return sum(p * (h * max(level - k, 0) + b * max(k - level, 0)) for k, p in enumerate(pmf))


shops = [("north", 1.2, 1.0, 1.0, 12.0), ("south", 0.5, 2.0, 1.4, 9.0), ("east", 2.0, 0.5, 1.0, 25.0)]
lead, h0 = 1.5, 0.7
rate = sum(s[1] for s in shops)
best = None
for s0 in range(0, 16):
    waiting = [stats.poisson.cdf(s0, rate * lead)] + [
        stats.poisson.pmf(s0 + b, rate * lead) for b in range(1, 30)]
    total = h0 * sum((s0 - k) * stats.poisson.pmf(k, rate * lead) for k in range(s0))
    levels = {}
    for name, demand, transport, h, b in shops:
        own = [sum(w * stats.binom.pmf(j, n, demand / rate) for n, w in enumerate(waiting))
               for j in range(30)]
        travelling = poisson_pmf(demand * transport, 40)
        pmf = [sum(own[j] * travelling[k - j] for j in range(max(0, k - 39), min(k, 29) + 1))
               for k in range(69)]
        value, levels[name] = min((shop_cost(s, pmf, h, b), s) for s in range(25))
        total += value
    if best is None or total < best[0]:
        best = total, s0, levels
case("one-warehouse-tried", "one_warehouse_many_shops_poisson",
     {"shops": [{"id": n, "demand_rate": d, "lead_time": t, "holding_cost": h, "stockout_cost": b}
                for n, d, t, h, b in shops],
      "warehouse_holding_cost": h0, "warehouse_lead_time": lead},
     {"cost": best[0], "warehouse_level": best[1], "shop_levels": best[2]},
     "summation of Graves (1985), every level tried", rel=1e-7)

# Two sources one period apart: value iteration over order quantities without any policy's form.
h, b, cr, ce = 2.0, 19.0, 10.0, 12.5
demand = {0: 0.3, 1: 0.4, 3: 0.3}
grid = range(-6, 12)
value = {y: 0.0 for y in grid}
period = {w: sum(p * (h * max(w - d, 0) + b * max(d - w, 0)) for d, p in demand.items())
          for w in grid}
for _ in range(3000):
    new = {}
    for y in grid:
        new[y] = min(ce * e + cr * q + period[y + e]
                     + sum(p * value[max(-6, min(11, y + e + q - d))] for d, p in demand.items())
                     for e in range(0, 12 - y) for q in range(0, 4))
    gain = new[0] - value[0]
    value = {y: v - new[0] for y, v in new.items()}
case("dual-sourcing-iterated", "dual_sourcing",
     {"holding_cost": h, "stockout_cost": b, "regular_cost": cr, "expedited_cost": ce,
      "regular_lead_time": 1, "expedited_lead_time": 0,
      "demand": {"family": "empirical", "pmf": {str(d): p for d, p in demand.items()}}},
     {"optimal_cost": gain + 0.0, "dual_index_cost": gain + 0.0},
     "value iteration over both orders; Fukuda (1964): one period apart dual-index is the best",
     rel=1e-6)

# Promises: every outcome of the arrivals.
inbound = [("P1", 5, {"8": 0.6, "15": 0.4}), ("P2", 4, {"10": 0.5, "12": 0.3, "21": 0.2}),
           ("P3", 6, {"9": 0.9, "30": 0.1})]
wanted, stock, confidence = [("A", 3), ("B", 6), ("C", 5)], 2, 0.85
promised = []
before = 0
for name, units in wanted:
    before += units
    chances = {}
    for outcome in itertools.product(*[days.items() for _, _, days in inbound]):
        p = math.prod(q for _, q in outcome)
        arrivals = sorted((float(day), quantity) for (day, _), (_, quantity, _) in zip(outcome, inbound))
        have, day = stock, 0.0
        for when, quantity in arrivals:
            if have >= before:
                break
            have, day = have + quantity, when
        if have >= before:
            chances[day] = chances.get(day, 0) + p
    reached, day = 0.0, None
    for when in sorted(chances):
        reached += chances[when]
        if reached >= confidence - 1e-9:
            day = when
            break
    promised.append({"order": name, "promise_day": day, "confidence": reached})
case("promises-enumerated", "promise_dates",
     {"stock": stock, "confidence": confidence,
      "inbound": [{"po": n, "quantity": q, "arrival_days": d} for n, q, d in inbound],
      "orders": [{"id": n, "order_day": i, "quantity": q} for i, (n, q) in enumerate(wanted)]},
     {"result": promised}, "every outcome of the arrivals", rel=1e-9)

# A newsvendor with a fixed cost, and some that share a budget: everything tried.
mean, h, p, K = 6.0, 1.0, 4.0, 5.0
pmf = [stats.poisson.pmf(k, mean) for k in range(60)]
cost = lambda y: sum(q * (h * max(y - d, 0) + p * max(d - y, 0)) for d, q in enumerate(pmf))
level = min(range(40), key=cost)
point = max(y for y in range(-20, level) if cost(y) > K + cost(level))
case("newsvendor-fixed-cost-tried", "newsvendor",
     {"holding_cost": h, "stockout_cost": p, "demand": {"family": "poisson", "mean": mean},
      "initial_inventory": 2, "fixed_cost": K},
     {"base_stock_level": level, "reorder_point": point, "order_quantity": level - 2,
      "cost_with_order": K + cost(level)}, "every level tried", rel=1e-9)
items = [("A", 4.0, 5.0, 1.0, 9.0), ("B", 7.0, 2.0, 0.5, 3.0), ("C", 2.0, 11.0, 2.0, 40.0)]
costs = {}
for name, mean, unit, h, p in items:
    pmf = [stats.poisson.pmf(k, mean) for k in range(60)]
    costs[name] = [sum(q * (h * max(y - d, 0) + p * max(d - y, 0)) for d, q in enumerate(pmf))
                   for y in range(20)]
# A budget that the best levels for some value of money spend to the last unit.
value, levels = min((costs["A"][a] + costs["B"][b] + costs["C"][c], (a, b, c))
                    for a in range(20) for b in range(20) for c in range(5)
                    if 5 * a + 2 * b + 11 * c <= 58)
case("newsvendor-budget-tried", "newsvendor_budget",
     {"budget": 58.0,
      "items": [{"sku": n, "demand_mean": m, "unit_cost": c, "holding_cost": h, "stockout_cost": p}
                for n, m, c, h, p in items]},
     {"levels": dict(zip("ABC", levels)), "cost": value}, "every combination tried", rel=1e-9)

# An (s, S) policy with a lead time: the stationary position of every pair, by its Markov chain.
mean, h, p, K, lead = 3.0, 1.0, 9.0, 20.0, 2
pmf = [stats.poisson.pmf(k, mean) for k in range(25)]
charge = lambda y: sum(stats.poisson.pmf(d, mean * (lead + 1)) * (h * max(y - d, 0) + p * max(d - y, 0))
                       for d in range(60))
charges = {y: charge(y) for y in range(-5, 45)}
best = None
for s in range(3, 12):
    for level in range(s + 1, 32):
        # Visits to each position after ordering, between two orders.
        visits = {level: 1.0 / (1 - pmf[0])}
        for y in range(level - 1, s, -1):
            visits[y] = sum(visits[y + k] * pmf[k] for k in range(1, min(24, level - y) + 1)) / (1 - pmf[0])
        periods = sum(visits.values())
        value = (K + sum(v * charges[y] for y, v in visits.items())) / periods
        if best is None or value < best[0]:
            best = value, s, level
case("ss-lead-time-tried", "ss_exact_poisson",
     {"holding_cost": h, "stockout_cost": p, "fixed_cost": K, "demand_mean": mean, "lead_time": lead},
     {"cost": best[0], "reorder_point": best[1], "order_up_to_level": best[2]},
     "every pair tried, by the visits between two orders", rel=1e-7)

# Excess stock and groups of items: by hand.
need = stats.poisson.ppf(0.95, 20)
case("excess-stock", "excess_stock",
     {"on_hand": 50, "demand": {"family": "poisson", "mean": 20}, "span": 28, "unit_cost": 3,
      "days_since_sale": 200},
     {"need": need, "excess": 50 - need, "excess_value": 3 * (50 - need), "days_of_stock": 70,
      "days_to_clear_excess": (50 - need) / 20 * 28, "dead": True, "dead_value": 150},
     "scipy.stats quantile, by hand", rel=1e-9)
case("turnover-by-supplier", "turnover_by_group",
     {"by": "supplier", "items": [
         {"sku": "1", "supplier": "N", "cogs": 1200, "gross_margin": 800, "inventory_values": [100, 300, 200]},
         {"sku": "2", "supplier": "N", "cogs": 300, "gross_margin": 100, "inventory_values": [50, 50, 50]},
         {"sku": "3", "supplier": "S", "cogs": 90, "inventory_values": [10, 20, 30]}]},
     {"groups": {"N": {"cogs": 1500, "average_inventory_value": 275, "turnover": 1500 / 275,
                       "turnover_two_point": 1500 / 200, "days_of_inventory": 365 * 275 / 1500,
                       "gmroi": 900 / 275},
                 "S": {"cogs": 90, "average_inventory_value": 20, "turnover": 4.5,
                       "turnover_two_point": 4.5, "days_of_inventory": 365 / 4.5, "gmroi": None}}},
     "by hand: trapezoid of the summed values", rel=1e-9)
case("abc-by-margin", "abc_by_measure",
     {"measure": "margin", "items": {"a": {"units": 10, "price": 9, "unit_cost": 1},
                                     "b": {"units": 100, "price": 2, "unit_cost": 1.85},
                                     "c": {"units": 5, "price": 3, "unit_cost": 4}}},
     {"classes": {"a": "A", "b": "B", "c": "C"}, "values": {"a": 80, "b": 15, "c": -5}},
     "by hand: 80 of 95 before b", rel=1e-9)

# Suppliers with prices by quantity: every pack tried.
D, rate, sd, lead, lead_sd = 3650.0, 0.25, 5.0, 20.0, 4.0
stock = 1.6448536269514722 * math.sqrt(lead * sd ** 2 + (D / 365 * lead_sd) ** 2)
points, prices = [0, 500, 2000], [9.0, 8.7, 8.2]


def yearly(q):
    c = prices[max(j for j in range(3) if points[j] <= q)]
    return c * D + 60 * D / q + rate * c * (q / 2 + stock)


value, q = min((yearly(25 * k), 25 * k) for k in range(4, 400))
case("supplier-prices-tried", "annual_cost_comparison",
     {"annual_demand": D, "daily_demand_sd": sd, "holding_rate": rate, "cycle_service_level": 0.95,
      "suppliers": [{"id": "X", "breakpoints": points, "unit_costs": prices, "order_cost": 60,
                     "moq": 100, "pack": 25, "lead_time": lead, "lead_time_sd": lead_sd}]},
     {"per_supplier": {"X": {"order_quantity": q, "safety_stock": stock, "total_annual_cost": value}},
      "cheapest": "X"}, "every pack tried", rel=1e-9)

# Random sums and mixtures, by convolution in scipy.
number, size = stats.binom(6, 0.4), stats.poisson(2.5)
pmf = [0.0] * 120
for n in range(7):
    for k in range(120):
        pmf[k] += number.pmf(n) * (stats.poisson.pmf(k, 2.5 * n) if n else float(k == 0))
x = 8
case("random-sum-convolved", "distribution",
     {"distribution": {"family": "random_sum", "count": {"family": "binomial", "n": 6, "p": 0.4},
                       "size": {"family": "poisson", "mean": 2.5}}, "x": x, "probability": 0.97},
     {"mean": 6.0, "sd": math.sqrt(2.4 * 2.5 + 1.44 * 2.5 ** 2), "survival_probability": sum(pmf[x + 1:]),
      "loss": sum((k - x) * q for k, q in enumerate(pmf) if k > x),
      "second_order_loss": sum((k - x) * (k - x - 1) * q for k, q in enumerate(pmf) if k > x) / 2,
      "quantile": next(k for k in range(120) if sum(pmf[:k + 1]) >= 0.97)},
     "mixture of Poisson sums", rel=1e-9)

with open("cases.json", "w") as file:
    json.dump({"cases": cases}, file, indent=1, default=float)
print(len(cases), "cases")
