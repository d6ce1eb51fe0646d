/// Fills up an order by what runs out next, so that in the end all of it runs out at the same time.
///
/// As long as something is missing, the item whose stock, on hand, on the way and in the order, lasts
/// shortest at its mean demand gets one more pack (its minimum order where it was not in the order),
/// unless it is at its maximum or has been given a year's demand beyond its order-up-to level.
///
/// Source: the equal run-out (fair share) rule, Silver, Pyke and Thomas (2017), section 10.5.
struct EqualRunOut {
  /// An item of the supplier.
  struct Line {
    /// Units on hand, on the way and ordered.
    let stock: Double
    /// Units a day, > 0.
    let perDay: Double
    /// Units of the first addition, and of each after it.
    let firstStep: Double
    let step: Double
    /// Units that may be added.
    let most: Double
    /// What a unit adds to what is to be reached: money.
    let amount: Double
    /// What a unit takes of each capacity.
    let loads: [Double]

    /// The units that it has been given in `steps` additions.
    func units(_ steps: Int) -> Double {
      steps == 0 ? 0 : firstStep + Double(steps - 1) * step
    }

    /// Additions until its stock lasts to `day`, as far as it may be given any.
    func steps(until day: Double) -> Int {
      let missing = day * perDay - stock
      guard missing > 0, firstStep <= most else { return 0 }
      let wanted = 1 + max(0, ((missing - firstStep) / step).rounded(.up))
      let allowed = 1 + ((most - firstStep) / step * (1 + 1e-12)).rounded(.down)
      return Int(min(wanted, allowed, 1e9))
    }

    func canGrow(after steps: Int) -> Bool { units(steps + 1) <= most * (1 + 1e-12) }
  }

  /// The days of mean demand that an item may be given beyond its order-up-to level.
  static let longest = 365.0
  /// A container with at least so much in it counts as full where the next pack does not fit.
  static let fullShare = 0.97

  /// Units added to each line.
  let additions: [Double]
  /// The day by which all that was added to has run out, nil where nothing was.
  let runOut: Double?
  /// Whether what was to be reached was.
  let isReached: Bool

  /// Adds until the amounts together reach `shortfall`.
  init(_ lines: [Line], reaching shortfall: Double) {
    func amount(_ steps: [Int]) -> Double {
      zip(lines, steps).reduce(0) { $0 + $1.0.amount * $1.0.units($1.1) }
    }
    let start = Self.latestDay(lines) { amount($0) < shortfall }
    var queue = RunOutQueue(lines, steps: lines.map { $0.steps(until: start) })
    var reached = amount(queue.steps)
    while reached < shortfall - 1e-9, let next = queue.popNext() {
      let line = lines[next]
      reached -= line.amount * line.units(queue.steps[next])
      queue.grow(next)
      reached += line.amount * line.units(queue.steps[next])
    }
    self.init(lines, queue.steps, isReached: reached >= shortfall - 1e-9)
  }

  /// Adds until a capacity is full; `room` is what is left of each.
  init(_ lines: [Line], filling room: [Double], of capacity: [Double]) {
    func load(_ steps: [Int]) -> [Double] {
      room.indices.map { k in
        zip(lines, steps).reduce(0) { $0 + $1.0.loads[k] * $1.0.units($1.1) }
      }
    }
    func fits(_ load: [Double]) -> Bool { zip(load, room).allSatisfy { $0 <= $1 + 1e-9 } }
    let start = Self.latestDay(lines) { fits(load($0)) }
    var queue = RunOutQueue(lines, steps: lines.map { $0.steps(until: start) })
    func isFull() -> Bool {
      let now = load(queue.steps)
      return room.indices.contains { k in
        room[k] - now[k] <= (1 - Self.fullShare) * capacity[k]
      }
    }
    while let next = queue.popNext() {
      var more = queue.steps
      more[next] += 1
      if fits(load(more)) { queue.grow(next) } else if isFull() { break }
    }
    self.init(lines, queue.steps, isReached: isFull())
  }

  private init(_ lines: [Line], _ steps: [Int], isReached: Bool) {
    additions = zip(lines, steps).map { $0.units($1) }
    runOut = zip(lines, additions).filter { $0.1 > 0 }
      .map { ($0.0.stock + $0.1) / $0.0.perDay }.max()
    self.isReached = isReached
  }

  /// The latest day to which all lines can be filled up so that `holds`, to an hour.
  private static func latestDay(_ lines: [Line], holds: ([Int]) -> Bool) -> Double {
    var low = 0.0
    var high = lines.reduce(0) { max($0, ($1.stock + max(0, $1.most)) / $1.perDay) }
    while high - low > max(0.04, 1e-9 * high) {
      let middle = 0.5 * (low + high)
      if holds(lines.map { $0.steps(until: middle) }) { low = middle } else { high = middle }
    }
    return low
  }
}

/// The lines of an order by the day on which they run out, the soonest first.
private struct RunOutQueue {
  private let lines: [EqualRunOut.Line]
  private(set) var steps: [Int]
  private var heap: [Int] = []

  init(_ lines: [EqualRunOut.Line], steps: [Int]) {
    self.lines = lines
    self.steps = steps
    for i in lines.indices where lines[i].canGrow(after: steps[i]) { push(i) }
  }

  private func day(_ line: Int) -> Double {
    (lines[line].stock + lines[line].units(steps[line])) / lines[line].perDay
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (day(a), day(b))
    return x != y ? x < y : a < b
  }

  /// Takes out the line that runs out next, nil where none may be given more.
  mutating func popNext() -> Int? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return first
  }

  /// Gives a line that was taken out one more step, and puts it back where it can have more.
  mutating func grow(_ line: Int) {
    steps[line] += 1
    if lines[line].canGrow(after: steps[line]) { push(line) }
  }

  private mutating func push(_ line: Int) {
    heap.append(line)
    var i = heap.count - 1
    while i > 0, isBefore(heap[i], heap[(i - 1) / 2]) {
      heap.swapAt(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  private mutating func sink() {
    var i = 0
    while true {
      var least = i
      for child in [2 * i + 1, 2 * i + 2] where child < heap.count {
        if isBefore(heap[child], heap[least]) { least = child }
      }
      if least == i { return }
      heap.swapAt(i, least)
      i = least
    }
  }
}
