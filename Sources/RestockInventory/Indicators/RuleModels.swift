private let leadTimeDays = SolveInput(
  "lead_time_days", .number(.notNegative), unit: "days", "from order to receipt")

/// The rules of thumb that planners know, kept as named baselines.
let ruleModels: [SolveModel] = [
  SolveModel(
    "average_max_method", "Safety stock as the worst lead-time demand less the average one.",
    inputs: [
      SolveInput("max_daily_demand", .number(.notNegative), unit: "units a day", "the most"),
      SolveInput("max_lead_time_days", .number(.notNegative), unit: "days", "the longest"),
      SolveInput("avg_daily_demand", .number(.notNegative), unit: "units a day", "the average"),
      SolveInput("avg_lead_time_days", .number(.notNegative), unit: "days", "the average"),
    ],
    outputs: [.init("safety_stock", unit: "units", "the difference")],
    source: "rule of thumb; no service level belongs to it"
  ) { arguments in
    let worst = arguments.number("max_daily_demand") * arguments.number("max_lead_time_days")
    let usual = arguments.number("avg_daily_demand") * arguments.number("avg_lead_time_days")
    return ["safety_stock": .number(worst - usual)]
  },
  SolveModel(
    "velocity_times_lead_time", "Reorder point as daily sales times lead time.",
    inputs: [
      SolveInput("daily_sales", .number(.notNegative), unit: "units a day", "the average"),
      leadTimeDays,
      SolveInput(
        "safety_stock", .number(.notNegative), unit: "units", "on top", standard: .number(0)),
    ],
    outputs: [.init("reorder_point", unit: "units", "order at it")],
    source: "Shopify Stocky help, low stock"
  ) { arguments in
    let demand = arguments.number("daily_sales") * arguments.number("lead_time_days")
    return ["reorder_point": .number(demand + arguments.number("safety_stock"))]
  },
  SolveModel(
    "cover_days_to_units", "Days of cover turned into units by the forecast that each covers.",
    inputs: [
      SolveInput(
        "segments",
        .records([
          SolveInput("name", .text, "what it is for"),
          SolveInput("days", .number(.notNegative), unit: "days", "covered"),
          SolveInput("daily_forecast", .number(.notNegative), unit: "units a day", "of them"),
        ]), "one after the other")
    ],
    outputs: [
      .init("units", unit: "units", "of each segment"),
      .init("order_up_to_level", unit: "units", "in all"),
    ],
    source: "Netstock help, cover forward period"
  ) { arguments in
    let units = arguments.records("segments").map {
      $0.number("days") * $0.number("daily_forecast")
    }
    return ["units": .numbers(units), "order_up_to_level": .number(units.reduce(0, +))]
  },
  SolveModel(
    "replenishment_horizon", "Order-up-to level as forecast over lead time, cycle and safety days.",
    inputs: [
      SolveInput("daily_forecast", .number(.notNegative), unit: "units a day", "the forecast"),
      leadTimeDays,
      SolveInput("order_cycle_days", .number(.notNegative), unit: "days", "between orders"),
      SolveInput(
        "safety_days", .number(.notNegative), unit: "days", "on top", standard: .number(0)),
    ],
    outputs: [.init("order_up_to_level", unit: "units", "order up to it")],
    source: "EffectiveInventory.com, Planning isn't perfect"
  ) { arguments in
    let days =
      arguments.number("lead_time_days") + arguments.number("order_cycle_days")
      + arguments.number("safety_days")
    return ["order_up_to_level": .number(arguments.number("daily_forecast") * days)]
  },
]
