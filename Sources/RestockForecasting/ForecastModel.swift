public import RestockNumerics

/// A forecasting model as a user names it: a small value; fitting gives another type.
public protocol ForecastModel: Sendable, Hashable {
  associatedtype Fitted: FittedModel

  /// Estimates the model on `series`.
  ///
  /// - Throws: `FitError` when the series is too short for the model or lacks what it needs.
  func fit(_ series: DemandSeries) throws(FitError) -> Fitted
}

/// A model fitted to a series: forecasts of any range of future periods, with their uncertainty.
///
/// Period 1 is the first after the history. Forecasts of demand are never below zero.
public protocol FittedModel: Sendable {
  /// The model with its estimated weights, for people: `SES(alpha=0.12)`.
  var summary: String { get }

  /// The expected demand of the periods 1...`horizon`, units a period.
  func means(horizon: Int) -> ContiguousArray<Double>

  /// The distribution of the total demand over a window of future periods, with the forecast's own
  /// uncertainty in it: what safety stock needs. A window of one whole period gives the quantiles
  /// of that period.
  func total(over window: ForecastWindow) -> DemandDistribution

  /// The probability that the item is still on sale, 0...1; 1 for models that do not ask.
  var aliveProbability: Double { get }

  /// Takes in the next period without fitting again; nil where its demand is not known.
  mutating func update(_ demand: Double?)
}

extension FittedModel {
  public var aliveProbability: Double { 1 }
}

/// A range of future time, as shares of the periods after the history.
///
/// Days are never rounded to buckets: a part of a period takes its share, in mean and in spread.
public struct ForecastWindow: Sendable, Hashable {
  /// The share of period `i + 1` that lies in the window, each in 0...1.
  public let shares: ContiguousArray<Double>

  /// The window with these shares of the periods 1, 2, ...
  public init(shares: ContiguousArray<Double>) {
    precondition(shares.allSatisfy { $0 >= 0 && $0 <= 1 }, "shares in 0...1")
    self.shares = shares
  }

  /// The whole periods of `range`, from 1.
  public init(periods range: ClosedRange<Int>) {
    precondition(range.lowerBound >= 1, "periods count from 1")
    var shares = ContiguousArray<Double>(repeating: 0, count: range.upperBound)
    for period in range { shares[period - 1] = 1 }
    self.shares = shares
  }

  /// The time from `start` to `end`, in periods after the history; parts take an even share.
  public init(from start: Double, to end: Double) {
    precondition(start >= 0 && end >= start && end.isFinite, "from \(start) to \(end)")
    var shares = ContiguousArray<Double>(repeating: 0, count: Int(end.rounded(.up)))
    for i in shares.indices {
      shares[i] = max(0, min(end, Double(i + 1)) - max(start, Double(i)))
    }
    self.shares = shares
  }

  /// The last period that the window reaches into, 0 for an empty one.
  public var horizon: Int { shares.count }

  /// The length of the window, in periods.
  public var length: Double { shares.reduce(0, +) }
}
