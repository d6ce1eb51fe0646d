/// For how long of a period an item was out of stock.
public struct Outage: Sendable, Hashable, Codable {
  /// The share of the period without stock, > 0, at most 1. A day on which stock ran out counts half:
  /// the moment is as likely in the morning as in the evening.
  public let share: Double
  /// How often stock ran out in it.
  public let runOuts: Int

  /// An outage.
  public init(share: Double, runOuts: Int) {
    precondition(share > 0 && share <= 1 && runOuts >= 0, "share \(share), \(runOuts) times")
    self.share = share
    self.runOuts = runOuts
  }
}
