/// Which Theta model: what is estimated and whether the line moves on with the data.
struct ThetaKind: Sendable, Hashable {
  /// Whether the line is that of the values so far, not of all values.
  let isDynamic: Bool
  /// Whether theta is estimated; 2 otherwise.
  let isOptimized: Bool
}

/// The parameters of a Theta model: those with the least sum of squared one-step errors.
///
/// The forecast of period i + 1 from i values is l + c (A q + B (1 - q (1 - alpha)) / alpha) with the
/// smoothed level l, c = 1 - 1 / theta, q = (1 - alpha)^i and the line A + B t. For a given alpha it
/// is linear in the starting level and in c, so these two are solved for exactly, and alpha is all
/// that is searched: three passes of eight values at once, each around the best of the one before.
///
/// Errors count from the fourth value on and alpha is kept in 0.1...0.99, theta at 1 or more, as in
/// statsforecast, whose search by Nelder-Mead this one meets or beats. Eight values or fewer leave
/// nothing to estimate but alpha: theta is 2 then, and the level starts so that the first error
/// is that of the naive forecast.
///
/// Source: Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), Models for optimising the
/// theta method, doi:10.1016/j.ijforecast.2016.02.005, equations 14 to 21.
struct ThetaSearch {
  private typealias Lanes = SIMD8<Double>

  /// The smoothing weight.
  private(set) var alpha = 0.5
  /// 1 - 1 / theta, 0...1.
  private(set) var lineShare = 0.5
  /// The level before the first value, scaled.
  private(set) var start = 0.0
  /// Squared errors, scaled.
  private(set) var sumOfSquares = Double.infinity
  /// The number of errors and of parameters they were fitted with.
  private(set) var errorCount = 0
  private(set) var parameterCount: Int
  /// The first value whose error counts.
  let firstError: Int

  private let isOptimized: Bool
  private let isShort: Bool
  private let firstValue: Double
  private let firstLine: Double
  private var intercepts: ContiguousArray<Double>
  private var slopes: ContiguousArray<Double>

  /// Searches the parameters of a model of this kind for `series`.
  init(_ series: ThetaSeries, kind: ThetaKind) {
    let values = series.values
    isOptimized = kind.isOptimized
    isShort = values.count < 9
    firstError = isShort ? 1 : 3
    firstValue = values[0]
    parameterCount = isShort ? 1 : kind.isOptimized ? 3 : 2
    let whole = ThetaLine(through: values)
    if kind.isDynamic {
      intercepts = []
      slopes = []
      intercepts.reserveCapacity(values.count)
      slopes.reserveCapacity(values.count)
      var line = ThetaLine(first: values[0])
      for t in values.indices {
        if t > 0 { line.append(values[t]) }
        intercepts.append(line.intercept)
        slopes.append(line.slope)
      }
      firstLine = values[0]
    } else {
      intercepts = ContiguousArray(repeating: whole.intercept, count: values.count)
      slopes = ContiguousArray(repeating: whole.slope, count: values.count)
      firstLine = whole.intercept + whole.slope
    }
    for t in firstError..<values.count where series.isKnown[t] { errorCount += 1 }

    var low = 0.1
    var spacing = (0.99 - 0.1) / 7
    for _ in 0..<3 {
      var alphas = Lanes.zero
      for lane in 0..<8 { alphas[lane] = min(max(low + Double(lane) * spacing, 0.1), 0.99) }
      tryAlphas(alphas, series)
      low = alpha - spacing * 7 / 9
      spacing *= 2.0 / 9
    }
  }

  /// Takes the best of eight weights, if it is better than what is known.
  private mutating func tryAlphas(_ alphas: Lanes, _ series: ThetaSeries) {
    let sums = sums(alphas, series)
    for lane in 0..<8 {
      let (level, share) = solve(sums, lane)
      let linear = level * sums.decayError[lane] + share * sums.lineError[lane]
      let crossed = 2 * level * share * sums.decayLine[lane]
      let quadratic =
        level * level * sums.decaySquares[lane] + share * share * sums.lineSquares[lane]
      let sum = max(0, sums.errorSquares[lane] - 2 * linear + crossed + quadratic)
      guard sum < sumOfSquares else { continue }
      sumOfSquares = sum
      alpha = alphas[lane]
      start = level
      lineShare = share
    }
  }

  /// The best start and share of the line for one of the weights.
  private func solve(_ sums: Sums, _ lane: Int) -> (level: Double, share: Double) {
    guard !isShort else { return (firstValue - 0.5 * firstLine, 0.5) }
    // Where alpha is near 1 the start is forgotten before the first error that counts; it is then
    // drawn to the first value.
    let ridge = 1e-13
    let squares = sums.decaySquares[lane] + ridge
    let target = sums.decayError[lane] + ridge * firstValue
    var share = 0.5
    if isOptimized {
      let determinant =
        squares * sums.lineSquares[lane] - sums.decayLine[lane] * sums.decayLine[lane]
      // Without a slope the line is no more than another start.
      if determinant > 1e-12 * squares * sums.lineSquares[lane] {
        let free = squares * sums.lineError[lane] - sums.decayLine[lane] * target
        share = min(max(free / determinant, 0), 1)
      }
    }
    return ((target - share * sums.decayLine[lane]) / squares, share)
  }

  /// Products, summed over the errors that count, of what the error is linear in: the values less
  /// what of them is smoothed (error), what is left of the start (decay), and the line.
  private struct Sums {
    var errorSquares = Lanes.zero
    var decayError = Lanes.zero
    var lineError = Lanes.zero
    var decaySquares = Lanes.zero
    var decayLine = Lanes.zero
    var lineSquares = Lanes.zero
  }

  /// The line that the forecast of value `t` uses, scaled.
  func line(before t: Int) -> (intercept: Double, slope: Double) {
    (intercepts[t - 1], slopes[t - 1])
  }

  /// Whether the starting level was estimated.
  var isStartFree: Bool { !isShort }

  private func sums(_ alphas: Lanes, _ series: ThetaSeries) -> Sums {
    var sums = Sums()
    let rest: Lanes = 1 - alphas
    let inverse: Lanes = 1 / alphas
    var smoothed: Lanes = alphas * series.values[0]
    var decay = rest
    for t in 1..<series.values.count {
      let y = series.values[t]
      let error: Lanes = y - smoothed
      if t >= firstError && series.isKnown[t] {
        let fromLine: Lanes = (1 - rest * decay) * inverse
        let line: Lanes = decay * intercepts[t - 1] + fromLine * slopes[t - 1]
        sums.errorSquares += error * error
        sums.decayError += decay * error
        sums.lineError += line * error
        sums.decaySquares += decay * decay
        sums.decayLine += decay * line
        sums.lineSquares += line * line
      }
      smoothed += alphas * error
      decay *= rest
    }
    return sums
  }
}
