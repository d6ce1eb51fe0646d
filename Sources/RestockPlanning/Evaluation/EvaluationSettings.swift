public import RestockForecasting
public import RestockRecords

/// What an evaluation was asked to do.
public struct EvaluationSettings: Sendable {
  /// Horizon, seasons, quantiles, settings of single series, threads: as for a plan.
  public var plan = PlanSettings()
  /// The models to compare, in the order of the results.
  public var models = EvaluatedModel.defaults
  /// What forecasts are held against.
  public var outcomes = Outcomes.rollingOrigins(count: nil, step: 1)

  /// Where the demand comes from that forecasts are held against.
  public enum Outcomes: Sendable {
    /// Sales of the time after the histories, read like sales, and the names of their files.
    case actuals(SalesHistory, files: [String])
    /// The ends of the histories themselves: forecasts made at `count` origins, `step` periods
    /// apart, the last one horizon before the end; nil for as many as the histories allow, at most
    /// `defaultOrigins`.
    case rollingOrigins(count: Int?, step: Int)
  }

  /// Origins at most where no number is given.
  public static let defaultOrigins = 12

  /// The defaults.
  public init() {}
}

/// A model under evaluation, under the name it was asked for by.
public struct EvaluatedModel: Sendable, Hashable {
  /// The name as asked, which the results carry.
  public let name: String
  /// The model; nil for `auto`, the planner's own choice for each series.
  public let family: ModelFamily?

  /// The planner's own choice for each series.
  public static let auto = Self(name: "auto", family: nil)

  /// The planner's choice against what most planners use today.
  public static let defaults: [Self] = [
    .auto, Self(name: "seasonal-naive", family: .seasonalNaive(SeasonalNaive())),
    Self(name: "moving-average", family: .movingAverage(MovingAverage())),
  ]

  /// A model under a name.
  public init(name: String, family: ModelFamily?) {
    self.name = name
    self.family = family
  }

  /// The model named `text`, as `auto`, `ses` or `moving-average(13)`.
  ///
  /// - Throws: `ModelFamily.NameError`, whose description lists the names.
  public init(parsing text: String) throws(ModelFamily.NameError) {
    self.init(name: text, family: text == "auto" ? nil : try ModelFamily.parse(text))
  }
}
