internal import RestockNumerics

private let inputs = [
  SolveInput(
    "holding_cost", .number(.positive), unit: "money per unit and period",
    "for each unit left after demand"),
  SolveInput("stockout_cost", .number(.positive), unit: "money per unit", "for each unit lost"),
  SolveInput(
    "lead_time", .whole(SolveBounds(low: 0, high: 100)), unit: "periods",
    "an order placed before a period's demand is there before the demand of so many periods later"),
  SolveInput(
    "demand", .distribution, unit: "units", "of a period, in whole units; independent"),
]

private func system(_ arguments: SolveArguments) throws(SolveError) -> LostSalesSystem {
  guard let demand = arguments.distribution("demand").lattice, demand.mean > 0,
    demand.probabilities.count <= 5_000
  else {
    throw .impossibleInput(
      name: "demand", expected: "some demand in whole units, 5,000 at the most",
      found: "another distribution")
  }
  let leadTime = arguments.whole("lead_time")
  guard Double(demand.probabilities.count) * Double(leadTime + 1) <= 50_000 else {
    throw .noSolution(reason: "more than 50,000 units of demand over the lead time")
  }
  return LostSalesSystem(
    costs: Newsvendor(
      holdingCost: arguments.number("holding_cost"),
      stockoutCost: arguments.number("stockout_cost")),
    leadTime: leadTime, demand: demand)
}

private let boundOutputs: [SolveModel.Output] = [
  .init("cost_lower_bound", unit: "money per period", "no policy costs less"),
  .init("cost_upper_bound", unit: "money per period", "the best policy costs no more"),
]

/// The models of periodic review where unmet demand is lost.
let lostSalesModels: [SolveModel] = [
  SolveModel(
    "lost_sales_exact",
    "The best orders where unmet demand is lost and an order takes some periods, exact.",
    inputs: inputs + [
      SolveInput(
        "on_hand", .whole(.notNegative), unit: "units", "for the best order now, just before it",
        standard: SolveValue.none),
      SolveInput(
        "pipeline", .numbers(.notNegative), unit: "units",
        "on the way, that to come next first; one fewer than periods of lead time",
        standard: SolveValue.none),
    ],
    outputs: [
      .init("cost", unit: "money per period", "of the best policy"),
      .init("base_stock_level", unit: "units", "the best level of a base-stock policy"),
      .init("base_stock_cost", unit: "money per period", "of that policy"),
    ] + boundOutputs + [.init("order_quantity", unit: "units", "the best order now")],
    source: "Zipkin (2008), doi:10.1287/opre.1070.0471"
  ) { arguments throws(SolveError) in
    let system = try system(arguments)
    guard let best = system.best(), let baseStock = system.bestBaseStock() else {
      throw .noSolution(
        reason: "too many states for an exact solution; lost_sales_bounds has bounds")
    }
    let bounds = system.bounds()
    var fields: [SolveRecord.Field] = [
      .init(name: "cost", value: .number(best.cost)),
      .init(name: "base_stock_level", value: .whole(baseStock.level)),
      .init(name: "base_stock_cost", value: .number(baseStock.cost)),
      .init(name: "cost_lower_bound", value: .number(bounds.lower)),
      .init(name: "cost_upper_bound", value: .number(bounds.upper)),
    ]
    if let onHand = arguments.optionalNumber("on_hand") {
      let pipeline = arguments.optionalNumbers("pipeline") ?? []
      let count = max(0, system.leadTime - 1)
      guard pipeline.count == count else {
        throw .impossibleInput(
          name: "pipeline", expected: "\(count) orders on the way", found: "\(pipeline.count)")
      }
      // More at hand or on the way than the best orders lead to: no more is needed.
      let order = best.order(
        onHand: Int(min(onHand, 1e6)), pipeline: pipeline.map { Int(min($0, 1e6)) })
      fields.append(.init(name: "order_quantity", value: .whole(order ?? 0)))
    }
    return SolveRecord(fields: fields)
  },
  SolveModel(
    "lost_sales_bounds",
    "What the best orders can cost where unmet demand is lost, however long the lead time.",
    inputs: inputs, outputs: boundOutputs,
    source: "Janakiraman, Seshadri and Shanthikumar (2007), doi:10.1287/opre.1070.0412"
  ) { arguments throws(SolveError) in
    let bounds = try system(arguments).bounds()
    return [
      "cost_lower_bound": .number(bounds.lower), "cost_upper_bound": .number(bounds.upper),
    ]
  },
]
