/// The states of a lost-sales system, stock and the orders on the way, and the moves between them.
///
/// A state of L numbers is a place in a box; those within the limits are numbered.
struct LostSalesStates: Sendable {
  /// Stock with what has arrived, then the orders on the way, that to come next first.
  let states: [[Int]]
  /// The places of the box for each number.
  private let strides: [Int]
  private let sizes: [Int]
  /// The number of the state at each place, -1 where there is none.
  private let places: [Int32]
  private let limits: [Int]

  var count: Int { states.count }

  /// Where a state leads.
  struct Move: Sendable {
    /// The place after a period that leaves nothing and orders nothing.
    let empty: Int
    /// How many places a unit left, and a unit ordered, move it.
    let stockStride: Int
    let orderStride: Int
    let mostOrder: Int
  }

  /// All states within the limits; nil where a sweep over them would take too many steps.
  ///
  /// - Parameters:
  ///   - limits: Of the newest order, the newest two, ..., all with the stock: L + 1 of them, rising.
  ///   - demands: The number of different demands.
  ///   - mostSteps: The most steps of a sweep.
  init?(limits: [Int], demands: Int, mostSteps: Double) {
    self.limits = limits
    let leadTime = limits.count - 1
    // The stock, then the orders: the j-th from the front is among the newest L + 1 - j.
    sizes = (0..<max(1, leadTime)).map { limits[leadTime - $0] + 1 }
    var strides = [Int](repeating: 1, count: sizes.count)
    var box = 1.0
    for j in sizes.indices.reversed() {
      strides[j] = Int(box)
      box *= Double(sizes[j])
      guard box < 3e7 else { return nil }
    }
    self.strides = strides
    var states: [[Int]] = []
    var places = [Int32](repeating: -1, count: Int(box))
    var steps = 0.0
    var state = [Int](repeating: 0, count: sizes.count)
    for place in 0..<Int(box) {
      var rest = place
      for j in sizes.indices {
        state[j] = rest / strides[j]
        rest %= strides[j]
      }
      guard Self.isWithin(state, limits) else { continue }
      places[place] = Int32(states.count)
      states.append(state)
      let orders = Self.mostOrder(state, limits) + 1
      steps += Double(orders) * Double(min(state[0], demands) + 1)
      guard steps <= mostSteps else { return nil }
    }
    self.states = states
    self.places = places
  }

  /// Whether the newest orders of a state, none placed, are within the limits.
  private static func isWithin(_ state: [Int], _ limits: [Int]) -> Bool {
    mostOrder(state, limits) >= 0
  }

  /// The most that may be ordered in a state: nil limits none.
  private static func mostOrder(_ state: [Int], _ limits: [Int]) -> Int {
    guard limits.count > 1 else { return max(0, limits[0] - state[0]) }
    var most = limits[0]
    var sum = 0
    for (k, units) in state.reversed().enumerated() {
      sum += units
      most = min(most, limits[k + 1] - sum)
    }
    return most
  }

  /// The number of a state, nil where it is none.
  func index(_ state: [Int]) -> Int? {
    guard state.count == sizes.count else { return nil }
    var place = 0
    for (j, units) in state.enumerated() {
      guard units >= 0 && units < sizes[j] else { return nil }
      place += units * strides[j]
    }
    return places[place] >= 0 ? Int(places[place]) : nil
  }

  /// The number of the state at a place.
  func position(_ place: Int) -> Int { Int(places[place]) }

  /// Of each state.
  var moves: [Move] {
    let last = sizes.count - 1
    return states.map { state in
      let most = Self.mostOrder(state, limits)
      // What comes next joins the stock; the others move one forward.
      var empty = 0
      if last > 0 {
        empty = state[1] * strides[0]
        for j in 2..<max(2, last + 1) where j <= last { empty += state[j] * strides[j - 1] }
      }
      return Move(
        empty: empty, stockStride: strides[0], orderStride: strides[last], mostOrder: most)
    }
  }
}
