internal import RestockNumerics

private let holdingCost = SolveInput(
  "holding_cost", .number(.positive), unit: "money per unit", "for each unit left over")
private let stockoutCost = SolveInput(
  "stockout_cost", .number(.positive), unit: "money per unit", "for each unit short")
private let leadTime = SolveInput(
  "lead_time", .number(.notNegative), unit: "periods",
  "the level covers one period more than this", standard: .number(0))

private let outputs: [SolveModel.Output] = [
  .init("base_stock_level", unit: "units", "the level of least cost"),
  .init("cost", unit: "money per period", "expected"),
  .init("critical_ratio", "the probability with which demand should be met in full"),
]

private func costs(_ arguments: SolveArguments) -> Newsvendor {
  Newsvendor(
    holdingCost: arguments.number("holding_cost"),
    stockoutCost: arguments.number("stockout_cost"))
}

private func answer(_ costs: Newsvendor, _ demand: some Distribution) -> SolveRecord {
  let level = costs.bestLevel(demand: demand)
  return [
    "base_stock_level": .number(level), "cost": .number(costs.cost(at: level, demand: demand)),
    "critical_ratio": .number(costs.criticalRatio),
  ]
}

private func model(
  _ name: String, _ summary: String, _ inputs: [SolveInput],
  _ body: @escaping @Sendable (SolveArguments) throws(SolveError) -> SolveRecord
) -> SolveModel {
  SolveModel(
    name, summary, inputs: [holdingCost, stockoutCost] + inputs, outputs: outputs,
    source: "Snyder and Shen (2019), section 4.3", body: body)
}

/// The models of one order for one span of random demand.
let newsvendorModels: [SolveModel] = [
  SolveModel(
    "newsvendor_normal", "The base-stock level for normal demand.",
    inputs: [
      holdingCost, stockoutCost,
      SolveInput("demand_mean", .number(.notNegative), unit: "units per period", "mean"),
      SolveInput("demand_sd", .number(.positive), unit: "units per period", "spread"), leadTime,
    ],
    outputs: outputs + [.init("z", "the safety factor")],
    source: "Snyder and Shen (2019), sections 4.3.2 and 4.3.4"
  ) { arguments in
    let costs = costs(arguments)
    let periods = arguments.number("lead_time") + 1
    let demand = Normal(
      mean: arguments.number("demand_mean") * periods,
      standardDeviation: arguments.number("demand_sd") * periods.squareRoot())
    let level = costs.bestLevel(demand: demand)
    return [
      "base_stock_level": .number(level),
      "cost": .number(costs.cost(at: level, demand: demand)),
      "critical_ratio": .number(costs.criticalRatio),
      "z": .number(Normal.standard.quantile(costs.criticalRatio)),
    ]
  },
  SolveModel(
    "newsvendor_normal_explicit", "The order of greatest profit for normal demand.",
    inputs: [
      SolveInput("revenue", .number(.positive), unit: "money per unit", "for each unit sold"),
      SolveInput(
        "purchase_cost", .number(.notNegative), unit: "money per unit", "for each unit bought"),
      SolveInput(
        "salvage_value", .number(.any), unit: "money per unit", "for each unit left over",
        standard: .number(0)),
      SolveInput("demand_mean", .number(.notNegative), unit: "units", "mean"),
      SolveInput("demand_sd", .number(.positive), unit: "units", "spread"),
      SolveInput(
        "holding_cost", .number(.notNegative), unit: "money per unit", "on top, for each left over",
        standard: .number(0)),
      SolveInput(
        "stockout_cost", .number(.notNegative), unit: "money per unit", "on top, for each short",
        standard: .number(0)),
    ],
    outputs: [
      .init("order_quantity", unit: "units", "to buy"),
      .init("expected_profit", unit: "money", "of the span"),
      .init("critical_ratio", "the probability with which demand should be met in full"),
    ],
    source: "Snyder and Shen (2019), section 4.3.3"
  ) { arguments throws(SolveError) in
    let revenue = arguments.number("revenue")
    let purchase = arguments.number("purchase_cost")
    let salvage = arguments.number("salvage_value") - arguments.number("holding_cost")
    let short = arguments.number("stockout_cost")
    guard salvage < purchase else {
      throw .impossibleInput(
        name: "salvage_value", expected: "less than the purchase cost, \(purchase)",
        found: "\(salvage)")
    }
    guard revenue + short > purchase else {
      throw .impossibleInput(
        name: "revenue", expected: "more than the purchase cost, \(purchase)",
        found: "\(revenue)")
    }
    let costs = Newsvendor(
      holdingCost: purchase - salvage, stockoutCost: revenue - purchase + short)
    let demand = Normal(
      mean: arguments.number("demand_mean"), standardDeviation: arguments.number("demand_sd"))
    let quantity = costs.bestLevel(demand: demand)
    let profit =
      (revenue - purchase) * demand.mean - costs.cost(at: quantity, demand: demand)
    return [
      "order_quantity": .number(quantity), "expected_profit": .number(profit),
      "critical_ratio": .number(costs.criticalRatio),
    ]
  },
  model(
    "newsvendor_poisson", "The base-stock level for Poisson demand.",
    [SolveInput("demand_mean", .number(.positive), unit: "units per period", "mean"), leadTime]
  ) { arguments in
    let mean = arguments.number("demand_mean") * (arguments.number("lead_time") + 1)
    return answer(costs(arguments), Poisson(mean: mean))
  },
  model(
    "newsvendor_discrete", "The base-stock level for a demand given by its probabilities.",
    [SolveInput("demand_pmf", .weights(.any), "the probability of each demand")]
  ) { arguments in
    answer(costs(arguments), empirical(arguments.weights("demand_pmf")))
  },
  model(
    "newsvendor_lognormal", "The base-stock level for lognormal demand.",
    [
      SolveInput("mu", .number(.any), "the mean of the logarithm"),
      SolveInput("sigma", .number(.positive), "the standard deviation of the logarithm"),
    ]
  ) { arguments in
    answer(
      costs(arguments),
      LogNormal(
        logMean: arguments.number("mu"), logStandardDeviation: arguments.number("sigma")))
  },
  model(
    "newsvendor_gamma", "The base-stock level for gamma demand.",
    [
      SolveInput("shape", .number(.positive), "the shape"),
      SolveInput("scale", .number(.positive), unit: "units", "the scale"),
    ]
  ) { arguments in
    answer(
      costs(arguments), Gamma(shape: arguments.number("shape"), scale: arguments.number("scale")))
  },
  model(
    "newsvendor_negative_binomial", "The base-stock level for negative binomial demand.",
    [
      SolveInput("r", .number(.positive), "the number of successes, not necessarily whole"),
      SolveInput("p", .number(.probability), "the probability of success"),
    ]
  ) { arguments in
    answer(
      costs(arguments),
      NegativeBinomial(shape: arguments.number("r"), successProbability: arguments.number("p")))
  },
  model(
    "newsvendor_binomial", "The base-stock level for binomial demand.",
    [
      SolveInput("n", .whole(.atLeastOne), "the number of trials"),
      SolveInput("p", .number(.probability), "the probability of success"),
    ]
  ) { arguments in
    answer(
      costs(arguments),
      Binomial(trials: arguments.whole("n"), successProbability: arguments.number("p")))
  },
  SolveModel(
    "newsvendor",
    "The base-stock level for any demand; with stock at the start and a cost of ordering, too.",
    inputs: [
      holdingCost, stockoutCost, SolveInput("demand", .distribution, unit: "units", "of the span"),
      SolveInput(
        "initial_inventory", .number(.any), unit: "units", "at the start; below 0, waiting",
        standard: .number(0)),
      SolveInput(
        "fixed_cost", .number(.notNegative), unit: "money per order", "cost of placing an order",
        standard: .number(0)),
    ],
    outputs: outputs + [
      .init("reorder_point", unit: "units", "the most at which an order pays"),
      .init("order_quantity", unit: "units", "to buy now"),
      .init("cost_with_order", unit: "money", "of the span, the order's in it"),
    ],
    source: "Snyder and Shen (2019), sections 4.3 and 4.4; Scarf (1960) for the fixed cost"
  ) { arguments in
    let costs = costs(arguments)
    let demand = arguments.distribution("demand")
    let fixed = arguments.number("fixed_cost")
    let initial = arguments.number("initial_inventory")
    let level = costs.bestLevel(demand: demand)
    let point = costs.reorderPoint(
      demand: demand, fixedCost: fixed, isWholeUnits: demand.isWholeUnits)
    let quantity = initial <= point ? max(0, level - initial) : 0
    let cost = costs.cost(at: initial + quantity, demand: demand)
    return SolveRecord(
      fields: answer(costs, demand).fields + [
        .init(name: "reorder_point", value: .number(point)),
        .init(name: "order_quantity", value: .number(quantity)),
        .init(name: "cost_with_order", value: .number(cost + (quantity > 0 ? fixed : 0))),
      ])
  },
  SolveModel(
    "newsvendor_budget", "Several items that share a sum of money.",
    inputs: [
      SolveInput(
        "items",
        .records([
          SolveInput("sku", .text, "the item"),
          SolveInput(
            "demand_mean", .number(.positive), unit: "units", "mean, for Poisson demand",
            standard: SolveValue.none),
          SolveInput(
            "demand", .distribution, unit: "units", "or any other demand",
            standard: SolveValue.none),
          SolveInput("unit_cost", .number(.positive), unit: "money per unit", "purchase"),
          holdingCost, stockoutCost,
        ]), "the items"),
      SolveInput("budget", .number(.notNegative), unit: "money", "what may be spent"),
    ],
    outputs: [
      .init("levels", unit: "units", "of each item"), .init("spend", unit: "money", "in all"),
      .init("value_of_money", "saved by one more unit of money"),
      .init("cost", unit: "money", "expected, of what is left and what is short"),
      .init("cost_lower_bound", unit: "money", "no levels within the budget cost less"),
    ],
    source: "Hadley and Whitin (1963), section 6.2"
  ) { arguments throws(SolveError) in
    let records = arguments.records("items")
    guard !records.isEmpty else {
      throw .impossibleInput(name: "items", expected: "at least one item", found: "none")
    }
    var items: [NewsvendorBudget.Item] = []
    for record in records {
      let demand: NamedDistribution
      switch (record.optionalDistribution("demand"), record.optionalNumber("demand_mean")) {
      case (let given?, nil): demand = given
      case (nil, let mean?): demand = .poisson(Poisson(mean: mean))
      default:
        throw .impossibleInput(
          name: "items", expected: "each with either demand_mean or demand",
          found: "'\(record.text("sku"))' with both or neither")
      }
      items.append(
        NewsvendorBudget.Item(
          costs: costs(record), unitCost: record.number("unit_cost"), demand: demand))
    }
    let plan = NewsvendorBudget(items: items, budget: arguments.number("budget"))
    return [
      "levels": .record(
        SolveRecord(
          fields: zip(records, plan.levels).map {
            SolveRecord.Field(name: $0.text("sku"), value: .number($1))
          })),
      "spend": .number(plan.spend), "value_of_money": .number(plan.valueOfMoney),
      "cost": .number(plan.cost), "cost_lower_bound": .number(plan.costLowerBound),
    ]
  },
]
