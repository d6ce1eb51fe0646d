/// What of the line A + B t is in a forecast: A q + B (1 - q (1 - alpha)) / alpha with q = (1 - alpha)^n.
struct ThetaLineTerm {
  private let alpha: Double
  private var count: Double
  /// q.
  private(set) var decay: Double

  /// The term after `count` values, at least 1, `decay` being (1 - alpha)^count.
  init(alpha: Double, count: Int, decay: Double) {
    self.alpha = alpha
    self.count = Double(count)
    self.decay = decay
  }

  /// Moves on by one value.
  mutating func advance() {
    count += 1
    decay *= 1 - alpha
  }

  /// How the slope enters.
  private var slopeWeight: Double { (1 - (1 - alpha) * decay) / alpha }

  func value(intercept: Double, slope: Double) -> Double { intercept * decay + slope * slopeWeight }

  /// Its derivative with respect to alpha.
  func byAlpha(intercept: Double, slope: Double) -> Double {
    let decayByAlpha = -count * decay / (1 - alpha)
    return intercept * decayByAlpha
      + slope * ((decay - (1 - alpha) * decayByAlpha) - slopeWeight) / alpha
  }
}
