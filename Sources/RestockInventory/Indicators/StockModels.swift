private let kinds = ["sku", "category", "supplier"]

/// The indicators of many items together, and of stock that is too much.
let stockModels: [SolveModel] = [
  SolveModel(
    "days_of_stock", "How long the stock lasts at the pace of demand.",
    inputs: [
      SolveInput("on_hand", .number(.notNegative), unit: "units", "on hand"),
      SolveInput("demand_rate", .number(.notNegative), unit: "units a day", "mean"),
    ],
    outputs: [.init("days_of_stock", unit: "days", "none without demand")],
    source: "stock over daily demand"
  ) { arguments in
    let rate = arguments.number("demand_rate")
    return [
      "days_of_stock": rate > 0 ? .number(arguments.number("on_hand") / rate) : .none
    ]
  },
  SolveModel(
    "excess_stock", "Stock beyond what demand will need, what it ties up, and whether it is dead.",
    inputs: [
      SolveInput("on_hand", .number(.notNegative), unit: "units", "on hand"),
      SolveInput("demand", .distribution, unit: "units", "over the span"),
      SolveInput("span", .number(.positive), unit: "days", "that the stock may have to last"),
      SolveInput(
        "confidence", .number(.probability), "that the need is enough for the span",
        standard: .number(0.95)),
      SolveInput(
        "unit_cost", .number(.notNegative), unit: "money per unit", "purchase",
        standard: .number(0)),
      SolveInput(
        "days_since_sale", .number(.notNegative), unit: "days", "of this item",
        standard: .number(0)),
      SolveInput(
        "dead_after", .number(.positive), unit: "days", "without a sale stock is dead",
        standard: .number(180)),
    ],
    outputs: [
      .init("need", unit: "units", "enough for the span with the confidence"),
      .init("excess", unit: "units", "above the need"),
      .init("excess_value", unit: "money", "that it ties up"),
      .init("days_of_stock", unit: "days", "none without demand"),
      .init("days_to_clear_excess", unit: "days", "none without demand"),
      .init("dead", "whether all of it is dead"),
      .init("dead_value", unit: "money", "that dead stock ties up"),
    ],
    source: "Silver, Pyke and Thomas (2017), section 9.6"
  ) { arguments in
    let cost = arguments.number("unit_cost")
    let stock = arguments.number("on_hand")
    let found = StockExcess(
      onHand: stock, demand: arguments.distribution("demand"), span: arguments.number("span"),
      confidence: arguments.number("confidence"))
    let isDead =
      stock > 0 && arguments.number("days_since_sale") > arguments.number("dead_after")
    return [
      "need": .number(found.need), "excess": .number(found.excess),
      "excess_value": .number(found.excess * cost),
      "days_of_stock": found.coverage.map(SolveValue.number) ?? .none,
      "days_to_clear_excess": found.timeToClear.map(SolveValue.number) ?? .none,
      "dead": .boolean(isDead), "dead_value": .number(isDead ? stock * cost : 0),
    ]
  },
  SolveModel(
    "turnover_by_group", "Turnover, days of stock and GMROI of each item, category or supplier.",
    inputs: [
      SolveInput(
        "items",
        .records([
          SolveInput("sku", .text, "the item"),
          SolveInput("category", .text, "its category", standard: .text("")),
          SolveInput("supplier", .text, "its supplier", standard: .text("")),
          SolveInput("cogs", .number(.notNegative), unit: "money", "cost of the goods sold"),
          SolveInput(
            "gross_margin", .number(.any), unit: "money", "of the span",
            standard: SolveValue.none),
          SolveInput(
            "inventory_values", .numbers(.notNegative), unit: "money",
            "the start, and the end of equal parts of the span: two, or thirteen for a year"),
        ]), "the items"),
      SolveInput("by", .choice(kinds), "what is summed", standard: .text("sku")),
      SolveInput(
        "days", .number(.positive), unit: "days", "the span", standard: .number(365)),
    ],
    outputs: [
      .init(
        "groups",
        "by name: cogs, average_inventory_value, turnover, days_of_inventory, gmroi; and the same "
          + "from the first and the last value alone, turnover_two_point")
    ],
    source: "trapezoid average of stock at cost; groups are sums of values, not means of ratios"
  ) { arguments throws(SolveError) in
    try turnover(arguments)
  },
]

private func turnover(_ arguments: SolveArguments) throws(SolveError) -> SolveRecord {
  let items = arguments.records("items")
  let by = arguments.text("by")
  var order: [String] = []
  var values: [String: [Double]] = [:]
  var cogs: [String: Double] = [:]
  var margins: [String: Double?] = [:]
  for item in items {
    let name = item.text(by)
    let stock = item.numbers("inventory_values")
    if values[name] == nil {
      order.append(name)
      values[name] = [Double](repeating: 0, count: stock.count)
    }
    guard let sums = values[name], sums.count == stock.count, stock.count >= 2 else {
      throw .impossibleInput(
        name: "inventory_values", expected: "as many values for each item, two at least",
        found: "\(stock.count) for '\(item.text("sku"))'")
    }
    values[name] = zip(sums, stock).map { $0 + $1 }
    cogs[name, default: 0] += item.number("cogs")
    // A group with an item of unknown margin has none.
    let known: Double? = margins[name] ?? 0
    margins[name] = .some(
      known.flatMap { sum in item.optionalNumber("gross_margin").map { sum + $0 } })
  }
  let groups = order.map { name in
    let stock = values[name] ?? []
    let sold = cogs[name] ?? 0
    let all = InventoryTurnover(costOfGoodsSold: sold, values: stock)
    let ends = InventoryTurnover(
      costOfGoodsSold: sold, values: [stock.first ?? 0, stock.last ?? 0])
    let margin = margins[name] ?? nil
    let days = all?.daysOfInventory(days: arguments.number("days"))
    return SolveRecord.Field(
      name: name,
      value: .record([
        "cogs": .number(sold), "average_inventory_value": .number(all?.averageValue ?? 0),
        "turnover": all.map { .number($0.turnover) } ?? .none,
        "turnover_two_point": ends.map { .number($0.turnover) } ?? .none,
        "days_of_inventory": days.map(SolveValue.number) ?? .none,
        "gmroi": all.flatMap { all in margin.map { .number($0 / all.averageValue) } } ?? .none,
      ]))
  }
  return ["groups": .record(SolveRecord(fields: groups))]
}
