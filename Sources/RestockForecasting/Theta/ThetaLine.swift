/// The least-squares line through the values so far: intercept at time 0 (the first value has time
/// 1) and slope, brought up to date value by value.
///
/// Source: Fiorucci et al. (2016), doi:10.1016/j.ijforecast.2016.02.005, equations 17 to 20.
struct ThetaLine: Sendable, Hashable {
  /// The number of values.
  private(set) var count: Int
  /// Their mean.
  private(set) var mean: Double
  private(set) var slope: Double

  /// The line through one value.
  init(first value: Double) {
    count = 1
    mean = value
    slope = 0
  }

  /// The line through `values`.
  init(through values: ContiguousArray<Double>) {
    self.init(first: values[0])
    for value in values.dropFirst() { append(value) }
  }

  var intercept: Double { mean - slope * Double(count + 1) / 2 }

  /// Takes in the next value.
  mutating func append(_ value: Double) {
    let n = Double(count)
    slope = ((n - 1) * slope + 6 * (value - mean) / (n + 1)) / (n + 2)
    mean = (n * mean + value) / (n + 1)
    count += 1
  }
}
