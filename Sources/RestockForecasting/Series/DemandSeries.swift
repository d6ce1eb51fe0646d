/// The demand of one item, as the models see it: phases of a season and regressor columns, never
/// dates.
public struct DemandSeries: Sendable, Hashable {
  /// Units in each period, oldest first; 0 where `isKnown` is false.
  public let demand: ContiguousArray<Double>
  /// Whether the demand of a period is known; nil where all are. Unknown is never zero.
  public let isKnown: ContiguousArray<Bool>?
  /// Periods after which the season repeats, longest last; empty or `[1]` where there is none.
  public let seasonLengths: [Int]
  /// The phase of period 0 in its season, in 0..<seasonLength, for each season length.
  public let phases: [Int]
  /// A multiplier of expected demand known in advance (the pooled seasonal index, events with a
  /// given uplift), for the periods of the history and on into the future; nil where there is none.
  /// Positive and finite.
  public let index: ContiguousArray<Double>?
  /// The last so many values of the index come again and again in the periods past its end; 0 where the
  /// index is 1 there.
  public let indexCycle: Int
  /// Known future regressors (promotions, holidays, price): columns over history and future alike.
  public let regressors: [RegressorColumn]

  /// A series of demand.
  ///
  /// - Parameters:
  ///   - demand: n values, oldest first, finite; what stands in an unknown period is ignored.
  ///   - isKnown: n flags, or nil where all are known.
  ///   - seasonLengths: Periods, each at least 1.
  ///   - phases: One for each season length; zeros when left out.
  ///   - index: At least n multipliers, the rest for the future; nil for none.
  ///   - indexCycle: How many of its last values repeat past its end; 0 for none.
  ///   - regressors: Columns of at least n values each.
  /// - Throws: `FitError` with `notFinite` naming the first known period that is NaN or infinite.
  public init(
    demand: some Sequence<Double>, isKnown: ContiguousArray<Bool>? = nil,
    seasonLengths: [Int] = [], phases: [Int]? = nil, index: ContiguousArray<Double>? = nil,
    indexCycle: Int = 0, regressors: [RegressorColumn] = []
  ) throws(FitError) {
    var values = ContiguousArray(demand)
    precondition(isKnown == nil || isKnown?.count == values.count, "flags for \(values.count)")
    precondition(seasonLengths.allSatisfy { $0 >= 1 }, "season lengths \(seasonLengths)")
    precondition(index == nil || (index?.count ?? 0) >= values.count, "index too short")
    precondition(
      indexCycle >= 0 && indexCycle <= index?.count ?? 0, "a cycle of \(indexCycle) multipliers")
    precondition(regressors.allSatisfy { $0.values.count >= values.count }, "regressor too short")
    for t in values.indices {
      if isKnown?[t] == false {
        values[t] = 0
      } else if !values[t].isFinite {
        throw FitError(.notFinite(period: t))
      }
    }
    self.demand = values
    self.isKnown = isKnown.flatMap { $0.allSatisfy { $0 } ? nil : $0 }
    self.seasonLengths = seasonLengths
    self.phases = phases ?? Array(repeating: 0, count: seasonLengths.count)
    self.index = index
    self.indexCycle = indexCycle
    self.regressors = regressors
  }

  /// The number of periods, known or not.
  public var count: Int { demand.count }

  /// The number of periods whose demand is known.
  public var knownCount: Int { isKnown?.count { $0 } ?? demand.count }

  /// The longest season, 1 where there is none.
  public var seasonLength: Int { seasonLengths.max() ?? 1 }

  /// Whether every known demand is a whole number of units.
  public var isWholeUnits: Bool { demand.allSatisfy { $0 == $0.rounded() } }

  /// The same demand without a season of its own.
  public var withoutSeason: Self {
    Self(unchecked: demand, isKnown: isKnown, like: self, hasSeason: false)
  }

  /// The first `count` periods, as known then: the index and the regressors go on into the future.
  public func prefix(_ count: Int) -> Self {
    Self(
      unchecked: ContiguousArray(demand.prefix(count)),
      isKnown: isKnown.map { ContiguousArray($0.prefix(count)) }, like: self)
  }

  private init(
    unchecked demand: ContiguousArray<Double>, isKnown: ContiguousArray<Bool>?, like other: Self,
    hasSeason: Bool = true
  ) {
    self.demand = demand
    self.isKnown = isKnown.flatMap { $0.allSatisfy { $0 } ? nil : $0 }
    seasonLengths = hasSeason ? other.seasonLengths : []
    phases = hasSeason ? other.phases : []
    index = other.index
    indexCycle = other.indexCycle
    regressors = other.regressors
  }
}

/// A regressor known in advance, over history and future.
public struct RegressorColumn: Sendable, Hashable {
  /// What it is, for messages and the explanation of a forecast.
  public let name: String
  /// One value a period, history first; finite.
  public let values: ContiguousArray<Double>

  /// A column of a design.
  public init(name: String, values: ContiguousArray<Double>) {
    self.name = name
    self.values = values
  }
}
