internal import Glibc

/// Maps values to a length of the drawing, over a range that begins and ends on ticks.
///
/// The ticks are multiples of 1, 2 or 5 times a power of ten ("nice numbers").
/// Source: Heckbert (1990), Nice numbers for graph labels, in *Graphics Gems*, 61-63.
package struct LinearScale: Sendable, Hashable {
  /// The values at the ends of the axis.
  package let low: Double
  package let high: Double
  /// Between two ticks.
  package let step: Double
  /// Where `low` and `high` lie in the drawing.
  package let start: Double
  package let end: Double

  /// A scale that holds all of a range.
  ///
  /// - Parameters:
  ///   - range: The values to show; an empty range is widened by 1.
  ///   - ticks: About how many steps there should be, at least 1.
  ///   - wholeNumbers: Whether ticks between whole numbers make no sense, as for units.
  ///   - start: The position of the low end in the drawing.
  ///   - end: The position of the high end in the drawing.
  package init(
    _ range: ClosedRange<Double>, ticks: Int, wholeNumbers: Bool = false, start: Double, end: Double
  ) {
    let width =
      range.upperBound > range.lowerBound ? range.upperBound - range.lowerBound : 1
    let top = range.lowerBound + width
    var step = Self.nice(width / Double(ticks))
    if wholeNumbers { step = max(1, step) }
    self.step = step
    // A hair beyond a tick is the rounding of a division, not a value beyond it.
    low = (range.lowerBound / step + 1e-9).rounded(.down) * step
    high = (top / step - 1e-9).rounded(.up) * step
    self.start = start
    self.end = end
  }

  /// The values of the ticks, ascending.
  package var ticks: [Double] {
    let count = Int(((high - low) / step).rounded())
    return (0...count).map { low + Double($0) * step }
  }

  /// The decimals that tell the ticks apart.
  package var places: Int { max(0, min(6, Int((-log10(step) - 1e-9).rounded(.up)))) }

  /// Where a value lies in the drawing; one beyond the ends lies beyond the axis.
  package func position(_ value: Double) -> Double {
    start + (value - low) / (high - low) * (end - start)
  }

  /// The smallest of 1, 2, 5 and 10 times a power of ten that is not below `value` > 0.
  private static func nice(_ value: Double) -> Double {
    let power = pow(10, log10(value).rounded(.down))
    let fraction = value / power - 1e-9
    return (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10) * power
  }
}
