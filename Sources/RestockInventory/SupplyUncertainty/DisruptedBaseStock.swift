internal import RestockNumerics

/// A base stock for certain demand against a supplier who may be down for whole periods.
///
/// With S = d (1 + n) stock, n periods of disruption are covered; n is the smallest that makes the
/// probability of at most n periods down in a row, as seen at any time, reach p / (p + h).
///
/// Source: Tomlin (2006), doi:10.1287/mnsc.1060.0515; Snyder and Shen (2019), section 9.3.
public struct DisruptedBaseStock: Sendable, Hashable {
  /// Units.
  public let level: Double
  /// Money per period.
  public let cost: Double

  /// The best level.
  ///
  /// - Parameters:
  ///   - costs: h and p.
  ///   - demand: d, units per period, > 0.
  ///   - disruptionProbability: Of going down in a period while up, 0...1.
  ///   - recoveryProbability: Of coming back in a period while down, 0 < b <= 1.
  public init(
    costs: Newsvendor, demand: Double, disruptionProbability: Double,
    recoveryProbability: Double
  ) {
    let (a, b) = (disruptionProbability, recoveryProbability)
    precondition(demand > 0 && a >= 0 && a <= 1 && b > 0 && b <= 1, "\(demand), \(a), \(b)")
    let h = costs.holdingCost
    let p = costs.stockoutCost
    // P(down for more than n periods) = a / (a + b) (1 - b)^n.
    let down = a / (a + b)
    let beyond = 1 - costs.criticalRatio
    var covered = 0
    if down > beyond, b == 1 {
      covered = 1
    } else if down > beyond {
      let count = (beyond / down).logarithm / (1 - b).logarithm
      covered = Int((count * (1 - 1e-12)).rounded(.up))
    }
    level = demand * Double(1 + covered)
    // Up, or down for k = 1, 2, ... periods with probability a b / (a + b) (1 - b)^(k - 1).
    let n = Double(covered)
    let tail = covered == 0 ? 1 : (n * (1 - b).logarithm).exponential
    // Beyond n the mean excess of a geometric number of periods is 1 / b.
    let short = down * tail / b
    let meanDown = down / b
    let left = n - meanDown + short
    cost = demand * (h * left + p * short)
  }
}
