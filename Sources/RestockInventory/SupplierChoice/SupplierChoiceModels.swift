/// The models that compare suppliers.
let supplierChoiceModels: [SolveModel] = [
  SolveModel(
    "annual_cost_comparison", "Suppliers compared by what a year costs in all.",
    inputs: [
      SolveInput("annual_demand", .number(.positive), unit: "units a year", "demand"),
      SolveInput("daily_demand_sd", .number(.notNegative), unit: "units", "spread of a day"),
      SolveInput(
        "holding_rate", .number(.positive), unit: "share of the unit cost a year", "of holding"),
      SolveInput(
        "cycle_service_level", .number(.probability), "probability of no stock-out in a cycle"),
      SolveInput(
        "suppliers",
        .records([
          SolveInput("id", .text, "the supplier"),
          SolveInput("unit_cost", .number(.positive), unit: "money per unit", "price"),
          SolveInput(
            "order_cost", .number(.notNegative), unit: "money per order", "of an order"),
          SolveInput(
            "moq", .number(.notNegative), unit: "units", "minimum order quantity",
            standard: .number(0)),
          SolveInput("pack", .number(.positive), unit: "units", "the pack", standard: .number(1)),
          SolveInput("lead_time", .number(.notNegative), unit: "days", "mean"),
          SolveInput(
            "lead_time_sd", .number(.notNegative), unit: "days", "spread", standard: .number(0)),
        ]), "the offers"),
      SolveInput(
        "days_per_year", .number(.positive), unit: "days", "with demand", standard: .number(365)),
    ],
    outputs: [
      .init("per_supplier", "order quantity, safety stock and total annual cost of each"),
      .init("cheapest", "the supplier of least total annual cost"),
    ],
    source: "total landed cost; King (2011), Crack the code"
  ) { arguments throws(SolveError) in
    let offers = arguments.records("suppliers").map {
      SupplierOffer(
        id: $0.text("id"), unitCost: $0.number("unit_cost"), orderCost: $0.number("order_cost"),
        minimumOrderQuantity: $0.number("moq"), pack: $0.number("pack"),
        leadTime: $0.number("lead_time"),
        leadTimeStandardDeviation: $0.number("lead_time_sd"))
    }
    let years = offers.map {
      $0.year(
        annualDemand: arguments.number("annual_demand"),
        dailySpread: arguments.number("daily_demand_sd"),
        holdingRate: arguments.number("holding_rate"),
        cycleServiceLevel: arguments.number("cycle_service_level"),
        daysPerYear: arguments.number("days_per_year"))
    }
    guard let best = years.indices.min(by: { years[$0].cost < years[$1].cost }) else {
      throw .impossibleInput(name: "suppliers", expected: "at least one supplier", found: "none")
    }
    return [
      "per_supplier": .record(
        SolveRecord(
          fields: zip(offers, years).map { offer, year in
            SolveRecord.Field(
              name: offer.id,
              value: .record([
                "order_quantity": .number(year.orderQuantity),
                "safety_stock": .number(year.safetyStock),
                "total_annual_cost": .number(year.cost),
              ]))
          })),
      "cheapest": .text(offers[best].id),
    ]
  }
]
