internal import RestockRecords

/// The first day and the length of each month that a date may be in, for reading ISO dates fast.
struct CalendarTable: Sendable {
  /// Where nothing can be said without the slower parser.
  static let unknown = Int32.min

  private let monthStart: [Int32]
  private let monthLength: [UInt8]

  /// The table, made once.
  static let shared = CalendarTable()

  private init() {
    var starts: [Int32] = []
    var lengths: [UInt8] = []
    for year in DateParser.years {
      for month in 1...12 {
        guard let first = Day(year: year, month: month, day: 1) else { continue }
        let next =
          Day(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1) ?? first
        starts.append(first.number)
        lengths.append(UInt8(next - first))
      }
    }
    monthStart = starts
    monthLength = lengths
  }

  /// The number of the day that ten bytes write as `2026-11-24`; `unknown` where they do not.
  @inline(__always)
  func day(iso p: UnsafeRawPointer) -> Int32 {
    let word = UInt64(littleEndian: p.loadUnaligned(as: UInt64.self))
    let last = UInt64(UInt16(littleEndian: p.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
    // Digits become their value, the dashes zero.
    let head = word ^ 0x2d30_302d_3030_3030
    let tail = last ^ 0x3030
    let wrong = (head &+ 0x7676_7676_7676_7676) | head | (tail &+ 0x7676) | tail
    if wrong & 0x8080_8080_8080_8080 != 0 { return Self.unknown }
    if head & 0xff00_00ff_0000_0000 != 0 { return Self.unknown }
    func digit(_ i: UInt64) -> Int { Int(truncatingIfNeeded: (head &>> (i &* 8)) & 0xff) }
    let year = digit(0) &* 1000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3)
    let month = digit(5) &* 10 &+ digit(6)
    let day = Int(truncatingIfNeeded: (tail & 0xff) &* 10 &+ tail &>> 8)
    let index = (year &- DateParser.years.lowerBound) &* 12 &+ month &- 1
    guard month >= 1, month <= 12, index >= 0, index < monthStart.count, day >= 1,
      day <= Int(monthLength[index])
    else { return Self.unknown }
    return monthStart[index] &+ Int32(truncatingIfNeeded: day) &- 1
  }
}
