internal import RestockNumerics

private let mean = SolveInput(
  "lead_time_demand_mean", .number(.notNegative), unit: "units", "demand over the lead time")
private let positiveMean = SolveInput(
  "lead_time_demand_mean", .number(.positive), unit: "units", "demand over the lead time")
private let spread = SolveInput(
  "lead_time_demand_sd", .number(.positive), unit: "units", "its standard deviation")
private let quantity = SolveInput(
  "order_quantity", .number(.positive), unit: "units", "per order")
private let wholeQuantity = SolveInput(
  "order_quantity", .whole(.atLeastOne), unit: "units", "per order")
private let target = SolveInput("target_fill_rate", .number(.probability), "the share to serve")

private let reorderOutputs: [SolveModel.Output] = [
  .init("reorder_point", unit: "units", "order at this position"),
  .init("safety_stock", unit: "units", "above the mean demand"), .init("k", "the safety factor"),
]

private func demand(_ arguments: SolveArguments) -> Normal {
  Normal(
    mean: arguments.number("lead_time_demand_mean"),
    standardDeviation: arguments.number("lead_time_demand_sd"))
}

private func answer(reorderPoint: Double, _ demand: Normal) -> SolveRecord {
  let safetyStock = reorderPoint - demand.mean
  return [
    "reorder_point": .number(reorderPoint), "safety_stock": .number(safetyStock),
    "k": .number(safetyStock / demand.standardDeviation),
  ]
}

/// The models of what (r, Q) and base-stock policies deliver.
let continuousReviewServiceModels: [SolveModel] = [
  SolveModel(
    "rq_service_metrics_normal", "What an (r, Q) policy delivers, normal demand.",
    inputs: [
      SolveInput("reorder_point", .number(.any), unit: "units", "order at this position"),
      quantity, mean, spread,
    ],
    outputs: [
      .init("cycle_service_level", "probability of no stock-out in a cycle"),
      .init("expected_shortage_per_cycle", unit: "units", "short at the end of a cycle"),
      .init("fill_rate_single_cycle_approx", "as if no cycle began with backorders"),
      .init("fill_rate", "share of units served from stock"),
      .init("ready_rate", "share of time with stock on hand"),
      .init("expected_backorders", unit: "units", "waiting at a time"),
      .init("expected_on_hand", unit: "units", "on hand at a time"),
      .init("safety_stock", unit: "units", "reorder point less mean demand"),
    ],
    source: "Axsater (2015), sections 5.3 and 5.4"
  ) { arguments in
    let policy = ReorderPointQuantityService(
      reorderPoint: arguments.number("reorder_point"),
      orderQuantity: arguments.number("order_quantity"), leadTimeDemand: demand(arguments),
      isWholeUnits: false)
    return [
      "cycle_service_level": .number(policy.cycleServiceLevel),
      "expected_shortage_per_cycle": .number(policy.expectedShortagePerCycle),
      "fill_rate_single_cycle_approx": .number(policy.singleCycleFillRate),
      "fill_rate": .number(policy.fillRate), "ready_rate": .number(policy.fillRate),
      "expected_backorders": .number(policy.expectedBackorders),
      "expected_on_hand": .number(policy.expectedOnHand),
      "safety_stock": .number(policy.reorderPoint - policy.leadTimeDemand.mean),
    ]
  },
  SolveModel(
    "rq_service_metrics_poisson", "What an (r, Q) policy delivers, Poisson demand.",
    inputs: [
      SolveInput("reorder_point", .whole(.any), unit: "units", "order at this position"),
      wholeQuantity, positiveMean,
    ],
    outputs: [
      .init("fill_rate", "share of units served from stock"),
      .init("ready_rate", "share of time with stock on hand"),
      .init("expected_backorders", unit: "units", "waiting at a time"),
      .init("expected_on_hand", unit: "units", "on hand at a time"),
      .init("probability_no_stockout_per_cycle", "P(demand over the lead time <= r)"),
    ],
    source: "Axsater (2015), sections 5.3 and 5.4"
  ) { arguments in
    let policy = poissonPolicy(
      arguments, reorderPoint: arguments.number("reorder_point"))
    return [
      "fill_rate": .number(policy.fillRate), "ready_rate": .number(policy.fillRate),
      "expected_backorders": .number(policy.expectedBackorders),
      "expected_on_hand": .number(policy.expectedOnHand),
      "probability_no_stockout_per_cycle": .number(policy.cycleServiceLevel),
    ]
  },
  SolveModel(
    "base_stock_poisson", "What a base-stock policy delivers, Poisson demand.",
    inputs: [
      SolveInput("base_stock_level", .whole(.notNegative), unit: "units", "the position kept"),
      positiveMean,
    ],
    outputs: [
      .init("fill_rate", "share of units served from stock"),
      .init("ready_rate", "share of time with stock on hand"),
      .init("prob_no_backorders", "P(demand over the lead time <= S)"),
      .init("expected_backorders", unit: "units", "waiting at a time"),
    ],
    source: "Palm (1938); Feeney and Sherbrooke (1966), doi:10.1287/mnsc.12.5.391"
  ) { arguments in
    let level = arguments.number("base_stock_level")
    let demand = Poisson(mean: arguments.number("lead_time_demand_mean"))
    let ready = demand.cumulativeProbability(level - 1)
    return [
      "fill_rate": .number(ready), "ready_rate": .number(ready),
      "prob_no_backorders": .number(demand.cumulativeProbability(level)),
      "expected_backorders": .number(demand.loss(level)),
    ]
  },
  SolveModel(
    "base_stock_lost_sales_poisson",
    "What a base-stock policy delivers where unmet demand is lost, Poisson demand.",
    inputs: [
      SolveInput(
        "base_stock_level", .whole(SolveBounds(low: 0, high: 1e8)), unit: "units",
        "the position kept"),
      SolveInput(
        "offered_load_lambda_L", .number(.positive), unit: "units",
        "demand over the mean lead time"),
    ],
    outputs: [
      .init("fill_rate", "share of units served"),
      .init("lost_sales_fraction", "share of units lost"),
      .init("expected_on_order", unit: "units", "on order at a time"),
      .init("expected_on_hand", unit: "units", "on hand at a time"),
    ],
    source: "Erlang's loss formula; Karush (1957), doi:10.1287/opre.5.5.693"
  ) { arguments in
    let level = arguments.number("base_stock_level")
    let load = arguments.number("offered_load_lambda_L")
    // B(s) = a B(s - 1) / (s + a B(s - 1)), B(0) = 1.
    var lost = 1.0
    for s in stride(from: 1, through: level, by: 1) {
      lost = load * lost / (s + load * lost)
      if lost < 1e-300 { break }
    }
    let onOrder = load * (1 - lost)
    return [
      "fill_rate": .number(1 - lost), "lost_sales_fraction": .number(lost),
      "expected_on_order": .number(onOrder), "expected_on_hand": .number(level - onOrder),
    ]
  },
  SolveModel(
    "reorder_point_for_fill_rate_normal",
    "The reorder point that serves a share of units exactly, normal demand.",
    inputs: [target, quantity, mean, spread], outputs: reorderOutputs,
    source: "root of 1 - (n(r) - n(r + Q)) / Q; Axsater (2015), section 5.4"
  ) { arguments in
    let demand = demand(arguments)
    let quantity = arguments.number("order_quantity")
    let short = (1 - arguments.number("target_fill_rate")) * quantity
    // Between none short and an order that is short from its first unit on.
    let sigma = demand.standardDeviation
    let high = demand.mean + sigma * Normal.standardQuantile(ofLoss: short / sigma)
    let reorderPoint = root(
      from: high - quantity - 40 * sigma, to: high, precision: 1e-14
    ) { r in short - (demand.loss(r) - demand.loss(r + quantity)) }
    return answer(reorderPoint: reorderPoint, demand)
  },
  SolveModel(
    "reorder_point_for_fill_rate_normal_single_cycle_approx",
    "The reorder point that serves a share of units as if no cycle began with backorders.",
    inputs: [target, quantity, mean, spread], outputs: reorderOutputs,
    source: "Silver, Pyke and Thomas (2017), section 6.7.4"
  ) { arguments in
    let demand = demand(arguments)
    let short =
      (1 - arguments.number("target_fill_rate")) * arguments.number("order_quantity")
    let sigma = demand.standardDeviation
    let z = Normal.standardQuantile(ofLoss: short / sigma)
    return answer(reorderPoint: demand.mean + sigma * z, demand)
  },
  SolveModel(
    "smallest_reorder_point_for_fill_rate_poisson",
    "The smallest reorder point that serves a share of units, Poisson demand.",
    inputs: [target, wholeQuantity, positiveMean],
    outputs: [
      .init("reorder_point", unit: "units", "order at this position"),
      .init("achieved_fill_rate", "what it serves"),
    ],
    source: "Axsater (2015), section 5.4"
  ) { arguments in
    let target = arguments.number("target_fill_rate")
    func rate(_ r: Double) -> Double { poissonPolicy(arguments, reorderPoint: r).fillRate }
    // At -Q no unit finds stock.
    var low = -arguments.number("order_quantity")
    var step = 1.0
    var high = low + step
    while rate(high) < target {
      low = high
      step *= 2
      high += step
    }
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if rate(middle) >= target { high = middle } else { low = middle }
    }
    return ["reorder_point": .number(high), "achieved_fill_rate": .number(rate(high))]
  },
]

private func poissonPolicy(
  _ arguments: SolveArguments, reorderPoint: Double
) -> ReorderPointQuantityService<Poisson> {
  ReorderPointQuantityService(
    reorderPoint: reorderPoint, orderQuantity: arguments.number("order_quantity"),
    leadTimeDemand: Poisson(mean: arguments.number("lead_time_demand_mean")), isWholeUnits: true)
}
