/// Rare demand forecast from its sums over buckets of periods, whose zeros are fewer: ADIDA by one
/// size of bucket, IMAPA by the mean over all sizes up to it.
///
/// Buckets end with the last known period, those that the history can't fill are dropped. The largest
/// size is the mean interval between demands, in whole periods. Each aggregate is smoothed by simple
/// exponential smoothing from its first value, with the least squared error over weights of 0.1 to
/// 0.3, and shared evenly among its periods.
///
/// Source: Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos (2011),
/// doi:10.1057/jors.2010.32; Petropoulos and Kourentzes (2015), doi:10.1057/jors.2014.62. As
/// statsforecast's ADIDA and IMAPA.
public struct TemporalAggregation: ForecastModel {
  /// Which sizes of buckets are used.
  public enum Sizes: Sendable, Hashable {
    /// The mean interval: ADIDA.
    case meanInterval
    /// 1 up to the mean interval: IMAPA.
    case upToMeanInterval
  }

  public let sizes: Sizes

  public init(sizes: Sizes) {
    self.sizes = sizes
  }

  /// - Throws: `tooShort` where no period is known. Without any demand the rate is 0.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedTemporalAggregation {
    try series.requireKnown(1)
    let values = series.knownLevels()
    let largest = min(DemandIntervals(values).meanWholeInterval, values.count)
    let sizes = self.sizes == .meanInterval ? largest...largest : 1...largest
    let aggregates = sizes.map { AggregateLevel(values, size: $0) }
    // The errors of the disaggregated forecast are those of its level about each period's demand.
    var fitted = FittedTemporalAggregation(
      name: self.sizes == .meanInterval ? "ADIDA" : "IMAPA", aggregates: aggregates,
      futureIndex: FutureIndex(after: series), isWholeUnits: series.isWholeUnits)
    fitted.measureErrors(values)
    return fitted
  }
}

/// Simple exponential smoothing of the sums over buckets of one size.
struct AggregateLevel: Sendable, Hashable {
  /// Periods in a bucket.
  let size: Int
  let alpha: Double
  /// Units a bucket.
  private var level: Double
  private var partial = 0.0
  private var filled = 0

  init(_ values: ContiguousArray<Double>, size: Int) {
    self.size = size
    var sums = ContiguousArray<Double>()
    sums.reserveCapacity(values.count / size)
    for start in stride(from: values.count % size, to: values.count, by: size) {
      var sum = 0.0
      for t in start..<(start + size) { sum += values[t] }
      sums.append(sum)
    }
    alpha = leastSquaresWeight(sums, in: 0.1...0.3)
    level = sums[0]
    _ = smoothLevel(sums.span, alpha: alpha, level: &level)
  }

  /// Units a period.
  var rate: Double { level / Double(size) }

  mutating func update(_ demand: Double) {
    partial += demand
    filled += 1
    guard filled == size else { return }
    level += alpha * (partial - level)
    partial = 0
    filled = 0
  }
}
