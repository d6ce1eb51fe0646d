import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

/// A made-up monthly series around 100 with a season and noise.
private func monthly(_ count: Int, seed: UInt64 = 1) -> [Double] {
  var random = RandomGenerator(seed: seed)
  return (0..<count).map { t in
    (100 + 20 * sin(Double(t) * .pi / 6)) * exp(0.05 * random.standardNormal())
  }
}

/// Series that no model may stumble over, by name.
let hostileSeries: [(name: String, demand: [Double])] = [
  ("constant", Array(repeating: 7, count: 40)),
  ("all zero", Array(repeating: 0, count: 40)),
  ("one point", [3]),
  ("one zero", [0]),
  ("two points", [3, 9]),
  ("three points", [1, 2, 4]),
  ("five points", [5, 3, 6, 2, 9]),
  ("nine points", [5, 3, 6, 2, 9, 1, 4, 4, 8]),
  ("huge", monthly(60).map { $0 * 1e15 }),
  ("tiny", monthly(60).map { $0 * 1e-200 }),
  ("all but nothing", monthly(60).map { $0 * 1e-300 }),
  ("a straight line", (0..<40).map { Double(3 * $0 + 5) }),
  ("a line down to zero", (0..<40).map { Double(39 - $0) }),
  ("a pure season", (0..<48).map { 10 + Double($0 % 12) }),
  ("two whole seasons", monthly(24)),
  ("step change", monthly(40) + monthly(40).map { $0 * 100 }),
  ("one outlier", monthly(30) + [1000] + monthly(30)),
  ("one absurd outlier", monthly(30) + [1e12] + monthly(30)),
  ("sold once", [1] + Array(repeating: 0, count: 59)),
  ("sold last", Array(repeating: 0, count: 59) + [1]),
  ("every other", (0..<60).map { Double($0 % 2) * 5 }),
  ("grows a hundredfold", (0..<60).map { exp(Double($0) / 13) }),
  ("dies out", (0..<60).map { exp(-Double($0) / 3) }),
]

@Suite("hostile series")
struct ETSHostileTests {
  /// Far within what was ever seen, and not below zero. A line or an exponential may go on.
  private func isSensible(_ model: some FittedModel, _ demand: [Double], _ name: String) {
    let means = model.means(horizon: 12)
    let greatest = demand.max() ?? 0
    for mean in means {
      #expect(mean.isFinite && mean >= 0 && mean <= 3 * greatest, "\(name): \(model.summary)")
    }
    let total = model.total(over: ForecastWindow(periods: 1...3))
    #expect(total.mean.isFinite && total.quantile(0.95) >= 0, "\(name): \(model.summary)")
    #expect(total.standardDeviation.isFinite, "\(name): \(model.summary)")
  }

  @Test(
    "every series of one known period or more has a sensible forecast", arguments: hostileSeries)
  func everySeries(name: String, demand: [Double]) throws {
    let series = try DemandSeries(demand: demand, seasonLengths: [12])
    isSensible(try AutoETS().fit(series), demand, name)
    isSensible(try AkaikeETS().fit(series), demand, name)
    isSensible(try AutoETS(isExhaustive: true).fit(series), demand, name)
    isSensible(try BusinessAverage().fit(series), demand, name)
    if demand.count >= 8 { isSensible(try Autoregression().fit(series), demand, name) }
    if demand.count >= 4 {
      isSensible(try DynamicOptimizedTheta().fit(series), demand, name)
      isSensible(try OptimizedTheta().fit(series), demand, name)
      isSensible(try Theta().fit(series), demand, name)
    } else {
      #expect(throws: FitError(.tooShort(needed: 4, got: demand.count))) {
        try DynamicOptimizedTheta().fit(series)
      }
    }
  }

  @Test("each form either fits a hostile series sensibly or says why not", arguments: hostileSeries)
  func everyForm(name: String, demand: [Double]) throws {
    let series = try DemandSeries(demand: demand, seasonLengths: [12])
    for form in ETSForm.all {
      do throws(FitError) {
        let model = try ETSModel(form).fit(series)
        for mean in model.means(horizon: 12) {
          #expect(mean.isFinite && mean >= 0, "\(name) \(form)")
        }
        #expect(model.errorVariance.isFinite, "\(name) \(form)")
      } catch {
        switch error.reason {
        case .tooShort, .notPositive, .noConvergence: break
        default: Issue.record("\(name) \(form): \(error)")
        }
      }
    }
  }

  /// Series of every length to 60 with gaps, zeros, jumps and one or two seasons.
  @Test("random series have finite forecasts that are not negative", arguments: UInt64(0)..<8)
  func random(seed: UInt64) throws {
    var random = RandomGenerator(seed: 77, stream: seed)
    for _ in 0..<150 {
      let count = 1 + Int(60 * random.uniform())
      let zeros = random.uniform() < 0.5 ? 0 : random.uniform()
      let gaps = random.uniform() < 0.5 ? 0 : 0.6 * random.uniform()
      let spread = 3 * random.uniform()
      let demand = (0..<count).map { _ in
        random.uniform() < zeros ? 0 : exp(spread * random.standardNormal()).rounded()
      }
      let isKnown = ContiguousArray((0..<count).map { _ in random.uniform() >= gaps })
      let lengths = [[], [4], [12], [7, 30], [2]][Int(5 * random.uniform())]
      let series = try DemandSeries(demand: demand, isKnown: isKnown, seasonLengths: lengths)
      guard series.knownCount > 0 else { continue }
      func check(_ fit: () throws -> some FittedModel) throws {
        do {
          var model = try fit()
          model.update(nil)
          model.update(3)
          for mean in model.means(horizon: 15) {
            #expect(mean.isFinite && mean >= 0, "\(model.summary): \(series)")
          }
          let total = model.total(over: ForecastWindow(from: 0.5, to: 4.25))
          #expect(total.quantile(0.99).isFinite, "\(model.summary): \(series)")
        } catch is FitError {}
      }
      try check { try AutoETS().fit(series) }
      try check { try AkaikeETS(isExhaustive: true).fit(series) }
      try check { try Theta().fit(series) }
      try check { try OptimizedTheta().fit(series) }
      try check { try BusinessAverage().fit(series) }
      for form in ETSForm.all { try check { try ETSModel(form).fit(series) } }
    }
  }

  @Test("what is never known has no forecast")
  func unknownThroughout() throws {
    let series = try DemandSeries(
      demand: [1, 2, 3, 4, 5, 6], isKnown: ContiguousArray(repeating: false, count: 6))
    #expect(throws: FitError(.tooShort(needed: 1, got: 0))) { try AutoETS().fit(series) }
    #expect(throws: FitError(.tooShort(needed: 1, got: 0))) { try AkaikeETS().fit(series) }
    #expect(throws: FitError(.tooShort(needed: 4, got: 0))) {
      try DynamicOptimizedTheta().fit(series)
    }
  }

  /// An outlier of ten times the mean among 61 values moves a mean by 15 %; it must not become one
  /// month of a season.
  @Test("one outlier does not make a season")
  func outlier() throws {
    let demand = monthly(30, seed: 2) + [1000] + monthly(30, seed: 5)
    let series = try DemandSeries(demand: demand, seasonLengths: [12])
    for mean in try AutoETS().fit(series).means(horizon: 12) { #expect((60...160).contains(mean)) }
    for mean in try DynamicOptimizedTheta().fit(series).means(horizon: 12) {
      #expect((60...160).contains(mean))
    }
  }

  @Test("after a level shift the forecast is at the new level", arguments: [0.01, 0.5, 2, 100])
  func levelShift(factor: Double) throws {
    let demand = monthly(40) + monthly(40, seed: 2).map { $0 * factor }
    let series = try DemandSeries(demand: demand, seasonLengths: [12])
    for mean in try AutoETS().fit(series).means(horizon: 6) {
      #expect((50 * factor...220 * factor).contains(mean))
    }
  }

  @Test("exact series are continued exactly")
  func exact() throws {
    let constant = try AutoETS().fit(DemandSeries(demand: Array(repeating: 7, count: 40)))
    #expect(constant.means(horizon: 3).allSatisfy { $0.isNear(7, Tolerance(relative: 1e-9)) })
    #expect(constant.form == ETSForm("ANN"))
    let zeros = try AutoETS().fit(DemandSeries(demand: Array(repeating: 0, count: 40)))
    #expect(zeros.means(horizon: 3).allSatisfy { $0 == 0 })
    let line = try AutoETS().fit(DemandSeries(demand: (0..<40).map { Double(3 * $0 + 5) }))
    for (h, mean) in line.means(horizon: 5).enumerated() {
      #expect(mean.isNear(Double(3 * (40 + h) + 5), Tolerance(relative: 1e-5)))
    }
    let season = try AutoETS().fit(
      DemandSeries(demand: (0..<48).map { 10 + Double($0 % 12) }, seasonLengths: [12]))
    for (h, mean) in season.means(horizon: 12).enumerated() {
      #expect(mean.isNear(10 + Double(h % 12), Tolerance(relative: 1e-5)))
    }
  }

  /// A gap that ends in the middle of a season would shift it, were it left out of the series.
  @Test("a gap leaves the season in its place", arguments: ["ANA", "AAA", "MNM", "MAdM"])
  func gaps(name: String) throws {
    let form = try #require(ETSForm(name))
    let pattern = [130.0, 90, 110, 70]
    let demand = (0..<60).map { pattern[$0 % 4] }
    var isKnown = ContiguousArray(repeating: true, count: 60)
    for t in 25..<36 where t != 30 { isKnown[t] = false }
    for t in 57..<60 { isKnown[t] = false }
    let series = try DemandSeries(demand: demand, isKnown: isKnown, seasonLengths: [4])
    for (h, mean) in try ETSModel(form).fit(series).means(horizon: 8).enumerated() {
      #expect(mean.isNear(pattern[h % 4], Tolerance(relative: 1e-4)))
    }
    let theta = try DynamicOptimizedTheta().fit(series)
    for (h, mean) in theta.means(horizon: 8).enumerated() {
      #expect(mean.isNear(pattern[h % 4], Tolerance(relative: 1e-2)))
    }
  }

  @Test("scaling demand scales the forecasts", arguments: [1e-6, 0.37, 1e9])
  func scaleEquivariance(factor: Double) throws {
    let demand = monthly(70, seed: 3)
    let plain = try DemandSeries(demand: demand, seasonLengths: [12])
    let scaled = try DemandSeries(demand: demand.map { $0 * factor }, seasonLengths: [12])
    func check(_ a: ContiguousArray<Double>, _ b: ContiguousArray<Double>) {
      for (x, y) in zip(a, b) { #expect((x * factor).isNear(y, Tolerance(relative: 1e-6))) }
    }
    check(
      try AutoETS().fit(plain).means(horizon: 12), try AutoETS().fit(scaled).means(horizon: 12))
    check(
      try DynamicOptimizedTheta().fit(plain).means(horizon: 12),
      try DynamicOptimizedTheta().fit(scaled).means(horizon: 12))
  }

  @Test("an index is taken out before and put back after")
  func index() throws {
    let demand = monthly(60, seed: 4)
    let index = ContiguousArray<Double>((0..<80).map { $0 % 5 == 0 ? 2 : 1 })
    let plain = try DemandSeries(demand: demand, seasonLengths: [12])
    let indexed = try DemandSeries(
      demand: zip(demand, index).map { $0 * $1 }, seasonLengths: [12], index: index)
    let pairs = [
      (try AutoETS().fit(plain).means(horizon: 12), try AutoETS().fit(indexed).means(horizon: 12)),
      (
        try DynamicOptimizedTheta().fit(plain).means(horizon: 12),
        try DynamicOptimizedTheta().fit(indexed).means(horizon: 12)
      ),
    ]
    for (a, b) in pairs {
      for h in 0..<12 { #expect((a[h] * index[60 + h]).isNear(b[h], .closedForm)) }
    }
  }

  @Test("seasons are kept to the longest that fits")
  func seasonLengths() throws {
    let daily = try DemandSeries(demand: monthly(90), seasonLengths: [7, 365])
    #expect(try ETSModel(try #require(ETSForm("ANA"))).fit(daily).seasonal.count == 7)
    let yearly = try DemandSeries(demand: monthly(90), seasonLengths: [365])
    #expect(throws: FitError(.missing("season of 2...53 periods"))) {
      try ETSModel(try #require(ETSForm("ANA"))).fit(yearly)
    }
    #expect(try AutoETS().fit(yearly).seasonal.isEmpty)
  }

  @Test("weeks of a year are estimated too")
  func weekly() throws {
    var random = RandomGenerator(seed: 9)
    let demand = (0..<208).map { t in
      200 + 50 * sin(Double(t) * .pi / 26) + 5 * random.standardNormal()
    }
    let model = try AutoETS().fit(DemandSeries(demand: demand, seasonLengths: [52]))
    #expect(model.form.seasonal != .none)
    for (h, mean) in model.means(horizon: 52).enumerated() {
      #expect(abs(mean - (200 + 50 * sin(Double(h) * .pi / 26))) < 12)
    }
  }
}
