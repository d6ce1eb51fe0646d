/// Past forecast errors of all series of a hierarchy at the same times: what tells how far each
/// forecast may be moved.
public struct ForecastErrorMatrix: Sendable, Hashable {
  /// Errors of the aggregates, a row a time.
  private(set) var aggregates: [[Double]] = []
  /// Errors of the bottom series, a row a time.
  private(set) var bottom: [[Double]] = []

  /// No errors yet.
  public init() {}

  /// The number of times.
  public var count: Int { bottom.count }

  /// Adds the errors of one time, outcome less forecast, units; 0 where there was no forecast.
  public mutating func append(aggregates: [Double], bottom: [Double]) {
    precondition(
      self.bottom.first.map { $0.count == bottom.count } ?? true, "errors of other series")
    self.aggregates.append(aggregates)
    self.bottom.append(bottom)
  }

  /// The mean squared error of each aggregate and of each bottom series, drawn toward `prior` (units
  /// squared) with the weight of `priorCount` errors.
  func variances(
    prior: (aggregates: [Double], bottom: [Double]), priorCount: Double
  ) -> (aggregates: [Double], bottom: [Double]) {
    func variances(_ rows: [[Double]], _ prior: [Double]) -> [Double] {
      prior.indices.map { i in
        let sum = rows.reduce(0.0) { $0 + $1[i] * $1[i] }
        return (sum + priorCount * prior[i]) / (Double(rows.count) + priorCount)
      }
    }
    return (variances(aggregates, prior.aggregates), variances(bottom, prior.bottom))
  }

  /// How far the correlations of the errors are to be drawn to zero, 0...1: the intensity of Schäfer
  /// and Strimmer (2005), doi:10.2202/1544-6115.1175, for errors of mean zero. With n series and T
  /// times it costs O(n T^2), since the sums over pairs of series are sums over pairs of times.
  func shrinkageIntensity(
    scale: (aggregates: [Double], bottom: [Double])
  ) -> Double {
    let times = count
    guard times >= 3 else { return 1 }
    let rows = (0..<times).map { t in
      zip(aggregates[t], scale.aggregates).map { $1 > 0 ? $0 / $1.squareRoot() : 0 }
        + zip(bottom[t], scale.bottom).map { $1 > 0 ? $0 / $1.squareRoot() : 0 }
    }
    let n = Double(times)
    // Over pairs i != j: r(i,j) = sum of x(t,i) x(t,j) / T.
    var squaredCorrelations = 0.0
    for t in 0..<times {
      for u in 0..<times {
        var product = 0.0
        for (left, right) in zip(rows[t], rows[u]) { product += left * right }
        squaredCorrelations += product * product
      }
    }
    squaredCorrelations /= n * n
    var squaredProducts = 0.0
    for row in rows {
      var squares = 0.0
      var fourths = 0.0
      for x in row {
        squares += x * x
        fourths += x * x * x * x
      }
      squaredProducts += squares * squares - fourths
    }
    for i in rows[0].indices {
      let own = rows.reduce(0.0) { $0 + $1[i] * $1[i] } / n
      squaredCorrelations -= own * own
    }
    guard squaredCorrelations > 0 else { return 1 }
    let variance = (squaredProducts / n - squaredCorrelations) / (n - 1)
    return min(1, max(0, variance / squaredCorrelations))
  }
}
