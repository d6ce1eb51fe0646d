internal import RestockRecords

/// An axis of days, or of steps where the run has no dates.
struct TimeAxis: Sendable, Hashable {
  private let first: Day
  private let last: Day
  private let start: Double
  private let end: Double
  let ticks: [Tick]

  /// A tick's place in the drawing, with its label.
  struct Tick: Sendable, Hashable {
    let position: Double
    let label: String
  }

  /// An axis from `first` to `last`.
  ///
  /// - Parameters:
  ///   - first: The day at the left end.
  ///   - last: The day at the right end, after `first`.
  ///   - isSteps: Whether days are numbered steps.
  ///   - most: Labels that have room.
  ///   - start: The left end in the drawing.
  ///   - end: The right end in the drawing.
  init(
    from first: Day, through last: Day, isSteps: Bool, most: Int = 9, start: Double, end: Double
  ) {
    let last = max(last, first + 1)
    self.first = first
    self.last = last
    self.start = start
    self.end = end
    let scale = { (number: Double) in
      start + (number - Double(first.number)) / Double(last - first) * (end - start)
    }
    if isSteps {
      let range = Double(first.number)...Double(last.number)
      let steps = LinearScale(range, ticks: most, wholeNumbers: true, start: 0, end: 1)
      ticks = steps.ticks.filter(range.contains).map {
        Tick(position: scale($0), label: $0.text(places: 0))
      }
    } else {
      ticks = DateTicks(from: first, through: last, most: most).ticks.map {
        Tick(position: scale(Double($0.day.number)), label: $0.label)
      }
    }
  }

  /// Where a day begins in the drawing, moved on by a part of days.
  func position(_ day: Day, plus days: Double = 0) -> Double {
    start + (Double(day - first) + days) / Double(last - first) * (end - start)
  }
}
