internal import Glibc
internal import RestockNumerics

/// A regression of a series on a constant and its own past, averaged over the number of lags.
struct LagRegression: Sendable, Hashable {
  /// The constant and the coefficients of `lags`.
  private(set) var constant = 0.0
  private(set) var coefficients: [Double] = []
  private(set) var lags: [Int] = []
  /// The sum of squared errors over the degrees of freedom.
  private(set) var errorVariance = 0.0
  private(set) var errorCount: Int

  /// The regression of `values`; `seasonLength` is the second lag to be tried, where it is above 1.
  init(_ values: ContiguousArray<Double>, seasonLength: Int) {
    let n = values.count
    var order = [1]
    let longest = max(1, min(n / 4, seasonLength > 1 ? min(seasonLength - 1, 8) : 6))
    if seasonLength > 1 && 2 * seasonLength <= n { order.append(seasonLength) }
    if longest > 1 { order += 2...longest }
    let first = min(order.max() ?? 1, n - 4)
    order.removeAll { $0 > first }
    errorCount = n - first

    // Normal equations over the constant, the lags in order and the value itself.
    let width = order.count + 2
    func column(_ index: Int, _ t: Int) -> Double {
      switch index {
      case 0: 1
      case width - 1: values[t]
      default: values[t - order[index - 1]]
      }
    }
    var factor = [Double](repeating: 0, count: width * width)
    for i in 0..<width {
      for j in i..<width {
        var sum = 0.0
        for t in first..<n { sum += column(i, t) * column(j, t) }
        factor[i * width + j] = sum
      }
    }
    decompose(&factor, width, order)
  }

  /// Decomposes the normal equations; after each pivot the last diagonal element is the sum of squares
  /// of the regression so far, and the nested regressions are averaged with the weights
  /// exp(-AICc / 2).
  private mutating func decompose(_ factor: inout [Double], _ width: Int, _ order: [Int]) {
    let last = width - 1
    let scales = (0..<width).map { factor[$0 * width + $0] }
    let floor = 1e-20 * scales[last] + 1e-300
    var sums = [scales[last]]
    for i in 0..<last {
      let pivot = factor[i * width + i]
      // A lag that adds nothing new, as in a series that repeats itself, ends the search; so does
      // the length of the series.
      guard pivot > 1e-10 * scales[i], errorCount > i + 3 else { break }
      let root = pivot.squareRoot()
      for j in i..<width { factor[i * width + j] /= root }
      for r in i + 1..<width {
        let multiple = factor[i * width + r]
        for j in r..<width { factor[r * width + j] -= multiple * factor[i * width + j] }
      }
      sums.append(max(0, factor[last * width + last]))
    }
    let n = Double(errorCount)
    let criteria = sums.indices.map { count in
      let k = Double(count + 1)
      return n * max(sums[count], floor).logarithm + 2 * k * n / max(0.5, n - k - 1)
    }
    let least = criteria.min() ?? 0
    let weights = criteria.map { exp(-0.5 * ($0 - least)) }
    let total = weights.reduce(0, +)
    var average = [Double](repeating: 0, count: last)
    for count in sums.indices {
      let weight = weights[count] / total
      errorVariance += weight * sums[count] / max(1, n - Double(count))
      var solution = [Double](repeating: 0, count: count)
      for i in (0..<count).reversed() {
        var value = factor[i * width + last]
        for j in i + 1..<max(i + 1, count) { value -= factor[i * width + j] * solution[j] }
        solution[i] = value / factor[i * width + i]
        average[i] += weight * solution[i]
      }
    }
    constant = average[0]
    coefficients = Array(average.dropFirst())
    lags = order
  }
}
