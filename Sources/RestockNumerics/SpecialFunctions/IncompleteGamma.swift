internal import Glibc

/// The natural logarithm of the gamma function, for x > 0.
public func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

/// The regularised incomplete gamma functions P(a, x) (lower) and Q(a, x) = 1 - P (upper), each
/// accurate in its own tail: the smaller of the two is computed, the other is its complement.
///
/// - Parameters:
///   - a: Shape, > 0.
///   - x: Argument, >= 0.
/// - Returns: Both functions, in 0...1.
public func regularizedGamma(a: Double, x: Double) -> (lower: Double, upper: Double) {
  precondition(a > 0 && x >= 0, "a = \(a), x = \(x)")
  if x == 0 { return (0, 1) }
  if x == .infinity { return (1, 0) }
  let moments = GammaPartialMoments(a: a, x: x)
  return (moments.lower, moments.upper)
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
  deviance(x, difference: x - mean)
}

/// The same by x - mean, where that is known more exactly than the mean.
func deviance(_ x: Double, difference: Double) -> Double {
  let mean = x - difference
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
