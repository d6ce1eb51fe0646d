/// The mean and the variance of a mixture, from those of its parts: within them and between them.
struct MixtureMoments {
  /// The mean of the first part, about which the others are summed, so that no digits are lost.
  private var center: Double?
  private var total = 0.0
  private var offset = 0.0
  private var squares = 0.0
  private var within = (sum: 0.0, weight: 0.0)

  /// Adds a part; the weights need not sum to 1.
  mutating func add(_ part: (mean: Double, variance: Double), weight: Double) {
    add(mean: part.mean, weight: weight)
    within = (within.sum + weight * part.variance, within.weight + weight)
  }

  /// Adds a part whose variance is taken for that of the others.
  mutating func add(mean: Double, weight: Double) {
    let center = center ?? mean
    self.center = center
    let distance = mean - center
    total += weight
    offset += weight * distance
    squares += weight * distance * distance
  }

  /// The mean, 0 without parts.
  var mean: Double {
    guard let center, total > 0 else { return 0 }
    return center + offset / total
  }

  /// The variance, 0 without parts.
  var variance: Double {
    guard within.weight > 0 else { return 0 }
    let distance = offset / total
    return within.sum / within.weight + max(0, squares / total - distance * distance)
  }
}
