import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

private func monthly(_ count: Int, seed: UInt64, season: Double = 0.2) -> [Double] {
  var random = RandomGenerator(seed: seed)
  var level = 100.0
  return (0..<count).map { t in
    level *= exp(0.02 * random.standardNormal())
    return level * (1 + season * sin(Double(t) * .pi / 6)) * exp(0.05 * random.standardNormal())
  }
}

private func series(_ count: Int, seed: UInt64 = 1) throws -> DemandSeries {
  try DemandSeries(demand: monthly(count, seed: seed), seasonLengths: [12])
}

@Suite("the average of business forecasts")
struct BusinessAverageTests {
  /// Forms of less than a fiftieth of the weight are left out, hence not to the last digit.
  @Test("the forecast is the members' with their weights", arguments: UInt64(1)...8)
  func weights(seed: UInt64) throws {
    let series = try series(72, seed: seed)
    let average = try BusinessAverage().fit(series)
    let members = try BusinessAverage().lesson(series, horizon: 12).means
    #expect(average.weights.values.reduce(0, +).isNear(1, .closedForm))
    #expect(average.weights.values.allSatisfy { $0 > 0 })
    for (h, mean) in average.means(horizon: 12).enumerated() {
      var expected = 0.0
      for member in CombinationMember.allCases {
        expected += (average.weights[member] ?? 0) * (try #require(members[member.rawValue])[h])
      }
      #expect(mean.isNear(expected, Tolerance(relative: 0.01)))
    }
  }

  @Test("each member is the model it is called")
  func members() throws {
    let series = try series(72)
    let settings = ETSSettings(maximumIterations: 5)
    let means = try BusinessAverage(settings: settings).lesson(series, horizon: 18).means
    func check(
      _ member: CombinationMember, _ model: some ForecastModel, _ series: DemandSeries
    )
      throws
    {
      let expected = try model.fit(series).means(horizon: 18)
      for (ours, theirs) in zip(try #require(means[member.rawValue]), expected) {
        #expect(ours.isNear(theirs, .closedForm), "\(member)")
      }
    }
    try check(.akaikeETS, AkaikeETS(settings: settings), series)
    try check(.trendedETS, ETSModel(try #require(ETSForm("AAA")), settings: settings), series)
    try check(.dampedETS, ETSModel(try #require(ETSForm("AAdA")), settings: settings), series)
    try check(.levelETS, ETSModel(try #require(ETSForm("ANA")), settings: settings), series)
    try check(.dynamicTheta, DynamicOptimizedTheta(season: .shrunken), series)
    try check(.autoregression, Autoregression(), series)
  }

  @Test("without a season the drift is the line through the ends", arguments: UInt64(1)...5)
  func drift(seed: UInt64) throws {
    let series = try DemandSeries(demand: monthly(40, seed: seed, season: 0))
    let means = try BusinessAverage().lesson(series, horizon: 9).means
    let own = try #require(means[CombinationMember.drift.rawValue])
    for (ours, theirs) in zip(own, try Drift().fit(series).means(horizon: 9)) {
      #expect(ours.isNear(theirs, .closedForm))
    }
  }

  @Test("weights depend neither on the scale nor on how far ahead one asks")
  func invariance() throws {
    let demand = monthly(60, seed: 3)
    let one = try BusinessAverage().fit(DemandSeries(demand: demand, seasonLengths: [12]))
    let other = try BusinessAverage().fit(
      DemandSeries(demand: demand.map { 1e6 * $0 }, seasonLengths: [12]))
    for (member, weight) in one.weights {
      #expect(weight.isNear(try #require(other.weights[member]), Tolerance(relative: 1e-6)))
    }
    #expect(Array(one.means(horizon: 24).prefix(5)) == Array(one.means(horizon: 5)))
  }

  /// A trend that has gone on for long goes on at first, and none comes from nothing.
  @Test("trends are told from their absence", arguments: UInt64(1)...5)
  func trends(seed: UInt64) throws {
    var random = RandomGenerator(seed: seed)
    let noise = (0..<40).map { _ in 3 * random.standardNormal() }
    let line = try BusinessAverage().fit(
      DemandSeries(demand: noise.enumerated().map { 100 + 4 * Double($0) + $1 }))
    for (h, mean) in line.means(horizon: 6).enumerated() {
      #expect(abs(mean - (260 + 4 * Double(h))) < 9)
    }
    let flat = try BusinessAverage().fit(DemandSeries(demand: noise.map { 100 + $0 }))
    for mean in flat.means(horizon: 6) { #expect(abs(mean - 100) < 4) }
  }

  @Test("members that a series is too short for are left out")
  func short() throws {
    let model = try BusinessAverage().fit(series(6))
    #expect(model.theta != nil && model.autoregression == nil)
    #expect(model.weights[.autoregression] == 0)
    #expect(model.weights.values.reduce(0, +).isNear(1, .closedForm))
    let shorter = try BusinessAverage().fit(series(3))
    #expect(shorter.theta == nil && shorter.autoregression == nil)
    #expect(
      Array(shorter.means(horizon: 3)) == Array(try AkaikeETS().fit(series(3)).means(horizon: 3)))
  }

  @Test("in a hurry it is the even mean of three cheap models")
  func fast() throws {
    let series = try series(72, seed: 4)
    let means = try BusinessAverage(effort: .fast).fit(series).means(horizon: 12)
    let settings = ETSSettings(maximumIterations: 2)
    let damped = try ETSModel(try #require(ETSForm("AAdA")), settings: settings).fit(series)
    let theta = try DynamicOptimizedTheta(season: .shrunken).fit(series)
    let autoregression = try Autoregression().fit(series)
    for h in 0..<12 {
      let expected =
        (damped.means(horizon: 12)[h] + theta.means(horizon: 12)[h]
          + autoregression.means(horizon: 12)[h]) / 3
      #expect(means[h].isNear(expected, .closedForm))
    }
  }

  /// The variance of a mixture is at least that within its members.
  @Test("members that differ add to the variance", arguments: UInt64(1)...10)
  func mixture(seed: UInt64) throws {
    let model = try BusinessAverage().fit(series(60, seed: seed))
    let window = ForecastWindow(periods: 1...6)
    let theta = try #require(model.weights[.dynamicTheta])
    let autoregression = try #require(model.weights[.autoregression])
    let drift = try #require(model.weights[.drift])
    let within =
      (1 - theta - autoregression - drift) * model.smoothing.variance(over: window)
      + theta * (try #require(model.theta)).variance(over: window)
      + autoregression * (try #require(model.autoregression)).variance(over: window)
    #expect(model.variance(over: window) >= within * (1 - 1e-12))
  }

  /// 95 % of 300 is 285, give or take 3.8; the mixture is on the wide side.
  @Test("quantiles of totals cover what they say")
  func coverage() throws {
    let window = ForecastWindow(periods: 1...6)
    var below = 0
    for seed in 0..<300 {
      let path = try series(78, seed: UInt64(100 + seed))
      let model = try BusinessAverage().fit(path.prefix(72))
      let total = path.demand[72...].reduce(0, +)
      if total <= model.total(over: window).quantile(0.95) { below += 1 }
    }
    #expect((274...299).contains(below), "\(below) of 300")
  }

  @Test("updates reach every member")
  func updates() throws {
    var model = try BusinessAverage().fit(series(72))
    let before = model.means(horizon: 8)
    model.update(nil)
    for (a, b) in zip(model.means(horizon: 7), before.dropFirst()) {
      #expect(a.isNear(b, Tolerance(relative: 1e-12)))
    }
    model.update(1000)
    #expect(model.smoothing.means(horizon: 12).max() ?? 0 > 0)
    #expect(zip(model.means(horizon: 6), before.dropFirst(2)).allSatisfy { $0 > $1 })
  }
}

@Suite("shrunken seasons")
struct ShrunkenSeasonTests {
  private func season(
    _ demand: [Double], multiplicative: Bool = false
  ) throws
    -> SeasonalDecomposition
  {
    try #require(
      SeasonalDecomposition(
        ContiguousArray(demand), seasonLength: 4, isMultiplicative: multiplicative))
  }

  @Test("a season without noise is left as it is")
  func exact() throws {
    let demand = (0..<24).map { 100 + [5.0, -3, 1, -3][$0 % 4] }
    let found = try season(demand)
    #expect(found.strength.isNear(1, .closedForm))
    for (ours, truth) in zip(found.shrunken.values, [5.0, -3, 1, -3]) {
      #expect(ours.isNear(truth, .closedForm))
    }
  }

  /// By the definition: the mean over the phases of the variance of a phase's mean. Twelve quarters leave
  /// two detrended values a phase, x and y, whose mean has the variance (x - y)^2 / 4.
  @Test("the error of a season is the scatter within its phases")
  func errorVariance() throws {
    let demand = [12.0, 7, 9, 15, 10, 8, 6, 17, 13, 5, 9, 14]
    var detrended: [[Double]] = [[], [], [], []]
    for t in 2..<10 {
      let trend =
        (demand[t - 2] / 2 + demand[t - 1] + demand[t] + demand[t + 1] + demand[t + 2] / 2) / 4
      detrended[t % 4].append(demand[t] - trend)
    }
    let expected = detrended.reduce(0.0) { $0 + ($1[0] - $1[1]) * ($1[0] - $1[1]) / 4 } / 4
    let found = try season(demand)
    #expect(try #require(found.errorVariance).isNear(expected, Tolerance(relative: 1e-12)))
    let signal = found.values.reduce(0.0) { $0 + $1 * $1 } / 3
    #expect(found.shrunken.kept.isNear(max(0, 1 - expected / signal), Tolerance(relative: 1e-12)))
  }

  /// Factors are drawn to 1, units to 0, on average nearly all the way where there is no season.
  @Test("of noise little season is left", arguments: [false, true])
  func noise(isMultiplicative: Bool) throws {
    var kept = 0.0
    for seed in UInt64(1)...40 {
      var random = RandomGenerator(seed: seed)
      let demand = (0..<60).map { _ in 100 + 10 * random.standardNormal() }
      let found = try season(demand, multiplicative: isMultiplicative).shrunken
      kept += found.kept / 40
      let mean = found.values.reduce(0, +) / 4
      #expect(mean.isNear(isMultiplicative ? 1 : 0, Tolerance(absolute: 1e-12)))
    }
    #expect(kept < 0.35, "\(kept)")
  }

  @Test("with two years no phase is seen twice, and the season is as it is")
  func once() throws {
    let found = try season([12.0, 7, 9, 15, 10, 8, 6, 17])
    #expect(found.errorVariance == nil && found.shrunken == found)
  }
}
