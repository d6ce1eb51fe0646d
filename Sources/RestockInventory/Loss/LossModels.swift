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
    inputs: [x, SolveInput("mean", .number(.positive), unit: "units", "the mean")]
  ) { arguments in
    answer(Poisson(mean: arguments.number("mean")), arguments.number("x"))
  },
  model(
    "negative_binomial_loss",
    "The losses of negative binomial demand, the failures before the r-th success.",
    inputs: [
      x, SolveInput("r", .number(.positive), "the number of successes, not necessarily whole"),
      SolveInput("p", .number(.probability), "the probability of success"),
    ]
  ) { arguments in
    answer(
      NegativeBinomial(shape: arguments.number("r"), successProbability: arguments.number("p")),
      arguments.number("x"))
  },
  model(
    "binomial_loss", "The losses of binomial demand.",
    inputs: [
      x, SolveInput("n", .whole(.atLeastOne), "the number of trials"),
      SolveInput("p", .number(.probability), "the probability of success"),
    ]
  ) { arguments in
    answer(
      Binomial(trials: arguments.whole("n"), successProbability: arguments.number("p")),
      arguments.number("x"))
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
    let a = arguments.number("a")
    let b = arguments.number("b")
    guard a < b else {
      throw .impossibleInput(name: "b", expected: "more than a, \(a)", found: "\(b)")
    }
    return answer(Uniform(from: a, to: b), arguments.number("x"))
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
