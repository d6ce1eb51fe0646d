/// What the means of many risks are worth, from how much each varies from year to year and how much
/// they differ: the credibility of Bühlmann and Straub.
///
/// A risk's values X(j) have weights w(j) and the variance s2 / w(j) about its own mean, and the
/// means of the risks the variance a. Then the best linear estimate of a risk's mean is Z X + (1 -
/// Z) m, with its weighted mean X, that of all risks m, and the credibility Z = w a / (w a + s2) at
/// its whole weight w. Both variances are estimated without bias; a negative a is 0.
///
/// Source: Bühlmann and Straub (1970), Glaubwürdigkeit für Schadensätze; Bühlmann and Gisler
/// (2005), A Course in Credibility Theory and its Applications, chapter 4.
package struct Credibility: Sendable {
  /// s2, the variance of a value of weight 1 about the mean of its risk; 0 where no risk has two
  /// values.
  package let withinVariance: Double
  /// a, the variance of the risks' means, at least 0.
  package let betweenVariance: Double
  /// The weighted mean of each risk; 0 for one without weight.
  package let means: [Double]
  /// Z of each risk, 0...1.
  package let factors: [Double]

  /// Estimates both variances.
  ///
  /// - Parameters:
  ///   - products: The weight times the value, risk after risk, `years` each.
  ///   - weights: In the same order, at least 0; without weight there is no value.
  ///   - years: Values to a risk, at least 1.
  package init(products: [Double], weights: [Double], years: Int) {
    precondition(products.count == weights.count && years >= 1, "\(weights.count), \(years)")
    let risks = weights.count / years
    var means = [Double](repeating: 0, count: risks)
    var whole = means
    var squares = 0.0
    var freedom = 0
    for risk in 0..<risks {
      let places = risk * years..<(risk + 1) * years
      whole[risk] = places.reduce(0) { $0 + weights[$1] }
      guard whole[risk] > 0 else { continue }
      means[risk] = places.reduce(0) { $0 + products[$1] } / whole[risk]
      freedom -= 1
      for place in places where weights[place] > 0 {
        let deviation = products[place] / weights[place] - means[risk]
        squares += weights[place] * deviation * deviation
        freedom += 1
      }
    }
    let within = freedom > 0 ? squares / Double(freedom) : 0
    let sum = whole.reduce(0, +)
    let mean = zip(whole, means).reduce(0) { $0 + $1.0 * $1.1 } / max(sum, .leastNormalMagnitude)
    let between = zip(whole, means).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
    let present = Double(whole.count { $0 > 0 })
    let effective = sum - whole.reduce(0) { $0 + $1 * $1 } / max(sum, .leastNormalMagnitude)
    let excess = between - (present - 1) * within
    // Without a second value nothing tells what is chance.
    betweenVariance = freedom > 0 && effective > 0 ? max(0, excess / effective) : 0
    withinVariance = within
    self.means = means
    factors = whole.map { [betweenVariance] in
      betweenVariance > 0 ? $0 * betweenVariance / ($0 * betweenVariance + within) : 0
    }
  }
}
