internal import RestockForecasting

extension SelectedModel {
  /// Why this model and no other, for people: the errors of all that stood, at the same past origins.
  var choice: String {
    let demand =
      switch pattern {
      case .short: "a short history"
      case .noDemand: "no demand"
      default: "\(pattern.rawValue) demand"
      }
    guard let first = scores.first else { return "\(demand); too little history to compare models" }
    guard scores.count > 1 else { return "\(demand), for which this model alone stands" }
    let isByPeriod = pattern == .smooth
    let errors = scores.map { score in
      let error = isByPeriod ? score.errors.meanAbsolute : score.errors.totalRootMeanSquare
      return "\(score.family.words) \(error.asUnits)"
    }
    let measure =
      isByPeriod ? "mean absolute error a period" : "error of totals over the horizon"
    return "\(demand); \(measure) at past origins (\(first.errors.count) periods): "
      + errors.joined(separator: ", ") + "; the first stands unless another is clearly better"
  }
}

extension ModelFamily {
  /// The model for people, without its settings.
  fileprivate var words: String {
    switch self {
    case .twoSpeedLevel: "two-speed level"
    case .businessAverage: "average of ETS, theta and autoregression"
    case .croston(let model):
      model.correction == .syntetosBoylan ? "Croston (Syntetos and Boylan)" : "Croston"
    case .teunterSyntetosBabai: "TSB"
    case .regression: "regression"
    default: "another"
    }
  }
}
