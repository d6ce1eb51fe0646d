import RestockForecasting
import RestockNumerics
import Testing

/// Quantiles of totals against simulated demand whose truth is known.
@Suite("coverage of totals")
struct CoverageTests {
  private static let levels = [0.5, 0.8, 0.95, 0.99]

  /// The randomised coverage of the total over `length` periods for 600 series, by level.
  private func coverage(
    length: Int, batch: [[Double]], history: Int,
    forecast: (Int) throws -> some FittedModel
  ) throws -> [Double] {
    var sums = [Double](repeating: 0, count: Self.levels.count)
    for (place, demand) in batch.enumerated() {
      let total = try forecast(place).total(over: ForecastWindow(periods: 1...length))
      let actual = demand[history..<history + length].reduce(0, +)
      let upTo = total.cumulativeProbability(actual)
      let below = total.isWholeUnits ? total.cumulativeProbability(actual - 1) : upTo
      for (i, level) in Self.levels.enumerated() {
        sums[i] += AccuracyMeasures.randomisedCoverage(level: level, below: below, upTo: upTo)
      }
    }
    return sums.map { $0 / Double(batch.count) }
  }

  /// Within four standard errors of 600 draws and, where a spread is estimated, 1.5 points.
  private func expectNominal(
    _ coverage: [Double], slack: Double = 0.015, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (level, share) in zip(Self.levels, coverage) {
      let error = 4 * (level * (1 - level) / 600).squareRoot() + slack
      #expect(abs(share - level) < error, "\(level): \(share)", sourceLocation: sourceLocation)
    }
  }

  @Test("Poisson and negative binomial demand is covered as stated", arguments: [1.0, 3.0])
  func counts(dispersion: Double) throws {
    var source = SimulatedDemand(seed: 21)
    let batch = (0..<600).map { place in
      let mean = 0.4 + 3 * Double(place % 10) / 10
      return source.counts(124, mean: mean, variance: dispersion * mean)
    }
    for length in [1, 4, 8] {
      expectNominal(
        try coverage(length: length, batch: batch, history: 112) {
          try ModelFamily.parse("negative-binomial").fit(
            DemandSeries(demand: batch[$0].prefix(112)))
        })
    }
  }

  @Test("a local level is covered over windows of any length, by the model's own formula")
  func localLevel() throws {
    var source = SimulatedDemand(seed: 22)
    let batch = (0..<600).map { _ in
      source.localLevel(212, level: 1000, alpha: 0.3, deviation: 20)
    }
    for length in [1, 4, 12] {
      expectNominal(
        try coverage(length: length, batch: batch, history: 200) {
          try ModelFamily.parse("ses").fit(DemandSeries(demand: batch[$0].prefix(200)))
        })
    }
  }

  /// The level wanders and half the items are rare: no family's formula holds, the pool has to learn it.
  @Test(
    "a batch of wandering counts is covered after learning from the batch", arguments: [1, 4, 8])
  func pooled(length: Int) throws {
    var source = SimulatedDemand(seed: 23)
    let history = 104
    let batch = (0..<600).map { place in
      var rate = place % 2 == 0 ? 0.4 : 4.0
      return (0..<history + 8).map { _ -> Double in
        rate *= 1 + 0.06 * source.standardNormal()
        rate = min(max(rate, 0.05), 20)
        let demand = DemandDistribution(
          mean: rate, variance: 2 * rate + 0.2 * rate * rate, wholeUnits: true)
        return demand.quantile(source.uniform())
      }
    }
    let series = try batch.map { try DemandSeries(demand: $0.prefix(history)) }
    let learned = BatchForecast(
      count: series.count, selection: ModelSelection(horizon: 8), threads: 2
    ) { series[$0] }
    let share = try coverage(length: length, batch: batch, history: history) {
      try learned.forecast($0)
    }
    expectNominal(share, slack: 0.02)
  }

  @Test("the batch gives the same bytes with one and with two threads")
  func threads() throws {
    var source = SimulatedDemand(seed: 24)
    let batch = (0..<300).map { _ in source.counts(60, mean: 2, variance: 4) }
    let series = try batch.map { try DemandSeries(demand: $0) }
    func learn(_ threads: Int) -> BatchForecast {
      BatchForecast(count: 300, selection: ModelSelection(horizon: 6), threads: threads) {
        series[$0]
      }
    }
    let (one, two) = (learn(1), learn(2))
    #expect(one.dispersion == two.dispersion)
    #expect(one.calibration == two.calibration)
    for place in [0, 150, 299] {
      let window = ForecastWindow(from: 0, to: 3.4)
      #expect(
        try one.forecast(place).total(over: window) == two.forecast(place).total(over: window))
    }
  }

  @Test("a series that fails has its error in its place and spoils no other")
  func failures() throws {
    let good = try DemandSeries(demand: (0..<40).map { Double($0 % 5) })
    let blank = try DemandSeries(
      demand: [1, 2], isKnown: ContiguousArray(repeating: false, count: 2))
    let batch = BatchForecast(count: 3, selection: ModelSelection(horizon: 4)) {
      $0 == 1 ? blank : good
    }
    #expect(throws: FitError.self) { try batch.forecast(1) }
    #expect(try batch.forecast(0).means(horizon: 3) == batch.forecast(2).means(horizon: 3))
  }

  /// Half the items have sold in every period of a long life, half only just, and all sell less as they
  /// grow old: what is learned for eight periods is lower, for its forecasts were too high, than what is
  /// learned for one, and the maps cross.
  @Test("a longer total is larger at every quantile after recalibration too")
  func longerIsMoreRecalibrated() throws {
    var source = SimulatedDemand(seed: 25)
    let series = try (0..<300).map { place in
      let start = 9.0 / Double(1 + place % 3)
      return try DemandSeries(
        demand: (0..<60).flatMap { age in
          let mean = start * max(0.02, 1 - Double(age) / 50)
          return source.counts(1, mean: mean, variance: 3 * mean)
        })
    }
    let learned = BatchForecast(
      count: series.count, selection: ModelSelection(horizon: 8), threads: 2
    ) { series[$0] }
    for place in stride(from: 0, to: 300, by: 20) {
      let forecast = try learned.forecast(place)
      let totals = stride(from: 0.5, through: 30, by: 0.5).map {
        forecast.total(over: ForecastWindow(from: 0, to: $0))
      }
      for level in [0.2, 0.5, 0.8, 0.95, 0.99] {
        let quantiles = totals.map { $0.quantile(level) }
        #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
      }
    }
  }

  /// They sold once, at their launch; from then on they sell like the others. Twice the largest total
  /// seen, a ceiling that items of their own record might have, lies in the middle of what comes.
  @Test("items that have sold once are covered in the tails, by what came of their like")
  func launched() throws {
    var source = SimulatedDemand(seed: 26)
    let history = 60
    func demand(launchedAt launch: Int) -> [Double] {
      (0..<history + 8).map { period in
        guard period >= launch else { return 0 }
        if period > launch && source.uniform() > 0.5 { return 0 }
        return 1 + source.counts(1, mean: 1, variance: 3)[0]
      }
    }
    // The last 600 were launched one to three periods ago.
    let batch = (0..<1800).map { place in
      demand(launchedAt: place < 1200 ? 20 + place % 36 : history - 1 - place % 3)
    }
    let series = try batch.map { try DemandSeries(demand: $0.prefix(history)) }
    let learned = BatchForecast(
      count: series.count, selection: ModelSelection(horizon: 4), threads: 2
    ) { series[$0] }
    let young = Array(1200..<1800)
    let share = try coverage(
      length: 8, batch: young.map { batch[$0] }, history: history
    ) { try learned.forecast(young[$0]) }
    for (level, share) in zip(Self.levels, share) where level >= 0.95 {
      let error = 4 * (level * (1 - level) / 600).squareRoot() + 0.02
      #expect(abs(share - level) < error, "\(level): \(share)")
    }
  }

  /// Every demand of an item has the same size: no period ever had more than the largest before it.
  @Test("where no item ever exceeded its largest total, none is taken to do so by more than twice")
  func ceiling() throws {
    var source = SimulatedDemand(seed: 27)
    let sizes = (0..<300).map { Double(1 + $0 % 7) }
    let series = try sizes.map { size in
      try DemandSeries(demand: (0..<80).map { _ in source.uniform() < 0.15 ? size : 0 })
    }
    let learned = BatchForecast(
      count: series.count, selection: ModelSelection(horizon: 4), threads: 2
    ) { series[$0] }
    for (place, size) in sizes.enumerated() where series[place].demand.contains(size) {
      let total = try learned.forecast(place).total(over: ForecastWindow(periods: 1...1))
      #expect(total.quantile(1 - 1e-9) <= max(1, 2 * size))
    }
  }

  /// Their unit is an eighth of a size that no binary number is, and a ceiling a few such units.
  @Test("rare demand in parts of units has totals, whatever the rounding of its unit")
  func partsOfUnits() throws {
    var source = SimulatedDemand(seed: 28)
    let series = try (0..<400).map { i in
      let size = 0.1 * Double(1 + i % 37) / 3
      return try DemandSeries(demand: (0..<60).map { _ in source.uniform() < 0.1 ? size : 0 })
    }
    let learned = BatchForecast(
      count: series.count, selection: ModelSelection(horizon: 4), threads: 2
    ) { series[$0] }
    for place in series.indices where series[place].demand.contains(where: { $0 > 0 }) {
      let forecast = try learned.forecast(place)
      for length in 1...8 {
        let total = forecast.total(over: ForecastWindow(periods: 1...length))
        #expect(total.mean.isFinite && total.quantile(0.999) >= total.quantile(0.5))
      }
    }
  }

  @Test("longer totals of counts are larger at every quantile", arguments: UInt64(1)...5)
  func longerIsMore(seed: UInt64) throws {
    var source = SimulatedDemand(seed: seed)
    let batch = (0..<200).map { _ in source.counts(90, mean: 3, variance: 9) }
    let series = try batch.map { try DemandSeries(demand: $0) }
    let selected = try series.map { try ModelSelection(horizon: 13).select($0) }
    let dispersion = PooledDispersion(selected)
    for place in stride(from: 0, to: 200, by: 40) {
      let forecast = selected[place].calibrated(by: dispersion)
      for level in [0.5, 0.9, 0.99] {
        let quantiles = stride(from: 0.5, through: 30, by: 0.5).map {
          forecast.total(over: ForecastWindow(from: 0, to: $0)).quantile(level)
        }
        #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
      }
    }
  }
}
