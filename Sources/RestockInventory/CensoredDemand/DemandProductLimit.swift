/// The survival curve of a demand of which some periods show only a lower bound.
///
/// Source: Kaplan and Meier (1958), doi:10.1080/01621459.1958.10501452; of equal values the
/// uncensored come first.
public struct DemandProductLimit: Sendable, Hashable {
  /// A step of the curve.
  public struct Step: Sendable, Hashable {
    /// Units.
    public let value: Double
    /// P(demand > value).
    public let survival: Double
  }

  /// At each value seen uncensored, ascending.
  public let steps: [Step]

  /// The curve.
  ///
  /// - Parameters:
  ///   - values: Units of each period.
  ///   - isCensored: Whether demand was at least the value.
  public init(values: [Double], isCensored: [Bool]) {
    precondition(values.count == isCensored.count, "\(values.count), \(isCensored.count)")
    var steps: [Step] = []
    var survival = 1.0
    for value in Set(zip(values, isCensored).filter { !$0.1 }.map(\.0)).sorted() {
      let atRisk = values.count { $0 >= value }
      let events = zip(values, isCensored).count { $0 == value && !$1 }
      survival *= 1 - Double(events) / Double(atRisk)
      steps.append(Step(value: value, survival: survival))
    }
    self.steps = steps
  }
}
