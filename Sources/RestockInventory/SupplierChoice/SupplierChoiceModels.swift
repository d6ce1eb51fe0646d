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
          SolveInput(
            "unit_cost", .number(.positive), unit: "money per unit", "price",
            standard: SolveValue.none),
          SolveInput(
            "breakpoints", .numbers(.notNegative), unit: "units",
            "or where the prices of unit_costs begin, from 0 up", standard: SolveValue.none),
          SolveInput(
            "unit_costs", .numbers(.positive), unit: "money per unit",
            "one for each breakpoint, for all units of an order", standard: SolveValue.none),
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
    var offers: [SupplierOffer] = []
    for record in arguments.records("suppliers") { offers.append(try offer(record)) }
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

private func offer(_ record: SolveArguments) throws(SolveError) -> SupplierOffer {
  let breakpoints = record.optionalNumbers("breakpoints")
  let prices = try breakpoints.map { breakpoints throws(SolveError) in
    try priceBreaks(breakpoints, record.optionalNumbers("unit_costs") ?? [])
  }
  guard let first = record.optionalNumber("unit_cost") ?? prices?.unitCosts[0] else {
    throw .missingInput(name: "unit_cost", expected: "a price, or breakpoints with unit_costs")
  }
  return SupplierOffer(
    id: record.text("id"), unitCost: first, orderCost: record.number("order_cost"),
    minimumOrderQuantity: record.number("moq"), pack: record.number("pack"),
    leadTime: record.number("lead_time"),
    leadTimeStandardDeviation: record.number("lead_time_sd"), prices: prices)
}
