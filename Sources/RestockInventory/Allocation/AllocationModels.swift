internal import RestockNumerics

private func byName(_ names: [String], _ values: [Double]) -> SolveValue {
  .record(
    SolveRecord(
      fields: zip(names, values).map { SolveRecord.Field(name: $0, value: .number($1)) }))
}

/// The models of scarce supply and of constrained orders.
let allocationModels: [SolveModel] = [
  SolveModel(
    "fifo_priority_allocation", "Stock and inbound supply shared out among waiting orders.",
    inputs: [
      SolveInput("stock", .number(.notNegative), unit: "units", "on hand"),
      SolveInput(
        "inbound",
        .records([
          SolveInput("po", .text, "the purchase order"),
          SolveInput("eta_day", .number(.any), unit: "day", "when it is expected"),
          SolveInput("quantity", .number(.notNegative), unit: "units", "to come"),
        ]), "supply on its way", standard: .list([])),
      SolveInput(
        "orders",
        .records([
          SolveInput("id", .text, "the order"),
          SolveInput("order_day", .number(.any), unit: "day", "when it came"),
          SolveInput("priority", .number(.any), "the smaller, the sooner", standard: .number(0)),
          SolveInput("quantity", .number(.notNegative), unit: "units", "ordered"),
        ]), "waiting"),
    ],
    outputs: [
      .init(
        "result",
        "each order, as served: its allocations, what finds nothing, and the day promised")
    ],
    source: "by priority, day and name; stock first, then inbound by day"
  ) { arguments in
    let allocation = BackorderAllocation(
      stock: arguments.number("stock"),
      inbound: arguments.records("inbound").map {
        BackorderAllocation.Inbound(
          id: $0.text("po"), day: $0.number("eta_day"), quantity: $0.number("quantity"))
      },
      orders: arguments.records("orders").map {
        BackorderAllocation.Order(
          id: $0.text("id"), day: $0.number("order_day"), priority: $0.number("priority"),
          quantity: $0.number("quantity"))
      })
    return ["result": .list(allocation.promises.map(record))]
  },
  SolveModel(
    "promise_dates", "The day that each waiting order can be promised with a confidence.",
    inputs: [
      SolveInput("stock", .number(.notNegative), unit: "units", "on hand"),
      SolveInput(
        "inbound",
        .records([
          SolveInput("po", .text, "the purchase order"),
          SolveInput(
            "quantity", .whole(SolveBounds(low: 0, high: 1e6)), unit: "units", "to come"),
          SolveInput(
            "eta_day", .number(.any), unit: "day", "its mean day; with eta_sd, gamma from today on",
            standard: SolveValue.none),
          SolveInput(
            "eta_sd", .number(.notNegative), unit: "days", "the spread of that day",
            standard: .number(0)),
          SolveInput(
            "arrival_days", .weights(.any), "or the probability of each day",
            standard: SolveValue.none),
          SolveInput(
            "probability", .number(.share), "that it comes at all", standard: .number(1)),
        ]), "supply on its way", standard: .list([])),
      SolveInput(
        "orders",
        .records([
          SolveInput("id", .text, "the order"),
          SolveInput("order_day", .number(.any), unit: "day", "when it came"),
          SolveInput("priority", .number(.any), "the smaller, the sooner", standard: .number(0)),
          SolveInput(
            "quantity", .number(SolveBounds(low: 0, high: 1e6)), unit: "units", "ordered"),
        ]), "waiting"),
      SolveInput(
        "confidence", .number(.probability), "that the promise is kept", standard: .number(0.9)),
      SolveInput(
        "today", .number(.any), unit: "day", "the day of the stock", standard: .number(0)),
    ],
    outputs: [
      .init(
        "result",
        "each order, as served: promise_day (none where no day has the confidence), the confidence "
          + "reached, the median day, and the day of a first part")
    ],
    source: "by priority, day and name from all that has come; independent arrivals, exact sum"
  ) { arguments throws(SolveError) in
    let today = arguments.number("today")
    var inbound: [PromiseDates.Inbound] = []
    for record in arguments.records("inbound") {
      inbound.append(try supply(record, today: today))
    }
    let orders = arguments.records("orders").map {
      BackorderAllocation.Order(
        id: $0.text("id"), day: $0.number("order_day"), priority: $0.number("priority"),
        quantity: $0.number("quantity"))
    }
    let units = orders.reduce(0) { $0 + $1.quantity }
    guard units * Double(max(1, inbound.count)) <= 1e6 else {
      throw .noSolution(reason: "more than a million units and purchase orders to sum over")
    }
    let promises = PromiseDates(
      stock: arguments.number("stock"), inbound: inbound, orders: orders,
      confidence: arguments.number("confidence"), today: today
    ).promises
    return ["result": .list(promises.map(record))]
  },
  SolveModel(
    "marginal_return_on_budget", "A sum spent unit by unit where it returns most.",
    inputs: [
      SolveInput(
        "items",
        .records([
          SolveInput("sku", .text, "the item"),
          SolveInput("position", .whole(.any), unit: "units", "at hand and on order"),
          SolveInput(
            "demand_mean", .number(.positive), unit: "units", "Poisson, until the next receipt"),
          SolveInput("unit_cost", .number(.positive), unit: "money per unit", "purchase"),
          SolveInput("margin", .number(.any), unit: "money per unit", "earned by a sale"),
          SolveInput("shortage_cost", .number(.notNegative), unit: "money per unit", "short"),
          SolveInput("holding_cost", .number(.notNegative), unit: "money per unit", "left over"),
        ]), "the items"),
      SolveInput("budget", .number(.notNegative), unit: "money", "what may be spent"),
    ],
    outputs: [
      .init("order_quantities", unit: "units", "of each item"),
      .init("spend", unit: "money", "in all"),
      .init("first_five_picks", "item, value per money and value of the first units"),
      .init("picks", unit: "units", "bought"),
    ],
    source: "Everett (1963); Hadley and Whitin (1963), section 6.2"
  ) { arguments throws(SolveError) in
    let records = arguments.records("items")
    // One unit at a time: what could be bought must stay countable.
    let most = arguments.number("budget") / (records.map { $0.number("unit_cost") }.min() ?? 1)
    let demand = records.reduce(0) { $0 + $1.number("demand_mean") }
    guard min(most, demand) < 1e6 else {
      throw .noSolution(reason: "more than a million units to decide on one by one")
    }
    let plan = MarginalReturn(
      items: records.map {
        MarginalReturn.Item(
          id: $0.text("sku"), position: $0.whole("position"),
          demand: .poisson(Poisson(mean: $0.number("demand_mean"))),
          unitCost: $0.number("unit_cost"), margin: $0.number("margin"),
          shortageCost: $0.number("shortage_cost"), holdingCost: $0.number("holding_cost"))
      }, budget: arguments.number("budget"))
    return [
      "order_quantities": byName(records.map { $0.text("sku") }, plan.quantities.map(Double.init)),
      "spend": .number(plan.spend),
      "first_five_picks": .list(
        plan.picks.prefix(5).map {
          .record([
            "sku": .text($0.item), "score": .number($0.score),
            "marginal_value": .number($0.value),
          ])
        }),
      "picks": .whole(plan.picks.count),
    ]
  },
  SolveModel(
    "moq_and_pack_rounding", "Needs rounded to what a supplier accepts.",
    inputs: [
      SolveInput(
        "cases",
        .records([
          SolveInput("need", .number(.any), unit: "units", "needed"),
          SolveInput(
            "moq", .number(.notNegative), unit: "units", "minimum order quantity",
            standard: .number(0)),
          SolveInput(
            "pack_size", .number(.positive), unit: "units", "the pack", standard: .number(1)),
          SolveInput(
            "max_quantity", .number(.notNegative), unit: "units", "the most that may be ordered",
            standard: SolveValue.none),
        ]), "the needs")
    ],
    outputs: [.init("order_quantities", unit: "units", "one for each need")],
    source:
      "no need, nothing; else the larger of need and minimum, up to a pack, down to a pack within "
      + "the maximum, and nothing where that is below the minimum"
  ) { arguments in
    [
      "order_quantities": .numbers(
        arguments.records("cases").map {
          OrderQuantity.rounded(
            need: $0.number("need"), minimum: $0.number("moq"), pack: $0.number("pack_size"),
            maximum: $0.optionalNumber("max_quantity")
          ).quantity
        })
    ]
  },
]

/// A purchase order with the days on which it may come.
private func supply(
  _ record: SolveArguments, today: Double
) throws(SolveError) -> PromiseDates.Inbound {
  let comes = record.number("probability")
  var points = record.optionalWeights("arrival_days") ?? []
  if points.isEmpty {
    guard let mean = record.optionalNumber("eta_day") else {
      throw .missingInput(name: "eta_day", expected: "a day, or arrival_days")
    }
    let spread = record.number("eta_sd")
    if spread > 0, mean > today {
      // Whole days, as deliveries are: of each day the probability up to its end.
      let wait = Gamma(mean: mean - today, standardDeviation: spread)
      var below = 0.0
      let last = Int(min(wait.quantile(1 - 1e-9).rounded(.up), 3_000))
      for day in 1...max(1, last) {
        let reached = day == last ? 1 : wait.cumulativeProbability(Double(day))
        points.append((today + Double(day), reached - below))
        below = reached
      }
    } else {
      points = [(mean, 1)]
    }
  }
  return PromiseDates.Inbound(
    id: record.text("po"), quantity: record.whole("quantity"), days: points.map(\.value),
    probabilities: points.map { $0.weight * comes })
}

private func record(_ promise: PromiseDates.Promise) -> SolveValue {
  .record([
    "order": .text(promise.order),
    "promise_day": promise.day.map(SolveValue.number) ?? .none,
    "confidence": .number(promise.confidence),
    "median_day": promise.medianDay.map(SolveValue.number) ?? .none,
    "first_part_day": promise.firstPartDay.map(SolveValue.number) ?? .none,
  ])
}

private func record(_ promise: BackorderAllocation.Promise) -> SolveValue {
  .record([
    "order": .text(promise.order),
    "allocations": .list(
      promise.parts.map {
        .record([
          "source": .text($0.inbound ?? "STOCK"), "quantity": .number($0.quantity),
          "day": .number($0.day),
        ])
      }),
    "unallocated": .number(promise.unallocated),
    "promise_day": promise.day.map(SolveValue.number) ?? .none,
  ])
}
