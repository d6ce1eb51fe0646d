public import RestockNumerics

/// Where the inventory position stands just after a review, in the long run: under (R,s,S) an item is
/// ordered up to S only once it has fallen below s, so that it mostly stands above s.
///
/// Positions after a review are a Markov chain: from x the demand D of one review period leads to
/// x - D, which stays where it is at s or above and is ordered up from where it has undershot s. With
/// e(x) the distribution just after an order, the expected number of reviews at x from one order to
/// the next is
///
///     v(x) = e(x) + sum over x' >= x of v(x') P(D = x' - x),
///
/// and the share of all reviews at x is v(x) over the sum of v. Where an order raises exactly to S, e is
/// all at S; minimum orders and packs raise further, by as much as depends on the undershoot, and e is
/// found by going round until it stays. The service of the policy is the average of that at x over x
/// (`ReplenishmentCycle`), for a period later than the lead time sees x less the demand since.
///
/// Exact for whole units as long as s and S are not more than `cells` apart, else on a lattice of about
/// so many steps between them. Source: the renewal density of Zheng and Federgruen (1991), Finding
/// optimal (s, S) policies is about as simple as evaluating a single policy, doi:10.1287/opre.39.4.654.
public struct ReviewedPosition: Sendable, Hashable {
  /// What the position lies above the reorder point, units, greatest first.
  public let offsets: [Double]
  /// The share of reviews after which it lies there; they sum to 1.
  public let probabilities: [Double]

  /// Steps between the reorder point and the greatest position.
  public static let cells = 64
  /// Rounds after which the distribution just after an order is taken to stay.
  private static let rounds = 8

  /// The position of a policy.
  ///
  /// - Parameters:
  ///   - lot: S - s, units, >= 0.
  ///   - demand: Of one review period.
  ///   - ordersAtReorderPoint: Whether a position of s itself is ordered up, as under continuous review.
  ///   - greatest: The most that the position may lie above s, units >= 0; nil where nothing bounds it.
  ///   - minimum: The minimum order, units.
  ///   - pack: Units a pack, > 0.
  public init(
    lot: Double, demand: DemandDistribution, ordersAtReorderPoint: Bool = false,
    greatest: Double? = nil, minimum: Double = 0, pack: Double = 1
  ) {
    precondition(lot >= 0 && pack > 0 && minimum >= 0, "lot \(lot), pack \(pack)")
    let upTo = min(lot, greatest ?? .infinity)
    let rounds = minimum > 1 || pack > 1
    guard demand.mean > 0, upTo > 0 || rounds, greatest.map({ $0 > 0 }) ?? true else {
      offsets = [upTo]
      probabilities = [1]
      return
    }
    // The most that an order of at least the minimum, in whole packs, can lead to.
    let top = min(max(upTo, rounds ? minimum : 0) + (rounds ? pack - 1 : 0), greatest ?? .infinity)
    let step = top <= Double(Self.cells) ? 1 : top / Double(Self.cells)
    let count = Int((top / step).rounded()) + 1
    let chain = PositionChain(
      demand: demand, step: step, count: count, keepsLast: !ordersAtReorderPoint)
    var entries = [Double](repeating: 0, count: count)
    entries[min(count - 1, Int(((top - upTo) / step).rounded()))] = 1
    var visits = chain.visits(from: entries)
    if rounds {
      for _ in 0..<Self.rounds {
        entries = chain.entries(after: visits) { undershoot in
          let need = upTo + undershoot
          let quantity = OrderQuantity.rounded(
            need: need, minimum: minimum, pack: pack,
            maximum: greatest.map { $0 + undershoot }
          ).quantity
          return Int(((top - quantity + undershoot) / step).rounded())
        }
        visits = chain.visits(from: entries)
      }
    }
    let total = visits.reduce(0, +)
    offsets = (0..<count).map { top - Double($0) * step }
    probabilities = visits.map { $0 / total }
  }

  /// The average of what depends on the position, for a reorder point.
  public func average(reorderPoint: Double, of value: (Double) -> Double) -> Double {
    // Of differences from the first, so that an average of equal values is that value.
    guard let greatest = offsets.first else { return 0 }
    let first = value(reorderPoint + greatest)
    var sum = 0.0
    for (offset, probability) in zip(offsets, probabilities).dropFirst() where probability > 1e-9 {
      sum += probability * (value(reorderPoint + offset) - first)
    }
    return first + sum
  }

  /// A position that is known.
  public init(at offset: Double) {
    offsets = [offset]
    probabilities = [1]
  }
}

/// The chain of positions from the greatest, cell 0, down to the reorder point, the last cell.
private struct PositionChain {
  private let count: Int
  private let step: Double
  /// Cells from which nothing is ordered.
  private let kept: Int
  /// The probability of a demand of k steps; the last holds all that is more.
  private let demand: [Double]

  init(demand: DemandDistribution, step: Double, count: Int, keepsLast: Bool) {
    self.count = count
    self.step = step
    kept = keepsLast ? count : max(1, count - 1)
    var probabilities: [Double] = []
    var before = 0.0
    let most = 4 * count + 64
    for k in 0...most {
      let below =
        k == most ? 1 : demand.cumulativeProbability(step * (Double(k) + (step > 1 ? 0.5 : 0)))
      probabilities.append(max(0, below - before))
      before = below
      if below > 1 - 1e-9 { break }
    }
    self.demand = probabilities
  }

  /// The expected number of reviews in each cell from one order to the next.
  func visits(from entries: [Double]) -> [Double] {
    var visits = entries
    // What never moves would stay for ever.
    let leaves = max(1 - demand[0], 1e-12)
    for cell in 0..<count {
      if cell < kept { visits[cell] /= leaves }
      guard cell < kept, visits[cell] > 0 else { continue }
      let last = min(kept - cell, demand.count)
      for k in 1..<max(1, last) { visits[cell + k] += visits[cell] * demand[k] }
    }
    return visits
  }

  /// Where orders lead to: `place` is the cell that one placed so many units below the reorder point
  /// raises the position to.
  func entries(after visits: [Double], place: (Double) -> Int) -> [Double] {
    var below = [Double](repeating: 0, count: demand.count + count)
    for cell in 0..<count where visits[cell] > 0 {
      // From a cell that is not kept an order follows at once.
      if cell >= kept {
        below[cell - kept] += visits[cell]
        continue
      }
      for k in max(0, kept - cell)..<max(demand.count, kept - cell) {
        below[cell + k - kept] += visits[cell] * demand[k]
      }
    }
    var entries = [Double](repeating: 0, count: count)
    for (cells, probability) in below.enumerated() where probability > 1e-12 {
      let undershoot = Double(cells + kept - count + 1) * step
      entries[min(count - 1, max(0, place(undershoot)))] += probability
    }
    let total = entries.reduce(0, +)
    return total > 0 ? entries.map { $0 / total } : entries
  }
}
