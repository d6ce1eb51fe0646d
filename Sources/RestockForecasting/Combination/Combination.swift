internal import RestockNumerics

/// The plain mean of several models' forecasts: hard to beat, for their errors cancel in part.
///
/// Members that can't be fitted to a series are left out. The spread of the mean is taken as the mean
/// of the spreads, as if the members' errors went together: a little too wide where they do not.
///
/// Source: Clemen (1989), Combining forecasts: a review and annotated bibliography,
/// doi:10.1016/0169-2070(89)90012-5.
public struct Combination: ForecastModel {
  public let members: [ModelFamily]

  /// The mean of `members`, at least one.
  public init(_ members: [ModelFamily]) {
    precondition(!members.isEmpty, "no members")
    self.members = members
  }

  /// - Throws: The last member's error, where none can be fitted.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedCombination {
    var fitted: [FittedForecast] = []
    var failure = FitError(.tooShort(needed: 1, got: series.knownCount))
    for member in members {
      do throws(FitError) {
        fitted.append(try member.fit(series))
      } catch {
        failure = error
      }
    }
    guard !fitted.isEmpty else { throw failure }
    return FittedCombination(members: fitted, isWholeUnits: series.isWholeUnits)
  }
}

/// Several models fitted to one series, and their mean.
public struct FittedCombination: StructuralModel {
  public private(set) var members: [FittedForecast]
  public let isWholeUnits: Bool

  init(members: [FittedForecast], isWholeUnits: Bool) {
    self.members = members
    self.isWholeUnits = isWholeUnits
  }

  public var summary: String {
    guard members.count > 1 else { return members[0].summary }
    // The members by name; their weights would fill a page.
    let names = members.map(\.name)
    return "mean of \(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>(repeating: 0, count: horizon)
    let weight = 1 / Double(members.count)
    for member in members {
      for (i, mean) in member.means(horizon: horizon).enumerated() { means[i] += weight * mean }
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    var deviation = 0.0
    for member in members { deviation += member.total(over: window).standardDeviation }
    deviation /= Double(members.count)
    return deviation * deviation
  }

  public mutating func update(_ demand: Double?) {
    for i in members.indices { members[i].update(demand) }
  }
}
