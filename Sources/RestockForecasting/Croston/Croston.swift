/// Croston's method for rare demand, with its bias corrections: the smoothed size of a demand over
/// the smoothed interval between demands.
///
/// Size and interval are smoothed at demands only, both from the first of their kind; the first
/// interval is the period of the first demand, counted from 1. The rate is size over interval, times
/// 1 (Croston), 1 - alpha / 2 (Syntetos and Boylan) or 1 - alpha / (2 - alpha) (Shale, Boylan and
/// Johnston).
///
/// A history that begins with its first demand, as those of a run do, gives a first interval of 1
/// whatever the pace, and few demands later the rate is still too high: by 75 % on weekly spare parts,
/// where it was 18 % with the zeros before the first demand kept, and a plain mean 20 % too high. So
/// `auto` does not choose it.
///
/// Source: Croston (1972), doi:10.1057/jors.1972.50; Syntetos and Boylan (2005),
/// doi:10.1016/j.ijforecast.2004.10.001; Shale, Boylan and Johnston (2006),
/// doi:10.1057/palgrave.jors.2602031. As statsforecast's CrostonClassic, CrostonSBA and
/// CrostonOptimized.
public struct Croston: ForecastModel {
  /// The correction of the rate's bias.
  public enum Correction: Sendable, Hashable, CaseIterable {
    /// None: Croston's rate is too high on average, by about alpha / 2.
    case none
    /// Syntetos and Boylan.
    case syntetosBoylan
    /// Shale, Boylan and Johnston.
    case shaleBoylanJohnston
  }

  /// How the smoothing weights come about.
  public enum Weights: Sendable, Hashable {
    /// One weight for size and interval, 0...1.
    case given(Double)
    /// A weight for each with the least squared error of its own smoothing, in 0.1...0.3.
    case optimized
  }

  public let correction: Correction
  public let weights: Weights

  /// A method; weights of 0.1 where none are given.
  public init(correction: Correction = .none, weights: Weights = .given(0.1)) {
    if case .given(let alpha) = weights {
      precondition(alpha >= 0 && alpha <= 1, "alpha \(alpha)")
    }
    self.correction = correction
    self.weights = weights
  }

  /// - Throws: `tooShort` where no period is known. Without any demand the rate is 0.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedCroston {
    try series.requireKnown(1)
    let values = series.knownLevels()
    var sizeWeight = 0.0
    var intervalWeight = 0.0
    switch weights {
    case .given(let alpha):
      sizeWeight = alpha
      intervalWeight = alpha
    case .optimized:
      let demands = DemandIntervals(values)
      sizeWeight = leastSquaresWeight(demands.sizes, in: 0.1...0.3)
      intervalWeight = leastSquaresWeight(demands.intervals, in: 0.1...0.3)
    }
    var fitted = FittedCroston(
      state: CrostonState(
        sizeWeight: sizeWeight, intervalWeight: intervalWeight, correction: correction),
      futureIndex: FutureIndex(after: series), isWholeUnits: series.isWholeUnits)
    fitted.smooth(values)
    return fitted
  }
}

/// The sizes of the demands above zero and the intervals before them, the first counted from the
/// start of the history.
struct DemandIntervals {
  var sizes = ContiguousArray<Double>()
  var intervals = ContiguousArray<Double>()

  init(_ demand: ContiguousArray<Double>) {
    var last = -1
    for t in demand.indices where demand[t] > 0 {
      sizes.append(demand[t])
      intervals.append(Double(t - last))
      last = t
    }
  }

  /// The mean interval in whole periods, at least 1: the natural bucket of temporal aggregation.
  var meanWholeInterval: Int {
    guard !intervals.isEmpty else { return 1 }
    var sum = 0.0
    for interval in intervals { sum += interval }
    return max(1, Int((sum / Double(intervals.count)).rounded(.toNearestOrEven)))
  }
}
