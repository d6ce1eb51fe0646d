private let demand = SolveInput(
  "demand", .numbers(.notNegative), unit: "units", "of each period, oldest first")
private let fixedCost = SolveInput(
  "fixed_cost", .number(.notNegative), unit: "money per order", "cost of placing an order")
private let holdingCost = SolveInput(
  "holding_cost", .number(.notNegative), unit: "money per unit",
  "for each unit left at the end of a period")
private let unitCost = SolveInput(
  "unit_cost", .number(.notNegative), unit: "money per unit", "purchase", standard: .number(0))
private let initialInventory = SolveInput(
  "initial_inventory", .number(.any), unit: "units",
  "at the start; below 0, waiting for the first period", standard: .number(0))

private let outputs: [SolveModel.Output] = [
  .init("order_quantities", unit: "units", "ordered in each period"),
  .init("cost", unit: "money", "of all periods"),
]

private func answer(_ plan: LotSizing.Plan, carried: Double = 0) -> SolveRecord {
  ["order_quantities": .numbers(plan.orderQuantities), "cost": .number(plan.cost + carried)]
}

/// What stock at the start leaves to be ordered, and the cost of holding it until it is used.
private func netted(
  _ demand: [Double], _ initial: Double, holdingCost: Double
) -> (demand: [Double], carried: Double) {
  var net = demand
  if initial < 0 {
    net[0] -= initial
    return (net, 0)
  }
  var stock = initial
  var carried = 0.0
  for t in net.indices {
    let used = min(stock, net[t])
    net[t] -= used
    stock -= used
    carried += holdingCost * stock
  }
  return (net, carried)
}

private func heuristic(
  _ name: String, _ summary: String, source: String,
  _ plan: @escaping @Sendable (LotSizing) -> LotSizing.Plan
) -> SolveModel {
  SolveModel(
    name, summary, inputs: [fixedCost, holdingCost, demand], outputs: outputs, source: source
  ) { arguments in
    answer(
      plan(
        LotSizing(
          demand: arguments.numbers("demand"), fixedCost: arguments.number("fixed_cost"),
          holdingCost: arguments.number("holding_cost"))))
  }
}

/// The models of a certain demand that changes from period to period.
let lotSizingModels: [SolveModel] = [
  SolveModel(
    "wagner_whitin", "The lots of least cost for a certain demand.",
    inputs: [
      SolveInput(
        "num_periods", .whole(SolveBounds(low: 1, high: 10_000)), "the number of periods",
        standard: SolveValue.none),
      SolveInput(
        "fixed_cost", .numberOrNumbers(.notNegative), unit: "money per order",
        "cost of placing an order"),
      SolveInput(
        "holding_cost", .numberOrNumbers(.notNegative), unit: "money per unit",
        "for each unit left at the end of a period"),
      SolveInput("demand", .numberOrNumbers(.notNegative), unit: "units", "of each period"),
      SolveInput(
        "purchase_cost", .numberOrNumbers(.notNegative), unit: "money per unit", "purchase",
        standard: .number(0)),
    ],
    outputs: outputs, source: "Wagner and Whitin (1958)"
  ) { arguments throws(SolveError) in
    let count =
      if let given = arguments.optionalNumber("num_periods") {
        Int(given)
      } else {
        try arguments.count("demand")
      }
    return answer(
      LotSizing(
        demand: try arguments.numbers("demand", count: count),
        fixedCosts: try arguments.numbers("fixed_cost", count: count),
        holdingCosts: try arguments.numbers("holding_cost", count: count),
        unitCosts: try arguments.numbers("purchase_cost", count: count)
      ).wagnerWhitin())
  },
  SolveModel(
    "wagner_whitin_planned_backorders", "The lots of least cost where demand may wait.",
    inputs: [
      fixedCost, unitCost, holdingCost,
      SolveInput(
        "backorder_cost", .number(.notNegative), unit: "money per unit",
        "for each unit waiting at the end of a period"),
      demand, initialInventory,
    ],
    outputs: outputs, source: "Zangwill (1966)"
  ) { arguments in
    let holding = arguments.number("holding_cost")
    let net = netted(
      arguments.numbers("demand"), arguments.number("initial_inventory"), holdingCost: holding)
    let problem = LotSizing(
      demand: net.demand, fixedCost: arguments.number("fixed_cost"), holdingCost: holding,
      unitCost: arguments.number("unit_cost"))
    let waiting = arguments.number("backorder_cost")
    return answer(
      problem.wagnerWhitin(backorderCosts: net.demand.map { _ in waiting }),
      carried: net.carried)
  },
  SolveModel(
    "capacitated_lot_sizing", "The lots of least cost where no order exceeds a capacity.",
    inputs: [
      fixedCost, unitCost, holdingCost, demand,
      SolveInput("capacity", .number(.positive), unit: "units", "the most an order can be"),
      initialInventory,
    ],
    outputs: outputs, source: "Florian and Klein (1971)"
  ) { arguments throws(SolveError) in
    let holding = arguments.number("holding_cost")
    let net = netted(
      arguments.numbers("demand"), arguments.number("initial_inventory"), holdingCost: holding)
    guard net.demand.count <= 300 else {
      throw .noSolution(reason: "more than 300 periods: too many for the exact solution")
    }
    let problem = LotSizing(
      demand: net.demand, fixedCost: arguments.number("fixed_cost"), holdingCost: holding,
      unitCost: arguments.number("unit_cost"))
    guard let plan = problem.best(capacity: arguments.number("capacity")) else {
      throw .noSolution(reason: "the capacity is too small for the demand up to some period")
    }
    return answer(plan, carried: net.carried)
  },
  heuristic(
    "silver_meal", "Lots extended as long as the cost per period does not rise.",
    source: "Silver and Meal (1973)"
  ) { $0.silverMeal() },
  heuristic(
    "least_unit_cost", "Lots extended as long as the cost per unit does not rise.",
    source: "Silver, Pyke and Thomas (2017), section 5.6.2"
  ) { $0.leastUnitCost() },
  heuristic(
    "part_period_balancing", "Lots whose holding costs about as much as the order.",
    source: "DeMatteis (1968)"
  ) { $0.partPeriodBalancing() },
]
