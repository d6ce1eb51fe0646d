/// A model that a user can name.
///
/// The closed choice at the edge: it is switched on once per series, never per observation.
public enum ModelFamily: Sendable, Hashable {
  case naive(Naive)
  case seasonalNaive(SeasonalNaive)
  case drift(Drift)
  case mean(HistoricalMean)
  case movingAverage(MovingAverage)
  case simpleExponentialSmoothing(SimpleExponentialSmoothing)
  case croston(Croston)
  case teunterSyntetosBabai(TeunterSyntetosBabai)
  case twoSpeedLevel(TwoSpeedLevel)
  case holt(Holt)
  case holtWinters(HoltWinters)
  case temporalAggregation(TemporalAggregation)
  case empirical(Empirical)
  case negativeBinomial(NegativeBinomialSmoothing)
  case regression(Regression)
  case ets(ETSModel)
  case autoETS(AutoETS)
  case akaikeETS(AkaikeETS)
  case theta(Theta)
  case optimizedTheta(OptimizedTheta)
  case dynamicTheta(DynamicOptimizedTheta)
  case businessAverage(BusinessAverage)
  case mstl(MSTL<AkaikeETS>)
  case classicalDecomposition(ClassicalDecomposition)
  case complexExponentialSmoothing(ComplexExponentialSmoothing)
  case seasonsSmoothing(SeasonsSmoothing)
  case multipleSeasons(MultipleSeasons)
}

extension ModelFamily {
  /// Whether the model is one of a season that it estimates on the series itself, so that it has nothing
  /// to gain from an index that holds the season.
  public var estimatesSeason: Bool {
    switch self {
    case .seasonalNaive, .holtWinters, .classicalDecomposition, .mstl, .seasonsSmoothing,
      .multipleSeasons, .regression:
      true
    case .ets(let model): model.form.seasonal != .none
    case .naive, .drift, .mean, .movingAverage, .simpleExponentialSmoothing, .croston,
      .teunterSyntetosBabai, .twoSpeedLevel, .holt, .temporalAggregation, .empirical,
      .negativeBinomial, .autoETS, .akaikeETS, .theta, .optimizedTheta, .dynamicTheta,
      .businessAverage, .complexExponentialSmoothing:
      false
    }
  }
}

extension ModelFamily: ForecastModel {
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedForecast {
    switch self {
    case .naive(let model): .naive(try model.fit(series))
    case .seasonalNaive(let model): .seasonalNaive(try model.fit(series))
    case .drift(let model): .drift(try model.fit(series))
    case .mean(let model): .mean(try model.fit(series))
    case .movingAverage(let model): .movingAverage(try model.fit(series))
    case .simpleExponentialSmoothing(let model):
      .simpleExponentialSmoothing(try model.fit(series))
    case .croston(let model): .croston(try model.fit(series))
    case .teunterSyntetosBabai(let model): .teunterSyntetosBabai(try model.fit(series))
    case .twoSpeedLevel(let model): .twoSpeedLevel(try model.fit(series))
    case .holt(let model): .holt(try model.fit(series))
    case .holtWinters(let model): .holtWinters(try model.fit(series))
    case .temporalAggregation(let model): .temporalAggregation(try model.fit(series))
    case .empirical(let model): .empirical(try model.fit(series))
    case .negativeBinomial(let model): .negativeBinomial(try model.fit(series))
    case .regression(let model): .regression(try model.fit(series))
    case .ets(let model): .ets(try model.fit(series))
    case .autoETS(let model): .ets(try model.fit(series))
    case .akaikeETS(let model): .akaikeETS(try model.fit(series))
    case .theta(let model): .theta(try model.fit(series))
    case .optimizedTheta(let model): .theta(try model.fit(series))
    case .dynamicTheta(let model): .theta(try model.fit(series))
    case .businessAverage(let model): .businessAverage(try model.fit(series))
    case .mstl(let model): .mstl(try model.fit(series))
    case .classicalDecomposition(let model):
      .classicalDecomposition(try model.fit(series))
    case .complexExponentialSmoothing(let model):
      .complexExponentialSmoothing(try model.fit(series))
    case .seasonsSmoothing(let model): .seasonsSmoothing(try model.fit(series))
    case .multipleSeasons(let model): .multipleSeasons(try model.fit(series))
    }
  }
}

extension ModelFamily {
  /// The one switch: hands the model inside to `visitor`, as its own type.
  func accept<Visitor: ModelVisitor>(_ visitor: Visitor) throws(FitError) -> Visitor.Output {
    switch self {
    case .naive(let model): try visitor.visit(model)
    case .seasonalNaive(let model): try visitor.visit(model)
    case .drift(let model): try visitor.visit(model)
    case .mean(let model): try visitor.visit(model)
    case .movingAverage(let model): try visitor.visit(model)
    case .simpleExponentialSmoothing(let model): try visitor.visit(model)
    case .croston(let model): try visitor.visit(model)
    case .teunterSyntetosBabai(let model): try visitor.visit(model)
    case .twoSpeedLevel(let model): try visitor.visit(model)
    case .holt(let model): try visitor.visit(model)
    case .holtWinters(let model): try visitor.visit(model)
    case .temporalAggregation(let model): try visitor.visit(model)
    case .empirical(let model): try visitor.visit(model)
    case .negativeBinomial(let model): try visitor.visit(model)
    case .regression(let model): try visitor.visit(model)
    case .ets(let model): try visitor.visit(model)
    case .autoETS(let model): try visitor.visit(model)
    case .akaikeETS(let model): try visitor.visit(model)
    case .theta(let model): try visitor.visit(model)
    case .optimizedTheta(let model): try visitor.visit(model)
    case .dynamicTheta(let model): try visitor.visit(model)
    case .businessAverage(let model): try visitor.visit(model)
    case .mstl(let model): try visitor.visit(model)
    case .classicalDecomposition(let model): try visitor.visit(model)
    case .complexExponentialSmoothing(let model): try visitor.visit(model)
    case .seasonsSmoothing(let model): try visitor.visit(model)
    case .multipleSeasons(let model): try visitor.visit(model)
    }
  }
}

/// What is done with a model, whatever its type.
protocol ModelVisitor {
  associatedtype Output
  func visit(_ model: some ForecastModel) throws(FitError) -> Output
}
