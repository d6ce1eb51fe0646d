import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("measures of accuracy")
struct AccuracyTests {
  /// Worked by hand: demand 10, 12, 9, 13 in history; forecasts 11 and 8 of 10 and 0.
  @Test("a worked example comes out to the last digit")
  func workedExample() throws {
    let history = try DemandSeries(demand: [10, 12, 9, 13])
    let scale = AccuracyScale(history: history, lag: 1)
    #expect(scale.meanAbsoluteChange == 3)  // (2 + 3 + 4) / 3
    #expect(scale.meanSquaredChange.isNear(29.0 / 3, .closedForm))  // (4 + 9 + 16) / 3
    var accuracy = SeriesAccuracy(scale: scale)
    accuracy.add(actual: 10, mean: 11)
    accuracy.add(actual: 0, mean: 8)
    // 200 / 21 and 200.
    #expect(
      accuracy.symmetricMeanAbsolutePercentageError.isNear((200.0 / 21 + 200) / 2, .closedForm))
    #expect(try #require(accuracy.meanAbsoluteScaledError) == 1.5)  // (1 + 8) / 2 / 3
    let squared = (65.0 / 2 / (29.0 / 3)).squareRoot()  // (1 + 64) / 2 over 29 / 3
    #expect(try #require(accuracy.rootMeanSquaredScaledError).isNear(squared, .closedForm))
    var summary = AccuracySummary()
    summary.add(accuracy)
    #expect(summary.wape == 0.9)
    #expect(summary.bias == 0.9)
  }

  @Test("the scale takes the lag, or 1 where the history is no longer, and skips unknown periods")
  func scales() throws {
    let history = try DemandSeries(demand: [1, 5, 2, 9])
    #expect(AccuracyScale(history: history, lag: 2).meanAbsoluteChange == 2.5)  // |2-1|, |9-5|
    #expect(AccuracyScale(history: history, lag: 4).meanAbsoluteChange == 14.0 / 3)
    let gap = try DemandSeries(demand: [1, 5, 2, 9], isKnown: [true, false, true, true])
    #expect(AccuracyScale(history: gap, lag: 1).meanAbsoluteChange == 7)
  }

  @Test("a series that never changes is counted, not averaged")
  func withoutScale() throws {
    let flat = AccuracyScale(history: try DemandSeries(demand: [3, 3, 3]), lag: 1)
    let moving = AccuracyScale(history: try DemandSeries(demand: [3, 5, 3]), lag: 1)
    var summary = AccuracySummary()
    for scale in [flat, moving] {
      var accuracy = SeriesAccuracy(scale: scale)
      accuracy.add(actual: 4, mean: 3)
      summary.add(accuracy)
    }
    #expect(summary.series == 2 && summary.withoutScale == 1)
    #expect(summary.mase == 0.5)
  }

  /// The interval [1, 5] at alpha 0.05: 4 inside, 4 + 40 x 2 where demand is 7 (Gneiting and Raftery,
  /// equation 43).
  @Test("interval score and pinball loss follow their definitions")
  func scores() {
    func score(_ actual: Double) -> Double {
      AccuracyMeasures.intervalScore(actual: actual, lower: 1, upper: 5, alpha: 0.05)
    }
    #expect(score(3) == 4 && score(7) == 84 && score(0.5) == 24)
    #expect(AccuracyMeasures.pinballLoss(actual: 10, quantile: 8, level: 0.9) == 1.8)
    #expect(
      AccuracyMeasures.pinballLoss(actual: 6, quantile: 8, level: 0.9).isNear(0.2, .closedForm))
  }

  @Test("randomised coverage of a perfect count forecast is nominal, plain coverage is not")
  func randomisedCoverage() throws {
    let truth = DemandDistribution(mean: 0.2, variance: 0.4, wholeUnits: true)
    var random = RandomGenerator(seed: 4)
    var randomised = 0.0
    var plain = 0.0
    let draws = 40_000
    for _ in 0..<draws {
      let actual = truth.quantile(min(max(random.uniform(), 1e-12), 1 - 1e-12))
      randomised += AccuracyMeasures.randomisedCoverage(
        level: 0.8, below: truth.cumulativeProbability(actual - 1),
        upTo: truth.cumulativeProbability(actual))
      plain += actual <= truth.quantile(0.8) ? 1 : 0
    }
    // Five standard errors of a mean of values in 0...1.
    let tolerance = 5 * 0.5 / Double(draws).squareRoot()
    #expect(abs(randomised / Double(draws) - 0.8) < tolerance)
    #expect(plain / Double(draws) > 0.85)
  }

  private func summary(
    _ data: CompetitionData, lag: Int, seasonLength: Int,
    forecast: (DemandSeries, Int) throws -> [Double]
  ) throws -> AccuracySummary {
    var summary = AccuracySummary()
    for row in data.series {
      let series = try DemandSeries(demand: row.train, seasonLengths: [seasonLength])
      var accuracy = SeriesAccuracy(scale: AccuracyScale(history: series, lag: lag))
      for (actual, mean) in zip(row.test, try forecast(series, row.test.count)) {
        accuracy.add(actual: actual, mean: mean)
      }
      summary.add(accuracy)
    }
    return summary
  }

  /// "Evaluation and Ranks.xlsx" of the M4 competition: Naive 2, weekly.
  @Test(
    "Naive on M4 Weekly has the published sMAPE 9.161 and MASE 2.777, and an OWA of 1",
    .enabled(if: CompetitionData.exists("m4_weekly/m4_weekly")))
  func weeklyNaive() throws {
    let data = try #require(try CompetitionData("m4_weekly/m4_weekly"))
    let naive = try summary(data, lag: 1, seasonLength: 1) { series, horizon in
      Array(try Naive().fit(series).means(horizon: horizon))
    }
    let naive2 = try summary(data, lag: 1, seasonLength: 1) { series, horizon in
      Array(try Naive2().means(series, horizon: horizon))
    }
    #expect(naive.series == 359)
    #expect(try #require(naive.smape).isNear(9.161, .printed(digits: 3)))
    #expect(try #require(naive.mase).isNear(2.777, .printed(digits: 3)))
    #expect(naive.overallWeightedAverage(naive2: naive2) == 1)
  }

  /// The data set's README: seasonal naive MASE monthly 1.631.
  @Test(
    "the seasonal naive on Tourism has the MASE of its source",
    .enabled(if: CompetitionData.exists("tourism/tourism")))
  func tourismSeasonalNaive() throws {
    let data = try #require(try CompetitionData("tourism/tourism"))
    let expected: [(horizon: Int, season: Int, mase: Double)] = [
      (24, 12, 1.631), (8, 4, 1.699), (4, 1, 3.007),
    ]
    for (horizon, season, mase) in expected {
      var part = AccuracySummary()
      for row in data.series where row.test.count == horizon {
        let series = try DemandSeries(demand: row.train, seasonLengths: [season])
        var accuracy = SeriesAccuracy(scale: AccuracyScale(history: series, lag: season))
        let means = try SeasonalNaive().fit(series).means(horizon: horizon)
        for (actual, mean) in zip(row.test, means) { accuracy.add(actual: actual, mean: mean) }
        part.add(accuracy)
      }
      #expect(try #require(part.mase).isNear(mase, .printed(digits: 3)), "season \(season)")
    }
  }
}
