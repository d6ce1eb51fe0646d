/// The model of a warehouse that supplies several shops.
let distributionSystemModels: [SolveModel] = [
  SolveModel(
    "one_warehouse_many_shops_poisson",
    "A warehouse and the shops that it supplies: the base stock of each, exact, Poisson demand.",
    inputs: [
      SolveInput(
        "shops",
        .records([
          SolveInput("id", .text, "the shop"),
          SolveInput("demand_rate", .number(.positive), unit: "units per unit of time", "mean"),
          SolveInput(
            "lead_time", .number(.notNegative), unit: "units of time", "from the warehouse"),
          SolveInput(
            "holding_cost", .number(.positive), unit: "money per unit and unit of time",
            "on hand at the shop"),
          SolveInput(
            "stockout_cost", .number(.positive), unit: "money per unit and unit of time",
            "a customer waiting"),
          SolveInput(
            "level", .whole(.notNegative), unit: "units",
            "its base stock, where it is not to be chosen", standard: SolveValue.none),
        ]), "the shops"),
      SolveInput(
        "warehouse_holding_cost", .number(.notNegative), unit: "money per unit and unit of time",
        "on hand at the warehouse"),
      SolveInput(
        "warehouse_lead_time", .number(.notNegative), unit: "units of time",
        "from the supplier to the warehouse"),
      SolveInput(
        "warehouse_level", .whole(.notNegative), unit: "units",
        "its base stock, where it is not to be chosen", standard: SolveValue.none),
    ],
    outputs: [
      .init("warehouse_level", unit: "units", "the position that the warehouse keeps"),
      .init("shop_levels", unit: "units", "the position that each shop keeps"),
      .init("fill_rates", "share of each shop's units served from stock"),
      .init("expected_backorders", unit: "units", "waiting at each shop"),
      .init("warehouse_on_hand", unit: "units", "on hand at the warehouse"),
      .init("warehouse_wait", unit: "units of time", "that an order of a shop waits there"),
      .init("cost", unit: "money per unit of time", "expected, without what is on the way"),
    ],
    source:
      "Graves (1985), doi:10.1287/mnsc.31.10.1247; Simon (1971); Axsater (2015), section 10.2"
  ) { arguments throws(SolveError) in
    let records = arguments.records("shops")
    let leadTime = arguments.number("warehouse_lead_time")
    let demand = records.reduce(0) { $0 + $1.number("demand_rate") }
    guard !records.isEmpty else {
      throw .impossibleInput(name: "shops", expected: "at least one shop", found: "none")
    }
    let longest = records.reduce(leadTime) { max($0, $1.number("lead_time")) }
    guard demand * longest <= 300 else {
      throw .noSolution(
        reason: "more than 300 units of demand over the longest lead time: too many for whole units"
      )
    }
    let system = OneWarehouseManyShops(
      shops: records.map {
        OneWarehouseManyShops.Shop(
          demandRate: $0.number("demand_rate"), leadTime: $0.number("lead_time"),
          costs: Newsvendor(
            holdingCost: $0.number("holding_cost"), stockoutCost: $0.number("stockout_cost")))
      }, warehouseLeadTime: leadTime,
      warehouseHoldingCost: arguments.number("warehouse_holding_cost"))
    func level(_ arguments: SolveArguments, _ name: String) -> Int? {
      arguments.optionalNumber(name).map { Int(min($0, 1e6)) }
    }
    let shopLevels = records.map { level($0, "level") }
    let plan =
      level(arguments, "warehouse_level").map {
        system.plan(warehouseLevel: $0, shopLevels: shopLevels)
      } ?? system.best(shopLevels: shopLevels)
    func byShop(_ values: [Double]) -> SolveValue {
      .record(
        SolveRecord(
          fields: zip(records, values).map {
            SolveRecord.Field(name: $0.text("id"), value: .number($1))
          }))
    }
    return [
      "warehouse_level": .whole(plan.warehouseLevel),
      "shop_levels": byShop(plan.shopLevels.map(Double.init)),
      "fill_rates": byShop(plan.fillRates), "expected_backorders": byShop(plan.backorders),
      "warehouse_on_hand": .number(plan.warehouseStock),
      "warehouse_wait": .number(plan.warehouseWait), "cost": .number(plan.cost),
    ]
  }
]
