private let censoredInputs = [
  SolveInput("sales", .numbers(.notNegative), unit: "units", "of each period"),
  SolveInput("stocked_out", .flags, "whether demand was at least what was sold"),
]

/// The models of demand that stock-outs hid.
let censoredDemandModels: [SolveModel] = [
  SolveModel(
    "daily_average_in_stock_days", "Sales a day of the days in stock.",
    inputs: [
      SolveInput("units_sold", .number(.notNegative), unit: "units", "in the span"),
      SolveInput("period_days", .number(.positive), unit: "days", "the span"),
      SolveInput("in_stock_days", .number(.positive), unit: "days", "of the span, in stock"),
    ],
    outputs: [
      .init("daily_average", unit: "units a day", "of the days in stock"),
      .init("naive_daily_average", unit: "units a day", "of all days"),
    ],
    source: "Linnworks, daily average consumption"
  ) { arguments throws(SolveError) in
    let days = arguments.number("period_days")
    let inStock = arguments.number("in_stock_days")
    guard inStock <= days else {
      throw .impossibleInput(
        name: "in_stock_days", expected: "at most the span, \(days)", found: "\(inStock)")
    }
    let sold = arguments.number("units_sold")
    return [
      "daily_average": .number(sold / inStock), "naive_daily_average": .number(sold / days),
    ]
  },
  SolveModel(
    "amc_days_out_of_stock", "Consumption a month of the days in stock.",
    inputs: [
      SolveInput("consumption", .number(.notNegative), unit: "units", "in the span"),
      SolveInput(
        "transfers", .number(.any), unit: "units", "in it that were moves of stock, taken off",
        standard: .number(0)),
      SolveInput("lookback_months", .number(.positive), unit: "months", "the span"),
      SolveInput(
        "days_in_month", .number(.positive), unit: "days", "a month", standard: .number(30)),
      SolveInput(
        "days_out_of_stock", .number(.notNegative), unit: "days", "of the span",
        standard: .number(0)),
    ],
    outputs: [
      .init("amc", unit: "units a month", "of the days in stock"),
      .init("unadjusted_amc", unit: "units a month", "of all days"),
    ],
    source: "open-mSupply, average monthly consumption"
  ) { arguments throws(SolveError) in
    let used = arguments.number("consumption") - arguments.number("transfers")
    let months = arguments.number("lookback_months")
    let month = arguments.number("days_in_month")
    let days = months * month - arguments.number("days_out_of_stock")
    guard days > 0 else {
      throw .impossibleInput(
        name: "days_out_of_stock", expected: "fewer than the span's days, \(months * month)",
        found: "\(arguments.number("days_out_of_stock"))")
    }
    return ["amc": .number(used / days * month), "unadjusted_amc": .number(used / months)]
  },
  SolveModel(
    "poisson_right_censored_mle", "The rate of Poisson demand that stock-outs hid in part.",
    inputs: censoredInputs,
    outputs: [
      .init("rate", unit: "units per period", "of greatest likelihood"),
      .init("naive_mean", unit: "units per period", "of what was sold"),
      .init("mean_of_uncensored", unit: "units per period", "of the periods in stock"),
    ],
    source: "maximum likelihood; Conrad (1976)"
  ) { arguments throws(SolveError) in
    let sales = arguments.numbers("sales")
    let stockedOut = try arguments.flags("stocked_out", count: sales.count)
    for value in sales where value != value.rounded() || value > 1e12 {
      throw .impossibleInput(name: "sales", expected: "whole units", found: "\(value)")
    }
    guard let rate = CensoredPoisson.rate(sales: sales, stockedOut: stockedOut) else {
      throw .noSolution(reason: "every period ran out of stock: no rate is most likely")
    }
    let seen = zip(sales, stockedOut).filter { !$0.1 }.map(\.0)
    return [
      "rate": .number(rate), "naive_mean": .number(mean(sales)),
      "mean_of_uncensored": .number(mean(seen)),
    ]
  },
  SolveModel(
    "normal_right_censored_mle", "Mean and spread of normal demand that stock-outs hid in part.",
    inputs: censoredInputs,
    outputs: [
      .init("mean", unit: "units per period", "of greatest likelihood"),
      .init("sd", unit: "units per period", "of greatest likelihood"),
      .init("naive_mean", unit: "units per period", "of what was sold"),
      .init("naive_sd", unit: "units per period", "of what was sold, of the sample"),
    ],
    source: "maximum likelihood; Tobin (1958)"
  ) { arguments throws(SolveError) in
    let sales = arguments.numbers("sales")
    let stockedOut = try arguments.flags("stocked_out", count: sales.count)
    guard let found = CensoredNormal.estimate(sales: sales, stockedOut: stockedOut) else {
      throw .noSolution(reason: "needs two different sales of periods in stock")
    }
    let average = mean(sales)
    let squares = sales.reduce(0) { $0 + ($1 - average) * ($1 - average) }
    return [
      "mean": .number(found.mean), "sd": .number(found.standardDeviation),
      "naive_mean": .number(average),
      "naive_sd": .number((squares / Double(sales.count - 1)).squareRoot()),
    ]
  },
  spreadModel(
    "negative_binomial_right_censored_mle",
    "Mean and spread of negative binomial demand that stock-outs hid in part.", .negativeBinomial),
  spreadModel(
    "gamma_right_censored_mle", "Mean and spread of gamma demand that stock-outs hid in part.",
    .gamma),
  SolveModel(
    "kaplan_meier_survival", "The survival curve of demand that stock-outs hid in part.",
    inputs: censoredInputs,
    outputs: [.init("survival", "values seen, each with the probability of more")],
    source: "Kaplan and Meier (1958)"
  ) { arguments throws(SolveError) in
    let sales = arguments.numbers("sales")
    let stockedOut = try arguments.flags("stocked_out", count: sales.count)
    let curve = DemandProductLimit(values: sales, isCensored: stockedOut)
    return ["survival": .list(curve.steps.map { .numbers([$0.value, $0.survival]) })]
  },
]

private func spreadModel(
  _ name: String, _ summary: String, _ family: CensoredSpread.Family
) -> SolveModel {
  SolveModel(
    name, summary, inputs: censoredInputs,
    outputs: [
      .init("mean", unit: "units per period", "of greatest likelihood"),
      .init("sd", unit: "units per period", "of greatest likelihood"),
      .init("naive_mean", unit: "units per period", "of what was sold"),
    ],
    source: "maximum likelihood; Nahmias (1994)"
  ) { arguments throws(SolveError) in
    let sales = arguments.numbers("sales")
    let stockedOut = try arguments.flags("stocked_out", count: sales.count)
    for (value, isOut) in zip(sales, stockedOut) {
      let fits =
        family == .gamma ? isOut || value > 0 : value == value.rounded() && value <= 1e9
      guard fits else {
        throw .impossibleInput(
          name: "sales", expected: family == .gamma ? "above 0 in stock" : "whole units",
          found: "\(value)")
      }
    }
    guard
      let found = CensoredSpread.estimate(sales: sales, stockedOut: stockedOut, family: family)
    else { throw .noSolution(reason: "needs two different sales of periods in stock") }
    return [
      "mean": .number(found.mean), "sd": .number(found.standardDeviation),
      "naive_mean": .number(mean(sales)),
    ]
  }
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
