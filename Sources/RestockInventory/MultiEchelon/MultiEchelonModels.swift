private let serialInputs = [
  SolveInput(
    "echelon_holding_costs_downstream_first", .numbers(.positive),
    unit: "money per unit and unit of time", "what a stage adds"),
  SolveInput(
    "lead_times_downstream_first", .numbers(.notNegative), unit: "units of time", "of each stage"),
  SolveInput(
    "stockout_cost", .number(.positive), unit: "money per unit and unit of time",
    "a customer waiting"),
  SolveInput("demand_mean", .number(.positive), unit: "units per unit of time", "mean"),
]
private let serialOutputs: [SolveModel.Output] = [
  .init(
    "echelon_base_stock_levels_downstream_first", unit: "units", "positions to be kept"),
  .init("cost", unit: "money per unit of time", "expected"),
]

/// The models of several stages of stock.
let multiEchelonModels: [SolveModel] = [
  SolveModel(
    "ssm_serial_normal", "Stages in a row, normal demand, under stochastic service.",
    inputs: serialInputs + [
      SolveInput(
        "demand_sd", .number(.positive), unit: "units per root of the unit of time", "spread")
    ],
    outputs: serialOutputs + [
      .init(
        "newsvendor_heuristic_levels_downstream_first", unit: "units",
        "by the average of two newsvendor bounds")
    ],
    source: "Clark and Scarf (1960); Shang and Song (2003)"
  ) { arguments throws(SolveError) in
    let holding = arguments.numbers("echelon_holding_costs_downstream_first")
    let leadTimes = try arguments.numbers("lead_times_downstream_first", count: holding.count)
    let stockout = arguments.number("stockout_cost")
    let mean = arguments.number("demand_mean")
    let spread = arguments.number("demand_sd")
    let system = SerialSystem(
      normalHoldingCosts: holding, leadTimes: leadTimes, stockoutCost: stockout, mean: mean,
      standardDeviation: spread)
    return [
      "echelon_base_stock_levels_downstream_first": .numbers(system.echelonBaseStockLevels),
      "cost": .number(system.cost),
      "newsvendor_heuristic_levels_downstream_first": .numbers(
        SerialSystem.newsvendorHeuristic(
          holdingCosts: holding, leadTimes: leadTimes, stockoutCost: stockout, mean: mean,
          standardDeviation: spread)),
    ]
  },
  SolveModel(
    "ssm_serial_poisson", "Stages in a row, Poisson demand, under stochastic service.",
    inputs: serialInputs, outputs: serialOutputs, source: "Clark and Scarf (1960)"
  ) { arguments throws(SolveError) in
    let holding = arguments.numbers("echelon_holding_costs_downstream_first")
    let leadTimes = try arguments.numbers("lead_times_downstream_first", count: holding.count)
    let mean = arguments.number("demand_mean")
    let total = mean * leadTimes.reduce(0, +)
    guard total <= 20_000 else {
      throw .noSolution(reason: "a mean demand of \(total) units is too much for whole units")
    }
    let system = SerialSystem.poisson(
      holdingCosts: holding, leadTimes: leadTimes,
      stockoutCost: arguments.number("stockout_cost"), mean: mean)
    return [
      "echelon_base_stock_levels_downstream_first": .wholes(system.levels),
      "cost": .number(system.cost),
    ]
  },
  SolveModel(
    "two_echelon_serial_poisson", "A warehouse and a shop under periodic review.",
    inputs: [
      SolveInput(
        "h_warehouse", .number(.positive), unit: "money per unit and period", "at the warehouse"),
      SolveInput(
        "h_retailer", .number(.positive), unit: "money per unit and period",
        "at the shop, above the warehouse's"),
      SolveInput(
        "backorder_cost", .number(.positive), unit: "money per unit and period",
        "a customer waiting"),
      SolveInput(
        "lead_time_retailer", .number(.notNegative), unit: "periods", "warehouse to shop"),
      SolveInput(
        "lead_time_warehouse", .number(.notNegative), unit: "periods", "supplier to warehouse"),
      SolveInput(
        "demand_rate", .number(SolveBounds(low: 0, high: 1e4, includesLow: false)),
        unit: "units per period", "mean"),
    ],
    outputs: [
      .init("retailer_level", unit: "units", "the shop's position"),
      .init("warehouse_level", unit: "units", "the echelon position of the warehouse"),
      .init("cost_at_optimum", unit: "money per period", "expected"),
    ],
    source: "Clark and Scarf (1960); Rossi (2021), Inventory Analytics, section 7.1"
  ) { arguments throws(SolveError) in
    let warehouse = arguments.number("h_warehouse")
    let shop = arguments.number("h_retailer")
    guard shop > warehouse else {
      throw .impossibleInput(
        name: "h_retailer", expected: "more than the warehouse's, \(warehouse)",
        found: "\(shop)")
    }
    let system = TwoEchelonSystem(
      warehouseHolding: warehouse, shopHolding: shop,
      backorderCost: arguments.number("backorder_cost"),
      shopLeadTime: arguments.number("lead_time_retailer"),
      warehouseLeadTime: arguments.number("lead_time_warehouse"),
      demandRate: arguments.number("demand_rate"))
    return [
      "retailer_level": .whole(system.shopLevel),
      "warehouse_level": .whole(system.warehouseLevel), "cost_at_optimum": .number(system.cost),
    ]
  },
  SolveModel(
    "gsm_tree", "Safety stock placement on a tree under guaranteed service.",
    inputs: [
      SolveInput(
        "nodes",
        .recordsByName([
          SolveInput(
            "local_holding_cost", .number(.notNegative), unit: "money per unit", "at the stage"),
          SolveInput("processing_time", .number(.notNegative), unit: "time", "of the stage"),
          SolveInput("demand_bound_constant", .number(.notNegative), "the safety factor"),
          SolveInput(
            "external_inbound_cst", .number(.notNegative), unit: "time",
            "service time of suppliers outside", standard: .number(0)),
          SolveInput(
            "external_outbound_cst", .number(.notNegative), unit: "time",
            "the most that customers outside wait", standard: SolveValue.none),
          SolveInput("predecessors", .texts, "the stages that supply it", standard: .list([])),
          SolveInput(
            "demand_sd", .number(.notNegative), unit: "units", "of customers outside",
            standard: .number(0)),
        ]), "the stages by name")
    ],
    outputs: [
      .init("committed_service_times", unit: "time", "that each stage quotes"),
      .init("cost", unit: "money per unit of time", "of holding safety stock"),
      .init("net_demand_sd", unit: "units", "that passes each stage"),
      .init("safety_stock", unit: "units", "at each stage"),
    ],
    source: "Graves and Willems (2000)"
  ) { arguments throws(SolveError) in try guaranteedService(arguments) },
  SolveModel(
    "risk_pooling", "The safety stock of locations apart, and of one that serves them all.",
    inputs: [
      SolveInput(
        "location_ltd_sds", .numbers(.notNegative), unit: "units",
        "spread of demand over the lead time of each"),
      SolveInput(
        "correlation", .number(SolveBounds(low: -1, high: 1)), "of any two locations",
        standard: .number(0)),
      SolveInput("z", .number(.any), "the safety factor"),
    ],
    outputs: [
      .init("decentralised_safety_stock", unit: "units", "in all locations"),
      .init("pooled_safety_stock", unit: "units", "in one"),
    ],
    source: "Eppen (1979), doi:10.1287/mnsc.25.5.498"
  ) { arguments throws(SolveError) in
    let spreads = arguments.numbers("location_ltd_sds")
    let z = arguments.number("z")
    let sum = spreads.reduce(0, +)
    let squares = spreads.reduce(0) { $0 + $1 * $1 }
    let variance = squares + arguments.number("correlation") * (sum * sum - squares)
    guard variance >= 0 else {
      throw .impossibleInput(
        name: "correlation", expected: "one that so many locations can have with each other",
        found: "\(arguments.number("correlation"))")
    }
    return [
      "decentralised_safety_stock": .number(z * sum),
      "pooled_safety_stock": .number(z * variance.squareRoot()),
    ]
  },
]

private func guaranteedService(_ arguments: SolveArguments) throws(SolveError) -> SolveRecord {
  let nodes = arguments.recordsByName("nodes")
  guard !nodes.isEmpty else {
    throw .impossibleInput(name: "nodes", expected: "at least one stage", found: "none")
  }
  let names = nodes.map(\.name)
  // Times in the largest unit in which all are whole.
  let times = nodes.flatMap { node in
    ["processing_time", "external_inbound_cst", "external_outbound_cst"].compactMap {
      node.arguments.optionalNumber($0)
    }
  }
  let scales: [Double] = [1, 2, 4, 5, 7, 8, 10, 20, 24, 100]
  guard
    let scale = scales.first(where: { scale in
      times.allSatisfy { abs(($0 * scale).rounded() - $0 * scale) < 1e-9 }
    }), times.reduce(0, +) * scale < 5_000
  else {
    throw .impossibleInput(
      name: "nodes", expected: "times that are whole in some unit, below 5,000 in all",
      found: "\(times)")
  }
  func whole(_ time: Double) -> Int { Int((time * scale).rounded()) }
  var stages: [GuaranteedServiceTree.Stage] = []
  for node in nodes {
    var predecessors: [Int] = []
    for name in node.arguments.texts("predecessors") {
      guard let index = names.firstIndex(of: name) else {
        throw .impossibleInput(
          name: "predecessors", expected: "names of nodes", found: "'\(name)'")
      }
      predecessors.append(index)
    }
    stages.append(
      GuaranteedServiceTree.Stage(
        holdingCost: node.arguments.number("local_holding_cost"),
        processingTime: whole(node.arguments.number("processing_time")),
        demandBound: node.arguments.number("demand_bound_constant"),
        externalInbound: whole(node.arguments.number("external_inbound_cst")),
        externalOutbound: node.arguments.optionalNumber("external_outbound_cst").map(whole),
        predecessors: predecessors, demandSpread: node.arguments.number("demand_sd")))
  }
  guard let tree = GuaranteedServiceTree(stages: stages, timeUnit: 1 / scale) else {
    throw .impossibleInput(name: "nodes", expected: "one tree of stages", found: "no tree")
  }
  func byName(_ values: [Double]) -> SolveValue {
    .record(
      SolveRecord(
        fields: zip(names, values).map { SolveRecord.Field(name: $0, value: .number($1)) }))
  }
  return [
    "committed_service_times": byName(tree.serviceTimes.map { Double($0) / scale }),
    "cost": .number(tree.cost), "net_demand_sd": byName(tree.netDemandSpreads),
    "safety_stock": byName(tree.safetyStocks),
  ]
}
