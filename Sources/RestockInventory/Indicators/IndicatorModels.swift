private let costOfGoods = SolveInput(
  "cogs", .number(.notNegative), unit: "money", "cost of the goods sold in the span")
private let days = SolveInput(
  "days", .number(.positive), unit: "days", "the span", standard: .number(365))
private let turnoverOutputs: [SolveModel.Output] = [
  .init("average_inventory_value", unit: "money", "of the span"),
  .init("turnover", unit: "per span", "how often the average stock is sold"),
  .init("days_of_inventory", unit: "days", "that the average stock lasts"),
]

private func answer(
  _ arguments: SolveArguments, values: [Double], name: String
) throws(SolveError) -> SolveRecord {
  guard
    let found = InventoryTurnover(costOfGoodsSold: arguments.number("cogs"), values: values)
  else {
    throw .impossibleInput(name: name, expected: "some stock", found: "none")
  }
  return [
    "average_inventory_value": .number(found.averageValue), "turnover": .number(found.turnover),
    "days_of_inventory": found.daysOfInventory(days: arguments.number("days"))
      .map(SolveValue.number) ?? .none,
  ]
}

/// The indicators of stock and service, and the zones of a demand-driven buffer.
let indicatorModels: [SolveModel] = [
  SolveModel(
    "inventory_turnover", "How often the average stock is sold, from its value at both ends.",
    inputs: [
      costOfGoods,
      SolveInput("opening_inventory_value", .number(.notNegative), unit: "money", "at the start"),
      SolveInput("closing_inventory_value", .number(.notNegative), unit: "money", "at the end"),
      days,
    ],
    outputs: turnoverOutputs, source: "cost of goods sold over average stock at cost"
  ) { arguments throws(SolveError) in
    try answer(
      arguments,
      values: [
        arguments.number("opening_inventory_value"), arguments.number("closing_inventory_value"),
      ], name: "closing_inventory_value")
  },
  SolveModel(
    "inventory_turnover_13_point",
    "How often the average stock is sold, from its value at the ends of all months.",
    inputs: [
      costOfGoods,
      SolveInput(
        "month_end_values", .numbers(.notNegative), unit: "money",
        "the start, and the end of each month"),
      days,
    ],
    outputs: turnoverOutputs, source: "trapezoid average: the first and the last count half"
  ) { arguments throws(SolveError) in
    let values = arguments.numbers("month_end_values")
    guard values.count >= 2 else {
      throw .impossibleInput(
        name: "month_end_values", expected: "at least two values", found: "\(values.count)")
    }
    return try answer(arguments, values: values, name: "month_end_values")
  },
  SolveModel(
    "gmroi", "The gross margin that a unit of money in stock returns.",
    inputs: [
      SolveInput("gross_margin", .number(.any), unit: "money", "of the span"),
      SolveInput("average_inventory_cost", .number(.positive), unit: "money", "of the span"),
    ],
    outputs: [.init("gmroi", "gross margin over average stock at cost")],
    source: "gross margin return on inventory investment"
  ) { arguments in
    [
      "gmroi": .number(
        arguments.number("gross_margin") / arguments.number("average_inventory_cost"))
    ]
  },
  SolveModel(
    "service_level_vs_fill_rate_orders", "Orders served whole, and units served, from a stock.",
    inputs: [
      SolveInput("stock", .number(.notNegative), unit: "units", "on hand"),
      SolveInput("customer_orders", .numbers(.positive), unit: "units", "in turn"),
    ],
    outputs: [
      .init("order_service_level", "share of orders served whole"),
      .init("unit_fill_rate_partial_fulfilment", "share of units, orders take what there is"),
      .init(
        "unit_fill_rate_order_lost_if_incomplete", "share of units, orders not whole are lost"),
    ],
    source: "orders served in turn"
  ) { arguments in
    let found = CustomerOrderService(
      stock: arguments.number("stock"), orders: arguments.numbers("customer_orders"))
    return [
      "order_service_level": .number(found.orderServiceLevel),
      "unit_fill_rate_partial_fulfilment": .number(found.unitFillRatePartial),
      "unit_fill_rate_order_lost_if_incomplete": .number(found.unitFillRateWhole),
    ]
  },
  SolveModel(
    "buffer_zones", "The zones of a demand-driven buffer, and the order they call for.",
    inputs: [
      SolveInput("adu", .number(.notNegative), unit: "units a day", "average daily usage"),
      SolveInput(
        "decoupled_lead_time", .number(.notNegative), unit: "days", "to the next buffer"),
      SolveInput("lead_time_factor", .number(.notNegative), "of the red base"),
      SolveInput("variability_factor", .number(.notNegative), "of the red safety"),
      SolveInput("moq", .number(.notNegative), unit: "units", "minimum order quantity"),
      SolveInput("order_cycle_days", .number(.notNegative), unit: "days", "between orders"),
      SolveInput("on_hand", .number(.any), unit: "units", "on hand"),
      SolveInput("on_order", .number(.notNegative), unit: "units", "on order"),
      SolveInput(
        "qualified_demand", .number(.notNegative), unit: "units", "due today, and spikes"),
    ],
    outputs: [
      .init("red_base", unit: "units", "zone"), .init("red_safety", unit: "units", "zone"),
      .init("red", unit: "units", "zone"), .init("yellow", unit: "units", "zone"),
      .init("green", unit: "units", "zone"),
      .init("top_of_yellow", unit: "units", "below it an order is due"),
      .init("top_of_green", unit: "units", "an order brings the position up to it"),
      .init("net_flow_position", unit: "units", "on hand + on order - qualified demand"),
      .init("order_quantity", unit: "units", "due now"),
      .init("spike_threshold", unit: "units", "a day's demand above it is a spike"),
    ],
    source: "Ptak and Smith (2019), Demand Driven Material Requirements Planning"
  ) { arguments in
    let zones = BufferZones(
      averageDailyUsage: arguments.number("adu"),
      decoupledLeadTime: arguments.number("decoupled_lead_time"),
      leadTimeFactor: arguments.number("lead_time_factor"),
      variabilityFactor: arguments.number("variability_factor"),
      minimumOrderQuantity: arguments.number("moq"),
      orderCycle: arguments.number("order_cycle_days"))
    let position =
      arguments.number("on_hand") + arguments.number("on_order")
      - arguments.number("qualified_demand")
    return [
      "red_base": .number(zones.redBase), "red_safety": .number(zones.redSafety),
      "red": .number(zones.red), "yellow": .number(zones.yellow), "green": .number(zones.green),
      "top_of_yellow": .number(zones.topOfYellow), "top_of_green": .number(zones.topOfGreen),
      "net_flow_position": .number(position),
      "order_quantity": .number(zones.orderQuantity(netFlowPosition: position)),
      "spike_threshold": .number(zones.spikeThreshold),
    ]
  },
]
