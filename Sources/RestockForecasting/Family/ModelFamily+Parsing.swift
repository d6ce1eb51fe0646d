extension ModelFamily {
  /// A name of a model that was not understood.
  public struct NameError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text as given.
    public let text: String
    /// What is wrong with the part in brackets; nil where the name itself is unknown.
    public let form: String?

    public var description: String {
      if let form { return "model '\(text)': \(form)" }
      return "unknown model '\(text)'; known are \(ModelFamily.names.joined(separator: ", "))"
    }
  }

  /// The names that `parse(_:)` takes, each with its defaults; a form may follow in brackets.
  public static let names: [String] = defaults.map(\.name)

  private static let defaults: [(name: String, family: ModelFamily)] = [
    ("naive", .naive(Naive())),
    ("seasonal-naive", .seasonalNaive(SeasonalNaive())),
    ("drift", .drift(Drift())),
    ("mean", .mean(HistoricalMean())),
    ("moving-average", .movingAverage(MovingAverage())),
    ("weighted-moving-average", .movingAverage(MovingAverage(isWeighted: true))),
    ("ses", .simpleExponentialSmoothing(SimpleExponentialSmoothing())),
    ("holt", .holt(Holt())),
    ("damped", .holt(Holt(isDamped: true))),
    ("holt-winters", .holtWinters(HoltWinters())),
    ("holt-winters-multiplicative", .holtWinters(HoltWinters(isMultiplicative: true))),
    ("ets", .autoETS(AutoETS())),
    ("auto-ets", .autoETS(AutoETS())),
    ("akaike-ets", .akaikeETS(AkaikeETS())),
    ("theta", .theta(Theta())),
    ("optimized-theta", .optimizedTheta(OptimizedTheta())),
    ("dynamic-theta", .dynamicTheta(DynamicOptimizedTheta())),
    ("ces", .complexExponentialSmoothing(ComplexExponentialSmoothing())),
    ("seasonal-decomposition", .classicalDecomposition(ClassicalDecomposition())),
    ("mstl", .mstl(MSTL(rest: AkaikeETS()))),
    ("seasons-smoothing", .seasonsSmoothing(SeasonsSmoothing())),
    ("multiple-seasons", .multipleSeasons(MultipleSeasons())),
    ("regression", .regression(Regression())),
    ("croston", .croston(Croston())),
    ("sba", .croston(Croston(correction: .syntetosBoylan))),
    ("sbj", .croston(Croston(correction: .shaleBoylanJohnston))),
    ("tsb", .teunterSyntetosBabai(TeunterSyntetosBabai())),
    ("adida", .temporalAggregation(TemporalAggregation(sizes: .meanInterval))),
    ("imapa", .temporalAggregation(TemporalAggregation(sizes: .upToMeanInterval))),
    ("negative-binomial", .negativeBinomial(NegativeBinomialSmoothing())),
    ("empirical", .empirical(Empirical())),
    ("business-average", .businessAverage(BusinessAverage())),
    ("pooled-level", .twoSpeedLevel(TwoSpeedLevel())),
  ]

  /// The model named `text`: `ses`, `ses(0.3)`, `moving-average(13)`, `croston(optimized)`,
  /// `tsb(0.2,0.1)`.
  ///
  /// - Throws: `NameError`, whose description lists the names or says what the form should be.
  public static func parse(_ text: String) throws(NameError) -> ModelFamily {
    let name = String(text.prefix { $0 != "(" })
    guard let family = defaults.first(where: { $0.name == name })?.family else {
      throw NameError(text: text, form: nil)
    }
    let rest = text.dropFirst(name.count)
    guard !rest.isEmpty else { return family }
    guard rest.last == ")" else { throw NameError(text: text, form: "a ')' is missing") }
    let arguments = rest.dropFirst().dropLast().split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
    if name == "ets" {
      guard let form = ETSForm(arguments.joined(separator: ",")) else {
        throw NameError(
          text: text, form: "expected error, trend and season of a form that exists, as in (M,Ad,A)"
        )
      }
      return .ets(ETSModel(form))
    }
    switch family.withForm(arguments) {
    case .success(let family): return family
    case .failure(let error): throw NameError(text: text, form: error.expected)
    }
  }

  /// What a form should have been.
  private struct FormError: Error {
    let expected: String
  }

  private func withForm(_ arguments: [String]) -> Result<ModelFamily, FormError> {
    switch self {
    case .movingAverage(let model):
      guard arguments.count == 1, let window = Int(arguments[0]), window >= 1 else {
        return .failure(FormError(expected: "expected the number of periods, as in (13)"))
      }
      let form = MovingAverage(window: window, isWeighted: model.isWeighted)
      return .success(.movingAverage(form))
    case .simpleExponentialSmoothing:
      guard let weights = Self.weights(arguments, count: 1) else {
        return .failure(FormError(expected: "expected alpha in 0...1, as in (0.3)"))
      }
      return .success(.simpleExponentialSmoothing(.init(alpha: weights[0])))
    case .croston(let model):
      if arguments == ["optimized"] {
        return .success(.croston(Croston(correction: model.correction, weights: .optimized)))
      }
      guard let weights = Self.weights(arguments, count: 1) else {
        return .failure(
          FormError(expected: "expected alpha in 0...1, as in (0.1), or (optimized)"))
      }
      let form = Croston(correction: model.correction, weights: .given(weights[0]))
      return .success(.croston(form))
    case .teunterSyntetosBabai:
      guard let weights = Self.weights(arguments, count: 2) else {
        return .failure(
          FormError(expected: "expected the weights of size and probability, as in (0.2,0.1)"))
      }
      return .success(
        .teunterSyntetosBabai(
          TeunterSyntetosBabai(weights: .init(size: weights[0], probability: weights[1]))))
    case .empirical:
      guard arguments.count == 1, let periods = Int(arguments[0]), periods >= 1 else {
        return .failure(FormError(expected: "expected the number of periods, as in (52)"))
      }
      return .success(.empirical(Empirical(periods: periods)))
    case .naive, .seasonalNaive, .drift, .mean, .twoSpeedLevel, .holt, .holtWinters,
      .temporalAggregation, .negativeBinomial, .regression, .ets, .autoETS, .akaikeETS, .theta,
      .optimizedTheta, .dynamicTheta, .businessAverage, .mstl, .classicalDecomposition,
      .complexExponentialSmoothing, .seasonsSmoothing, .multipleSeasons:
      return .failure(FormError(expected: "this model has no form in brackets"))
    }
  }

  private static func weights(_ arguments: [String], count: Int) -> [Double]? {
    let weights = arguments.compactMap { Double($0) }.filter { $0 >= 0 && $0 <= 1 }
    return weights.count == count && arguments.count == count ? weights : nil
  }
}
