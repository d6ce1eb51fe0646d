import ArgumentParser
import RestockPlanning
import RestockRecords

/// Series, buckets and today.
struct TimeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What a series is: sku, and any of location, channel (default: SKU, and location where "
        + "present).", valueName: "sku,location"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "The bucket of demand: day, week, month, quarter, year or step (default: week, or the file's "
        + "own step where that is coarser).", valueName: "bucket"))
  var every: String?

  @Option(help: ArgumentHelp("The first day of a week (default: monday).", valueName: "day"))
  var weekStarts: String?

  @Option(
    help: ArgumentHelp(
      "Today, as 2026-11-24, or a step: history lies before it (default: the day after the newest "
        + "sale, or after the newest bucket of sales already summed).", valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "Periods to forecast (default: 28 days, 13 weeks, 12 months, 8 quarters, 4 years, 12 steps).",
      valueName: "n"))
  var horizon: Int?

  @Option(
    help: ArgumentHelp(
      "Season lengths in periods, one or several as 24,168 (default: 7 for days, 52 for weeks, 12 "
        + "for months, 4 for quarters); 365.25 is rounded. A day of 24, 48 or 96 periods has its "
        + "week looked for as well.", valueName: "n,n"))
  var seasonLength: String?

  func bucketSize() throws -> BucketSize? {
    try every.map { text in
      guard let size = BucketSize(rawValue: text) else {
        throw ValidationError(
          "--every '\(text)': expected one of "
            + BucketSize.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return size
    }
  }

  func weekStart() throws -> Weekday {
    guard let text = weekStarts?.lowercased() else { return .monday }
    guard
      let day = Weekday.allCases.first(where: {
        "\($0)" == text || "\($0)".prefix(3) == text.prefix(3) && text.count == 3
      })
    else { throw ValidationError("--week-starts '\(text)': expected a day, as monday or sun") }
    return day
  }

  func asOfDay(steps: Bool) throws -> Day? {
    try asOf.map { text in
      if let step = Int32(text), steps { return Day(number: step) }
      let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
        let result = Day(year: year, month: month, day: day)
      else { throw ValidationError("--as-of '\(text)': expected a date as 2026-11-24") }
      return result
    }
  }

  func seasonLengths() throws -> [Int]? {
    try seasonLength.map { text in
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { Double($0.filter { $0 != " " }) }
      guard parts.allSatisfy({ ($0 ?? 0) >= 1 && ($0 ?? 0) <= 10_000 }) else {
        throw ValidationError(
          "--season-length '\(text)': expected periods from 1 to 10000, as 52 or 24,168")
      }
      return parts.compactMap { $0.map { Int($0.rounded()) } }
    }
  }

  /// Takes over all but as-of, which is read once it is known whether the run is on steps.
  func apply(to settings: inout PlanSettings) throws {
    try validateNumbers()
    settings.horizon = horizon
    settings.seasonLengths = try seasonLengths()
    // A date that cannot be read is told before the files are.
    _ = try asOfDay(steps: true)
  }

  private func validateNumbers() throws {
    if let horizon, !(1...10_000).contains(horizon) {
      throw ValidationError("--horizon \(horizon): expected 1 to 10000 periods")
    }
  }
}
