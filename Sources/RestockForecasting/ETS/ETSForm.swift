/// One of the fifteen forms of exponential smoothing, by its error, trend and season: ETS(M,Ad,A).
///
/// Left out are multiplicative trends, which explode, and the additive error with a multiplicative
/// season, whose variance is infinite over time.
///
/// Source: Hyndman, Koehler, Ord and Snyder (2008), *Forecasting with Exponential Smoothing*,
/// table 2.2 and section 2.5; the forms that R's `ets` searches by default.
public struct ETSForm: Sendable, Hashable {
  /// How the innovation enters.
  public enum ErrorTerm: Sendable, Hashable, CaseIterable {
    /// y = f + e.
    case additive
    /// y = f (1 + e): the spread goes with the level.
    case multiplicative
  }

  /// What the level does from period to period.
  public enum Trend: Sendable, Hashable, CaseIterable {
    /// Nothing.
    case none
    /// It grows by the trend.
    case additive
    /// It grows by ever less.
    case additiveDamped
  }

  /// How the season enters.
  public enum Seasonal: Sendable, Hashable, CaseIterable {
    /// Not at all.
    case none
    /// So many units more or less.
    case additive
    /// So many times more or less.
    case multiplicative
  }

  public let error: ErrorTerm
  public let trend: Trend
  public let seasonal: Seasonal

  /// The form with these components; nil for an additive error with a multiplicative season.
  public init?(error: ErrorTerm, trend: Trend, seasonal: Seasonal) {
    guard error == .multiplicative || seasonal != .multiplicative else { return nil }
    self.init(checked: error, trend, seasonal)
  }

  /// The form that `text` names, as `AAdM`, `M,A,M` or `ets(M,Ad,A)`; nil where it names none.
  public init?(_ text: some StringProtocol) {
    var letters = text.lowercased().filter { $0 != " " && $0 != "," }
    if letters.hasPrefix("ets(") && letters.hasSuffix(")") {
      letters = String(letters.dropFirst(4).dropLast())
    }
    var rest = letters[...]
    let error: ErrorTerm
    switch rest.popFirst() {
    case "a": error = .additive
    case "m": error = .multiplicative
    default: return nil
    }
    let trend: Trend
    switch rest.popFirst() {
    case "n": trend = .none
    case "a" where rest.first == "d":
      trend = .additiveDamped
      rest.removeFirst()
    case "a": trend = .additive
    default: return nil
    }
    let seasonal: Seasonal
    switch rest {
    case "n": seasonal = .none
    case "a": seasonal = .additive
    case "m": seasonal = .multiplicative
    default: return nil
    }
    self.init(error: error, trend: trend, seasonal: seasonal)
  }

  /// For combinations known to be among the fifteen.
  init(checked error: ErrorTerm, _ trend: Trend, _ seasonal: Seasonal) {
    self.error = error
    self.trend = trend
    self.seasonal = seasonal
  }

  /// All fifteen, the simpler before the richer.
  public static let all: [Self] = {
    var forms: [Self] = []
    for seasonal in Seasonal.allCases {
      for trend in Trend.allCases {
        for error in ErrorTerm.allCases {
          if let form = Self(error: error, trend: trend, seasonal: seasonal) { forms.append(form) }
        }
      }
    }
    return forms
  }()

  /// Whether the form is for positive demand only.
  public var needsPositiveDemand: Bool { error == .multiplicative }

  /// The number of estimated quantities for a season of `seasonLength` periods: weights, starting
  /// states (a season has one less than its length, for it is relative to the level) and the
  /// variance of the error. What AICc counts, as in R's `ets`.
  public func parameterCount(seasonLength: Int) -> Int {
    var count = 3
    if trend != .none { count += trend == .additiveDamped ? 3 : 2 }
    if seasonal != .none { count += seasonLength }
    return count
  }

  /// The form with the other error and the same filter; nil where there is none.
  var errorTwin: Self? {
    guard seasonal != .multiplicative else { return nil }
    return Self(checked: error == .additive ? .multiplicative : .additive, trend, seasonal)
  }
}

extension ETSForm: CustomStringConvertible {
  /// As `ETS(M,Ad,A)`.
  public var description: String {
    let trendText =
      switch trend {
      case .none: "N"
      case .additive: "A"
      case .additiveDamped: "Ad"
      }
    let seasonalText =
      switch seasonal {
      case .none: "N"
      case .additive: "A"
      case .multiplicative: "M"
      }
    return "ETS(\(error == .additive ? "A" : "M"),\(trendText),\(seasonalText))"
  }
}
