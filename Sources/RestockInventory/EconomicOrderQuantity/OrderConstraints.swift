/// What a supplier and a store allow an order to be.
public struct OrderConstraints: Sendable, Hashable {
  /// Units a pack, > 0; nil where parts of units may be ordered.
  public let pack: Double?
  /// The least a supplier takes, units, >= 0.
  public let minimum: Double
  /// What the store holds, units; nil for no bound.
  public let storage: Double?
  /// The time within which an order must be sold; nil for no bound.
  public let shelfLife: Double?

  /// Constraints; none where nothing is given.
  public init(
    pack: Double? = nil, minimum: Double = 0, storage: Double? = nil, shelfLife: Double? = nil
  ) {
    precondition((pack ?? 1) > 0 && minimum >= 0, "pack \(pack ?? 1), minimum \(minimum)")
    self.pack = pack
    self.minimum = minimum
    self.storage = storage
    self.shelfLife = shelfLife
  }

  /// One of them.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case pack
    case minimum
    case storage
    case shelfLife = "shelf_life"
  }

  /// The constraints without one of them.
  public func without(_ kind: Kind) -> Self {
    Self(
      pack: kind == .pack ? nil : pack, minimum: kind == .minimum ? 0 : minimum,
      storage: kind == .storage ? nil : storage,
      shelfLife: kind == .shelfLife ? nil : shelfLife)
  }

  /// The most that may be ordered, units: what is stored and sold in time.
  public func most(demandRate: Double) -> Double {
    min(storage ?? .infinity, shelfLife.map { $0 * demandRate } ?? .infinity)
  }

  /// The best allowed quantity in a range over which the cost is convex with its least at `best`:
  /// one of the two multiples of the pack around it, held to the bounds.
  ///
  /// - Parameters:
  ///   - best: Units, > 0.
  ///   - range: Units, from the first that belongs to it up to the first that does not.
  ///   - demandRate: Units per unit of time.
  ///   - cost: Of a quantity.
  /// - Returns: Units, nil where nothing is allowed.
  func quantity(
    around best: Double, in range: (from: Double, below: Double) = (0, .infinity),
    demandRate: Double, cost: (Double) -> Double
  ) -> Double? {
    let least = max(minimum, range.from)
    let most = most(demandRate: demandRate)
    guard let pack else {
      let top = min(most, range.below.isFinite ? range.below.nextDown : .infinity)
      guard least <= top, top > 0 else { return nil }
      return min(max(best, least), top)
    }
    // Rounding of a quotient must not cost a pack.
    let first = max(pack, (least / pack * (1 - 1e-12)).rounded(.up) * pack)
    var last = most.isFinite ? (most / pack * (1 + 1e-12)).rounded(.down) * pack : .infinity
    if range.below.isFinite {
      let below = (range.below / pack * (1 - 1e-12)).rounded(.up) * pack - pack
      last = min(last, below)
    }
    guard first <= last else { return nil }
    let below = (best / pack).rounded(.down) * pack
    let lower = min(max(below, first), last)
    let upper = min(max(below + pack, first), last)
    return cost(lower) <= cost(upper) ? lower : upper
  }
}
