/// How a supplier has delivered: on time, in full, and how long it took.
///
/// An order not delivered counts as late and not in full; lead times are those of the delivered.
public struct SupplierScorecard: Sendable, Hashable {
  /// An order.
  public struct Receipt: Sendable, Hashable {
    /// Units.
    public let ordered: Double
    /// Units.
    public let received: Double
    /// Days that were promised.
    public let promisedDays: Double
    /// Days that it took; nil where it has not come.
    public let actualDays: Double?

    public init(ordered: Double, received: Double, promisedDays: Double, actualDays: Double?) {
      self.ordered = ordered
      self.received = received
      self.promisedDays = promisedDays
      self.actualDays = actualDays
    }
  }

  /// The share of orders delivered by the day promised.
  public let onTimeRate: Double
  /// The share of orders delivered whole.
  public let inFullRate: Double
  /// The share of orders delivered whole by the day promised.
  public let onTimeInFullRate: Double
  /// The share of units delivered; nil where none was ordered.
  public let unitFillRate: Double?
  /// Days; nil where nothing has come.
  public let meanLeadTime: Double?
  /// Days, of the sample; nil with fewer than two deliveries.
  public let leadTimeStandardDeviation: Double?
  private let sortedDays: [Double]

  /// The scorecard of at least one order.
  public init(_ receipts: [Receipt]) {
    precondition(!receipts.isEmpty, "no receipts")
    let count = Double(receipts.count)
    func isOnTime(_ receipt: Receipt) -> Bool {
      receipt.actualDays.map { $0 <= receipt.promisedDays } ?? false
    }
    func isInFull(_ receipt: Receipt) -> Bool {
      receipt.actualDays != nil && receipt.received >= receipt.ordered
    }
    onTimeRate = Double(receipts.count(where: isOnTime)) / count
    inFullRate = Double(receipts.count(where: isInFull)) / count
    onTimeInFullRate = Double(receipts.count { isOnTime($0) && isInFull($0) }) / count
    let ordered = receipts.reduce(0) { $0 + $1.ordered }
    unitFillRate = ordered > 0 ? receipts.reduce(0) { $0 + $1.received } / ordered : nil
    let days = receipts.compactMap(\.actualDays).sorted()
    sortedDays = days
    let mean = days.isEmpty ? nil : days.reduce(0, +) / Double(days.count)
    meanLeadTime = mean
    if let mean, days.count > 1 {
      let squares = days.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      leadTimeStandardDeviation = (squares / Double(days.count - 1)).squareRoot()
    } else {
      leadTimeStandardDeviation = nil
    }
  }

  /// A quantile of the lead times, in days, linear between order statistics; nil where nothing has
  /// come.
  ///
  /// Source: Hyndman and Fan (1996), doi:10.2307/2684934, type 7.
  public func leadTimeQuantile(_ probability: Double) -> Double? {
    guard let last = sortedDays.indices.last else { return nil }
    let position = probability * Double(last)
    let below = Int(position.rounded(.down))
    let share = position - Double(below)
    return sortedDays[below] + share * (sortedDays[min(below + 1, last)] - sortedDays[below])
  }
}
