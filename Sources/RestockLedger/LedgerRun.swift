#if Ledger
/// A run as the ledger keeps it.
public struct LedgerRun: Sendable, Hashable {
  /// Its number in the ledger, from 1; 0 for one that is not in it yet.
  public let number: Int
  /// When it was made, ISO 8601 in UTC.
  public let recordedAt: String
  /// Its today: a date, or a step.
  public let asOf: String
  /// Its today as a number that grows with time.
  public let asOfNumber: Int
  /// The version of Restock.
  public let version: String
  public let seed: UInt64
  /// The options, as given.
  public let options: String
  /// The folder that the results went to.
  public let folder: String
  public let items: Int
  public let orders: Int
  /// Money of the orders, nil where no cost is known.
  public let orderValue: Double?
  public let overrides: Int

  /// A run.
  public init(
    number: Int = 0, recordedAt: String, asOf: String, asOfNumber: Int, version: String,
    seed: UInt64, options: String, folder: String, items: Int, orders: Int, orderValue: Double?,
    overrides: Int
  ) {
    self.number = number
    self.recordedAt = recordedAt
    self.asOf = asOf
    self.asOfNumber = asOfNumber
    self.version = version
    self.seed = seed
    self.options = options
    self.folder = folder
    self.items = items
    self.orders = orders
    self.orderValue = orderValue
    self.overrides = overrides
  }
}

/// What a run said of one item.
public struct LedgerLine: Sendable, Hashable {
  public let asOf: String
  public let location: String
  public let orderQuantity: Double
  /// What Restock would have ordered without the planner's overrides; nil where there were none.
  public let ownQuantity: Double?
  public let reorderPoint: Double
  public let demandPerPeriod: Double
  public let leadTimeDays: Double?
  public let onHand: Double
  public let position: Double
  public let overrides: String
  /// Whether the overrides helped, as a later run found; empty where nothing is known yet.
  public let verdict: String
}
#endif
