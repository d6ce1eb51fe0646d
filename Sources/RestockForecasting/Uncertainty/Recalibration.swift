/// A monotone map of probabilities, 0...1 onto itself: where forecasts said p, what share of actual
/// demand lay below.
///
/// Kept as a table over fixed levels that lie close in the tails, with its complement beside it, so
/// that small survival probabilities keep their digits.
public struct Recalibration: Sendable, Hashable {
  /// The share of demand below the forecasts' quantile at each of `levels`.
  let below: [Double]
  /// The share above it.
  let above: [Double]

  /// The levels of the table.
  static let levels: [Double] = [
    0, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5,
    0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.98, 0.99, 0.995, 0.998,
    0.999, 1,
  ]

  /// Leaves every probability as it is.
  public static let identity = Self(below: levels)

  init(below: [Double]) {
    self.below = below
    above = below.map { 1 - $0 }
  }

  /// Part of one map and part of another: `weight` of `other`.
  func mixed(with other: Self, weight: Double) -> Self {
    Self(below: zip(below, other.below).map { $0 + weight * ($1 - $0) })
  }

  /// This map, nowhere below `other`.
  func atLeast(_ other: Self) -> Self { Self(below: zip(below, other.below).map(max)) }

  /// This map, nowhere above `other`.
  func atMost(_ other: Self) -> Self { Self(below: zip(below, other.below).map(min)) }

  /// The same correction of the spread with half the correction of the centre: half of the map, half
  /// of the mean of the map and its mirror image.
  ///
  /// For quantities with a spread of their own. Series of one business share their shocks, so that a
  /// bias of the past is only in part one to come: on held-out training data of M3 the whole
  /// correction gained on yearly series what it lost on quarterly ones.
  var halfCentred: Self {
    let mirrored = Self(
      below: Self.levels.enumerated().map { place, level in
        0.5 * (below[place] + survival(level))
      })
    return mixed(with: mirrored, weight: 0.5)
  }

  /// The survival probability that belongs to one of the forecast.
  func survival(_ survival: Double) -> Double {
    let level = 1 - survival
    let levels = Self.levels
    var low = 0
    var high = levels.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if levels[middle] <= level { low = middle } else { high = middle }
    }
    // From the upper end of the interval, where the last digits of a small probability are.
    let upper = 1 - levels[high]
    let share = (survival - upper) / (1 - levels[low] - upper)
    return above[high] + min(1, max(0, share)) * (above[low] - above[high])
  }
}
