/// Smooths the level through `demand`; returns the sum of squared one-step errors.
func smoothLevel(_ demand: Span<Double>, alpha: Double, level: inout Double) -> Double {
  var state = level
  var sumOfSquares = 0.0
  for t in demand.indices {
    let innovation = demand[t] - state
    state += alpha * innovation
    sumOfSquares += innovation * innovation
  }
  level = state
  return sumOfSquares
}

/// The weight in 0...1 and the starting level with the least sum of squared one-step errors.
///
/// Six passes of eight weights, each around the best of the one before. Demand is scaled by its
/// largest value, so that squares neither overflow nor vanish.
func leastSquaresLevel(_ demand: ContiguousArray<Double>) -> (alpha: Double, start: Double) {
  var scale = 0.0
  for value in demand { scale = max(scale, abs(value)) }
  guard scale > 0 else { return (0, 0) }
  var step = 1.0 / 7
  var lowest = 0.0
  var best = (alpha: 0.0, start: 0.0, sum: Double.infinity)
  for _ in 0..<6 {
    var alphas = SIMD8<Double>.zero
    for lane in 0..<8 { alphas[lane] = min(1, max(0, lowest + Double(lane) * step)) }
    let (sums, starts) = concentratedSums(demand.span, scale: scale, alphas: alphas)
    for lane in 0..<8 where sums[lane] < best.sum {
      best = (alphas[lane], starts[lane] * scale, sums[lane])
    }
    lowest = best.alpha - step
    step *= 2.0 / 7
  }
  return (best.alpha, best.start)
}

/// For each weight the least sum of squares over all starting levels, and that start.
///
/// The errors are affine in the start: e(t) = a(t) - start (1 - alpha)^t, so the best start is
/// sum a(t) (1 - alpha)^t / sum (1 - alpha)^2t.
private func concentratedSums(
  _ demand: Span<Double>, scale: Double, alphas: SIMD8<Double>
) -> (sums: SIMD8<Double>, starts: SIMD8<Double>) {
  let scaling = 1 / scale
  let decay = 1 - alphas
  var level = SIMD8<Double>.zero
  var response = SIMD8<Double>(repeating: 1)
  var squares = SIMD8<Double>.zero
  var products = SIMD8<Double>.zero
  var responses = SIMD8<Double>.zero
  for t in demand.indices {
    let innovation = demand[t] * scaling - level
    level += alphas * innovation
    squares += innovation * innovation
    products += innovation * response
    responses += response * response
    response *= decay
  }
  let starts = products / responses
  return (squares - products * starts, starts)
}

/// A weight for people: two decimals, without Foundation.
func twoDecimals(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let fraction = hundredths % 100
  return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}

/// The weight in `range` with the least sum of squared one-step errors, the level starting at the
/// first value: eight passes of eight weights, each around the best of the one before.
func leastSquaresWeight(
  _ demand: ContiguousArray<Double>, in range: ClosedRange<Double>
) -> Double {
  var scale = 0.0
  for value in demand { scale = max(scale, abs(value)) }
  guard scale > 0, demand.count > 1 else { return range.lowerBound }
  let start = demand[0] / scale
  var step = (range.upperBound - range.lowerBound) / 7
  var lowest = range.lowerBound
  var best = (alpha: range.lowerBound, sum: Double.infinity)
  for _ in 0..<8 {
    var alphas = SIMD8<Double>.zero
    for lane in 0..<8 {
      alphas[lane] = min(range.upperBound, max(range.lowerBound, lowest + Double(lane) * step))
    }
    var level = SIMD8<Double>(repeating: start)
    var sums = SIMD8<Double>.zero
    for value in demand.dropFirst() {
      let innovation = value / scale - level
      level += alphas * innovation
      sums += innovation * innovation
    }
    for lane in 0..<8 where sums[lane] < best.sum { best = (alphas[lane], sums[lane]) }
    lowest = best.alpha - step
    step *= 2.0 / 7
  }
  return best.alpha
}
