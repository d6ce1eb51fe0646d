package import RestockNumerics

extension DemandDistribution {
  /// The distribution with another mean that is nearest to a count's: probabilities times an
  /// exponential of the units. Distributions that are not given unit by unit, and means that are
  /// out of reach, are left as they are.
  ///
  /// Of all distributions with that mean it has the least Kullback-Leibler divergence. Source:
  /// Esscher (1932); Csiszár (1975), I-divergence geometry, doi:10.1214/aop/1176996454.
  package func centred(on mean: Double) -> DemandDistribution {
    guard case .lattice(let lattice) = self, mean > 0, lattice.mean > 0,
      mean < Double(lattice.probabilities.count - 1)
    else { return self }
    var tilt = 0.0
    var tilted = lattice
    for _ in 0..<Self.mostSteps {
      let difference = mean - tilted.mean
      guard abs(difference) > 1e-6 * mean else { return .lattice(tilted) }
      let variance = tilted.standardDeviation * tilted.standardDeviation
      guard variance > 1e-12 else { return self }
      tilt += difference / variance
      // From the largest exponent down, so that nothing overflows.
      let largest = max(0, tilt * Double(lattice.probabilities.count - 1))
      tilted = Lattice(
        weights: lattice.probabilities.enumerated().map {
          $1 * (tilt * Double($0) - largest).exponential
        })
    }
    return self
  }

  /// Newton's steps for the tilt.
  private static let mostSteps = 12
}
