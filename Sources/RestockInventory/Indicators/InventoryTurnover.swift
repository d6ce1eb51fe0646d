/// How often the average stock is sold in a span, by value at cost.
///
/// Source: Silver, Pyke and Thomas (2017), section 1.3.
public struct InventoryTurnover: Sendable, Hashable {
  /// Cost of the goods sold in the span, money.
  public let costOfGoodsSold: Double
  /// Money.
  public let averageValue: Double

  /// The turnover against the average of the stock's values at the ends of equal parts of the span.
  ///
  /// The first and the last value count half, as the trapezoid has it: for two values their mean,
  /// for thirteen the usual thirteen-point average of a year.
  ///
  /// - Parameters:
  ///   - costOfGoodsSold: Money.
  ///   - values: At least two, money; nil where their average is not above 0.
  public init?(costOfGoodsSold: Double, values: [Double]) {
    precondition(values.count >= 2, "\(values.count) values")
    let ends = 0.5 * (values[0] + values[values.count - 1])
    let inner = values.dropFirst().dropLast().reduce(0, +)
    let average = (ends + inner) / Double(values.count - 1)
    guard average > 0 else { return nil }
    self.costOfGoodsSold = costOfGoodsSold
    averageValue = average
  }

  /// Times per span.
  public var turnover: Double { costOfGoodsSold / averageValue }

  /// Days that the average stock lasts, for a span of so many days; nil without sales.
  public func daysOfInventory(days: Double) -> Double? {
    costOfGoodsSold > 0 ? days / turnover : nil
  }
}
