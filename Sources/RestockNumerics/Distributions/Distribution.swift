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
  /// The complementary loss function E[(x - X)+]: units left over on average.
  func complementaryLoss(_ x: Double) -> Double
}

extension Distribution {
  public func complementaryLoss(_ x: Double) -> Double { loss(x) + x - mean }

  /// A random number with this distribution, by inversion.
  public func sample(using generator: inout RandomGenerator) -> Double {
    quantile((Double(generator.next() >> 12) + 0.5) * 0x1p-52)
  }
}

/// A distribution whose loss function can be integrated once more.
///
/// The second-order loss is E[((X - x)+)^2] / 2 of a continuous distribution and, of one over whole
/// units, E[(X - x)+ (X - x - 1)+] / 2 at whole x: the integral or sum of the first-order loss
/// beyond x. With it the backorders of an (r, Q) policy are a difference of two values.
///
/// Source: Zipkin (2000), Foundations of Inventory Management, sections C.2 and C.3.
public protocol SecondOrderLossDistribution: Distribution {
  /// The second-order loss; between whole x linear for a distribution over whole units.
  func secondOrderLoss(_ x: Double) -> Double
  /// The same below x: E[((x - X)+)^2] / 2, or E[(x - X)+ (x - X + 1)+] / 2 for whole units.
  func complementarySecondOrderLoss(_ x: Double) -> Double
}

/// The value at `x` by linear interpolation between the whole numbers around it.
func interpolated(_ x: Double, _ value: (Double) -> Double) -> Double {
  let below = x.rounded(.down)
  let share = x - below
  return share == 0 ? value(below) : (1 - share) * value(below) + share * value(below + 1)
}
