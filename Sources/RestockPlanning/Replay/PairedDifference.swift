internal import RestockNumerics

/// How much more one policy came to than another over the same items, with its uncertainty over the
/// choice of items.
public struct PairedDifference: Sendable, Hashable {
  /// The sum of the differences over the items.
  public let difference: Double
  /// Its standard error, and the middle 95 % of it, by the bootstrap.
  public let standardError: Double
  public let low: Double
  public let high: Double

  /// The bootstrap of a sum of paired differences: the items are drawn anew, with replacement, and
  /// the sum taken again.
  ///
  /// Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, sections 6.2 and 13.3
  /// (percentile interval).
  ///
  /// - Parameters:
  ///   - differences: One for each item.
  ///   - draws: At least 2.
  ///   - seed: Of the draws.
  public init(of differences: [Double], draws: Int, seed: UInt64) {
    precondition(draws >= 2, "\(draws) draws")
    difference = differences.reduce(0, +)
    guard differences.count > 1 else {
      standardError = 0
      low = difference
      high = difference
      return
    }
    var random = RandomGenerator(seed: seed)
    let count = Double(differences.count)
    var sums: [Double] = []
    sums.reserveCapacity(draws)
    for _ in 0..<draws {
      var sum = 0.0
      for _ in differences.indices { sum += differences[Int(random.uniform() * count)] }
      sums.append(sum)
    }
    sums.sort()
    let mean = sums.reduce(0, +) / Double(draws)
    let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws - 1)
    standardError = variance.squareRoot()
    low = sums[Int(0.025 * Double(draws - 1))]
    high = sums[Int((0.975 * Double(draws - 1)).rounded(.up))]
  }
}
