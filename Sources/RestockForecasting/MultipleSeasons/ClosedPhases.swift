internal import Glibc

/// The phases of the longest season in which nothing is ever sold: the hours of the night, the days that a
/// shop is shut.
///
/// A phase is closed where it has been known at least three times, never with demand, and where that has
/// less than a probability of a hundredth, by the share of zeros in the phases that do sell. It opens with
/// the first demand.
struct ClosedPhases: Sendable, Hashable {
  /// By phase, the next period's at `next`; empty where none is closed.
  private var isClosed: ContiguousArray<Bool> = []
  private var next = 0

  private static let leastKnown = 3
  private static let chance = 0.01

  /// The closed phases of `series`.
  init(_ series: DemandSeries) {
    guard let length = series.wholeSeasonLengths.last else { return }
    var known = ContiguousArray<Double>(repeating: 0, count: length)
    var zeros = known
    for t in series.demand.indices where series.isKnown?[t] != false {
      known[t % length] += 1
      if series.demand[t] <= 0 { zeros[t % length] += 1 }
    }
    var open = (known: 0.0, zeros: 0.0)
    for phase in 0..<length where zeros[phase] < known[phase] {
      open.known += known[phase]
      open.zeros += zeros[phase]
    }
    guard open.known > 0 else { return }
    // Half a zero more than were seen, so that no share is nothing.
    let share = (open.zeros + 0.5) / (open.known + 1)
    let closed = ContiguousArray(
      (0..<length).map { phase in
        zeros[phase] == known[phase] && known[phase] >= Double(Self.leastKnown)
          && pow(share, known[phase]) < Self.chance
      })
    guard closed.contains(true) else { return }
    isClosed = closed
    next = series.count % length
  }

  /// Whether the period `step`, from 1, is one in which nothing is sold.
  subscript(step: Int) -> Bool {
    !isClosed.isEmpty && isClosed[(next + step - 1) % isClosed.count]
  }

  mutating func update(_ demand: Double?) {
    guard !isClosed.isEmpty else { return }
    if let demand, demand > 0 { isClosed[next] = false }
    next = next + 1 == isClosed.count ? 0 : next + 1
  }
}
