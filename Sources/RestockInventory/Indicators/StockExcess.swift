public import RestockNumerics

/// Stock beyond what the demand of a span needs, and stock that does not sell.
///
/// Excess is what lies above the quantile of demand over the span at the given confidence: units that
/// with that probability will not be needed within it. Dead stock is that of an item without a sale
/// for a stated time.
///
/// Source: Silver, Pyke and Thomas (2017), section 9.6 (excess inventory by coverage), the coverage
/// here being a quantile and not a mean.
public struct StockExcess: Sendable, Hashable {
  /// Units above the need.
  public let excess: Double
  /// Units that are enough for the span with the confidence.
  public let need: Double
  /// Units of time that the stock lasts at the mean demand; nil without demand.
  public let coverage: Double?
  /// Units of time until the excess is sold at the mean demand; nil without demand.
  public let timeToClear: Double?

  /// The excess of a stock.
  ///
  /// - Parameters:
  ///   - onHand: Units, below 0 counts as 0.
  ///   - demand: Over the span.
  ///   - span: Units of time, > 0.
  ///   - confidence: 0 < p < 1.
  public init(
    onHand: Double, demand: some Distribution, span: Double, confidence: Double = 0.95
  ) {
    precondition(span > 0 && confidence > 0 && confidence < 1, "\(span), \(confidence)")
    let stock = max(0, onHand)
    need = max(0, demand.quantile(confidence))
    excess = max(0, stock - need)
    let rate = demand.mean / span
    coverage = rate > 0 ? stock / rate : nil
    timeToClear = rate > 0 ? excess / rate : nil
  }
}
