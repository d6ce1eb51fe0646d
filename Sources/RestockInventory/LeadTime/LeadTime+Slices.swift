internal import RestockNumerics

extension LeadTime {
  /// The lead time held by the conditional means of slices of its probability, finer in the upper
  /// tail, at most 60: as good as the whole for quantiles, and small however many points it had.
  func sliced() -> LeadTime {
    guard days.count > 60 else { return self }
    // 40 slices of 2 %, then 16 of 1 %, then 4 of 1 %: up to 80 %, 96 % and 100 %.
    var cuts = (1...40).map { 0.02 * Double($0) }
    cuts += (1...20).map { 0.8 + 0.01 * Double($0) }
    var points: [Double] = []
    var weights: [Double] = []
    var i = 0
    var left = probabilities[0]
    var reached = 0.0
    for (k, cut) in cuts.enumerated() {
      var wanted = k == cuts.count - 1 ? Double.infinity : cut - reached
      var weight = 0.0
      var sum = 0.0
      while wanted > 0, i < days.count {
        let part = min(left, wanted)
        weight += part
        sum += part * days[i]
        wanted -= part
        left -= part
        if left <= 1e-15 {
          i += 1
          left = i < days.count ? probabilities[i] : 0
        }
      }
      reached += weight
      if weight > 0 {
        points.append(max(points.last ?? 0, sum / weight))
        weights.append(weight)
      }
    }
    return LeadTime(days: points, weights: weights)
  }

  /// The lead time with all days multiplied by `factor`, > 0.
  func scaled(by factor: Double) -> LeadTime {
    LeadTime(days: days.map { $0 * factor }, weights: probabilities)
  }

  /// The mean and the variance of the logarithm of the days; a lead time below half a day counts as
  /// half a day.
  var logMoments: (mean: Double, variance: Double) {
    var sum = 0.0
    var squares = 0.0
    for (day, p) in zip(days, probabilities) {
      let logarithm = max(day, LeadTime.leastDays).logarithm
      sum += p * logarithm
      squares += p * logarithm * logarithm
    }
    return (sum, max(0, squares - sum * sum))
  }

  /// What a shorter lead time counts as where its logarithm is taken: half a day.
  static let leastDays = 0.5
}
