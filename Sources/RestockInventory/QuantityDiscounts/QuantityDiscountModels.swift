private let inputs =
  [
    SolveInput(
      "fixed_cost", .number(.positive), unit: "money per order", "cost of placing an order"),
    SolveInput(
      "holding_cost_rate", .number(.positive), unit: "share of the unit cost per unit of time",
      "cost of holding"),
    SolveInput("demand_rate", .number(.positive), unit: "units per unit of time", "demand"),
    SolveInput(
      "breakpoints", .numbers(.notNegative), unit: "units", "where the prices begin, from 0 up"),
    SolveInput(
      "unit_costs", .numbers(.positive), unit: "money per unit", "one for each breakpoint"),
  ] + orderConstraintInputs(pack: SolveValue.none)

private let outputs: [SolveModel.Output] = [
  .init("order_quantity", unit: "units", "per order"),
  .init("region", "index of its price, from 0"),
  .init(
    "cost_including_purchase", unit: "money per unit of time", "purchase, ordering and holding"),
]

private func prices(_ arguments: SolveArguments) throws(SolveError) -> PriceBreaks {
  try priceBreaks(arguments.numbers("breakpoints"), arguments.numbers("unit_costs"))
}

/// Prices by quantity as a case gives them.
func priceBreaks(
  _ breakpoints: [Double], _ unitCosts: [Double]
) throws(SolveError) -> PriceBreaks {
  guard breakpoints.first == 0, zip(breakpoints, breakpoints.dropFirst()).allSatisfy({ $0 < $1 })
  else {
    throw .impossibleInput(
      name: "breakpoints", expected: "quantities that ascend from 0", found: "\(breakpoints)")
  }
  guard unitCosts.count == breakpoints.count else {
    throw .impossibleInput(
      name: "unit_costs", expected: "\(breakpoints.count) numbers", found: "\(unitCosts.count)")
  }
  return PriceBreaks(breakpoints: breakpoints, unitCosts: unitCosts)
}

private typealias Best = (
  _ fixedCost: Double, _ holdingRate: Double, _ demandRate: Double,
  _ constraints: OrderConstraints
) -> PriceBreaks.Order?

/// The best order, and what each constraint adds to its cost.
private func answer(
  _ arguments: SolveArguments, _ best: Best
) throws(SolveError) -> SolveRecord {
  let constraints = orderConstraints(arguments)
  func order(_ constraints: OrderConstraints) -> PriceBreaks.Order? {
    best(
      arguments.number("fixed_cost"), arguments.number("holding_cost_rate"),
      arguments.number("demand_rate"), constraints)
  }
  guard let found = order(constraints) else {
    throw noQuantity(constraints, demandRate: arguments.number("demand_rate"))
  }
  return SolveRecord(
    fields: [
      .init(name: "order_quantity", value: .number(found.quantity)),
      .init(name: "region", value: .whole(found.region)),
      .init(name: "cost_including_purchase", value: .number(found.cost)),
    ]
      + sensitivity(found.cost, found.quantity, constraints) {
        order($0).map { ($0.quantity, $0.cost) }
      })
}

/// The models of prices that fall with the quantity ordered.
let quantityDiscountModels: [SolveModel] = [
  SolveModel(
    "eoq_all_units_discount", "The best order where a quantity's price holds for all its units.",
    inputs: inputs, outputs: outputs + sensitivityOutputs,
    source: "Snyder and Shen (2019), section 3.4.1"
  ) { arguments throws(SolveError) in
    let prices = try prices(arguments)
    return try answer(arguments) {
      prices.bestAllUnitsOrder(fixedCost: $0, holdingRate: $1, demandRate: $2, constraints: $3)
    }
  },
  SolveModel(
    "eoq_incremental_discount",
    "The best order where each price holds for the units beyond its breakpoint alone.",
    inputs: inputs, outputs: outputs + sensitivityOutputs,
    source: "Snyder and Shen (2019), section 3.4.2"
  ) { arguments throws(SolveError) in
    let prices = try prices(arguments)
    return try answer(arguments) {
      prices.bestIncrementalOrder(fixedCost: $0, holdingRate: $1, demandRate: $2, constraints: $3)
    }
  },
]
