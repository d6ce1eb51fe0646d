internal import Glibc
internal import RestockNumerics

/// What the weights of an average are told from: numbers about -2...2 that depend neither on the scale
/// of a series nor on the length of its period.
///
/// They are taken from the series out of its season (`ThetaSeries`, shrunken), but for those of the season
/// itself and the spread of the members' forecasts.
struct CombinationFeatures {
  /// One value for each of `names`.
  let values: [Double]

  static let names = [
    "one", "length", "seasonal", "season strength", "season kept", "linearity", "roughness",
    "memory of changes", "drift", "acceleration", "noise", "disagreement",
  ]

  /// The features of a series, whose members disagree by `disagreement`, a share of the level.
  init(_ series: ThetaSeries, disagreement: Double) {
    let values = series.values
    let line = LineStatistics(values)
    let changes = ChangeStatistics(values)
    let season = series.season
    let isSeasonal = (season?.strength ?? 0) > 0
    self.values = [
      1,
      clamped(log(Double(values.count) / 20), -1.2...4),
      isSeasonal ? 1 : 0,
      season?.strength ?? 0,
      season?.kept ?? 0,
      line.determination,
      tanh(log(line.variance > 0 ? changes.variance / line.variance + 1e-9 : 1) / 2),
      changes.autocorrelation,
      min(abs(changes.driftStatistic), 6) / 3 - 1,
      clamped(changes.acceleration, -4...4) / 2,
      tanh(log(changes.variance.squareRoot() / max(abs(line.mean), 1e-12) + 1e-6) / 2 + 1.2),
      tanh(log(disagreement + 1e-4) / 2 + 1.5),
    ]
  }
}

private func clamped(_ value: Double, _ range: ClosedRange<Double>) -> Double {
  min(max(value, range.lowerBound), range.upperBound)
}

/// The line through a series.
private struct LineStatistics {
  let mean: Double
  /// The variance about the mean.
  let variance: Double
  /// The share of it that the line explains, 0...1.
  let determination: Double

  init(_ values: ContiguousArray<Double>) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    var squares = 0.0
    var products = 0.0
    for t in values.indices {
      let deviation = values[t] - mean
      squares += deviation * deviation
      products += deviation * (Double(t) - (n - 1) / 2)
    }
    self.mean = mean
    variance = squares / n
    let times = n * (n * n - 1) / 12
    determination = squares > 0 && times > 0 ? min(1, products * products / times / squares) : 0
  }
}

/// The changes from one period to the next.
private struct ChangeStatistics {
  /// About their mean.
  let variance: Double
  /// Of each change with the next.
  let autocorrelation: Double
  /// The mean change over its standard error.
  let driftStatistic: Double
  /// By how much the changes of the last quarter exceed the others in the direction of the drift, in
  /// standard errors.
  let acceleration: Double

  init(_ values: ContiguousArray<Double>) {
    let n = values.count - 1
    guard n >= 1 else {
      (variance, autocorrelation, driftStatistic, acceleration) = (0, 0, 0, 0)
      return
    }
    let mean = (values[n] - values[0]) / Double(n)
    var squares = 0.0
    var products = 0.0
    var before = 0.0
    for t in 1...n {
      let deviation = values[t] - values[t - 1] - mean
      squares += deviation * deviation
      products += deviation * before
      before = deviation
    }
    variance = squares / Double(n)
    autocorrelation = squares > 0 ? products / squares : 0
    let deviation = variance.squareRoot()
    let recent = min(n, max(3, values.count / 4))
    let recentMean = (values[n] - values[n - recent]) / Double(recent)
    guard deviation > 1e-12 * max(abs(mean), 1e-12) else {
      (driftStatistic, acceleration) = (mean == 0 ? 0 : 6, 0)
      return
    }
    driftStatistic = mean / deviation * Double(n).squareRoot()
    acceleration =
      (mean < 0 ? -1 : 1) * (recentMean - mean) / deviation * Double(recent).squareRoot()
  }
}
