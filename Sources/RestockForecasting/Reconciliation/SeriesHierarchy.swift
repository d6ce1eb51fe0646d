/// Which series add up to which: levels of aggregates over the same bottom series.
///
/// Levels need not be nested: categories and locations may cross. The aggregates of all levels, one
/// level after the other, are a = C b of the bottom series b, where C holds zeros and ones.
public struct SeriesHierarchy: Sendable, Hashable {
  /// One partition of the bottom series.
  public struct Level: Sendable, Hashable {
    /// The aggregate of each bottom series, in 0..<`aggregates`.
    public let aggregateOfSeries: [Int]
    /// The number of aggregates.
    public let aggregates: Int

    /// A level that puts each bottom series into one of `aggregates` sums.
    public init(aggregateOfSeries: [Int], aggregates: Int) {
      precondition(
        aggregateOfSeries.allSatisfy { (0..<aggregates).contains($0) },
        "aggregates in 0..<\(aggregates)")
      self.aggregateOfSeries = aggregateOfSeries
      self.aggregates = aggregates
    }

    /// The level of one total.
    public static func total(of series: Int) -> Self {
      Self(aggregateOfSeries: Array(repeating: 0, count: series), aggregates: 1)
    }
  }

  /// The number of bottom series.
  public let series: Int
  /// The levels, coarsest first by custom.
  public let levels: [Level]
  /// The place of each level's first aggregate among all, and behind the last their number.
  public let offsets: [Int]

  /// A hierarchy over `series` bottom series.
  public init(series: Int, levels: [Level]) {
    precondition(
      levels.allSatisfy { $0.aggregateOfSeries.count == series }, "levels of \(series) series")
    self.series = series
    self.levels = levels
    offsets = levels.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.aggregates) }
  }

  /// The number of aggregates in all levels.
  public var aggregates: Int { offsets[levels.count] }

  /// The aggregates of some bottom values: C b.
  public func aggregated(_ bottom: some Collection<Double>) -> [Double] {
    var sums = [Double](repeating: 0, count: aggregates)
    for (level, offset) in zip(levels, offsets) {
      for (aggregate, value) in zip(level.aggregateOfSeries, bottom) {
        sums[offset + aggregate] += value
      }
    }
    return sums
  }

  /// To each bottom series the sum of what its aggregates have: C' z.
  func spread(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: series)
    for (level, offset) in zip(levels, offsets) {
      for (i, aggregate) in level.aggregateOfSeries.enumerated() {
        sums[i] += values[offset + aggregate]
      }
    }
    return sums
  }

  /// C diag(`weights`) C', for weights of the bottom series; its order is the number of aggregates.
  func weightedProduct(_ weights: [Double]) -> [Double] {
    let order = aggregates
    var product = [Double](repeating: 0, count: order * order)
    for (level, offset) in zip(levels, offsets) {
      for (other, otherOffset) in zip(levels, offsets) {
        for i in 0..<series {
          let row = offset + level.aggregateOfSeries[i]
          let column = otherOffset + other.aggregateOfSeries[i]
          product[column * order + row] += weights[i]
        }
      }
    }
    return product
  }
}
