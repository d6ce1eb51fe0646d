import ArgumentParser
import RestockForecasting
import RestockPlanning

/// Levels of sums, and how forecasts are made to add up.
struct LevelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sums to forecast too, the coarsest first, any of "
        + "\(ForecastLevel.allCases.map(\.rawValue).joined(separator: ", ")): forecasts are then "
        + "made to add up, and those of the sums are written to levels.csv. Categories and "
        + "suppliers are those of --items; channels need --by sku,channel.",
      valueName: "level,level"))
  var levels: String?

  @Option(
    help: ArgumentHelp(
      "How forecasts of levels are made to add up: bottom-up (sums of the items' forecasts), "
        + "top-down (the first level's, by the items' share of recent demand), wls (each moves as "
        + "far as its past errors say), mint (the same with the errors' correlations, shrunk; both "
        + "to \(Reconciliation.mostAggregates) sums), or auto: what was best at past origins, "
        + "which reconciliation.csv shows.",
      valueName: "method"))
  var reconcile = "auto"

  /// The levels asked for; empty where none were.
  func forecastLevels() throws -> [ForecastLevel] {
    let names = levels?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    let found = try names.map { name in
      guard let level = ForecastLevel(rawValue: String(name)) else {
        throw ValidationError(
          "--levels '\(name)': expected any of "
            + ForecastLevel.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return level
    }
    guard Set(found).count == found.count else {
      throw ValidationError("--levels '\(levels ?? "")': a level is named twice")
    }
    return found
  }

  /// The method; nil for the choice by past origins.
  func method() throws -> Reconciliation? {
    guard reconcile != "auto" else { return nil }
    guard let method = Reconciliation(rawValue: reconcile) else {
      throw ValidationError(
        "--reconcile '\(reconcile)': expected auto, "
          + Reconciliation.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return method
  }

  func validate() throws {
    _ = try method()
    guard try forecastLevels().isEmpty, reconcile != "auto" else { return }
    throw ValidationError("--reconcile \(reconcile): give the --levels that are to add up")
  }
}
