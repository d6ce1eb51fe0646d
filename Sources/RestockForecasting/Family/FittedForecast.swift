public import RestockNumerics

/// A fitted model of any family.
public enum FittedForecast: FittedModel {
  case naive(FittedNaive)
  case seasonalNaive(FittedSeasonalNaive)
  case drift(FittedDrift)
  case mean(FittedHistoricalMean)
  case movingAverage(FittedMovingAverage)
  case simpleExponentialSmoothing(FittedSimpleExponentialSmoothing)
  case croston(FittedCroston)
  case teunterSyntetosBabai(FittedTeunterSyntetosBabai)
  case twoSpeedLevel(FittedTwoSpeedLevel)
  case holt(FittedTrend)
  case holtWinters(FittedTrend)
  case temporalAggregation(FittedTemporalAggregation)
  case empirical(FittedEmpirical)
  case negativeBinomial(FittedNegativeBinomialSmoothing)
  case regression(FittedRegression)
  case ets(FittedETS)
  case akaikeETS(FittedAkaikeETS)
  case theta(FittedTheta)
  case businessAverage(FittedBusinessAverage)
  case mstl(SeasonallyAdjusted<FittedAkaikeETS>)
  case classicalDecomposition(SeasonallyAdjusted<FittedTrend>)
  case complexExponentialSmoothing(FittedComplexExponentialSmoothing)
  case seasonsSmoothing(FittedSeasonsSmoothing)
  case multipleSeasons(FittedMultipleSeasons)

  public var summary: String { read(SummaryReader()) }

  /// The kind of model, for people: without its weights.
  public var name: String {
    switch self {
    case .naive: "naive"
    case .seasonalNaive: "seasonal naive"
    case .drift: "drift"
    case .mean: "mean"
    case .movingAverage: "moving average"
    case .simpleExponentialSmoothing: "SES"
    case .croston: "Croston"
    case .teunterSyntetosBabai: "TSB"
    case .twoSpeedLevel: "two-speed level"
    case .holt: "Holt"
    case .holtWinters: "Holt-Winters"
    case .temporalAggregation: "temporal aggregation"
    case .empirical: "empirical"
    case .negativeBinomial: "negative binomial"
    case .regression: "regression"
    case .ets, .akaikeETS: "ETS"
    case .theta: "theta"
    case .businessAverage: "business average"
    case .mstl: "MSTL"
    case .classicalDecomposition: "classical decomposition"
    case .complexExponentialSmoothing: "CES"
    case .seasonsSmoothing: "smoothing of several seasons"
    case .multipleSeasons: "average of several seasons"
    }
  }

  public var aliveProbability: Double {
    if case .twoSpeedLevel(let level) = self { level.aliveProbability } else { 1 }
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    read(MeansReader(horizon: horizon))
  }

  public func total(over window: ForecastWindow) -> DemandDistribution {
    read(TotalReader(window: window))
  }

  /// Takes in the next period.
  public mutating func update(_ demand: Double?) {
    // The payload is taken out of the enum first, so that its arrays are not copied.
    switch consume self {
    case .naive(var model):
      model.update(demand)
      self = .naive(model)
    case .seasonalNaive(var model):
      model.update(demand)
      self = .seasonalNaive(model)
    case .drift(var model):
      model.update(demand)
      self = .drift(model)
    case .mean(var model):
      model.update(demand)
      self = .mean(model)
    case .movingAverage(var model):
      model.update(demand)
      self = .movingAverage(model)
    case .simpleExponentialSmoothing(var model):
      model.update(demand)
      self = .simpleExponentialSmoothing(model)
    case .croston(var model):
      model.update(demand)
      self = .croston(model)
    case .teunterSyntetosBabai(var model):
      model.update(demand)
      self = .teunterSyntetosBabai(model)
    case .twoSpeedLevel(var model):
      model.update(demand)
      self = .twoSpeedLevel(model)
    case .holt(var model):
      model.update(demand)
      self = .holt(model)
    case .holtWinters(var model):
      model.update(demand)
      self = .holtWinters(model)
    case .temporalAggregation(var model):
      model.update(demand)
      self = .temporalAggregation(model)
    case .empirical(var model):
      model.update(demand)
      self = .empirical(model)
    case .negativeBinomial(var model):
      model.update(demand)
      self = .negativeBinomial(model)
    case .regression(var model):
      model.update(demand)
      self = .regression(model)
    case .ets(var model):
      model.update(demand)
      self = .ets(model)
    case .akaikeETS(var model):
      model.update(demand)
      self = .akaikeETS(model)
    case .theta(var model):
      model.update(demand)
      self = .theta(model)
    case .businessAverage(var model):
      model.update(demand)
      self = .businessAverage(model)
    case .mstl(var model):
      model.update(demand)
      self = .mstl(model)
    case .classicalDecomposition(var model):
      model.update(demand)
      self = .classicalDecomposition(model)
    case .complexExponentialSmoothing(var model):
      model.update(demand)
      self = .complexExponentialSmoothing(model)
    case .seasonsSmoothing(var model):
      model.update(demand)
      self = .seasonsSmoothing(model)
    case .multipleSeasons(var model):
      model.update(demand)
      self = .multipleSeasons(model)
    }
  }

  /// The one switch: hands the model inside to `reader`, as its own type.
  private func read<Reader: ModelReader>(_ reader: Reader) -> Reader.Output {
    switch self {
    case .naive(let model): reader.read(model)
    case .seasonalNaive(let model): reader.read(model)
    case .drift(let model): reader.read(model)
    case .mean(let model): reader.read(model)
    case .movingAverage(let model): reader.read(model)
    case .simpleExponentialSmoothing(let model): reader.read(model)
    case .croston(let model): reader.read(model)
    case .teunterSyntetosBabai(let model): reader.read(model)
    case .twoSpeedLevel(let model): reader.read(model)
    case .holt(let model): reader.read(model)
    case .holtWinters(let model): reader.read(model)
    case .temporalAggregation(let model): reader.read(model)
    case .empirical(let model): reader.read(model)
    case .negativeBinomial(let model): reader.read(model)
    case .regression(let model): reader.read(model)
    case .ets(let model): reader.read(model)
    case .akaikeETS(let model): reader.read(model)
    case .theta(let model): reader.read(model)
    case .businessAverage(let model): reader.read(model)
    case .mstl(let model): reader.read(model)
    case .classicalDecomposition(let model): reader.read(model)
    case .complexExponentialSmoothing(let model): reader.read(model)
    case .seasonsSmoothing(let model): reader.read(model)
    case .multipleSeasons(let model): reader.read(model)
    }
  }
}

/// What is asked of a fitted model, whatever its type.
private protocol ModelReader {
  associatedtype Output
  func read(_ model: some FittedModel) -> Output
}

private struct SummaryReader: ModelReader {
  func read(_ model: some FittedModel) -> String { model.summary }
}

private struct MeansReader: ModelReader {
  let horizon: Int
  func read(_ model: some FittedModel) -> ContiguousArray<Double> {
    model.means(horizon: horizon)
  }
}

private struct TotalReader: ModelReader {
  let window: ForecastWindow
  func read(_ model: some FittedModel) -> DemandDistribution { model.total(over: window) }
}
