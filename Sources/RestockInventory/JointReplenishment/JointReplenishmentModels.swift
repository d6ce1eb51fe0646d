private let groupInputs = [
  SolveInput(
    "shared_fixed_cost", .number(.notNegative), unit: "money per order", "major cost of an order"),
  SolveInput(
    "individual_fixed_costs", .numbers(.notNegative), unit: "money per order",
    "minor cost of each item"),
  SolveInput(
    "holding_costs", .numbers(.positive), unit: "money per unit and unit of time", "of each item"),
  SolveInput("demand_rates", .numbers(.positive), unit: "units per unit of time", "of each item"),
]

private let planOutputs: [SolveModel.Output] = [
  .init("order_quantities", unit: "units", "of each item when it is ordered"),
  .init("base_cycle_time", unit: "units of time", "from order to order"),
  .init("order_multiples", "each item is in every so manieth order"),
  .init("cost", unit: "money per unit of time", "ordering and holding"),
]

private func group(
  _ arguments: SolveArguments, major: String, minor: String
) throws(SolveError) -> JointReplenishment {
  let minorCosts = arguments.numbers(minor)
  let holding = try arguments.numbers("holding_costs", count: minorCosts.count)
  let demand = try arguments.numbers("demand_rates", count: minorCosts.count)
  let majorCost = arguments.number(major)
  guard majorCost + minorCosts.reduce(0, +) > 0 else {
    throw .impossibleInput(name: major, expected: "an order that costs something", found: "0")
  }
  return JointReplenishment(
    majorCost: majorCost,
    items: minorCosts.indices.map {
      JointReplenishment.Item(
        minorCost: minorCosts[$0], holdingCost: holding[$0], demandRate: demand[$0])
    })
}

private func answer(_ plan: JointReplenishment.Plan, _ group: JointReplenishment) -> SolveRecord {
  let quantities = zip(group.items, plan.multiples).map {
    plan.baseCycle * Double($0.1) * $0.0.demandRate
  }
  return [
    "order_quantities": .numbers(quantities), "base_cycle_time": .number(plan.baseCycle),
    "order_multiples": .wholes(plan.multiples), "cost": .number(plan.cost),
  ]
}

/// The models of items that share the cost of an order.
let jointReplenishmentModels: [SolveModel] = [
  SolveModel(
    "jrp_silver_heuristic", "Items ordered together, by Silver's heuristic.",
    inputs: groupInputs, outputs: planOutputs,
    source: "Silver (1976); Silver, Pyke and Thomas (2017), section 10.4.1"
  ) { arguments throws(SolveError) in
    let group = try group(
      arguments, major: "shared_fixed_cost", minor: "individual_fixed_costs")
    return answer(group.silverHeuristic, group)
  },
  SolveModel(
    "jrp_exact", "Items ordered together at the best multiples of a common cycle.",
    inputs: groupInputs, outputs: planOutputs, source: "Goyal (1974); van Eijs (1993)"
  ) { arguments throws(SolveError) in
    let group = try group(
      arguments, major: "shared_fixed_cost", minor: "individual_fixed_costs")
    return answer(group.best, group)
  },
  SolveModel(
    "jrp_power_of_two", "Items ordered together at intervals that are powers of two.",
    inputs: [
      SolveInput(
        "base_periods_per_year", .number(.positive), unit: "base periods a year",
        "the shortest interval is one base period"),
      SolveInput(
        "holding_costs", .numbers(.positive), unit: "money per unit and year", "of each item"),
      SolveInput("demand_rates", .numbers(.positive), unit: "units a year", "of each item"),
      SolveInput(
        "minor_setup_costs", .numbers(.notNegative), unit: "money per order", "of each item"),
      SolveInput(
        "major_setup_cost", .number(.notNegative), unit: "money per order", "of an order"),
    ],
    outputs: [
      .init("cost", unit: "money a year", "ordering and holding"),
      .init("major_interval_base_periods", unit: "base periods", "from order to order"),
      .init("item_intervals_base_periods", unit: "base periods", "of each item"),
    ],
    source: "Jackson, Maxwell and Muckstadt (1985)"
  ) { arguments throws(SolveError) in
    let group = try group(
      arguments, major: "major_setup_cost", minor: "minor_setup_costs")
    let plan = group.powerOfTwo(basePeriod: 1 / arguments.number("base_periods_per_year"))
    return [
      "cost": .number(plan.cost), "major_interval_base_periods": .whole(plan.major),
      "item_intervals_base_periods": .wholes(plan.items),
    ]
  },
]
