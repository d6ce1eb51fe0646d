/// One order's lead time, as far as it is known.
public struct LeadTimeObservation: Sendable, Hashable {
  /// Days from order to receipt, or, where the order is still open, the days it has been open.
  public let days: Double
  /// Whether the order is still open: its lead time is longer than `days`.
  public let isOpen: Bool
  /// Days since the order was placed, for the weight of recent orders; nil counts as now.
  public let age: Double?
  /// The share of its order that came with it, 0 < share <= 1: a part of a delivery counts for its
  /// part.
  public let share: Double
  /// The longest lead time with which the order would be in the data at all: days from the order to
  /// the end of a file that holds receipts only. Nil where orders are listed whatever became of
  /// them.
  public let limit: Double?

  /// An observation; `days` and `age` >= 0, finite, `limit` >= `days`.
  public init(
    days: Double, isOpen: Bool = false, age: Double? = nil, share: Double = 1,
    limit: Double? = nil
  ) {
    precondition(days >= 0 && days.isFinite && (age ?? 0) >= 0, "days \(days)")
    precondition(share > 0 && share <= 1, "share \(share)")
    precondition(limit.map { $0 >= days && !isOpen } ?? true, "limit of \(days) days")
    self.days = days
    self.isOpen = isOpen
    self.age = age
    self.share = share
    self.limit = limit
  }
}
