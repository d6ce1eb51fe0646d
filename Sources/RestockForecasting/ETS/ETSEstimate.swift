internal import RestockNumerics

/// A form estimated on a scaled series: what other fits may start from, and what is chosen among.
struct ETSEstimate {
  let form: ETSForm
  /// In the order of `ETSLayout`.
  let parameters: ContiguousArray<Double>
  /// The seasonal start that is no parameter.
  let lastSeasonal: Double
  /// Squared errors of the scaled series, relative ones for a multiplicative error.
  let sumOfSquares: Double
  /// n log(sum of squares) + 2 sum of log f, of the scaled series: -2 log likelihood but for a
  /// constant, the prior left out.
  let deviance: Double
  /// Known periods, and what AICc counts.
  let knownCount: Int
  let parameterCount: Int

  /// Akaike's criterion corrected for short series, but for a constant common to all forms.
  var correctedAkaike: Double {
    let k = Double(parameterCount)
    return deviance + 2 * k + 2 * k * (k + 1) / (Double(knownCount) - k - 1)
  }
}
