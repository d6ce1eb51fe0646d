/// Where each parameter of a form stands among the columns of the derivatives.
///
/// The weights are alpha, u, v and phi with beta = alpha u and gamma = (1 - alpha) v, each in a box:
/// so every point of the box lies in the usual region (beta <= alpha, gamma <= 1 - alpha). The last
/// seasonal start is no parameter: moving it is the same as moving the level and all the others.
struct ETSLayout {
  let alpha = 0
  let trendShare: Int?
  let seasonalShare: Int?
  let phi: Int?
  let level: Int
  let trend: Int?
  let firstSeasonal: Int?
  /// The number of parameters.
  let count: Int

  /// The columns of `form` for a season of `seasonLength` periods.
  init(_ form: ETSForm, seasonLength: Int) {
    var next = 1
    func take(_ count: Int, if isPresent: Bool) -> Int? {
      guard isPresent else { return nil }
      defer { next += count }
      return next
    }
    let hasTrend = form.trend != .none
    let hasSeason = form.seasonal != .none
    trendShare = take(1, if: hasTrend)
    seasonalShare = take(1, if: hasSeason)
    phi = take(1, if: form.trend == .additiveDamped)
    level = next
    next += 1
    trend = take(1, if: hasTrend)
    firstSeasonal = take(seasonLength - 1, if: hasSeason)
    count = next
  }

  /// The number of weights, which come first.
  var weightCount: Int { level }
  /// Blocks of eight columns.
  var blocks: Int { (count + 7) / 8 }

  /// The least and greatest value of parameter `index`.
  func bounds(_ index: Int) -> ClosedRange<Double> {
    if index == alpha { return 1e-4...0.9999 }
    if index == phi { return 0.8...0.98 }
    if index == trendShare || index == seasonalShare { return 1e-6...0.9999 }
    return -.infinity ... .infinity
  }

  /// The smoothing weights at `parameters`.
  func weights(_ parameters: UnsafeMutableBufferPointer<Double>) -> ETSWeights {
    let a = parameters[alpha]
    return ETSWeights(
      alpha: a, beta: trendShare.map { a * parameters[$0] } ?? 0,
      gamma: seasonalShare.map { (1 - a) * parameters[$0] } ?? 0,
      phi: phi.map { parameters[$0] } ?? 1)
  }

  /// How the weights change with the parameters, all of which are in the first block.
  func weightDerivatives(_ parameters: UnsafeMutableBufferPointer<Double>) -> ETSWeightDerivatives {
    var derivatives = ETSWeightDerivatives()
    derivatives.alpha[alpha] = 1
    if let u = trendShare {
      derivatives.beta[alpha] = parameters[u]
      derivatives.beta[u] = parameters[alpha]
    }
    if let v = seasonalShare {
      derivatives.gamma[alpha] = -parameters[v]
      derivatives.gamma[v] = 1 - parameters[alpha]
    }
    if let phi { derivatives.phi[phi] = 1 }
    return derivatives
  }
}
