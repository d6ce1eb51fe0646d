import RestockNumerics
import RestockRecords
import RestockReport
import Testing

@Suite("Axes")
struct AxisTests {
  /// Heckbert (1990), Nice numbers for graph labels: a range of 105 to 543 in five steps is labelled
  /// 100, 200, ... 600.
  @Test("the range of Heckbert's example has his labels")
  func heckbert() {
    let scale = LinearScale(105...543, ticks: 5, start: 0, end: 1)
    #expect(scale.ticks == [100, 200, 300, 400, 500, 600])
  }

  @Test("ticks are 1, 2 or 5 times a power of ten apart and enclose the range", arguments: 1...40)
  func niceTicks(seed: Int) {
    var random = RandomGenerator(seed: UInt64(seed))
    let low = (random.uniform() - 0.5) * 1e4
    let high = low + random.uniform() * 1e3 + 1e-3
    let scale = LinearScale(low...high, ticks: 5, start: 300, end: 20)
    #expect(scale.low <= low && high <= scale.high)
    #expect(scale.position(scale.low).isFinite && abs(scale.position(scale.low) - 300) < 1e-9)
    #expect(abs(scale.position(scale.high) - 20) < 1e-9)
    #expect((2...12).contains(scale.ticks.count))
    var mantissa = scale.step
    while mantissa < 1 - 1e-9 { mantissa *= 10 }
    while mantissa >= 10 - 1e-9 { mantissa /= 10 }
    #expect([1.0, 2, 5].contains { abs($0 - mantissa) < 1e-6 })
  }

  @Test("an empty range, and units that cannot be split, still have ticks")
  func degenerate() {
    #expect(LinearScale(0...0, ticks: 4, start: 0, end: 1).ticks.count > 1)
    #expect(
      LinearScale(0...3, ticks: 8, wholeNumbers: true, start: 0, end: 1).ticks == [0, 1, 2, 3])
  }

  @Test("date ticks fall on first days of months, named with the year where it changes")
  func months() throws {
    let first = try #require(Day(year: 2025, month: 10, day: 6))
    let ticks = DateTicks(from: first, through: first + 180, most: 9).ticks
    #expect(ticks.map(\.label) == ["Nov 2025", "Dec", "Jan 2026", "Feb", "Mar", "Apr"])
    #expect(ticks.allSatisfy { $0.day.civil.day == 1 })
  }

  @Test("date ticks of a few weeks fall on Mondays, of decades on years")
  func weeksAndYears() throws {
    let first = try #require(Day(year: 2026, month: 6, day: 3))
    let weeks = DateTicks(from: first, through: first + 42, most: 7).ticks
    #expect(weeks.map(\.label) == ["8 Jun", "15 Jun", "22 Jun", "29 Jun", "6 Jul", "13 Jul"])
    #expect(weeks.allSatisfy { $0.day.weekday == .monday })
    let years = DateTicks(from: first, through: first + 20 * 365, most: 9).ticks
    #expect(years.map(\.label) == ["2030", "2035", "2040", "2045"])
  }

  @Test("no range has more date ticks than asked for", arguments: [3, 40, 400, 4000, 40_000])
  func bounded(days: Int) throws {
    let first = try #require(Day(year: 1990, month: 2, day: 17))
    let ticks = DateTicks(from: first, through: first + days, most: 9).ticks
    #expect((1...9).contains(ticks.count))
    #expect(ticks.allSatisfy { $0.day >= first && $0.day <= first + days })
  }
}
