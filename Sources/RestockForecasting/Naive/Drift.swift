/// The random walk with drift: the line through the first and the last known demand, carried on.
///
/// Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2;
/// the variance of h periods ahead is sigma^2 h (1 + h / (n - 1)), section 5.5.
public struct Drift: ForecastModel {
  public init() {}

  /// - Throws: `tooShort` where fewer than two periods are known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedDrift {
    try series.requireKnown(2)
    var first: (period: Int, level: Double)?
    var last: (period: Int, level: Double)?
    for t in series.demand.indices {
      guard let level = series.level(at: t) else { continue }
      if first == nil { first = (t, level) }
      last = (t, level)
    }
    guard let first, let last else { throw FitError(.tooShort(needed: 2, got: 0)) }
    let drift = (last.level - first.level) / Double(last.period - first.period)
    var sumOfSquares = 0.0
    var steps = 0.0
    var before = first
    for t in (first.period + 1)..<series.count {
      guard let level = series.level(at: t) else { continue }
      // A change over several unknown periods counts by its variance per period.
      let gap = Double(t - before.period)
      let error = level - before.level - drift * gap
      sumOfSquares += error * error / gap
      steps += 1
      before = (t, level)
    }
    return FittedDrift(
      first: first.level, span: last.period - first.period, level: last.level,
      sinceLast: series.count - 1 - last.period, sumOfSquares: sumOfSquares, steps: steps,
      futureIndex: FutureIndex(after: series), isWholeUnits: series.isWholeUnits)
  }
}

/// A random walk with drift.
public struct FittedDrift: StructuralModel {
  private let first: Double
  /// Periods from the first known demand to the last.
  private var span: Int
  private var level: Double
  /// Unknown periods at the end of the history.
  private var sinceLast: Int
  private var sumOfSquares: Double
  private var steps: Double
  private var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    first: Double, span: Int, level: Double, sinceLast: Int, sumOfSquares: Double, steps: Double,
    futureIndex: FutureIndex, isWholeUnits: Bool
  ) {
    self.first = first
    self.span = span
    self.level = level
    self.sinceLast = sinceLast
    self.sumOfSquares = sumOfSquares
    self.steps = steps
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  private var drift: Double { (level - first) / Double(span) }

  public var summary: String { "random walk with drift" }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for i in 1...max(1, horizon) where horizon > 0 {
      means.append(max(0, level + drift * Double(sinceLast + i)) * futureIndex[i])
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    // One degree of freedom goes into the drift.
    let innovation = InnovationSpread(
      sumOfSquares: sumOfSquares, count: Int(max(1, steps - 1)), alpha: 1)
    var leverage = 0.0
    var exposure = 0.0
    for i in window.shares.indices {
      let weight = window.shares[i] * futureIndex[i + 1]
      exposure += weight
      leverage += weight * Double(sinceLast + i + 1)
    }
    let waited = Double(sinceLast) * exposure * exposure
    return innovation.variance(over: window, index: futureIndex)
      + innovation.variance * (waited + leverage * leverage / Double(span))
  }

  public mutating func update(_ demand: Double?) {
    sinceLast += 1
    if let demand {
      let value = demand / futureIndex[1]
      let gap = Double(sinceLast)
      let error = value - level - drift * gap
      sumOfSquares += error * error / gap
      steps += 1
      span += sinceLast
      level = value
      sinceLast = 0
    }
    futureIndex.advance()
  }
}
