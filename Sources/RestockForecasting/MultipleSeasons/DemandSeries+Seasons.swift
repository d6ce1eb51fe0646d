extension DemandSeries {
  /// The lengths of seasons, shortest first, of which there are two whole ones in the series.
  var wholeSeasonLengths: [Int] {
    Set(seasonLengths).filter { $0 >= 2 && 2 * $0 <= count }.sorted()
  }

  /// Whether the series has several seasons, or a single one that is longer than exponential smoothing
  /// takes or is the day of 24, 48 or 96 periods, and is known for two of them: what `MultipleSeasons` is
  /// for.
  ///
  /// Where there are periods without demand a season must show by the test at 90 %.
  var hasSeveralSeasons: Bool {
    guard index == nil, let (shortest, longest) = shortestAndLongestSeason else { return false }
    guard
      longest > shortest || longest > ETSModel.longestSeason || Self.dayLengths.contains(longest)
    else { return false }
    if demand.allSatisfy({ $0 > 0 }) { return true }
    let levels = levels()
    return SeasonTest(levels, seasonLength: shortest).statistic > SeasonTest.significance
      || SeasonTest(levels, seasonLength: longest).statistic > SeasonTest.significance
  }

  /// The shortest and the longest season of which there are two, a week of days with them; nil where
  /// there is none.
  var shortestAndLongestSeason: (shortest: Int, longest: Int)? {
    guard let lengths = try? withWeekOfDays.wholeSeasonLengths, let shortest = lengths.first,
      let longest = lengths.last
    else { return nil }
    return (shortest, longest)
  }

  /// Periods of a day: hours, half hours, quarters of an hour.
  private static let dayLengths = [24, 48, 96]

  /// The same series with the week as a season as well, where its one season is a day of 24, 48 or 96
  /// periods and what was sold a week ago is nearer than what was sold the day before.
  var withWeekOfDays: DemandSeries {
    get throws(FitError) {
      guard seasonLengths.count == 1, Self.dayLengths.contains(seasonLength),
        count >= 14 * seasonLength,
        meanChange(over: 7 * seasonLength) < meanChange(over: seasonLength)
      else { return self }
      return try withSeasons([seasonLength, 7 * seasonLength])
    }
  }

  /// The mean absolute difference from the value `lag` periods before, where both are known; infinite
  /// where there is none.
  private func meanChange(over lag: Int) -> Double {
    var sum = 0.0
    var pairs = 0.0
    for t in lag..<max(lag, count) {
      guard let now = level(at: t), let then = level(at: t - lag) else { continue }
      sum += abs(now - then)
      pairs += 1
    }
    return pairs > 0 ? sum / pairs : .infinity
  }

  /// The same demand with other seasons; the season starts with its first period.
  func withSeasons(_ lengths: [Int]) throws(FitError) -> DemandSeries {
    try DemandSeries(
      demand: demand, isKnown: isKnown, seasonLengths: lengths, index: index,
      indexCycle: indexCycle, regressors: regressors)
  }
}
