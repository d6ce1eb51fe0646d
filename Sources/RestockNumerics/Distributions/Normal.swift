internal import Glibc

/// The normal distribution.
public struct Normal: SecondOrderLossDistribution {
  public let mean: Double
  public let standardDeviation: Double

  /// Mean 0 and standard deviation 1.
  public static let standard = Self(mean: 0, standardDeviation: 1)

  /// A normal distribution; `standardDeviation` > 0.
  public init(mean: Double, standardDeviation: Double) {
    precondition(
      mean.isFinite && standardDeviation > 0 && standardDeviation.isFinite,
      "mean \(mean), standard deviation \(standardDeviation)")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    return exp(-0.5 * z * z) / (standardDeviation * (2 * Double.pi).squareRoot())
  }

  public func cumulativeProbability(_ x: Double) -> Double {
    0.5 * erfc(-(x - mean) / (standardDeviation * 2.squareRoot()))
  }

  public func survivalProbability(_ x: Double) -> Double {
    0.5 * erfc((x - mean) / (standardDeviation * 2.squareRoot()))
  }

  /// The quantile by Wichura's algorithm AS 241 (PPND16), relative accuracy about 1e-16.
  ///
  /// Source: Wichura (1988), Applied Statistics 37, 477-484, doi:10.2307/2347330.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    return mean + standardDeviation * standardNormalQuantile(probability)
  }

  /// Source: Silver, Pyke and Thomas (2017), appendix II: sigma (phi(z) - z (1 - Phi(z))).
  public func loss(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    let beyond = standardNormalDensity(z) * MillsRatio(abs(z)).loss
    return standardDeviation * (z < 0 ? beyond - z : beyond)
  }

  public func complementaryLoss(_ x: Double) -> Double { loss(2 * mean - x) }

  /// Source: Zipkin (2000), section C.2.4: sigma^2 ((z^2 + 1) (1 - Phi(z)) - z phi(z)) / 2.
  public func secondOrderLoss(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    let variance = standardDeviation * standardDeviation
    let beyond = standardNormalDensity(z) * MillsRatio(abs(z)).secondLoss
    return variance * (z < 0 ? 0.5 * (z * z + 1) - beyond : beyond)
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double { secondOrderLoss(2 * mean - x) }

  /// The z with E[(Z - z)+] = `loss` for a standard normal Z, by Newton's method on the logarithm,
  /// which is concave and decreasing: what a fill rate's safety factor is read from.
  ///
  /// - Parameter loss: > 0, finite.
  /// - Returns: z, down to -`loss` where the loss is large.
  public static func standardQuantile(ofLoss loss: Double) -> Double {
    precondition(loss > 0 && loss.isFinite, "loss \(loss)")
    // G(z) = G(-z) - z, so a large loss is all but -z.
    if loss > 8 { return -loss }
    let target = log(loss)
    var z = loss > 0.4 ? 0.4 - loss : (max(0, -2 * log(loss / 0.4))).squareRoot() * 0.8
    for _ in 0..<60 {
      let ratio = MillsRatio(z)
      let density = standardNormalDensity(z)
      let step = (log(density * ratio.loss) - target) * ratio.loss / ratio.survival
      z += step
      if abs(step) <= 1e-15 * max(1, abs(z)) { break }
    }
    return z
  }
}

func standardNormalDensity(_ z: Double) -> Double {
  exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
}

private func standardNormalQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    return q * horner(centralNumerator, r) / horner(centralDenominator, r)
  }
  let r = (-log(q < 0 ? p : 1 - p)).squareRoot()
  let value =
    r <= 5
    ? horner(middleNumerator, r - 1.6) / horner(middleDenominator, r - 1.6)
    : horner(tailNumerator, r - 5) / horner(tailDenominator, r - 5)
  return q < 0 ? -value : value
}

private func horner(_ c: [8 of Double], _ x: Double) -> Double {
  var sum = c[7]
  for i in 1...7 { sum = sum * x + c[7 - i] }
  return sum
}

private let centralNumerator: [8 of Double] = [
  3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
]
private let centralDenominator: [8 of Double] = [
  1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
  39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
]
private let middleNumerator: [8 of Double] = [
  1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
  3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770,
  0.0227238449892691845833, 7.74545014278341407640e-4,
]
private let middleDenominator: [8 of Double] = [
  1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
  0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4,
  1.05075007164441684324e-9,
]
private let tailNumerator: [8 of Double] = [
  6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
  0.296560571828504891230, 0.0265321895265761230930, 1.24266094738807843860e-3,
  2.71155556874348757815e-5, 2.01033439929228813265e-7,
]
private let tailDenominator: [8 of Double] = [
  1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
  7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
  2.04426310338993978564e-15,
]
