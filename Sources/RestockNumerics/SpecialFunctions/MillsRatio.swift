internal import Glibc

/// Mills' ratio of the standard normal distribution, P(Z > z) / phi(z), and the ratios of its
/// successive integrals, accurate in the far tail where their differences would cancel.
struct MillsRatio {
  /// P(Z > z) / phi(z).
  let survival: Double
  /// E[(Z - z)+] / phi(z).
  let loss: Double
  /// E[((Z - z)+)^2] / (2 phi(z)).
  let secondLoss: Double

  /// The ratios at `z`.
  ///
  /// Source: with I(n) the n-th repeated integral times n!, I(n+1) = n I(n-1) - z I(n); for z > 3
  /// by the continued fraction r(n) = n / (z + r(n+1)) of r(n) = I(n) / I(n-1), DLMF 7.9.
  init(_ z: Double) {
    if z > 3 {
      var ratio = 0.0
      var second = 0.0
      var first = 0.0
      // 18 levels are needed at z = 3 for 1e-16, fewer beyond.
      for n in stride(from: 60.0, through: 1, by: -1) {
        ratio = n / (z + ratio)
        if n == 2 { second = ratio }
        if n == 1 { first = ratio }
      }
      survival = 1 / (z + first)
      loss = survival * first
      secondLoss = 0.5 * loss * second
    } else {
      survival = 0.5 * erfc(z / 2.squareRoot()) * (2 * Double.pi).squareRoot() * exp(0.5 * z * z)
      loss = 1 - z * survival
      secondLoss = 0.5 * (survival - z * loss)
    }
  }
}
