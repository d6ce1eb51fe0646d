/// Local regression of a series on its position: the smoother that STL is made of.
///
/// The value at a position is that of a weighted line (or, of degree 0, a weighted mean) through the
/// `window` nearest periods, the weights (1 - (d / h)^3)^3 by distance. Only every `jump`-th period is
/// worked out, and a straight line is put between: with a jump of a tenth of the window a pass takes
/// about ten operations a period, whatever the window.
///
/// Source: Cleveland, Cleveland, McRae and Terpenning (1990), STL: a seasonal-trend decomposition
/// procedure based on loess, Journal of Official Statistics 6, 3-73, and its Fortran (netlib), whose
/// rules for the ends and for jumps these are.
struct Loess: Sendable, Hashable {
  /// Periods in a local fit, at least 3 and odd; may be more than the series has.
  let window: Int
  /// 0 or 1.
  let degree: Int
  /// Periods from one local fit to the next, at least 1.
  let jump: Int

  /// Smooths the first `count` of `values` into `smooth[1...count]`; with `extends` also to one period
  /// before and after, `smooth[0]` and `smooth[count + 1]`.
  ///
  /// - Parameters:
  ///   - values: Finite.
  ///   - weights: One for each value; empty for none.
  ///   - count: At least 1.
  ///   - smooth: At least `count` + 2 values.
  ///   - extends: Default false.
  ///   - kernel: Scratch of at least `count` values.
  func smooth(
    _ values: ContiguousArray<Double>, weights: ContiguousArray<Double>, count: Int,
    into smooth: inout ContiguousArray<Double>, extends: Bool = false,
    kernel: inout ContiguousArray<Double>
  ) {
    guard count > 1 else {
      smooth[1] = values[0]
      if extends {
        smooth[0] = values[0]
        smooth[2] = values[0]
      }
      return
    }
    let step = min(jump, count - 1)
    var fit = LocalFit(count: count, loess: self)
    func value(
      at position: Int, left: Int, right: Int, _ kernel: inout ContiguousArray<Double>
    )
      -> Double?
    {
      fit.value(values, weights, at: position, left: left, right: right, &kernel)
    }
    var position = 1
    while position <= count {
      let (left, right) = bounds(position, count)
      smooth[position] =
        value(at: position, left: left, right: right, &kernel) ?? values[position - 1]
      if position > 1 && step > 1 { interpolate(&smooth, from: position - step, to: position) }
      position += step
    }
    let last = position - step
    if last != count {
      // The last local fit before the end lends its window, as in the Fortran.
      let (left, right) = bounds(last, count)
      smooth[count] = value(at: count, left: left, right: right, &kernel) ?? values[count - 1]
      interpolate(&smooth, from: last, to: count)
    }
    guard extends else { return }
    smooth[0] = value(at: 0, left: 1, right: min(window, count), &kernel) ?? smooth[1]
    smooth[count + 1] =
      value(at: count + 1, left: max(1, count - window + 1), right: count, &kernel)
      ?? smooth[count]
  }

  /// The first and last period of the window around a position, from 1.
  private func bounds(_ position: Int, _ count: Int) -> (Int, Int) {
    guard window < count else { return (1, count) }
    let left = min(max(position - (window + 1) / 2 + 1, 1), count - window + 1)
    return (left, left + window - 1)
  }

  private func interpolate(_ smooth: inout ContiguousArray<Double>, from: Int, to: Int) {
    let slope = (smooth[to] - smooth[from]) / Double(to - from)
    for between in from + 1..<max(from + 1, to) {
      smooth[between] = smooth[from] + slope * Double(between - from)
    }
  }
}

/// A weighted line through some of the values; the weights of the distance are kept from one position
/// to the next as long as they are the same.
private struct LocalFit {
  let count: Int
  let loess: Loess
  /// What the kernel holds: the place of its centre and its length; nothing at first.
  private var centre = Int.min
  private var length = 0

  init(count: Int, loess: Loess) {
    self.count = count
    self.loess = loess
  }

  /// The value of the fit at `position` through the periods `left`...`right`, all from 1; nil where all
  /// weights are zero.
  mutating func value(
    _ values: ContiguousArray<Double>, _ weights: ContiguousArray<Double>, at position: Int,
    left: Int, right: Int, _ kernel: inout ContiguousArray<Double>
  ) -> Double? {
    fillKernel(position, left, right, &kernel)
    let first = left - 1
    let width = right - left + 1
    let isWeighted = !weights.isEmpty
    // Positions count from the middle of the window, where sums of squares lose nothing.
    let middle = 0.5 * Double(width - 1)
    var sum = 0.0
    var product = 0.0
    var moment = 0.0
    var square = 0.0
    var crossed = 0.0
    for i in 0..<width {
      let weight = isWeighted ? kernel[i] * weights[first + i] : kernel[i]
      let at = Double(i) - middle
      let weighted = weight * values[first + i]
      sum += weight
      product += weighted
      moment += weight * at
      square += weight * at * at
      crossed += weighted * at
    }
    guard sum > 0 else { return nil }
    let mean = product / sum
    guard loess.degree > 0 else { return mean }
    let place = moment / sum
    let spread = max(0, square / sum - place * place)
    guard spread.squareRoot() > 0.001 * Double(count - 1) else { return mean }
    let slope = (crossed / sum - place * mean) / spread
    return mean + (Double(position - left) - middle - place) * slope
  }

  private mutating func fillKernel(
    _ position: Int, _ left: Int, _ right: Int, _ kernel: inout ContiguousArray<Double>
  ) {
    let width = right - left + 1
    guard position - left != centre || width != length else { return }
    centre = position - left
    length = width
    var reach = Double(max(position - left, right - position))
    if loess.window > count { reach += Double((loess.window - count) / 2) }
    for i in 0..<width {
      let distance = Double(abs(i - centre))
      let ratio = distance / reach
      let rest = 1 - ratio * ratio * ratio
      kernel[i] =
        distance > 0.999 * reach ? 0 : distance <= 0.001 * reach ? 1 : rest * rest * rest
    }
  }
}
