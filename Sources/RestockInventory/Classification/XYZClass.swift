/// The class of an item by how steady its demand is.
public enum XYZClass: String, Sendable, Hashable, CaseIterable, Codable {
  case x = "X"
  case y = "Y"
  case z = "Z"

  /// X up to the first threshold of the coefficient of variation, Y up to the second, else Z; an
  /// item with no demand is Z.
  ///
  /// Source: Scholz-Reiter et al. (2012), Integration of demand forecasts in ABC-XYZ analysis,
  /// doi:10.1108/17410401211212689; thresholds 0.5 and 1 as usual for weekly demand.
  ///
  /// - Parameters:
  ///   - mean: Units per period.
  ///   - standardDeviation: Units per period, >= 0.
  ///   - thresholds: Ascending.
  /// - Returns: The class.
  public static func classify(
    mean: Double, standardDeviation: Double, thresholds: (x: Double, y: Double) = (0.5, 1)
  ) -> XYZClass {
    guard mean > 0 else { return .z }
    let variation = standardDeviation / mean
    return variation <= thresholds.x ? .x : variation <= thresholds.y ? .y : .z
  }
}
