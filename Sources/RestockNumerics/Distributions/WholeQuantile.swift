/// The quantile of a count: a first guess from mean and spread, then a search on the logarithm of
/// the smaller tail.
func smallestWholeQuantile(_ probability: Double, of distribution: some Distribution) -> Double {
  precondition(probability > 0 && probability < 1, "probability \(probability)")
  let isLower = probability < 0.5
  let target = isLower ? probability.logarithm : (1 - probability).logarithm
  let spread = distribution.standardDeviation
  let z = Normal.standard.quantile(probability)
  return smallestLevel(guess: distribution.mean + z * spread, step: 0.25 * spread) { k in
    // The target met to the last bit is met.
    if isLower {
      let reached = distribution.cumulativeProbability(k)
      return reached >= probability ? min(0, target - reached.logarithm) : bounded(target, reached)
    }
    let beyond = distribution.survivalProbability(k)
    return beyond <= 1 - probability
      ? (beyond > 0 ? min(0, beyond.logarithm - target) : -.infinity)
      : max(.leastNonzeroMagnitude, beyond.logarithm - target)
  }
}

private func bounded(_ target: Double, _ reached: Double) -> Double {
  reached > 0 ? max(.leastNonzeroMagnitude, target - reached.logarithm) : .infinity
}
