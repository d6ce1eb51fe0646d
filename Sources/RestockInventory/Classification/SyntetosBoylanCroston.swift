/// The pattern of a demand by how often and how evenly it comes.
///
/// Source: Syntetos, Boylan and Croston (2005), On the categorization of demand patterns,
/// doi:10.1057/palgrave.jors.2601841.
public struct SyntetosBoylanCroston: Sendable, Hashable {
  /// The four patterns.
  public enum Pattern: String, Sendable, Hashable, CaseIterable {
    case smooth
    case erratic
    case intermittent
    case lumpy
  }

  /// Periods to a period with demand.
  public let averageDemandInterval: Double
  /// The squared coefficient of variation of the demand of periods with any.
  public let squaredVariation: Double
  public let pattern: Pattern

  /// The pattern, nil where no period has demand.
  ///
  /// - Parameters:
  ///   - demand: Units of each period.
  ///   - intervalCutoff: From this average interval on demand is intermittent or lumpy.
  ///   - variationCutoff: From this squared variation on it is erratic or lumpy.
  public init?(demand: [Double], intervalCutoff: Double = 1.32, variationCutoff: Double = 0.49) {
    let sizes = demand.filter { $0 > 0 }
    guard !sizes.isEmpty else { return nil }
    let count = Double(sizes.count)
    averageDemandInterval = Double(demand.count) / count
    let mean = sizes.reduce(0, +) / count
    let variance = sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    squaredVariation = variance / (mean * mean)
    pattern =
      switch (averageDemandInterval < intervalCutoff, squaredVariation < variationCutoff) {
      case (true, true): .smooth
      case (true, false): .erratic
      case (false, true): .intermittent
      case (false, false): .lumpy
      }
  }
}
