internal import RestockNumerics

/// One order's lead time, as far as it is known.
public struct LeadTimeObservation: Sendable, Hashable {
  /// Days from order to receipt, or, where the order is still open, the days it has been open.
  public let days: Double
  /// Whether the order is still open: its lead time is longer than `days`.
  public let isOpen: Bool
  /// Days since the order was placed, for the weight of recent orders; nil counts as now.
  public let age: Double?

  /// An observation; `days` and `age` >= 0, finite.
  public init(days: Double, isOpen: Bool = false, age: Double? = nil) {
    precondition(days >= 0 && days.isFinite && (age ?? 0) >= 0, "days \(days)")
    self.days = days
    self.isOpen = isOpen
    self.age = age
  }
}

/// Where a lead time comes from, in the order in which sources are preferred.
public enum LeadTimeSource: Sendable, Hashable {
  /// So many receipts of this item from this supplier, blended with the supplier's other receipts.
  case itemReceipts(count: Int)
  /// So many receipts of the supplier, whatever the item.
  case supplierReceipts(count: Int)
  /// A number typed in the file of items.
  case item
  /// A number typed in the file of suppliers.
  case supplier
  /// The default of the run.
  case standard
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

/// Learns a lead time from receipts.
///
/// The distribution of a set of orders is the product-limit estimate (Kaplan and Meier 1958,
/// doi:10.1080/01621459.1958.10501452) with a weight for each order that halves with every
/// `halfLife` of its age; what probability is left beyond the last receipt because older orders
/// are still open lies at the longest time seen (Efron 1967). An item's distribution is a mixture
/// of its own and of its supplier's, with shares n : `supplierWeight`, n being the item's effective
/// number of orders (sum w)^2 / sum w^2 (Kish).
public struct LeadTimeEstimator: Sendable, Hashable {
  /// Days in which the weight of an order halves; nil weighs all alike.
  public let halfLife: Double?
  /// The number of orders that the supplier's distribution counts for beside the item's own.
  public let supplierWeight: Double
  /// The number of receipts from which they are believed.
  public let leastReceipts: Int

  /// An estimator.
  ///
  /// - Parameters:
  ///   - halfLife: Days, > 0, default a year.
  ///   - supplierWeight: Orders, >= 0, default 5.
  ///   - leastReceipts: At least 1, default 5.
  public init(halfLife: Double? = 365, supplierWeight: Double = 5, leastReceipts: Int = 5) {
    precondition((halfLife ?? 1) > 0 && supplierWeight >= 0 && leastReceipts >= 1)
    self.halfLife = halfLife
    self.supplierWeight = supplierWeight
    self.leastReceipts = leastReceipts
  }

  /// The lead time of an item from a supplier, nil where neither has `leastReceipts` receipts.
  ///
  /// - Parameters:
  ///   - item: Orders of the item from the supplier.
  ///   - supplier: All orders from the supplier, those of the item included.
  /// - Returns: The lead time with its source, or nil.
  public func estimate(
    item: [LeadTimeObservation], supplier: [LeadTimeObservation]
  ) -> LeadTimeEstimate? {
    let received = item.count { !$0.isOpen }
    let suppliersReceived = supplier.count { !$0.isOpen }
    let whole = suppliersReceived >= leastReceipts ? distribution(of: supplier) : nil
    if received >= leastReceipts, let own = distribution(of: item) {
      guard let whole, suppliersReceived > received else {
        return LeadTimeEstimate(
          leadTime: own.condensed(to: 15), source: .itemReceipts(count: received))
      }
      let evidence = effectiveCount(of: item)
      let blended = mixture(own, evidence, whole, supplierWeight)
      return LeadTimeEstimate(
        leadTime: blended.condensed(to: 15), source: .itemReceipts(count: received))
    }
    guard let whole else { return nil }
    return LeadTimeEstimate(
      leadTime: whole.condensed(to: 15), source: .supplierReceipts(count: suppliersReceived))
  }

  /// The product-limit estimate of a set of orders, nil where none has been received.
  public func distribution(of observations: [LeadTimeObservation]) -> LeadTime? {
    // At the same day receipts come before those still open.
    let ordered = observations.map { (days: $0.days, isOpen: $0.isOpen, weight: weight(of: $0)) }
      .sorted { ($0.days, $0.isOpen ? 1 : 0) < ($1.days, $1.isOpen ? 1 : 0) }
    guard ordered.contains(where: { !$0.isOpen && $0.weight > 0 }) else { return nil }
    var atRisk = ordered.reduce(0) { $0 + $1.weight }
    var surviving = 1.0
    var days: [Double] = []
    var weights: [Double] = []
    for observation in ordered where observation.weight > 0 {
      if !observation.isOpen {
        let share = surviving * min(1, observation.weight / atRisk)
        if days.last == observation.days {
          weights[weights.count - 1] += share
        } else {
          days.append(observation.days)
          weights.append(share)
        }
        surviving -= share
      }
      atRisk -= observation.weight
    }
    if surviving > 1e-12, let last = ordered.last {
      if days.last == last.days {
        weights[weights.count - 1] += surviving
      } else {
        days.append(last.days)
        weights.append(surviving)
      }
    }
    return LeadTime(days: days, weights: weights)
  }

  private func weight(of observation: LeadTimeObservation) -> Double {
    guard let halfLife, let age = observation.age else { return 1 }
    return (-age / halfLife * 2.0.logarithm).exponential
  }

  private func effectiveCount(of observations: [LeadTimeObservation]) -> Double {
    var sum = 0.0
    var squares = 0.0
    for observation in observations where !observation.isOpen {
      let w = weight(of: observation)
      sum += w
      squares += w * w
    }
    return squares > 0 ? sum * sum / squares : 0
  }
}

/// A mixture of two lead times with the given shares, of which one is positive.
private func mixture(_ a: LeadTime, _ weightA: Double, _ b: LeadTime, _ weightB: Double) -> LeadTime
{
  let points =
    zip(a.days, a.probabilities).map { ($0, $1 * weightA) }
    + zip(b.days, b.probabilities).map { ($0, $1 * weightB) }
  var days: [Double] = []
  var weights: [Double] = []
  for (day, weight) in points.sorted(by: { $0.0 < $1.0 }) {
    if days.last == day {
      weights[weights.count - 1] += weight
    } else {
      days.append(day)
      weights.append(weight)
    }
  }
  return LeadTime(days: days, weights: weights)
}
