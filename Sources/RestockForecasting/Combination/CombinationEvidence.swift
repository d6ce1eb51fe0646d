internal import Glibc

/// What the weights of an average are told from: the features of the series, and how far each member
/// stands from the others.
public struct CombinationEvidence: Sendable {
  /// The features, one for each of `featureNames`; free of the scale and of the length of a period.
  public let features: [Double]
  /// For each member, its mean distance from the members' median over that of all members, as
  /// tanh(x / 2) - 1/2; nil for a member without forecasts.
  public let distances: [Double?]

  /// The names of the features.
  public static var featureNames: [String] { CombinationFeatures.names }

  /// The evidence of a series whose members forecast `forecasts`.
  init(_ series: ThetaSeries, forecasts: [ContiguousArray<Double>?]) {
    let present = forecasts.compactMap { $0 }
    let horizon = present.first?.count ?? 0
    var median = ContiguousArray<Double>()
    var level = 0.0
    for step in 0..<horizon {
      let sorted = present.map { $0[step] }.sorted()
      let middle = sorted.count / 2
      median.append(
        sorted.count % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]))
      level += abs(median[step])
    }
    let sums = forecasts.map { own in
      own.map { means in
        var sum = 0.0
        for step in means.indices { sum += abs(means[step] - median[step]) }
        return sum
      }
    }
    let mean = sums.reduce(0) { $0 + ($1 ?? 0) } / Double(max(1, present.count))
    distances = sums.map { sum in
      sum.map { mean > 0 ? squashed($0 / mean) : squashed(1) }
    }
    features =
      CombinationFeatures(series, disagreement: level > 0 ? mean / level : 0).values
  }
}

/// A ratio of at least 0 as a number in -1/2...1/2.
private func squashed(_ ratio: Double) -> Double { tanh(ratio / 2) - 0.5 }
