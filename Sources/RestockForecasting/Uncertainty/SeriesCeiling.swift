/// What the totals of one series are taken never to exceed.
///
/// Where an item's tail ends it can't tell itself, and the shape that its like lend it would have it
/// hold stock for orders that no item ever had.
public struct SeriesCeiling: Sendable, Hashable {
  private let lengths: WindowLengths
  /// For each of them, not falling; units.
  private let totals: [Double]

  /// The largest totals of a series, each so many times; a longer total is at least the shorter one
  /// within it.
  init(_ largest: LargestTotals, multiples: [Double]) {
    lengths = largest.lengths
    var totals: [Double] = []
    for (total, multiple) in zip(largest.totals, multiples) {
      totals.append(max(totals.last ?? 0, multiple * total))
    }
    self.totals = totals
  }

  /// The ceiling of a total over a window of `length` periods with this mean, units: three times the
  /// mean at least, or one. Between the lengths learned it lies on the line over the logarithm of the
  /// length.
  func bound(mean: Double, length: Double) -> Double {
    max(lengths.interpolate(totals, at: length), 3 * mean, 1)
  }
}
