internal import Glibc

/// Weights of an average's members, told from the features of a series: a softmax of linear functions,
/// shrunk toward equal weights.
///
/// Learned on past origins of the training parts of public sets (`make -C Benchmarks weights`), with features that are free of scale and frequency, so that one table
/// serves hours and years.
///
/// Source: Montero-Manso, Athanasopoulos, Hyndman and Talagala (2020), FFORMA, doi:10.1016/j.ijforecast.2019.02.011, for
/// weights by features, there by boosted trees; Timmermann (2006), Forecast combinations, section 3, for the shrinkage.
struct CombinationWeights {
  /// For each member, one coefficient for each of the features.
  let coefficients: [[Double]]
  /// The coefficient of a member's distance from the others.
  let distance: Double
  /// The share of equal weights in the result.
  let equalShare: Double

  /// Equal weights.
  static let equal = Self(
    coefficients: CombinationMember.allCases.map { _ in [] }, distance: 0, equalShare: 1)

  /// The weights of the members, which sum to 1; 0 for those without forecasts.
  func callAsFunction(_ evidence: CombinationEvidence) -> [Double] {
    let scores = coefficients.enumerated().map { member, own in
      evidence.distances[member].map { distance in
        zip(own, evidence.features).reduce(self.distance * distance) { $0 + $1.0 * $1.1 }
      }
    }
    let largest = scores.compactMap { $0 }.max() ?? 0
    let odds = scores.map { score in score.map { exp($0 - largest) } ?? 0 }
    let total = odds.reduce(0, +)
    let equal = equalShare / Double(scores.count { $0 != nil })
    return zip(scores, odds).map { score, odds in
      score == nil ? 0 : equal + (1 - equalShare) * odds / total
    }
  }
}
