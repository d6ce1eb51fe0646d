private let fixedCost = SolveInput(
  "fixed_cost", .number(.positive), unit: "money per order", "cost of placing an order")
private let holdingCost = SolveInput(
  "holding_cost", .number(.positive), unit: "money per unit and unit of time", "cost of holding")
private let demandRate = SolveInput(
  "demand_rate", .number(.positive), unit: "units per unit of time", "demand")

private func problem(_ arguments: SolveArguments) -> EconomicOrderQuantity {
  EconomicOrderQuantity(
    fixedCost: arguments.number("fixed_cost"), holdingCost: arguments.number("holding_cost"),
    demandRate: arguments.number("demand_rate"))
}

/// The models of a constant, certain demand and one price.
let economicOrderQuantityModels: [SolveModel] = [
  SolveModel(
    "eoq", "The order quantity of least cost for a constant demand.",
    inputs: [fixedCost, holdingCost, demandRate],
    outputs: [
      .init("order_quantity", unit: "units", "sqrt(2 K D / h)"),
      .init("cost", unit: "money per unit of time", "ordering and holding"),
      .init("cycle_time", unit: "units of time", "from order to order"),
      .init("orders_per_unit_time", unit: "per unit of time", "how often is ordered"),
    ],
    source: "Harris (1913); Snyder and Shen (2019), section 3.2"
  ) { arguments in
    let problem = problem(arguments)
    return [
      "order_quantity": .number(problem.quantity), "cost": .number(problem.cost),
      "cycle_time": .number(problem.quantity / problem.demandRate),
      "orders_per_unit_time": .number(problem.demandRate / problem.quantity),
    ]
  },
  SolveModel(
    "eoq_cost_at_quantity", "What an order quantity costs against the best one.",
    inputs: [
      fixedCost, holdingCost, demandRate,
      SolveInput("order_quantity", .number(.positive), unit: "units", "the quantity to judge"),
    ],
    outputs: [
      .init("cost", unit: "money per unit of time", "ordering and holding at that quantity"),
      .init("cost_ratio_to_optimum", "its ratio to the least cost, (Q/Q* + Q*/Q) / 2"),
    ],
    source: "Snyder and Shen (2019), theorem 3.2"
  ) { arguments in
    let problem = problem(arguments)
    let cost = problem.cost(at: arguments.number("order_quantity"))
    return ["cost": .number(cost), "cost_ratio_to_optimum": .number(cost / problem.cost)]
  },
  SolveModel(
    "eoq_constrained", "The best order quantity in whole packs within bounds, and its price.",
    inputs: [
      fixedCost, holdingCost, demandRate,
    ] + orderConstraintInputs(pack: .number(1)),
    outputs: [
      .init("order_quantity", unit: "units", "the best quantity allowed"),
      .init("cost", unit: "money per unit of time", "ordering and holding"),
      .init("cost_of_constraints", unit: "money per unit of time", "above the unbounded optimum"),
    ] + sensitivityOutputs,
    source: "the cost is convex in the quantity; Silver, Pyke and Thomas (2017), section 4.3"
  ) { arguments throws(SolveError) in
    let problem = problem(arguments)
    let constraints = orderConstraints(arguments)
    guard let quantity = problem.quantity(within: constraints) else {
      throw noQuantity(constraints, demandRate: problem.demandRate)
    }
    let cost = problem.cost(at: quantity)
    return SolveRecord(
      fields: [
        .init(name: "order_quantity", value: .number(quantity)),
        .init(name: "cost", value: .number(cost)),
        .init(name: "cost_of_constraints", value: .number(max(0, cost - problem.cost))),
      ]
        + sensitivity(cost, quantity, constraints) { other in
          problem.quantity(within: other).map { ($0, problem.cost(at: $0)) }
        })
  },
  SolveModel(
    "eoq_planned_backorders", "The order quantity where customers wait at a cost.",
    inputs: [
      fixedCost, holdingCost,
      SolveInput(
        "stockout_cost", .number(.positive), unit: "money per unit and unit of time",
        "cost of a unit waiting"),
      demandRate,
    ] + orderConstraintInputs(pack: SolveValue.none),
    outputs: [
      .init("order_quantity", unit: "units", "per order"),
      .init("backorder_fraction", "share of demand that waits"),
      .init("max_backorder", unit: "units", "waiting just before an order arrives"),
      .init("cost", unit: "money per unit of time", "ordering, holding and waiting"),
    ],
    source: "Snyder and Shen (2019), section 3.5"
  ) { arguments throws(SolveError) in
    let problem = problem(arguments)
    let constraints = orderConstraints(arguments)
    let plan = PlannedBackorders(
      problem, stockoutCost: arguments.number("stockout_cost"), constraints: constraints)
    guard let plan else { throw noQuantity(constraints, demandRate: problem.demandRate) }
    return [
      "order_quantity": .number(plan.orderQuantity),
      "backorder_fraction": .number(plan.backorderFraction),
      "max_backorder": .number(plan.maximumBackorder), "cost": .number(plan.cost),
    ]
  },
  SolveModel(
    "epq", "The run of least cost where stock arrives at a finite rate.",
    inputs: [
      fixedCost, holdingCost, demandRate,
      SolveInput(
        "production_rate", .number(.positive), unit: "units per unit of time",
        "above the demand rate"),
    ] + orderConstraintInputs(pack: SolveValue.none),
    outputs: [
      .init("order_quantity", unit: "units", "per run"),
      .init("cost", unit: "money per unit of time", "set-up and holding"),
      .init("max_inventory", unit: "units", "on hand at the end of a run"),
    ],
    source: "Taft (1918); Snyder and Shen (2019), section 3.6"
  ) { arguments throws(SolveError) in
    let problem = problem(arguments)
    let rate = arguments.number("production_rate")
    guard rate > problem.demandRate else {
      throw .impossibleInput(
        name: "production_rate", expected: "more than the demand rate, \(problem.demandRate)",
        found: "\(rate)")
    }
    let constraints = orderConstraints(arguments)
    let run = EconomicProductionQuantity(problem, productionRate: rate, constraints: constraints)
    guard let run else { throw noQuantity(constraints, demandRate: problem.demandRate) }
    return [
      "order_quantity": .number(run.quantity), "cost": .number(run.cost),
      "max_inventory": .number(run.maximumInventory),
    ]
  },
]
