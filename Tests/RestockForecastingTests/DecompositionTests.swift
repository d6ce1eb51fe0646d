import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

/// A row of `Reference/decompositions.csv`: statsmodels 0.15, by `Reference/decompositions.py`.
private struct ReferenceComponents {
  let values: ContiguousArray<Double>
  let seasons: [ContiguousArray<Double>]
  let trend: ContiguousArray<Double>
  let remainder: ContiguousArray<Double>

  init(_ name: String) throws {
    let rows = try ReferenceTable.rows("decompositions").filter { $0["case"] == name }
    func column(_ name: String) throws -> ContiguousArray<Double> {
      ContiguousArray(try rows.map { try #require(Double($0[name] ?? "")) })
    }
    values = try column("value")
    seasons = [try column("season"), try column("season2")]
    trend = try column("trend")
    remainder = try column("remainder")
  }
}

/// Components of values around 100: a hundred roundings.
private let rounding = Tolerance(absolute: 1e-11)

private func expectNear(
  _ ours: ContiguousArray<Double>, _ theirs: ContiguousArray<Double>,
  _ tolerance: Tolerance = rounding, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(ours.count == theirs.count, sourceLocation: sourceLocation)
  for (a, b) in zip(ours, theirs) {
    #expect(a.isNear(b, tolerance), sourceLocation: sourceLocation)
  }
}

@Suite("decompositions by loess")
struct DecompositionTests {
  @Test(
    "seasonal-trend decompositions agree with statsmodels to rounding",
    arguments: [
      ("stl", STL(seasonLength: 12, isExact: true)),
      (
        "stl-degree-0",
        STL(
          seasonLength: 12, seasonWindow: 13, trendWindow: 25, seasonDegree: 0, innerIterations: 2,
          isExact: true)
      ),
      ("stl-jumps", STL(seasonLength: 12, seasonWindow: 11)),
      ("stl-robust", STL(seasonLength: 12, isRobust: true, isExact: true)),
    ])
  func stl(name: String, stl: STL) throws {
    let expected = try ReferenceComponents(name)
    let ours = try #require(stl.components(of: expected.values))
    expectNear(ours.season, expected.seasons[0])
    expectNear(ours.trend, expected.trend)
    expectNear(ours.remainder, expected.remainder)
  }

  @Test("decompositions into several seasons agree with statsmodels to rounding")
  func mstl() throws {
    let expected = try ReferenceComponents("mstl")
    let ours = try #require(
      MSTLDecomposition(
        expected.values, seasonLengths: [30, 7], innerIterations: 5, seasonDegree: 1,
        isExact: true))
    #expect(ours.seasonLengths == [7, 30])
    expectNear(ours.seasons[0], expected.seasons[0])
    expectNear(ours.seasons[1], expected.seasons[1])
    expectNear(ours.trend, expected.trend)
    expectNear(ours.remainder, expected.remainder)
  }

  /// Robust weights leave an outlier in the remainder: the trend beside it is off by a tenth of it at most.
  @Test("robust, an outlier goes to the remainder")
  func robust() throws {
    let wild = try ReferenceComponents("stl-robust")
    let robust = try #require(
      STL(seasonLength: 12, isRobust: true).components(of: wild.values))
    let plain = try #require(STL(seasonLength: 12).components(of: wild.values))
    for t in [20, 45] {
      #expect(robust.remainder[t] > 50)
      #expect(plain.remainder[t] < robust.remainder[t])
    }
  }

  @Test("jumps change little: a hundredth of the season's size on 40 days of hours")
  func jumps() throws {
    var source = SimulatedDemand(seed: 71)
    let values = ContiguousArray((0..<960).map { t in hourlyMean(t) + source.standardNormal() })
    let quick = try #require(MSTLDecomposition(values, seasonLengths: [24, 168]))
    let exact = try #require(
      MSTLDecomposition(values, seasonLengths: [24, 168], isExact: true))
    for t in values.indices {
      #expect(abs(quick.trend[t] - exact.trend[t]) < 0.3)
      #expect(
        abs(
          quick.seasons[0][t] + quick.seasons[1][t] - exact.seasons[0][t] - exact.seasons[1][t])
          < 0.3)
    }
  }

  @Test("unknown periods do not move the components of the others")
  func unknown() throws {
    let clean = try ReferenceComponents("stl").values
    var gaps = clean
    var wild = clean
    for t in [10, 11, 30, 74] {
      gaps[t] = .nan
      wild[t] = 500
    }
    let stl = STL(seasonLength: 12)
    let whole = try #require(stl.components(of: clean))
    let known = try #require(stl.components(of: gaps))
    let misled = try #require(stl.components(of: wild))
    func distance(_ other: STL.Components) -> Double {
      zip(whole.trend, other.trend).map { abs($0 - $1) }.max() ?? 0
    }
    #expect(distance(known) < 3)
    #expect(distance(misled) > 10 * distance(known))
  }

  @Test("less than two seasons, and nothing known, have no decomposition")
  func short() {
    let stl = STL(seasonLength: 12)
    #expect(stl.components(of: ContiguousArray(repeating: 1, count: 23)) == nil)
    #expect(stl.components(of: ContiguousArray(repeating: .nan, count: 40)) == nil)
    #expect(
      MSTLDecomposition(ContiguousArray(repeating: 1, count: 50), seasonLengths: [1, 30]) == nil)
  }

  @Test("factors and units of a pure season go on for ever, past every cycle")
  func continued() throws {
    let units = try DemandSeries(
      demand: (0..<700).map { hourlyMean($0) }, seasonLengths: [24, 168])
    for name in ["mstl", "seasons-smoothing", "multiple-seasons"] {
      let fitted = try ModelFamily.parse(name).fit(units)
      for (i, mean) in fitted.means(horizon: 1000).enumerated() {
        #expect(abs(mean - hourlyMean(700 + i)) < 1.5, "\(name) \(i)")
      }
    }
    let factors = try DemandSeries(
      demand: (0..<64).map { (100 + Double($0)) * [1.3, 0.7, 1.1, 0.9][$0 % 4] },
      seasonLengths: [4])
    for name in ["mstl", "seasonal-decomposition", "holt-winters-multiplicative"] {
      let fitted = try ModelFamily.parse(name).fit(factors)
      for (i, mean) in fitted.means(horizon: 8).enumerated() {
        let truth = (164 + Double(i)) * [1.3, 0.7, 1.1, 0.9][i % 4]
        #expect(abs(mean - truth) < 0.04 * truth, "\(name) \(i): \(mean) \(truth)")
      }
    }
  }
}

/// A day within a week: 100 units, 30 more or less over the day, less on two days of seven.
func hourlyMean(_ t: Int) -> Double {
  let hour = 2 * Double.pi * Double(t % 24) / 24
  let isWeekend = t / 24 % 7 >= 5
  return (isWeekend ? 80 : 100) + (isWeekend ? 15 : 30) * sin(hour) + 8 * cos(2 * hour)
}
