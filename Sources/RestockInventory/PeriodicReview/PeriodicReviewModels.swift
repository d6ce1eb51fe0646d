internal import RestockNumerics

private let holdingCost = SolveInput(
  "holding_cost", .number(.positive), unit: "money per unit and period",
  "for each unit left after demand")
private let stockoutCost = SolveInput(
  "stockout_cost", .number(.positive), unit: "money per unit and period",
  "for each unit waiting after demand")
private let fixedCost = SolveInput(
  "fixed_cost", .number(.notNegative), unit: "money per order", "cost of placing an order")
private let positiveFixedCost = SolveInput(
  "fixed_cost", .number(.positive), unit: "money per order", "cost of placing an order")
private let poissonMean = SolveInput(
  "demand_mean", .number(SolveBounds(low: 0, high: 1e5, includesLow: false)),
  unit: "units per period", "mean")

private let leadTime = SolveInput(
  "lead_time", .whole(SolveBounds(low: 0, high: 200)), unit: "periods",
  "an order is there before the demand of so many periods later", standard: .number(0))

private let levelOutputs: [SolveModel.Output] = [
  .init("reorder_point", unit: "units", "order at this position or below it"),
  .init("order_up_to_level", unit: "units", "order up to this position"),
  .init("cost", unit: "money per period", "expected"),
]

private func costs(_ arguments: SolveArguments) -> Newsvendor {
  Newsvendor(
    holdingCost: arguments.number("holding_cost"),
    stockoutCost: arguments.number("stockout_cost"))
}

private func answer(_ levels: MinMaxPolicy.Levels) -> SolveRecord {
  [
    "reorder_point": .whole(levels.reorderPoint),
    "order_up_to_level": .whole(levels.orderUpToLevel), "cost": .number(levels.cost),
  ]
}

/// The lead time, if the demand over it and the review can be held unit by unit.
private func leadTime(
  _ arguments: SolveArguments, _ units: Double
) throws(SolveError) -> Int {
  let periods = arguments.whole("lead_time")
  guard periods == 0 || units * Double(periods + 1) <= 2e4 else {
    throw .noSolution(reason: "more than 20,000 units of demand over the lead time")
  }
  return periods
}

/// Poisson demand as probabilities, up to where the rest is below 1e-18.
func lattice(poissonMean mean: Double) -> Lattice {
  let poisson = Poisson(mean: mean)
  let most = Int(mean + 10 * mean.squareRoot() + 40)
  return Lattice(weights: (0...most).map(poisson.probability))
}

/// Demand in whole units from probabilities by value.
private func lattice(
  _ weights: [(value: Double, weight: Double)], _ name: String
) throws(SolveError) -> Lattice {
  var probabilities: [Double] = []
  for (value, weight) in weights {
    guard value == value.rounded(), value >= 0, value < 1e6 else {
      throw .impossibleInput(
        name: name, expected: "whole demands from 0 to a million", found: "\(value)")
    }
    while probabilities.count <= Int(value) { probabilities.append(0) }
    probabilities[Int(value)] += weight
  }
  guard probabilities.dropFirst().contains(where: { $0 > 0 }) else {
    throw .impossibleInput(name: name, expected: "some demand", found: "none")
  }
  return Lattice(weights: probabilities)
}

/// The models of periodic review.
let periodicReviewModels: [SolveModel] = [
  SolveModel(
    "periodic_review_order_up_to_normal", "What a periodic order-up-to policy delivers.",
    inputs: [
      SolveInput("order_up_to_level", .number(.any), unit: "units", "the position restored"),
      SolveInput("demand_mean", .number(.positive), unit: "units per unit of time", "mean"),
      SolveInput(
        "demand_sd", .number(.positive), unit: "units per root of the unit of time", "spread"),
      SolveInput("review_period", .number(.positive), unit: "units of time", "between reviews"),
      SolveInput("lead_time", .number(.notNegative), unit: "units of time", "to receipt"),
    ],
    outputs: [
      .init("fill_rate", "share of units served from stock"),
      .init("cycle_service_level", "probability of no stock-out in a cycle"),
      .init("safety_stock", unit: "units", "level less mean demand over lead time and review"),
      .init("expected_shortage_end_of_cycle", unit: "units", "short just before a receipt"),
      .init("expected_shortage_start_of_cycle", unit: "units", "short just after a receipt"),
      .init("fill_rate_ignoring_initial_backorders", "as if no cycle began with backorders"),
    ],
    source: "Silver, Pyke and Thomas (2017), section 7.11; Johnson, Lee, Davis and Hall (1995)"
  ) { arguments in
    let level = arguments.number("order_up_to_level")
    let mean = arguments.number("demand_mean")
    let spread = arguments.number("demand_sd")
    let review = arguments.number("review_period")
    let leadTime = arguments.number("lead_time")
    func demand(_ time: Double) -> Normal {
      Normal(mean: mean * time, standardDeviation: spread * time.squareRoot())
    }
    let protection = demand(review + leadTime)
    let end = protection.loss(level)
    let start = leadTime > 0 ? demand(leadTime).loss(level) : max(0, -level)
    return [
      "fill_rate": .number(1 - (end - start) / (mean * review)),
      "cycle_service_level": .number(protection.cumulativeProbability(level)),
      "safety_stock": .number(level - protection.mean),
      "expected_shortage_end_of_cycle": .number(end),
      "expected_shortage_start_of_cycle": .number(start),
      "fill_rate_ignoring_initial_backorders": .number(1 - end / (mean * review)),
    ]
  },
  SolveModel(
    "ss_exact_poisson", "The (s, S) policy of least cost for Poisson demand.",
    inputs: [holdingCost, stockoutCost, fixedCost, poissonMean, leadTime],
    outputs: levelOutputs,
    source: "Zheng and Federgruen (1991)"
  ) { arguments throws(SolveError) in
    answer(
      MinMaxPolicy(
        fixedCost: arguments.number("fixed_cost"), costs: costs(arguments),
        demand: lattice(poissonMean: arguments.number("demand_mean")),
        leadTime: try leadTime(arguments, arguments.number("demand_mean"))
      ).best())
  },
  SolveModel(
    "ss_exact_discrete", "The (s, S) policy of least cost for a demand given by probabilities.",
    inputs: [
      holdingCost, stockoutCost, fixedCost,
      SolveInput("demand_pmf", .weights(.notNegative), "the probability of each demand"), leadTime,
    ],
    outputs: levelOutputs, source: "Zheng and Federgruen (1991)"
  ) { arguments throws(SolveError) in
    let demand = try lattice(arguments.weights("demand_pmf"), "demand_pmf")
    return answer(
      MinMaxPolicy(
        fixedCost: arguments.number("fixed_cost"), costs: costs(arguments), demand: demand,
        leadTime: try leadTime(arguments, Double(demand.probabilities.count))
      ).best())
  },
  SolveModel(
    "ss_cost_poisson", "The expected cost of an (s, S) policy for Poisson demand.",
    inputs: [
      SolveInput("reorder_point", .whole(.any), unit: "units", "order at it or below it"),
      SolveInput("order_up_to_level", .whole(.any), unit: "units", "order up to it"),
      holdingCost, stockoutCost, fixedCost, poissonMean, leadTime,
    ],
    outputs: [levelOutputs[2]], source: "Zheng and Federgruen (1991)"
  ) { arguments throws(SolveError) in
    let reorderPoint = arguments.whole("reorder_point")
    let level = arguments.whole("order_up_to_level")
    guard level > reorderPoint, level - reorderPoint < 1_000_000 else {
      throw .impossibleInput(
        name: "order_up_to_level", expected: "more than the reorder point, \(reorderPoint)",
        found: "\(level)")
    }
    let policy = MinMaxPolicy(
      fixedCost: arguments.number("fixed_cost"), costs: costs(arguments),
      demand: lattice(poissonMean: arguments.number("demand_mean")),
      leadTime: try leadTime(arguments, arguments.number("demand_mean")))
    return [
      "cost": .number(policy.cost(reorderPoint: reorderPoint, orderUpToLevel: level))
    ]
  },
  SolveModel(
    "ss_power_approximation", "The (s, S) policy by the power approximation.",
    inputs: [
      holdingCost, stockoutCost, positiveFixedCost,
      SolveInput("demand_mean", .number(.positive), unit: "units per period", "mean"),
      SolveInput("demand_sd", .number(.positive), unit: "units per period", "spread"),
    ],
    outputs: Array(levelOutputs.prefix(2)), source: "Ehrhardt and Mosier (1984)"
  ) { arguments in
    let levels = MinMaxPolicy.Levels.powerApproximation(
      fixedCost: arguments.number("fixed_cost"), costs: costs(arguments),
      mean: arguments.number("demand_mean"), standardDeviation: arguments.number("demand_sd"))
    return [
      "reorder_point": .number(levels.reorderPoint),
      "order_up_to_level": .number(levels.orderUpToLevel),
    ]
  },
  SolveModel(
    "finite_horizon_ss_poisson", "The best orders over some periods of Poisson demand.",
    inputs: [
      positiveOrZero("fixed_cost", "cost of placing an order", unit: "money per order"),
      positiveOrZero("unit_cost", "purchase", unit: "money per unit", standard: 0),
      holdingCost,
      SolveInput(
        "penalty_cost", .number(.positive), unit: "money per unit and period",
        "for each unit short after demand"),
      SolveInput(
        "demand_means", .numbers(SolveBounds(low: 0, high: 2000, includesLow: false)),
        unit: "units", "mean of each period"),
      SolveInput(
        "initial_inventory", .whole(SolveBounds(low: -1e4, high: 1e4)), unit: "units",
        "at the start",
        standard: .number(0)),
      SolveInput(
        "lead_time", .whole(SolveBounds(low: 0, high: 50)), unit: "periods",
        "an order is there before the demand of so many periods later; 0 where demand is lost",
        standard: .number(0)),
      SolveInput(
        "backlog", .flag, "whether unmet demand waits, or is lost", standard: .boolean(true)),
      SolveInput(
        "demand_quantile", .number(.positiveShare),
        "where each period's demand is cut", standard: .number(0.9999)),
    ],
    outputs: [
      .init("optimal_expected_cost", unit: "money", "of all periods"),
      .init("first_order_quantity", unit: "units", "ordered at the start"),
      .init("sS", unit: "units", "reorder point and level of each period"),
    ],
    source: "Scarf (1960); Rossi (2021), Inventory Analytics, chapter 5"
  ) { arguments throws(SolveError) in
    let (policy, sunk) = try scarf(arguments)
    return [
      "optimal_expected_cost": .number(policy.cost + sunk),
      "first_order_quantity": .whole(policy.firstOrder),
      "sS": .list(
        zip(policy.reorderPoints, policy.orderUpToLevels).map { point, level in
          .list([point.map(SolveValue.whole) ?? .none, .whole(level)])
        }),
    ]
  },
  SolveModel(
    "finite_horizon_dp_normal",
    "The best orders over some periods of normal demand, in whole units.",
    inputs: [
      SolveInput("num_periods", .whole(SolveBounds(low: 1, high: 200)), "the number of periods"),
      perPeriod("holding_cost", "for each unit left after demand"),
      perPeriod("stockout_cost", "for each unit waiting after demand"),
      positiveOrZero(
        "terminal_holding_cost", "for each unit left at the end", unit: "money per unit"),
      positiveOrZero(
        "terminal_stockout_cost", "for each unit waiting at the end", unit: "money per unit"),
      perPeriod("purchase_cost", "purchase"), perPeriod("fixed_cost", "of an order"),
      SolveInput(
        "demand_mean", .numberOrNumbers(SolveBounds(low: 0, high: 2000)), unit: "units", "mean"),
      SolveInput(
        "demand_sd", .numberOrNumbers(SolveBounds(low: 0, high: 1000, includesLow: false)),
        unit: "units", "spread"),
      SolveInput(
        "discount_factor", .numberOrNumbers(.positiveShare), "worth of next period's money",
        standard: .number(1)),
      SolveInput(
        "initial_inventory_level", .whole(SolveBounds(low: -1e4, high: 1e4)), unit: "units",
        "at the start", standard: .number(0)),
    ],
    outputs: [
      .init("reorder_points", unit: "units", "of each period; S where orders cost nothing"),
      .init("order_up_to_levels", unit: "units", "of each period"),
      .init("total_cost", unit: "money", "expected, discounted"),
    ],
    source: "Snyder and Shen (2019), section 4.5.3; demand in cells of one unit to 4 sigma"
  ) { arguments throws(SolveError) in
    let policy = try finiteHorizonNormal(arguments)
    // What costs nothing to order is ordered at every position below S, and at S nothing.
    let points = zip(policy.reorderPoints, policy.orderUpToLevels).map { point, level in
      point.map { $0 == level - 1 ? level : $0 } ?? level
    }
    return [
      "reorder_points": .wholes(points),
      "order_up_to_levels": .wholes(policy.orderUpToLevels), "total_cost": .number(policy.cost),
    ]
  },
]

private func positiveOrZero(
  _ name: String, _ meaning: String, unit: String, standard: Double? = nil
) -> SolveInput {
  SolveInput(
    name, .number(.notNegative), unit: unit, meaning, standard: standard.map(SolveValue.number))
}

private func perPeriod(_ name: String, _ meaning: String) -> SolveInput {
  SolveInput(name, .numberOrNumbers(.notNegative), unit: "money", meaning)
}

/// The policy, and the expected cost of the first periods, which no order reaches any more.
private func scarf(
  _ arguments: SolveArguments
) throws(SolveError) -> (policy: FiniteHorizonPolicy, sunk: Double) {
  let holding = arguments.number("holding_cost")
  let penalty = arguments.number("penalty_cost")
  let cut = arguments.number("demand_quantile")
  let leadTime = arguments.whole("lead_time")
  let isLost = !arguments.flag("backlog")
  let initial = arguments.whole("initial_inventory")
  // As in the reference: demand below the quantile, its probabilities divided by it.
  let demands = arguments.numbers("demand_means").map { mean in
    let poisson = Poisson(mean: mean)
    let most = cut < 1 ? Int(poisson.quantile(cut)) : Int(mean + 12 * mean.squareRoot() + 40)
    return (0..<max(1, most)).map { poisson.probability($0) / cut }
  }
  guard leadTime == 0 || !isLost else {
    throw .impossibleInput(
      name: "lead_time", expected: "0 where demand is lost (else lost_sales_exact)",
      found: "\(leadTime)")
  }
  guard leadTime < demands.count else {
    throw .impossibleInput(
      name: "lead_time", expected: "less than the \(demands.count) periods", found: "\(leadTime)")
  }
  @Sendable func cost(_ probabilities: [Double], at y: Int) -> Double {
    var sum = 0.0
    for (d, p) in probabilities.enumerated() {
      sum += p * (d <= y ? holding * Double(y - d) : penalty * Double(d - y))
    }
    return sum
  }
  try guardSteps(demands.map(\.count), copies: Double(leadTime + 1))
  // An order meets the demand of its own period and of the lead time after it.
  func total(_ periods: Range<Int>) -> [Double] {
    demands[periods].dropFirst().reduce(demands[periods.lowerBound]) { sum, demand in
      var next = [Double](repeating: 0, count: sum.count + demand.count - 1)
      for (i, p) in sum.enumerated() {
        for (j, q) in demand.enumerated() { next[i + j] += p * q }
      }
      return next
    }
  }
  let sunk = (0..<leadTime).reduce(0) { $0 + cost(total(0..<($1 + 1)), at: initial) }
  let periods = (0..<(demands.count - leadTime)).map { t in
    let protection = total(t..<(t + leadTime + 1))
    return FiniteHorizonPolicy.Period(
      fixedCost: arguments.number("fixed_cost"), unitCost: arguments.number("unit_cost"),
      discount: 1, probabilities: demands[t], leastDemand: 0
    ) { y in cost(protection, at: y) }
  }
  let policy = FiniteHorizonPolicy(
    periods: periods, initialInventory: initial, isLost: isLost,
    laterDemand: demands.suffix(leadTime).reduce(0) { $0 + $1.count - 1 }
  ) { _ in 0 }
  return (policy, sunk)
}

private func finiteHorizonNormal(
  _ arguments: SolveArguments
) throws(SolveError) -> FiniteHorizonPolicy {
  let count = arguments.whole("num_periods")
  let holding = try arguments.numbers("holding_cost", count: count)
  let stockout = try arguments.numbers("stockout_cost", count: count)
  let purchase = try arguments.numbers("purchase_cost", count: count)
  let fixed = try arguments.numbers("fixed_cost", count: count)
  let means = try arguments.numbers("demand_mean", count: count)
  let spreads = try arguments.numbers("demand_sd", count: count)
  let discounts = try arguments.numbers("discount_factor", count: count)
  try guardSteps((0..<count).map { Int(means[$0] + 4 * spreads[$0]) + 1 }, copies: 1)
  let periods = (0..<count).map { t in
    let normal = Normal(mean: means[t], standardDeviation: spreads[t])
    let least = Int(max(0, (means[t] - 4 * spreads[t]).rounded()))
    let most = max(least, Int((means[t] + 4 * spreads[t]).rounded()))
    let probabilities = (least...most).map { d in
      normal.cumulativeProbability(Double(d) + 0.5)
        - normal.cumulativeProbability(Double(d) - 0.5)
    }
    let (h, p) = (holding[t], stockout[t])
    return FiniteHorizonPolicy.Period(
      fixedCost: fixed[t], unitCost: purchase[t], discount: discounts[t],
      probabilities: probabilities, leastDemand: least
    ) { y in
      h * normal.complementaryLoss(Double(y)) + p * normal.loss(Double(y))
    }
  }
  let (left, waiting) = (
    arguments.number("terminal_holding_cost"), arguments.number("terminal_stockout_cost")
  )
  return FiniteHorizonPolicy(
    periods: periods, initialInventory: arguments.whole("initial_inventory_level")
  ) { x in x > 0 ? left * Double(x) : -waiting * Double(x) }
}

/// Refuses a dynamic program of more steps than a few seconds hold.
private func guardSteps(_ demands: [Int], copies: Double) throws(SolveError) {
  let states = 2 * Double(demands.reduce(0, +))
  let most = Double(demands.max() ?? 0)
  guard states * most * copies * Double(demands.count) <= 4e9 else {
    throw .noSolution(
      reason: "too many units and periods for a dynamic program in whole units; use larger units")
  }
}
