/// e^x, to a few units in the last place, from additions, multiplications and divisions alone.
///
/// A machine's own `exp` and `log` may differ from another's in the last bit, and a last bit can turn
/// a count; these give the same bits everywhere, which a committed data set needs.
///
/// Source: reduction by multiples of log 2 and the Taylor series (DLMF 4.2.19).
///
/// - Parameter x: Between -700 and 700.
/// - Returns: e to the power of `x`.
package func portableExponential(_ x: Double) -> Double {
  precondition(abs(x) <= 700, "x = \(x)")
  let power = (x * 1.4426950408889634).rounded()
  // log 2 in two parts, so that the multiple of the first is exact.
  let r = (x - power * 0.693147180369123816490) - power * 1.90821492927058770002e-10
  var term = 1.0
  var sum = 1.0
  for n in 1...16 {
    term *= r / Double(n)
    sum += term
  }
  return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
}

/// The natural logarithm, to a few units in the last place, the same bits on every machine.
///
/// Source: DLMF 4.6.4, log x = 2 (t + t^3/3 + t^5/5 + ...), t = (x - 1) / (x + 1).
///
/// - Parameter x: > 0, finite.
/// - Returns: The natural logarithm of `x`.
package func portableLogarithm(_ x: Double) -> Double {
  precondition(x > 0 && x.isFinite, "x = \(x)")
  var significand = x.significand
  var exponent = Double(x.exponent)
  if significand > 1.4142135623730951 {
    significand /= 2
    exponent += 1
  }
  let t = (significand - 1) / (significand + 1)
  let square = t * t
  var power = t
  var sum = t
  for n in stride(from: 3.0, through: 23, by: 2) {
    power *= square
    sum += power / n
  }
  return 2 * sum + exponent * 0.6931471805599453
}

/// cos(2 pi x), the same bits on every machine.
///
/// Source: DLMF 4.19.2 (Taylor series), within a quarter of a turn.
package func portableCosine(turns x: Double) -> Double {
  var rest = abs(x - x.rounded())
  let isFarHalf = rest > 0.25
  if isFarHalf { rest = 0.5 - rest }
  let angle = 6.283185307179586 * rest
  let square = angle * angle
  var term = 1.0
  var sum = 1.0
  for n in 1...11 {
    term *= -square / Double(2 * n * (2 * n - 1))
    sum += term
  }
  return isFarHalf ? -sum : sum
}
