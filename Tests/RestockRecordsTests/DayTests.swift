import RestockRecords
import RestockTestSupport
import Testing

@Suite("Days and buckets")
struct DayTests {
  @Test("every day from 1900 to 2100 survives the way to its date and back")
  func roundTrip() throws {
    let first = try #require(Day(year: 1900, month: 1, day: 1))
    let last = try #require(Day(year: 2100, month: 12, day: 31))
    for number in first.number...last.number {
      let day = Day(number: number)
      let (y, m, d) = day.civil
      #expect(Day(year: y, month: m, day: d) == day)
    }
  }

  @Test(
    "dates that do not exist are refused", arguments: [(2023, 2, 29), (2024, 2, 30), (2024, 13, 1)])
  func refused(date: (Int, Int, Int)) {
    #expect(Day(year: date.0, month: date.1, day: date.2) == nil)
  }

  @Test("weekdays agree with the calendar")
  func weekdays() throws {
    #expect(Day(year: 2026, month: 11, day: 24)?.weekday == .tuesday)
    #expect(Day(year: 1970, month: 1, day: 1)?.weekday == .thursday)
    #expect(Day(year: 1969, month: 12, day: 31)?.weekday == .wednesday)
  }

  @Test("a bucket holds exactly its days", arguments: BucketSize.allCases)
  func buckets(size: BucketSize) {
    for weekStart in Weekday.allCases {
      let calendar = BucketCalendar(size: size, weekStart: weekStart)
      for number in stride(from: -2000, through: 40_000, by: 13) {
        let day = Day(number: Int32(number))
        let bucket = calendar.bucket(of: day)
        #expect(calendar.firstDay(of: bucket) <= day)
        #expect(day < calendar.firstDay(of: bucket + 1))
      }
      if size == .week {
        #expect(calendar.firstDay(of: 2800).weekday == weekStart)
      }
    }
  }
}
