internal import RestockNumerics

private let serviceLevel = SolveInput(
  "cycle_service_level", .number(.probability), "probability of no stock-out in a cycle")
private let targetService = SolveInput(
  "target_csl", .number(.probability), "probability of no stock-out in a cycle")
private let randomSumInputs = [
  SolveInput("demand_mean", .number(.notNegative), unit: "units per period", "mean"),
  SolveInput("demand_sd", .number(.notNegative), unit: "units per root of a period", "spread"),
  SolveInput("lead_time_mean", .number(.notNegative), unit: "periods", "mean lead time"),
  SolveInput("lead_time_sd", .number(.notNegative), unit: "periods", "its spread"),
]
private let errorOutputs: [SolveModel.Output] = [
  .init("lead_time_forecast_error_sd", unit: "units", "over the lead time"),
  .init("ratio_to_naive", "its ratio to sigma sqrt(L)"),
]
private let errorInputs = [
  SolveInput("demand_sd", .number(.positive), unit: "units per period", "spread"),
  SolveInput("lead_time", .number(.positive), unit: "periods", "from order to receipt"),
]
private let alpha = SolveInput("alpha", .number(.positiveShare), "the smoothing weight")

private func moments(_ arguments: SolveArguments) -> LeadTimeDemandMoments {
  LeadTimeDemandMoments(
    meanPerPeriod: arguments.number("demand_mean"),
    standardDeviationPerPeriod: arguments.number("demand_sd"),
    meanLeadTime: arguments.number("lead_time_mean"),
    leadTimeStandardDeviation: arguments.number("lead_time_sd"))
}

private func errorAnswer(_ arguments: SolveArguments, _ spread: Double) -> SolveRecord {
  let naive = arguments.number("demand_sd") * arguments.number("lead_time").squareRoot()
  return [
    "lead_time_forecast_error_sd": .number(spread), "ratio_to_naive": .number(spread / naive),
  ]
}

/// The models of safety stock for a cycle service level.
let safetyStockModels: [SolveModel] = [
  SolveModel(
    "reorder_point_csl_negative_binomial", "The reorder point for negative binomial demand.",
    inputs: [
      targetService,
      SolveInput(
        "lead_time_demand_mean", .number(.positive), unit: "units", "demand over the lead time"),
      SolveInput(
        "lead_time_demand_variance", .number(.positive), unit: "units squared",
        "above the mean"),
    ],
    outputs: [
      .init("r", "the shape"), .init("p", "the probability of success"),
      .init("reorder_point", unit: "units", "the smallest that meets the target"),
      .init("achieved_csl", "what it achieves"),
      .init("expected_shortage", unit: "units", "short at the end of a cycle"),
    ],
    source: "method of moments; Syntetos and Boylan (2021), Intermittent Demand Forecasting"
  ) { arguments throws(SolveError) in
    let mean = arguments.number("lead_time_demand_mean")
    let variance = arguments.number("lead_time_demand_variance")
    guard variance > mean else {
      throw .impossibleInput(
        name: "lead_time_demand_variance", expected: "more than the mean, \(mean)",
        found: "\(variance)")
    }
    let demand = NegativeBinomial(mean: mean, variance: variance)
    let point = demand.quantile(arguments.number("target_csl"))
    return [
      "r": .number(demand.shape), "p": .number(demand.successProbability),
      "reorder_point": .number(point),
      "achieved_csl": .number(demand.cumulativeProbability(point)),
      "expected_shortage": .number(demand.loss(point)),
    ]
  },
  SolveModel(
    "reorder_point_csl_gamma", "The reorder point for gamma demand.",
    inputs: [
      targetService,
      SolveInput(
        "lead_time_demand_mean", .number(.positive), unit: "units", "demand over the lead time"),
      SolveInput("lead_time_demand_sd", .number(.positive), unit: "units", "its spread"),
    ],
    outputs: [
      .init("shape", "the shape"), .init("scale", unit: "units", "the scale"),
      .init("reorder_point", unit: "units", "meets the target"),
      .init("safety_stock", unit: "units", "above the mean demand"),
    ],
    source: "Burgin (1975), The gamma distribution and inventory control, doi:10.1057/jors.1975.110"
  ) { arguments in
    let demand = Gamma(
      mean: arguments.number("lead_time_demand_mean"),
      standardDeviation: arguments.number("lead_time_demand_sd"))
    let point = demand.quantile(arguments.number("target_csl"))
    return [
      "shape": .number(demand.shape), "scale": .number(demand.scale),
      "reorder_point": .number(point),
      "safety_stock": .number(point - arguments.number("lead_time_demand_mean")),
    ]
  },
  SolveModel(
    "safety_stock_king_combined",
    "The safety stock for normal demand over a lead time that varies on its own.",
    inputs: randomSumInputs + [serviceLevel],
    outputs: [
      .init("ltd_mean", unit: "units", "demand over the lead time"),
      .init("ltd_variance", unit: "units squared", "its variance"),
      .init("ltd_sd", unit: "units", "its spread"), .init("z", "the safety factor"),
      .init("safety_stock", unit: "units", "z times the spread"),
      .init("reorder_point", unit: "units", "mean and safety stock"),
    ],
    source: "King (2011), Crack the code; Silver, Pyke and Thomas (2017), section 6.10"
  ) { arguments in
    let moments = moments(arguments)
    let z = Normal.standard.quantile(arguments.number("cycle_service_level"))
    let safetyStock = z * moments.standardDeviation
    return [
      "ltd_mean": .number(moments.mean),
      "ltd_variance": .number(moments.standardDeviation * moments.standardDeviation),
      "ltd_sd": .number(moments.standardDeviation), "z": .number(z),
      "safety_stock": .number(safetyStock), "reorder_point": .number(moments.mean + safetyStock),
    ]
  },
  SolveModel(
    "safety_stock_king_dependent_sum",
    "The safety stock where demand and lead time vary together: the two parts added.",
    inputs: randomSumInputs + [serviceLevel],
    outputs: [
      .init("demand_part", unit: "units", "for the spread of demand"),
      .init("lead_time_part", unit: "units", "for the spread of the lead time"),
      .init("safety_stock", unit: "units", "their sum"),
    ],
    source: "King (2011), Crack the code"
  ) { arguments in
    let z = Normal.standard.quantile(arguments.number("cycle_service_level"))
    let root = arguments.number("lead_time_mean").squareRoot()
    let demandPart = z * arguments.number("demand_sd") * root
    let leadTimePart = z * arguments.number("demand_mean") * arguments.number("lead_time_sd")
    return [
      "demand_part": .number(demandPart), "lead_time_part": .number(leadTimePart),
      "safety_stock": .number(demandPart + leadTimePart),
    ]
  },
  SolveModel(
    "safety_stock_given_z", "The safety stock for a given safety factor.",
    inputs: [SolveInput("z", .number(.any), "the safety factor")] + randomSumInputs,
    outputs: [.init("safety_stock", unit: "units", "z times the spread over the lead time")],
    source: "Silver, Pyke and Thomas (2017), section 6.10"
  ) { arguments in
    ["safety_stock": .number(arguments.number("z") * moments(arguments).standardDeviation)]
  },
  SolveModel(
    "reorder_point_empirical_lead_time_poisson_demand",
    "The reorder point for Poisson demand over lead times as they were seen.",
    inputs: [
      SolveInput("daily_demand_mean", .number(.positive), unit: "units a day", "mean"),
      SolveInput("lead_time_pmf", .weights(.notNegative), "the probability of each lead time"),
      serviceLevel,
    ],
    outputs: [
      .init("ltd_mean", unit: "units", "demand over the lead time"),
      .init("ltd_variance", unit: "units squared", "its variance"),
      .init("reorder_point", unit: "units", "the smallest that meets the target"),
      .init("achieved_csl", "what it achieves"),
      .init("expected_shortage", unit: "units", "short at the end of a cycle"),
      .init("normal_approximation_reorder_point", unit: "units", "what the normal formula says"),
    ],
    source: "exact mixture over the lead times; Hadley and Whitin (1963), section 3.7"
  ) { arguments in
    let rate = arguments.number("daily_demand_mean")
    let demand = DemandDistribution.mixture(
      arguments.weights("lead_time_pmf").map { days, weight in
        DemandDistribution.Component(
          weight: weight,
          distribution: days > 0 ? .poisson(Poisson(mean: rate * days)) : .point(0))
      })
    let level = arguments.number("cycle_service_level")
    let point = demand.quantile(level)
    let spread = demand.standardDeviation
    return [
      "ltd_mean": .number(demand.mean), "ltd_variance": .number(spread * spread),
      "reorder_point": .number(point),
      "achieved_csl": .number(demand.cumulativeProbability(point)),
      "expected_shortage": .number(demand.loss(point)),
      "normal_approximation_reorder_point": .number(
        demand.mean + Normal.standard.quantile(level) * spread),
    ]
  },
  SolveModel(
    "poisson_demand_gamma_lead_time",
    "The reorder point for Poisson demand over a gamma lead time: negative binomial.",
    inputs: [
      SolveInput("demand_rate", .number(.positive), unit: "units per unit of time", "mean"),
      SolveInput("lead_time_mean", .number(.positive), unit: "units of time", "mean"),
      SolveInput("lead_time_sd", .number(.positive), unit: "units of time", "spread"),
      serviceLevel,
    ],
    outputs: [
      .init("nb_r", "the shape"), .init("nb_p", "the probability of success"),
      .init("ltd_mean", unit: "units", "demand over the lead time"),
      .init("ltd_variance", unit: "units squared", "its variance"),
      .init("reorder_point", unit: "units", "the smallest that meets the target"),
      .init("achieved_csl", "what it achieves"),
    ],
    source: "Hadley and Whitin (1963), section 3.7"
  ) { arguments in
    let leadTime = Gamma(
      mean: arguments.number("lead_time_mean"),
      standardDeviation: arguments.number("lead_time_sd"))
    let demand = NegativeBinomial(
      shape: leadTime.shape,
      successProbability: 1 / (1 + arguments.number("demand_rate") * leadTime.scale))
    let point = demand.quantile(arguments.number("cycle_service_level"))
    let spread = demand.standardDeviation
    return [
      "nb_r": .number(demand.shape), "nb_p": .number(demand.successProbability),
      "ltd_mean": .number(demand.mean), "ltd_variance": .number(spread * spread),
      "reorder_point": .number(point),
      "achieved_csl": .number(demand.cumulativeProbability(point)),
    ]
  },
  SolveModel(
    "sma_lead_time_error_sd", "The forecast error over a lead time of a moving average.",
    inputs: errorInputs + [
      SolveInput("window", .number(.positive), unit: "periods", "averaged")
    ],
    outputs: errorOutputs, source: "Prak, Teunter and Syntetos (2017)"
  ) { arguments in
    errorAnswer(
      arguments,
      ForecastErrorOverLeadTime.movingAverage(
        standardDeviation: arguments.number("demand_sd"),
        leadTime: arguments.number("lead_time"), window: arguments.number("window")))
  },
  SolveModel(
    "ses_lead_time_error_sd_iid_demand",
    "The forecast error over a lead time of exponential smoothing, demand without memory.",
    inputs: errorInputs + [alpha], outputs: errorOutputs,
    source: "Prak, Teunter and Syntetos (2017)"
  ) { arguments in
    errorAnswer(
      arguments,
      ForecastErrorOverLeadTime.exponentialSmoothing(
        standardDeviation: arguments.number("demand_sd"),
        leadTime: arguments.number("lead_time"), alpha: arguments.number("alpha")))
  },
  SolveModel(
    "ses_lead_time_error_sd_local_level",
    "The forecast error over a lead time of exponential smoothing, a level that wanders.",
    inputs: errorInputs + [alpha], outputs: errorOutputs,
    source: "Johnston and Harrison (1986); Hyndman, Koehler, Ord and Snyder (2008), section 6.3"
  ) { arguments in
    errorAnswer(
      arguments,
      ForecastErrorOverLeadTime.localLevel(
        standardDeviation: arguments.number("demand_sd"),
        leadTime: arguments.number("lead_time"), alpha: arguments.number("alpha")))
  },
]
