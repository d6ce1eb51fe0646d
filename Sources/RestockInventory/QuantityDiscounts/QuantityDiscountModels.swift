private let inputs = [
  SolveInput(
    "fixed_cost", .number(.positive), unit: "money per order", "cost of placing an order"),
  SolveInput(
    "holding_cost_rate", .number(.positive), unit: "share of the unit cost per unit of time",
    "cost of holding"),
  SolveInput("demand_rate", .number(.positive), unit: "units per unit of time", "demand"),
  SolveInput(
    "breakpoints", .numbers(.notNegative), unit: "units", "where the prices begin, from 0 up"),
  SolveInput("unit_costs", .numbers(.positive), unit: "money per unit", "one for each breakpoint"),
]

private let outputs: [SolveModel.Output] = [
  .init("order_quantity", unit: "units", "per order"),
  .init("region", "index of its price, from 0"),
  .init(
    "cost_including_purchase", unit: "money per unit of time", "purchase, ordering and holding"),
]

private func prices(_ arguments: SolveArguments) throws(SolveError) -> PriceBreaks {
  let breakpoints = arguments.numbers("breakpoints")
  guard breakpoints[0] == 0, zip(breakpoints, breakpoints.dropFirst()).allSatisfy({ $0 < $1 })
  else {
    throw .impossibleInput(
      name: "breakpoints", expected: "quantities that ascend from 0", found: "\(breakpoints)")
  }
  let costs = try arguments.numbers("unit_costs", count: breakpoints.count)
  return PriceBreaks(breakpoints: breakpoints, unitCosts: costs)
}

private func answer(_ order: PriceBreaks.Order) -> SolveRecord {
  [
    "order_quantity": .number(order.quantity), "region": .whole(order.region),
    "cost_including_purchase": .number(order.cost),
  ]
}

/// The models of prices that fall with the quantity ordered.
let quantityDiscountModels: [SolveModel] = [
  SolveModel(
    "eoq_all_units_discount", "The best order where a quantity's price holds for all its units.",
    inputs: inputs, outputs: outputs, source: "Snyder and Shen (2019), section 3.4.1"
  ) { arguments throws(SolveError) in
    answer(
      try prices(arguments).bestAllUnitsOrder(
        fixedCost: arguments.number("fixed_cost"),
        holdingRate: arguments.number("holding_cost_rate"),
        demandRate: arguments.number("demand_rate")))
  },
  SolveModel(
    "eoq_incremental_discount",
    "The best order where each price holds for the units beyond its breakpoint alone.",
    inputs: inputs, outputs: outputs, source: "Snyder and Shen (2019), section 3.4.2"
  ) { arguments throws(SolveError) in
    answer(
      try prices(arguments).bestIncrementalOrder(
        fixedCost: arguments.number("fixed_cost"),
        holdingRate: arguments.number("holding_cost_rate"),
        demandRate: arguments.number("demand_rate")))
  },
]
