/// The uniform distribution on an interval.
public struct Uniform: SecondOrderLossDistribution {
  public let lowerBound: Double
  public let upperBound: Double

  /// A uniform distribution between `lowerBound` and `upperBound`, which is larger.
  public init(from lowerBound: Double, to upperBound: Double) {
    precondition(lowerBound < upperBound, "from \(lowerBound) to \(upperBound)")
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }

  private var width: Double { upperBound - lowerBound }

  public var mean: Double { 0.5 * (lowerBound + upperBound) }
  public var standardDeviation: Double { width / 12.squareRoot() }

  public func cumulativeProbability(_ x: Double) -> Double {
    min(max((x - lowerBound) / width, 0), 1)
  }

  public func survivalProbability(_ x: Double) -> Double {
    min(max((upperBound - x) / width, 0), 1)
  }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    return lowerBound + probability * width
  }

  public func loss(_ x: Double) -> Double { x > lowerBound ? beyond(x) : mean - x }

  private func beyond(_ x: Double) -> Double {
    let above = max(0, upperBound - x)
    return 0.5 * above * above / width
  }

  public func complementaryLoss(_ x: Double) -> Double {
    if x >= upperBound { return x - mean }
    let below = max(0, x - lowerBound)
    return 0.5 * below * below / width
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    guard x > lowerBound else { return wholeSecondMoment(x) }
    let above = max(0, upperBound - x)
    return above * above * above / (6 * width)
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    guard x < upperBound else { return wholeSecondMoment(x) }
    let below = max(0, x - lowerBound)
    return below * below * below / (6 * width)
  }

  private func wholeSecondMoment(_ x: Double) -> Double {
    0.5 * ((x - mean) * (x - mean) + width * width / 12)
  }
}
