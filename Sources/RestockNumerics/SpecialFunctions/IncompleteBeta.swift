internal import Glibc

/// The regularised incomplete beta functions I_x(a, b) (lower) and 1 - I_x(a, b) (upper), each
/// accurate in its own tail.
///
/// Source: DLMF 8.17.22 (continued fraction, evaluated by Lentz's method), 8.17.4 (symmetry).
///
/// - Parameters:
///   - a: First shape, > 0.
///   - b: Second shape, > 0.
///   - x: Argument, 0...1.
///   - complement: 1 - x, given by callers that know it more exactly than the subtraction does.
/// - Returns: Both functions, in 0...1.
public func regularizedBeta(
  a: Double, b: Double, x: Double, complement: Double? = nil
) -> (lower: Double, upper: Double) {
  precondition(a > 0 && b > 0 && x >= 0 && x <= 1, "a = \(a), b = \(b), x = \(x)")
  let y = complement ?? 1 - x
  if x == 0 { return (0, 1) }
  if y == 0 { return (1, 0) }
  let beta = incompleteBeta(a: a, b: b, x: x, y: y)
  return (beta.lower, beta.upper)
}

/// Both functions and their common front, x^a y^b / B(a, b); x and y = 1 - x in 0..<1.
func incompleteBeta(
  a: Double, b: Double, x: Double, y: Double
) -> (lower: Double, upper: Double, front: Double) {
  let front = exp(logBetaDensityTerm(a: a, b: b, x: x, y: y))
  if x < (a + 1) / (a + b + 2) {
    let lower = min(1, front * betaFraction(a: a, b: b, x: x) / a)
    return (lower, 1 - lower, front)
  }
  let upper = min(1, front * betaFraction(a: b, b: a, x: y) / b)
  return (1 - upper, upper, front)
}

/// log(x^a y^b / B(a, b)), without the cancellation of large logarithms.
///
/// Source: Loader (2000), Fast and accurate computation of binomial probabilities: deviances from
/// the means n x and n y and Stirling errors in place of gamma functions, for each shape above 10.
func logBetaDensityTerm(a: Double, b: Double, x: Double, y: Double) -> Double {
  let n = a + b
  if a > 10 && b > 10 {
    let stirling = stirlingError(n) - stirlingError(a) - stirlingError(b)
    let root = 0.5 * log(a / n * b / (2 * .pi))
    return stirling + root - deviance(a, mean: n * x) - deviance(b, mean: n * y)
  }
  if a > 10 { return oneLargeShape(large: a, x, small: b, y) }
  if b > 10 { return oneLargeShape(large: b, y, small: a, x) }
  return a * log(x) + b * log(y) + logGamma(n) - logGamma(a) - logGamma(b)
}

private func oneLargeShape(
  large a: Double, _ x: Double, small b: Double, _ y: Double
) -> Double {
  let n = a + b
  let stirling = stirlingError(n) - stirlingError(a) + 0.5 * log(a / n)
  // a - n x = n y - b, without the rounding of x.
  let deviance = deviance(a, difference: n * y - b)
  return stirling - deviance - n * y + b * log(n * y) - logGamma(b)
}

private func betaFraction(a: Double, b: Double, x: Double) -> Double {
  let tiny = 1e-300
  var c = 1.0
  var d = 1 - (a + b) * x / (a + 1)
  if abs(d) < tiny { d = tiny }
  d = 1 / d
  var h = d
  let limit = 500 + Int(20 * max(a, b).squareRoot())
  for i in 1...limit {
    let m = Double(i)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    if abs(d) < tiny { d = tiny }
    c = 1 + even / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    h *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    if abs(d) < tiny { d = tiny }
    c = 1 + odd / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    let delta = d * c
    h *= delta
    // Two roundings: a product of factors near 1 may never come to rest at 1 itself.
    if abs(delta - 1) < 4e-16 { break }
  }
  return h
}
