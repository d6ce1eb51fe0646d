/// A distribution of a quantity of demand or of time, univariate.
///
/// Continuous and discrete ones share these: `cumulativeProbability(x)` is P(X <= x),
/// `survivalProbability(x)` is P(X > x), `quantile(p)` the smallest x with P(X <= x) >= p.
public protocol Distribution: Sendable, Hashable {
  /// E[X], in the units of X.
  var mean: Double { get }
  /// The standard deviation, in the units of X.
  var standardDeviation: Double { get }
  /// P(X <= x).
  func cumulativeProbability(_ x: Double) -> Double
  /// P(X > x), accurate where it is small.
  func survivalProbability(_ x: Double) -> Double
  /// The smallest x with P(X <= x) >= `probability`, 0 < `probability` < 1.
  func quantile(_ probability: Double) -> Double
  /// The loss function E[(X - x)+]: units short on average where x are at hand.
  func loss(_ x: Double) -> Double
}

extension Distribution {
  /// The complementary loss function E[(x - X)+]: units left over on average.
  public func complementaryLoss(_ x: Double) -> Double { loss(x) + x - mean }
}
