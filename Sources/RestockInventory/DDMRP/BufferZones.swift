/// The zones of a demand-driven buffer, and the order they call for.
///
/// Source: Ptak and Smith (2019), Demand Driven Material Requirements Planning, chapters 7 to 9.
public struct BufferZones: Sendable, Hashable {
  /// Units used a day.
  public let averageDailyUsage: Double
  /// Units.
  public let redBase: Double
  /// Units.
  public let redSafety: Double
  /// Units.
  public let yellow: Double
  /// Units.
  public let green: Double

  /// The zones.
  ///
  /// - Parameters:
  ///   - averageDailyUsage: Units a day, >= 0.
  ///   - decoupledLeadTime: Days, >= 0.
  ///   - leadTimeFactor: The shorter the lead time, the nearer 1.
  ///   - variabilityFactor: The more demand varies, the nearer 1.
  ///   - minimumOrderQuantity: Units.
  ///   - orderCycle: Days between orders.
  public init(
    averageDailyUsage: Double, decoupledLeadTime: Double, leadTimeFactor: Double,
    variabilityFactor: Double, minimumOrderQuantity: Double, orderCycle: Double
  ) {
    self.averageDailyUsage = averageDailyUsage
    yellow = averageDailyUsage * decoupledLeadTime
    redBase = yellow * leadTimeFactor
    redSafety = redBase * variabilityFactor
    green = max(minimumOrderQuantity, averageDailyUsage * orderCycle, redBase)
  }

  /// Units.
  public var red: Double { redBase + redSafety }
  /// Below it an order is due; units.
  public var topOfYellow: Double { red + yellow }
  /// An order brings the net flow position up to it; units.
  public var topOfGreen: Double { topOfYellow + green }
  /// A day's demand above it counts as a spike: half the red zone; units.
  public var spikeThreshold: Double { 0.5 * red }

  /// The order for a net flow position (on hand + on order - qualified demand), units.
  public func orderQuantity(netFlowPosition: Double) -> Double {
    netFlowPosition <= topOfYellow ? topOfGreen - netFlowPosition : 0
  }
}
