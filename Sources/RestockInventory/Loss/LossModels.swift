internal import RestockNumerics

private let outputs: [SolveModel.Output] = [
  .init("loss", unit: "units", "E[(X - x)+]"),
  .init("complementary_loss", unit: "units", "E[(x - X)+]"),
  .init(
    "second_order_loss", unit: "units squared",
    "E[((X - x)+)^2] / 2, for whole units E[(X - x)+ (X - x - 1)+] / 2"),
  .init("second_order_complementary_loss", unit: "units squared", "the same below x"),
]

private let x = SolveInput("x", .number(.any), unit: "units", "the level")

private func answer(_ distribution: some SecondOrderLossDistribution, _ x: Double) -> SolveRecord {
  [
    "loss": .number(distribution.loss(x)),
    "complementary_loss": .number(distribution.complementaryLoss(x)),
    "second_order_loss": .number(distribution.secondOrderLoss(x)),
    "second_order_complementary_loss": .number(distribution.complementarySecondOrderLoss(x)),
  ]
}

private func model(
  _ name: String, _ summary: String, inputs: [SolveInput],
  _ body: @escaping @Sendable (SolveArguments) throws(SolveError) -> SolveRecord
) -> SolveModel {
  SolveModel(
    name, summary, inputs: inputs, outputs: outputs,
    source: "Zipkin (2000), sections C.2 and C.3; Snyder and Shen (2019), appendix C.3", body: body)
}

/// The loss functions of each distribution.
let lossModels: [SolveModel] = [
  model(
    "standard_normal_loss", "The losses of a standard normal number.",
    inputs: [SolveInput("z", .number(.any), "the level")]
  ) { arguments in answer(Normal.standard, arguments.number("z")) },
  model(
    "normal_loss", "The losses of normal demand.",
    inputs: [
      x, SolveInput("mean", .number(.any), unit: "units", "the mean"),
      SolveInput("sd", .number(.positive), unit: "units", "the standard deviation"),
    ]
  ) { arguments in
    answer(
      Normal(mean: arguments.number("mean"), standardDeviation: arguments.number("sd")),
      arguments.number("x"))
  },
  model(
    "poisson_loss", "The losses of Poisson demand.",
    inputs: [x, SolveInput("mean", .number(.notNegative), unit: "units", "the mean")]
  ) { arguments in
    answer(
      DistributionDescription.poisson(mean: arguments.number("mean")), arguments.number("x"))
  },
  model(
    "negative_binomial_loss",
    "The losses of negative binomial demand, the failures before the r-th success.",
    inputs: [
      x, SolveInput("r", .number(.positive), "the number of successes, not necessarily whole"),
      SolveInput("p", .number(.positiveShare), "the probability of success"),
    ]
  ) { arguments in
    answer(DistributionDescription.negativeBinomial(arguments), arguments.number("x"))
  },
  model(
    "binomial_loss", "The losses of binomial demand.",
    inputs: [
      x, SolveInput("n", .whole(.atLeastOne), "the number of trials"),
      SolveInput("p", .number(.share), "the probability of success"),
    ]
  ) { arguments in
    answer(DistributionDescription.binomial(arguments), arguments.number("x"))
  },
  model(
    "gamma_loss", "The losses of gamma demand.",
    inputs: [
      x, SolveInput("shape", .number(.positive), "the shape"),
      SolveInput("scale", .number(.positive), unit: "units", "the scale"),
    ]
  ) { arguments in
    answer(
      Gamma(shape: arguments.number("shape"), scale: arguments.number("scale")),
      arguments.number("x"))
  },
  model(
    "lognormal_loss", "The losses of lognormal demand.",
    inputs: [
      x, SolveInput("mu", .number(.any), "the mean of the logarithm"),
      SolveInput("sigma", .number(.positive), "the standard deviation of the logarithm"),
    ]
  ) { arguments in
    answer(
      LogNormal(
        logMean: arguments.number("mu"), logStandardDeviation: arguments.number("sigma")),
      arguments.number("x"))
  },
  model(
    "exponential_loss", "The losses of exponential demand.",
    inputs: [x, SolveInput("rate", .number(.positive), unit: "per unit", "one over the mean")]
  ) { arguments in
    answer(Exponential(mean: 1 / arguments.number("rate")), arguments.number("x"))
  },
  model(
    "uniform_loss", "The losses of demand uniform on an interval.",
    inputs: [
      x, SolveInput("a", .number(.any), unit: "units", "the least"),
      SolveInput("b", .number(.any), unit: "units", "the most"),
    ]
  ) { arguments throws(SolveError) in
    answer(try DistributionDescription.uniform(arguments), arguments.number("x"))
  },
  model(
    "geometric_loss", "The losses of geometric demand, the trials up to the first success.",
    inputs: [x, SolveInput("p", .number(.positiveShare), "the probability of success")]
  ) { arguments in
    answer(Geometric(successProbability: arguments.number("p")), arguments.number("x"))
  },
  model(
    "discrete_loss", "The losses of a demand given by its probabilities.",
    inputs: [x, SolveInput("pmf", .weights(.any), "the probability of each demand")]
  ) { arguments in
    answer(empirical(arguments.weights("pmf")), arguments.number("x"))
  },
  SolveModel(
    "distribution",
    "Any distribution: a family, a mixture, a sum or a random sum; its moments, and what is asked.",
    inputs: [
      SolveInput("distribution", .distribution, "the distribution"),
      SolveInput("x", .number(.any), unit: "units", "a level", standard: SolveValue.none),
      SolveInput(
        "probability", .number(.probability), "for the quantile", standard: SolveValue.none),
      SolveInput(
        "sample_size", .whole(SolveBounds(low: 0, high: 1e5)), "numbers to draw",
        standard: .number(0)),
      SolveInput("seed", .whole(.notNegative), "of the sample", standard: .number(1)),
    ],
    outputs: [
      .init("mean", unit: "units", "the mean"),
      .init("sd", unit: "units", "the standard deviation"),
      .init("cumulative_probability", "P(X <= x)"), .init("survival_probability", "P(X > x)"),
    ] + outputs + [
      .init("quantile", unit: "units", "the smallest that reaches the probability"),
      .init("sample", unit: "units", "numbers drawn by inversion"),
    ],
    source: "Zipkin (2000), appendix C; random sums by Panjer (1981), doi:10.1017/S0515036100006796"
  ) { arguments in
    let distribution = arguments.distribution("distribution")
    var fields: [SolveRecord.Field] = [
      .init(name: "mean", value: .number(distribution.mean)),
      .init(name: "sd", value: .number(distribution.standardDeviation)),
    ]
    if let x = arguments.optionalNumber("x") {
      fields += [
        .init(
          name: "cumulative_probability", value: .number(distribution.cumulativeProbability(x))),
        .init(
          name: "survival_probability", value: .number(distribution.survivalProbability(x))),
      ]
      fields += answer(distribution, x).fields
    }
    if let probability = arguments.optionalNumber("probability") {
      fields.append(
        .init(name: "quantile", value: .number(distribution.quantile(probability))))
    }
    let size = arguments.whole("sample_size")
    if size > 0 {
      var generator = RandomGenerator(seed: UInt64(arguments.whole("seed")))
      let sample = (0..<size).map { _ in distribution.sample(using: &generator) }
      fields.append(.init(name: "sample", value: .numbers(sample)))
    }
    return SolveRecord(fields: fields)
  },
  SolveModel(
    "inverse_standard_normal_loss", "The z at which the standard normal loss has a given value.",
    inputs: [SolveInput("loss", .number(.positive), "E[(Z - z)+]")],
    outputs: [.init("z", "the level")], source: "Newton's method on the logarithm of the loss"
  ) { arguments in
    ["z": .number(Normal.standardQuantile(ofLoss: arguments.number("loss")))]
  },
]

/// A distribution from probabilities by value.
func empirical(_ weights: [(value: Double, weight: Double)]) -> Empirical {
  Empirical(values: weights.map(\.value), weights: weights.map(\.weight))
}
