internal import Glibc

/// The natural logarithm of the gamma function, for x > 0.
public func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

/// The regularised incomplete gamma functions P(a, x) (lower) and Q(a, x) = 1 - P (upper), each
/// accurate in its own tail: the smaller of the two is computed, the other is its complement.
///
/// Source: DLMF 8.11.4 (series) and 8.9.2 (continued fraction, evaluated by Lentz's method).
///
/// - Parameters:
///   - a: Shape, > 0.
///   - x: Argument, >= 0.
/// - Returns: Both functions, in 0...1.
public func regularizedGamma(a: Double, x: Double) -> (lower: Double, upper: Double) {
  precondition(a > 0 && x >= 0, "a = \(a), x = \(x)")
  if x == 0 { return (0, 1) }
  if x == .infinity { return (1, 0) }
  let front = exp(logGammaDensityTerm(a: a, x: x))
  // About 10 sqrt(a) terms are needed near x = a.
  let limit = 500 + Int(20 * a.squareRoot())
  if x < a + 1 {
    var term = 1 / a
    var sum = term
    var n = a
    for _ in 0..<limit {
      n += 1
      term *= x / n
      sum += term
      if term < sum * 1e-17 { break }
    }
    let lower = min(1, sum * front)
    return (lower, 1 - lower)
  }
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var h = d
  for i in 1...limit {
    let an = -Double(i) * (Double(i) - a)
    b += 2
    d = an * d + b
    if abs(d) < tiny { d = tiny }
    c = b + an / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    let delta = d * c
    h *= delta
    if abs(delta - 1) < 1e-16 { break }
  }
  let upper = min(1, front * h)
  return (1 - upper, upper)
}

/// log(x^a e^-x / Gamma(a)), without the cancellation of the three terms for large a.
///
/// Source: Loader (2000), Fast and accurate computation of binomial probabilities: the saddle-point
/// form, with the Stirling error in place of the gamma function.
func logGammaDensityTerm(a: Double, x: Double) -> Double {
  guard a > 10 else { return a * log(x) - x - logGamma(a) }
  return -deviance(a, mean: x) - stirlingError(a) + 0.5 * log(a / (2 * .pi))
}

/// x log(x / mean) + mean - x, accurate where x is near the mean.
func deviance(_ x: Double, mean: Double) -> Double {
  let difference = x - mean
  if abs(difference) < 0.1 * (x + mean) {
    let v = difference / (x + mean)
    var sum = difference * v
    var power = 2 * x * v
    let square = v * v
    var j = 1.0
    while true {
      power *= square
      j += 2
      let next = sum + power / j
      if next == sum { return sum }
      sum = next
    }
  }
  return x * log(x / mean) + mean - x
}

/// log(n!) - log(sqrt(2 pi n) (n/e)^n), the error of Stirling's formula, for n > 0.
func stirlingError(_ n: Double) -> Double {
  guard n > 15 else {
    return logGamma(n + 1) - (n + 0.5) * log(n) + n - 0.5 * log(2 * .pi)
  }
  let square = n * n
  let inner: Double = 1.0 / 1680 - (1.0 / 1188 - (691.0 / 360_360) / square) / square
  let middle: Double = 1.0 / 1260 - inner / square
  return (1.0 / 12 - (1.0 / 360 - middle / square) / square) / n
}
