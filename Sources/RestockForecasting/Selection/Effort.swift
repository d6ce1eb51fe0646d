/// How much time a choice of models may take.
public enum Effort: String, Sendable, Hashable, CaseIterable {
  /// A cheaper average for business series, no competition where demand is not smooth, fewer past
  /// origins.
  case fast
  /// The default.
  case standard
  /// All forms of exponential smoothing, and twice as many past origins.
  case thorough

  /// Past origins tried at most.
  public var origins: Int {
    switch self {
    case .fast: 8
    case .standard: 20
    case .thorough: 40
    }
  }
}
