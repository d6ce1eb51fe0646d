internal import RestockNumerics

/// The day by which a waiting order is complete, with a stated confidence, where supply may be late.
///
/// Orders are served in turn (by priority, then by the day they came, then by name) from the stock
/// and from whatever supply has come. So an order is complete on a day exactly if stock and the supply
/// that has come by then cover its units and those of all served before it: with independent
/// arrivals the probability of that is a sum over what can have come, by units. Which purchase order
/// serves which customer is not fixed beforehand, for a late one does not hold up an early one.
public struct PromiseDates: Sendable {
  /// Supply on its way.
  public struct Inbound: Sendable, Hashable {
    public let id: String
    /// Whole units, >= 0.
    public let quantity: Int
    /// The days on which it may come, ascending, with their probabilities; what is missing to 1 is
    /// the probability that it does not come at all.
    public let days: [Double]
    public let probabilities: [Double]

    /// A supply; `days` ascend, `probabilities` sum to 1 at most.
    public init(id: String, quantity: Int, days: [Double], probabilities: [Double]) {
      precondition(quantity >= 0 && days.count == probabilities.count, "\(quantity) units")
      precondition(zip(days, days.dropFirst()).allSatisfy { $0 <= $1 }, "\(days)")
      self.id = id
      self.quantity = quantity
      self.days = days
      self.probabilities = probabilities
    }

    /// The probability that it has come by a day.
    func arrived(by day: Double) -> Double {
      var sum = 0.0
      for (when, p) in zip(days, probabilities) where when <= day { sum += p }
      return min(1, sum)
    }
  }

  /// What can be promised of an order.
  public struct Promise: Sendable, Hashable {
    public let order: String
    /// The first day by which it is complete with the confidence asked for; nil where no day is.
    public let day: Double?
    /// The probability that it is complete by then, or, without a day, ever.
    public let confidence: Double
    /// The day by which it is complete as likely as not; nil where no day is.
    public let medianDay: Double?
    /// The first day by which a part of it is there with the confidence asked for.
    public let firstPartDay: Double?
  }

  /// One for each order, in the order in which they are served.
  public let promises: [Promise]

  /// Works out the promises.
  ///
  /// - Parameters:
  ///   - stock: Units on hand, below 0 counts as 0.
  ///   - inbound: Supply on its way, each independent of the others.
  ///   - orders: Waiting; parts of units count as whole.
  ///   - confidence: 0 < p < 1.
  ///   - today: The day of stock on hand: no promise is earlier.
  public init(
    stock: Double, inbound: [Inbound], orders: [BackorderAllocation.Order], confidence: Double,
    today: Double = 0
  ) {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let served = orders.sorted { ($0.priority, $0.day, $0.id) < ($1.priority, $1.day, $1.id) }
    let wanted = served.map { Int(max(0, $0.quantity).rounded(.up)) }
    let held = Int(max(0, stock).rounded(.down))
    let days = Set(inbound.flatMap(\.days).map { max(today, $0) }).union([today]).sorted()
    // Supply beyond all that is wanted makes no difference.
    let most = max(0, wanted.reduce(0, +) - held)
    // For each day, the probability that at least so many units have come.
    let atLeast = days.map { day -> [Double] in
      var mass = [1.0] + [Double](repeating: 0, count: most)
      for supply in inbound where supply.quantity > 0 {
        let p = supply.arrived(by: day)
        for k in stride(from: most, through: 0, by: -1) where mass[k] > 0 {
          let moved = mass[k] * p
          mass[k] -= k == most ? 0 : moved
          if k < most { mass[min(most, k + supply.quantity)] += moved }
        }
      }
      for k in stride(from: most - 1, through: 0, by: -1) { mass[k] += mass[k + 1] }
      return mass
    }
    func first(_ units: Int, _ confidence: Double) -> Int? {
      // Reached but for the rounding of the sums is reached.
      days.indices.first {
        units <= 0 || units <= most && atLeast[$0][units] >= confidence - 1e-12
      }
    }
    var before = 0
    promises = zip(served, wanted).map { order, units in
      let needed = before + units - held
      let firstUnit = before + min(1, units) - held
      before += units
      let index = first(needed, confidence)
      let reached = needed <= 0 ? 1 : atLeast[index ?? days.count - 1][needed]
      return Promise(
        order: order.id, day: index.map { days[$0] }, confidence: min(1, reached),
        medianDay: first(needed, 0.5).map { days[$0] },
        firstPartDay: first(firstUnit, confidence).map { days[$0] })
    }
  }
}
