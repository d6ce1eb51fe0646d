private let fixedCost = SolveInput(
  "fixed_cost", .number(.positive), unit: "money per order", "cost of placing an order")
private let holdingCost = SolveInput(
  "holding_cost", .number(.positive), unit: "money per unit and unit of time", "on hand")
private let demandRate = SolveInput(
  "demand_rate", .number(.positive), unit: "units per unit of time", "demand")
private let outputs: [SolveModel.Output] = [
  .init("order_quantity", unit: "units", "to order"),
  .init("cost", unit: "money per unit of time", "expected"),
]
private let disruptionInputs = [
  holdingCost,
  SolveInput("stockout_cost", .number(.positive), unit: "money per unit", "for each unit lost"),
  fixedCost, demandRate,
  SolveInput(
    "disruption_rate", .number(.positive), unit: "per unit of time", "of going down while up"),
  SolveInput(
    "recovery_rate", .number(.positive), unit: "per unit of time", "of coming back while down"),
]

private func problem(_ arguments: SolveArguments) -> EconomicOrderQuantity {
  EconomicOrderQuantity(
    fixedCost: arguments.number("fixed_cost"), holdingCost: arguments.number("holding_cost"),
    demandRate: arguments.number("demand_rate"))
}

private func supply(_ arguments: SolveArguments) -> DisruptedSupply {
  DisruptedSupply(
    problem: problem(arguments), stockoutCost: arguments.number("stockout_cost"),
    disruptionRate: arguments.number("disruption_rate"),
    recoveryRate: arguments.number("recovery_rate"))
}

private func answer(_ quantity: Double, _ cost: Double) -> SolveRecord {
  ["order_quantity": .number(quantity), "cost": .number(cost)]
}

/// The models of a supplier who fails.
let supplyUncertaintyModels: [SolveModel] = [
  SolveModel(
    "eoq_with_disruptions_exact", "The order quantity for a supplier who is up and down.",
    inputs: disruptionInputs, outputs: outputs,
    source: "Berk and Arreola-Risa (1994); Snyder and Shen (2019), section 9.2.1"
  ) { arguments in
    let best = supply(arguments).best()
    return answer(best.quantity, best.cost)
  },
  SolveModel(
    "eoq_with_disruptions_approx", "The same, in closed form for cycles that forget.",
    inputs: disruptionInputs, outputs: outputs, source: "Snyder and Shen (2019), section 9.2.2"
  ) { arguments in
    let best = supply(arguments).approximateBest()
    return answer(best.quantity, best.cost)
  },
  SolveModel(
    "base_stock_with_disruptions_deterministic_demand",
    "The base stock for certain demand and a supplier who is down for whole periods.",
    inputs: [
      SolveInput(
        "holding_cost", .number(.positive), unit: "money per unit and period", "on hand"),
      SolveInput(
        "stockout_cost", .number(.positive), unit: "money per unit and period", "waiting"),
      SolveInput("demand", .number(.positive), unit: "units per period", "demand"),
      SolveInput("disruption_prob", .number(.share), "of going down while up"),
      SolveInput("recovery_prob", .number(.positiveShare), "of coming back while down"),
    ],
    outputs: [
      .init("base_stock_level", unit: "units", "the position kept"),
      .init("cost", unit: "money per period", "expected"),
    ],
    source: "Tomlin (2006); Snyder and Shen (2019), section 9.3"
  ) { arguments in
    let best = DisruptedBaseStock(
      costs: Newsvendor(
        holdingCost: arguments.number("holding_cost"),
        stockoutCost: arguments.number("stockout_cost")),
      demand: arguments.number("demand"),
      disruptionProbability: arguments.number("disruption_prob"),
      recoveryProbability: arguments.number("recovery_prob"))
    return ["base_stock_level": .number(best.level), "cost": .number(best.cost)]
  },
  SolveModel(
    "eoq_additive_yield", "The order quantity where a random number of units is added or missing.",
    inputs: [
      holdingCost, fixedCost, demandRate,
      SolveInput("yield_mean", .number(.any), unit: "units", "added on average, below 0 missing"),
      SolveInput("yield_sd", .number(.notNegative), unit: "units", "its spread"),
    ],
    outputs: outputs, source: "Snyder and Shen (2019), section 9.4.1"
  ) { arguments throws(SolveError) in
    let best = RandomYield(
      additive: problem(arguments), mean: arguments.number("yield_mean"),
      standardDeviation: arguments.number("yield_sd"))
    guard best.quantity > 0 else {
      throw .noSolution(reason: "more units are added than an order has: nothing would be ordered")
    }
    return answer(best.quantity, best.cost)
  },
  SolveModel(
    "eoq_multiplicative_yield", "The order quantity where a random share of an order arrives.",
    inputs: [
      holdingCost, fixedCost, demandRate,
      SolveInput("yield_mean", .number(.positive), "the share that arrives on average"),
      SolveInput("yield_sd", .number(.notNegative), "its spread"),
    ],
    outputs: outputs, source: "Snyder and Shen (2019), section 9.4.2"
  ) { arguments in
    let best = RandomYield(
      multiplicative: problem(arguments), mean: arguments.number("yield_mean"),
      standardDeviation: arguments.number("yield_sd"))
    return answer(best.quantity, best.cost)
  },
]
