package import RestockNumerics

extension RandomGenerator {
  /// A whole number in 0..<`bound`, each equally likely to within 2^-53.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "bound \(bound)")
    return min(bound - 1, Int(uniform() * Double(bound)))
  }

  /// A whole number in a range, each equally likely.
  package mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// A number in a range, uniform.
  package mutating func real(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A number in a range, its logarithm uniform; the range > 0.
  package mutating func logUniform(_ range: ClosedRange<Double>) -> Double {
    portableExponential(
      real(portableLogarithm(range.lowerBound)...portableLogarithm(range.upperBound)))
  }

  /// Whether something of this probability happens.
  package mutating func happens(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// One of several, each equally likely.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// A count with this mean and variance-to-mean ratio: Poisson at a ratio of 1, negative binomial
  /// above it.
  ///
  /// Sums of counts with one ratio have that ratio too, so that what is true of a day is true of a
  /// week. By inversion, from zero up, on the recursions of the probabilities: time goes with the
  /// mean.
  ///
  /// - Parameters:
  ///   - mean: >= 0.
  ///   - varianceToMean: >= 1.
  /// - Returns: A count.
  package mutating func count(mean: Double, varianceToMean: Double = 1) -> Int {
    precondition(mean >= 0 && varianceToMean >= 1, "mean \(mean), ratio \(varianceToMean)")
    guard mean > 0 else { return 0 }
    let isPoisson = varianceToMean == 1
    let shape = isPoisson ? 0 : mean / (varianceToMean - 1)
    let logOfZero = isPoisson ? -mean : -shape * portableLogarithm(varianceToMean)
    if logOfZero < -500 {
      // Zero would be less likely than a Double can say; both laws are sums of two halves.
      return count(mean: mean / 2, varianceToMean: varianceToMean)
        + count(mean: mean / 2, varianceToMean: varianceToMean)
    }
    let failure = 1 - 1 / varianceToMean
    var rest = uniform()
    var probability = portableExponential(logOfZero)
    var k = 0
    while rest >= probability, probability > 0 {
      rest -= probability
      let n = Double(k)
      probability *= isPoisson ? mean / (n + 1) : (shape + n) / (n + 1) * failure
      k += 1
    }
    return k
  }
}
