/// The model that plays a policy through a demand.
let policyTraceModels: [SolveModel] = [
  SolveModel(
    "policy_trace", "A policy played through a given demand, period by period.",
    inputs: [
      SolveInput(
        "policy", .choice(["sQ", "sS", "RS", "RsS"]),
        "(s, Q), (s, S), order up to S every R periods, or that only at s or below"),
      SolveInput("demand", .numbers(.notNegative), unit: "units", "of each period"),
      SolveInput(
        "lead_time", .whole(SolveBounds(low: 0, high: 10_000)), unit: "periods",
        "ordered at the end of t, there at the start of t + lead time + 1"),
      SolveInput("initial_inventory", .number(.any), unit: "units", "at the start"),
      SolveInput(
        "unmet_demand", .choice(["backorder", "lost"]), "waits, or is lost",
        standard: .text("backorder")),
      SolveInput(
        "s", .number(.any), unit: "units", "order at this position or below",
        standard: SolveValue.none),
      SolveInput("Q", .number(.positive), unit: "units", "per order", standard: SolveValue.none),
      SolveInput("S", .number(.any), unit: "units", "order up to it", standard: SolveValue.none),
      SolveInput(
        "R", .whole(.atLeastOne), unit: "periods", "between reviews", standard: .number(1)),
      SolveInput(
        "multiple", .flag, "whether an (s, Q) order is as many times Q as is needed",
        standard: .boolean(false)),
    ],
    outputs: [
      .init("trace", unit: "units", "of each period what was received, served, short, ordered"),
      .init("fill_rate", "share of units served from stock"),
      .init("lost_sales", unit: "units", "lost"),
      .init("ready_rate", "share of periods that end with stock"),
      .init("periods_with_shortage", "periods in which some demand found no stock"),
      .init("average_on_hand_end", unit: "units", "at the end of a period"),
      .init("orders", "orders placed"),
    ],
    source: "receive, then demand, then review; order at a position of s or less"
  ) { arguments throws(SolveError) in
    let trace = PolicyTrace(
      try policy(arguments), demand: arguments.numbers("demand"),
      leadTime: arguments.whole("lead_time"), reviewPeriod: arguments.whole("R"),
      initialInventory: arguments.number("initial_inventory"),
      unmet: arguments.text("unmet_demand") == "lost" ? .lost : .backorder)
    return [
      "trace": .list(trace.periods.enumerated().map { record($0.element, $0.offset + 1) }),
      "fill_rate": trace.fillRate.map(SolveValue.number) ?? .none,
      "lost_sales": .number(trace.lostSales), "ready_rate": .number(trace.readyRate),
      "periods_with_shortage": .whole(trace.periodsWithShortage),
      "average_on_hand_end": .number(trace.averageOnHand), "orders": .whole(trace.orders),
    ]
  }
]

private func policy(_ arguments: SolveArguments) throws(SolveError) -> PolicyTrace.Policy {
  func required(_ name: String, _ meaning: String) throws(SolveError) -> Double {
    guard let value = arguments.optionalNumber(name) else {
      throw .missingInput(name: name, expected: "a number (\(meaning), units)")
    }
    return value
  }
  switch arguments.text("policy") {
  case "sQ":
    return .reorderQuantity(
      reorderPoint: try required("s", "the reorder point"),
      orderQuantity: try required("Q", "the order quantity"),
      isMultiple: arguments.flag("multiple"))
  case "RS": return .orderUpTo(try required("S", "the order-up-to level"))
  default:
    return .minMax(
      reorderPoint: try required("s", "the reorder point"),
      orderUpToLevel: try required("S", "the order-up-to level"))
  }
}

private func record(_ period: PolicyTrace.Period, _ t: Int) -> SolveValue {
  .record([
    "t": .whole(t), "received": .number(period.received), "demand": .number(period.demand),
    "served_from_stock": .number(period.servedFromStock), "short": .number(period.short),
    "net_inventory_end": .number(period.netInventory), "on_order_end": .number(period.onOrder),
    "ordered": .number(period.ordered),
  ])
}
