internal import RestockNumerics

/// A distribution as a record of the register: `{"family": "poisson", "mean": 5}`.
///
/// A family has the parameters that its loss function has in the register; a mixture has `parts` of
/// `weight` and `distribution`, a sum has `terms`, a random sum `count` and `size`.
enum DistributionDescription {
  /// A family with its parameters.
  private struct Family: Sendable {
    let name: String
    let inputs: [SolveInput]
    let make: @Sendable (SolveArguments) throws(SolveError) -> NamedDistribution
  }

  /// What is expected, for a message.
  static let expectation =
    "a record of family and its parameters: "
    + families.map { "\($0.name) (\($0.inputs.map(\.name).joined(separator: ", ")))" }
    .joined(separator: "; ")

  /// The distribution of a record.
  ///
  /// - Throws: What the record lacks, or why there is no such distribution.
  static func distribution(_ record: SolveRecord) throws(SolveError) -> NamedDistribution {
    guard case .text(let name)? = record["family"] else {
      throw .missingInput(name: "family", expected: expectation)
    }
    guard let family = families.first(where: { $0.name == name }) else {
      throw .impossibleInput(
        name: "family", expected: "one of \(families.map(\.name).joined(separator: ", "))",
        found: "'\(name)'")
    }
    let parameters = SolveRecord(fields: record.fields.filter { $0.name != "family" })
    return try family.make(try SolveArguments(parameters, for: family.inputs))
  }

  private static let distribution = SolveInput("distribution", .distribution, "what it is then")

  private static let families: [Family] = [
    Family(
      name: "normal",
      inputs: [
        SolveInput("mean", .number(.any), unit: "units", "the mean"),
        SolveInput("sd", .number(.positive), unit: "units", "the standard deviation"),
      ]
    ) { a in
      .normal(Normal(mean: a.number("mean"), standardDeviation: a.number("sd")))
    },
    Family(
      name: "lognormal",
      inputs: [
        SolveInput("mu", .number(.any), "the mean of the logarithm"),
        SolveInput("sigma", .number(.positive), "the standard deviation of the logarithm"),
      ]
    ) { a in
      .lognormal(
        LogNormal(logMean: a.number("mu"), logStandardDeviation: a.number("sigma")))
    },
    Family(
      name: "gamma",
      inputs: [
        SolveInput("shape", .number(.positive), "the shape"),
        SolveInput("scale", .number(.positive), unit: "units", "the scale"),
      ]
    ) { a in .gamma(Gamma(shape: a.number("shape"), scale: a.number("scale"))) },
    Family(
      name: "exponential",
      inputs: [SolveInput("rate", .number(.positive), unit: "per unit", "one over the mean")]
    ) { a in .exponential(Exponential(mean: 1 / a.number("rate"))) },
    Family(
      name: "uniform",
      inputs: [
        SolveInput("a", .number(.any), unit: "units", "the least"),
        SolveInput("b", .number(.any), unit: "units", "the most"),
      ]
    ) { a throws(SolveError) in .uniform(try uniform(a)) },
    Family(
      name: "poisson",
      inputs: [SolveInput("mean", .number(.notNegative), unit: "units", "the mean")]
    ) { a in poisson(mean: a.number("mean")) },
    Family(
      name: "negative_binomial",
      inputs: [
        SolveInput("r", .number(.positive), "the number of successes, not necessarily whole"),
        SolveInput("p", .number(.positiveShare), "the probability of success"),
      ]
    ) { a in negativeBinomial(a) },
    Family(
      name: "binomial",
      inputs: [
        SolveInput("n", .whole(.atLeastOne), "the number of trials"),
        SolveInput("p", .number(.share), "the probability of success"),
      ]
    ) { a in binomial(a) },
    Family(
      name: "geometric",
      inputs: [SolveInput("p", .number(.positiveShare), "the probability of success")]
    ) { a in .geometric(Geometric(successProbability: a.number("p"))) },
    Family(
      name: "empirical",
      inputs: [SolveInput("pmf", .weights(.any), "the probability of each value")]
    ) { a in .empirical(empirical(a.weights("pmf"))) },
    Family(
      name: "mixture",
      inputs: [
        SolveInput(
          "parts",
          .records([
            SolveInput("weight", .number(.positiveShare), "its probability"), distribution,
          ]), "one of which it is")
      ]
    ) { a throws(SolveError) in try mixture(a.records("parts")) },
    Family(
      name: "sum",
      inputs: [SolveInput("terms", .records([distribution]), "independent of each other")]
    ) { a throws(SolveError) in
      let terms = a.records("terms").map { $0.distribution("distribution") }
      guard !terms.isEmpty else {
        throw .impossibleInput(name: "terms", expected: "at least one", found: "none")
      }
      guard let sum = NamedDistribution.sum(of: terms) else {
        throw .noSolution(
          reason: "no exact sum of these terms: expected one family and scale, or whole units")
      }
      return sum
    },
    Family(
      name: "random_sum",
      inputs: [
        SolveInput("count", .distribution, "of terms, whole"),
        SolveInput("size", .distribution, "of a term"),
      ]
    ) { a throws(SolveError) in
      guard
        let sum = NamedDistribution.randomSum(
          of: a.distribution("count"), size: a.distribution("size"))
      else {
        throw .noSolution(
          reason: "no exact random sum of these: expected a whole number up to 10,000 of terms "
            + "of whole units, or normal, gamma or exponential ones")
      }
      return sum
    },
  ]

  private static func mixture(
    _ parts: [SolveArguments]
  ) throws(SolveError) -> NamedDistribution {
    let total = parts.reduce(0) { $0 + $1.number("weight") }
    guard abs(total - 1) < 1e-6 else {
      throw .impossibleInput(
        name: "parts", expected: "weights that sum to 1", found: "\(total)")
    }
    return .mixture(
      parts.map {
        NamedDistribution.Component(
          weight: $0.number("weight") / total, distribution: $0.distribution("distribution"))
      })
  }

  /// Poisson, at a mean of 0 always 0.
  static func poisson(mean: Double) -> NamedDistribution {
    mean > 0 ? .poisson(Poisson(mean: mean)) : .point(0)
  }

  /// By `r` and `p`; at p = 1 always 0.
  static func negativeBinomial(_ arguments: SolveArguments) -> NamedDistribution {
    let p = arguments.number("p")
    return p < 1
      ? .negativeBinomial(
        NegativeBinomial(shape: arguments.number("r"), successProbability: p))
      : .point(0)
  }

  /// By `n` and `p`; at p = 0 always 0, at p = 1 always n.
  static func binomial(_ arguments: SolveArguments) -> NamedDistribution {
    let p = arguments.number("p")
    let trials = arguments.whole("n")
    return p > 0 && p < 1
      ? .binomial(Binomial(trials: trials, successProbability: p)) : .point(p * Double(trials))
  }

  /// By `a` and `b`.
  static func uniform(_ arguments: SolveArguments) throws(SolveError) -> Uniform {
    let a = arguments.number("a")
    let b = arguments.number("b")
    guard a < b else {
      throw .impossibleInput(name: "b", expected: "more than a, \(a)", found: "\(b)")
    }
    return Uniform(from: a, to: b)
  }
}
