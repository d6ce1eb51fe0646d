internal import RestockNumerics

private let holdingCost = SolveInput(
  "holding_cost", .number(.positive), unit: "money per unit and unit of time", "on hand")
private let stockoutCost = SolveInput(
  "stockout_cost", .number(.positive), unit: "money per unit and unit of time", "waiting")
private let fixedCost = SolveInput(
  "fixed_cost", .number(.positive), unit: "money per order", "cost of placing an order")
private let demandMean = SolveInput(
  "demand_mean", .number(.positive), unit: "units per unit of time", "mean")
private let demandSD = SolveInput(
  "demand_sd", .number(.positive), unit: "units per root of the unit of time", "spread")
private let leadTime = SolveInput(
  "lead_time", .number(.positive), unit: "units of time", "from order to receipt")
private let orderQuantity = SolveInput(
  "order_quantity", .number(.positive), unit: "units", "per order")
private let allInputs = [holdingCost, stockoutCost, fixedCost, demandMean, demandSD, leadTime]

private let policyOutputs: [SolveModel.Output] = [
  .init("reorder_point", unit: "units", "order at this position"),
  .init("order_quantity", unit: "units", "per order"),
]
private let costOutput = SolveModel.Output("cost", unit: "money per unit of time", "expected")

private func problem(_ arguments: SolveArguments) -> ReorderPointQuantity {
  ReorderPointQuantity(
    // The best reorder point for a quantity does not depend on it.
    fixedCost: arguments.optionalNumber("fixed_cost") ?? 1, costs: costs(arguments),
    demandRate: arguments.number("demand_mean"),
    demandStandardDeviation: arguments.number("demand_sd"),
    leadTime: arguments.number("lead_time"))
}

private func costs(_ arguments: SolveArguments) -> Newsvendor {
  Newsvendor(
    holdingCost: arguments.number("holding_cost"),
    stockoutCost: arguments.number("stockout_cost"))
}

private func poissonProblem(_ arguments: SolveArguments) -> PoissonReorderPointQuantity {
  PoissonReorderPointQuantity(
    fixedCost: arguments.number("fixed_cost"), costs: costs(arguments),
    demandRate: arguments.number("demand_mean"), leadTime: arguments.number("lead_time"))
}

private func answer(_ policy: ReorderPointQuantity.Policy, cost: Double) -> SolveRecord {
  [
    "reorder_point": .number(policy.reorderPoint),
    "order_quantity": .number(policy.orderQuantity), "cost": .number(cost),
  ]
}

private func approximation(
  _ name: String, _ summary: String, source: String,
  _ policy: @escaping @Sendable (ReorderPointQuantity) -> ReorderPointQuantity.Policy
) -> SolveModel {
  SolveModel(
    name, summary, inputs: allInputs, outputs: policyOutputs + [costOutput], source: source
  ) { arguments in
    let problem = problem(arguments)
    let policy = policy(problem)
    return answer(policy, cost: problem.cost(of: policy))
  }
}

/// The models of the (r, Q) policy.
let continuousReviewModels: [SolveModel] = [
  SolveModel(
    "rq_cost_normal", "The expected cost of an (r, Q) policy for normal demand.",
    inputs: [
      SolveInput("reorder_point", .number(.any), unit: "units", "order at this position"),
      orderQuantity,
    ] + allInputs,
    outputs: [costOutput], source: "Zheng (1992); Snyder and Shen (2019), section 5.2"
  ) { arguments in
    let policy = ReorderPointQuantity.Policy(
      reorderPoint: arguments.number("reorder_point"),
      orderQuantity: arguments.number("order_quantity"))
    return ["cost": .number(problem(arguments).cost(of: policy))]
  },
  SolveModel(
    "rq_optimal_r_for_q_normal", "The best reorder point for a given order quantity.",
    inputs: [orderQuantity, holdingCost, stockoutCost, demandMean, demandSD, leadTime],
    outputs: [policyOutputs[0]], source: "Zheng (1992); Snyder and Shen (2019), section 5.2"
  ) { arguments in
    let quantity = arguments.number("order_quantity")
    return ["reorder_point": .number(problem(arguments).bestReorderPoint(quantity: quantity))]
  },
  approximation(
    "rq_exact_normal", "The (r, Q) policy of least cost for normal demand.", source: "Zheng (1992)"
  ) { $0.best() },
  SolveModel(
    "rq_eil_approximation", "The (r, Q) policy by the expected inventory level.",
    inputs: allInputs, outputs: policyOutputs + [costOutput],
    source: "Hadley and Whitin (1963), section 4.2; Snyder and Shen (2019), section 5.3.1"
  ) { arguments throws(SolveError) in
    guard let found = problem(arguments).expectedInventoryLevel() else {
      throw .noSolution(reason: "a unit short costs less than holding an order's worth of stock")
    }
    return answer(found.policy, cost: found.cost)
  },
  approximation(
    "rq_eoq_plus_safety_stock", "The EOQ, and the newsvendor's level as the reorder point.",
    source: "Snyder and Shen (2019), section 5.3.3"
  ) { $0.economicQuantityPlusSafetyStock() },
  approximation(
    "rq_loss_function_approximation", "The (r, Q) policy by the losses at the reorder point.",
    source: "Hadley and Whitin (1963), section 4.5; Snyder and Shen (2019), section 5.3.4"
  ) { $0.lossFunctionApproximation() },
  approximation(
    "rq_eoqb_approximation", "The EOQ with backorders, and the best reorder point for it.",
    source: "Zheng (1992); Snyder and Shen (2019), section 5.3.2"
  ) { $0.economicQuantityWithBackorders() },
  SolveModel(
    "rq_exact_poisson", "The (r, Q) policy of least cost for Poisson demand.",
    inputs: [holdingCost, stockoutCost, fixedCost, demandMean, leadTime],
    outputs: policyOutputs + [costOutput], source: "Federgruen and Zheng (1992)"
  ) { arguments in
    let best = poissonProblem(arguments).best()
    return [
      "reorder_point": .whole(best.reorderPoint), "order_quantity": .whole(best.orderQuantity),
      "cost": .number(best.cost),
    ]
  },
  SolveModel(
    "rq_cost_poisson", "The expected cost of an (r, Q) policy for Poisson demand.",
    inputs: [
      SolveInput("reorder_point", .whole(.any), unit: "units", "order at this position"),
      SolveInput(
        "order_quantity", .whole(SolveBounds(low: 1, high: 1e7)), unit: "units", "per order"),
      holdingCost, stockoutCost, fixedCost, demandMean, leadTime,
    ],
    outputs: [costOutput], source: "Snyder and Shen (2019), section 5.5"
  ) { arguments in
    [
      "cost": .number(
        poissonProblem(arguments).cost(
          reorderPoint: arguments.whole("reorder_point"),
          orderQuantity: arguments.whole("order_quantity")))
    ]
  },
]
