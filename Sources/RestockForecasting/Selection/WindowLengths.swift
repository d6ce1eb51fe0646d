internal import RestockNumerics

/// The lengths of windows over which totals are recorded, and between which what is learned of them is
/// interpolated.
public struct WindowLengths: Sendable, Hashable {
  /// In periods, ascending.
  public let periods: [Int]

  /// Those of counts, close together where protection periods lie.
  public static let counts = Self(periods: [1, 2, 3, 4, 6, 8, 13, 26, 52])
  /// Those of quantities, each of which takes a model's formula at every origin.
  public static let quantities = Self(periods: [1, 2, 4, 8, 13, 26, 52])

  /// The place of the longest that is not above `length`, and how far `length` is on to the next, 0..<1 by
  /// logarithms; lengths outside take the nearest.
  func place(of length: Double) -> (place: Int, weight: Double) {
    guard let next = periods.firstIndex(where: { Double($0) > length }) else {
      return (periods.count - 1, 0)
    }
    guard next > 0 else { return (0, 0) }
    let low = Double(periods[next - 1]).logarithm
    let high = Double(periods[next]).logarithm
    return (next - 1, (length.logarithm - low) / (high - low))
  }

  /// The value at `length` of one that is known at each of these, on the line over the logarithm of the
  /// length.
  func interpolate(_ values: [Double], at length: Double) -> Double {
    let (place, weight) = place(of: length)
    guard weight > 0 else { return values[place] }
    return values[place] + weight * (values[place + 1] - values[place])
  }
}
