/// Why a model has no forecast for a series: the data, never the caller.
public struct FitError: Error, Sendable, Hashable, Codable {
  /// What stood in the way.
  public enum Reason: Sendable, Hashable, Codable {
    /// Too few known periods for the model.
    case tooShort(needed: Int, got: Int)
    /// A known demand is NaN or infinite.
    case notFinite(period: Int)
    /// The model is for positive demand and met zero or less.
    case notPositive(period: Int)
    /// The model needs a season, or a regressor, or an index that the series lacks.
    case missing(String)
    /// The estimation did not converge, or gave something not finite.
    case noConvergence
  }

  public let reason: Reason

  /// The error for a reason.
  public init(_ reason: Reason) {
    self.reason = reason
  }
}

extension FitError: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .tooShort(let needed, let got): "needs \(needed) known periods, has \(got)"
    case .notFinite(let period): "period \(period) is not a finite number"
    case .notPositive(let period): "period \(period) is not above zero"
    case .missing(let what): "the series has no \(what)"
    case .noConvergence: "the estimation did not converge"
    }
  }
}
