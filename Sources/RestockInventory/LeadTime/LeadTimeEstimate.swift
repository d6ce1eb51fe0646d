/// Where a lead time comes from, in the order in which sources are preferred.
public enum LeadTimeSource: Sendable, Hashable, Codable {
  /// So many receipts of this item from this supplier, blended with the supplier's other receipts.
  case itemReceipts(count: Int)
  /// So many receipts of the supplier, whatever the item, blended with those of all suppliers.
  case supplierReceipts(count: Int)
  /// So many receipts of all suppliers.
  case allReceipts(count: Int)
  /// A number typed in the file of items.
  case item
  /// A number typed in the file of suppliers.
  case supplier
  /// The default of the run.
  case standard
  /// A decision of the planner's own.
  case override
}

/// A lead time and where it comes from.
public struct LeadTimeEstimate: Sendable, Hashable {
  /// The distribution, of at most 15 points.
  public let leadTime: LeadTime
  public let source: LeadTimeSource

  /// A lead time with its source.
  public init(leadTime: LeadTime, source: LeadTimeSource) {
    self.leadTime = leadTime
    self.source = source
  }
}

/// A lead time learned from receipts, before it is cut down to a few points.
public struct LearnedLeadTime: Sendable, Hashable {
  /// The distribution in the form that foretold receipts best.
  public let distribution: LeadTimeDistribution
  /// The product-limit estimate that the form was fitted to, what the next level leans on.
  let blended: LeadTime
  /// The number of orders received.
  public let receipts: Int
}
