internal import RestockNumerics

/// What the orders of all suppliers tell together: the lead time to expect of a supplier never seen,
/// and what each supplier's own leans on.
public struct LeadTimePool: Sendable {
  private let estimator: LeadTimeEstimator
  private let suppliers: [WeightedOrders]
  /// What to expect of a supplier never seen.
  public let unseen: LearnedLeadTime
  /// The lead times of all suppliers over their own locations.
  private let shape: LeadTime
  /// The number of orders that the location of all counts for beside a supplier's own.
  let locationOrders: Double
  private let everything: LeadTime

  init?(_ suppliers: [WeightedOrders], estimator: LeadTimeEstimator) {
    self.estimator = estimator
    self.suppliers = suppliers
    guard let everything = Self.together(suppliers, scales: nil) else { return nil }
    self.everything = everything
    locationOrders = Self.locationOrders(suppliers)
    let receipts = suppliers.reduce(0) { $0 + $1.receipts }
    let fair =
      Self.together(suppliers, scales: nil, mostOrders: estimator.priorOrders) ?? everything
    unseen = LearnedLeadTime(
      distribution: .empirical(fair), blended: fair, receipts: receipts)
    let scales = suppliers.map { [everything, locationOrders] orders in
      Self.scale(of: orders, everything, locationOrders)
    }
    shape = Self.together(suppliers, scales: scales)?.sliced() ?? LeadTime(always: 1)
  }

  /// The lead time of the supplier with this index, leaning on all suppliers.
  public func supplier(_ index: Int) -> LearnedLeadTime {
    let orders = suppliers[index]
    let blended = blended(orders)
    let form = formForetellingBest(orders, leastReceipts: 10) { self.blended($0) }
    return LearnedLeadTime(
      distribution: LeadTimeDistribution(form, fittedTo: blended), blended: blended.sliced(),
      receipts: orders.receipts)
  }

  /// The lead time of an item, leaning on that of its supplier.
  ///
  /// - Parameters:
  ///   - orders: The item's orders from the supplier.
  ///   - index: The supplier's.
  ///   - supplier: The supplier's lead time; its form is the item's where the item has fewer than 20
  ///     receipts of its own.
  /// - Returns: The item's lead time.
  public func item(
    _ orders: [LeadTimeObservation], of index: Int, supplier: LearnedLeadTime
  ) -> LearnedLeadTime {
    let weighted = WeightedOrders(
      orders, estimator: estimator, changeAge: suppliers[index].changeAge)
    func blend(_ orders: WeightedOrders) -> LeadTime {
      orders.blended(with: supplier.blended, weight: estimator.itemPriorOrders)
        ?? supplier.blended
    }
    let blended = blend(weighted)
    let form =
      weighted.receipts >= 20
      ? formForetellingBest(weighted, leastReceipts: 20, blend)
      : supplier.distribution.form
    return LearnedLeadTime(
      distribution: LeadTimeDistribution(form, fittedTo: blended), blended: blended.sliced(),
      receipts: weighted.receipts)
  }

  private func blended(_ orders: WeightedOrders) -> LeadTime {
    let scale = Self.scale(of: orders, everything, locationOrders)
    let prior = shape.scaled(by: scale)
    return orders.blended(with: prior, weight: estimator.priorOrders) ?? prior
  }

  /// The form that foretells best the receipts of a fifth of the orders (consecutive ones) from the
  /// other four, by the sum of pinball losses at 0.5, 0.8, 0.9 and 0.95; the product-limit estimate
  /// itself unless another is better by 2 %.
  private func formForetellingBest(
    _ orders: WeightedOrders, leastReceipts: Int, _ blend: (WeightedOrders) -> LeadTime
  ) -> LeadTimeDistribution.Form {
    guard orders.receipts >= leastReceipts else { return .empirical }
    let byAge = orders.orders.indices.sorted {
      (orders.orders[$0].age ?? 0, $0) < (orders.orders[$1].age ?? 0, $1)
    }
    let forms = LeadTimeDistribution.Form.allCases
    var losses = [Double](repeating: 0, count: forms.count)
    let folds = 5
    for fold in 0..<folds {
      let held = byAge[(byAge.count * fold / folds)..<(byAge.count * (fold + 1) / folds)]
      let heldSet = Set(held)
      let rest = byAge.filter { !heldSet.contains($0) }.map { orders.orders[$0] }
      let training = WeightedOrders(rest, estimator: estimator, changeAge: orders.changeAge)
      let leadTime = blend(training)
      for (i, form) in forms.enumerated() {
        let distribution = LeadTimeDistribution(form, fittedTo: leadTime)
        for probability in [0.5, 0.8, 0.9, 0.95] {
          let quantile = distribution.quantile(probability)
          for k in held where !orders.orders[k].isOpen {
            let days = orders.orders[k].days
            let loss =
              days >= quantile
              ? probability * (days - quantile) : (1 - probability) * (quantile - days)
            losses[i] += orders.weights[k] * loss
          }
        }
      }
    }
    var best = forms[0]
    var least = losses[0] * 0.98
    for (form, loss) in zip(forms, losses).dropFirst() where loss < least {
      best = form
      least = loss
    }
    return best
  }

  /// The typical days of a supplier: the exponential of its shrunk location.
  private static func scale(
    of orders: WeightedOrders, _ everything: LeadTime, _ locationOrders: Double
  ) -> Double {
    let blended = orders.blended(with: everything, weight: locationOrders) ?? everything
    return blended.logMoments.mean.exponential
  }

  /// The product-limit estimate of all orders, each supplier's divided by its scale, weighed by their
  /// age at as-of.
  ///
  /// With `mostOrders` m a supplier of n orders counts for n / (1 + n / m): of what a supplier never
  /// seen will do, the tenth order of one supplier tells less than the first of another, as the
  /// variance between suppliers does not fall with n.
  private static func together(
    _ suppliers: [WeightedOrders], scales: [Double]?, mostOrders: Double = .infinity
  ) -> LeadTime? {
    var estimate = ProductLimit()
    for (i, orders) in suppliers.enumerated() {
      let recency = max(1e-6, orders.newestRecency)
      let count = recency * orders.weights.reduce(0, +)
      let share = mostOrders > 0 ? 1 / (1 + count / mostOrders) : 1
      orders.add(to: &estimate, scale: scales?[i] ?? 1, weight: recency * share)
    }
    return estimate.distribution()
  }

  /// The variance within suppliers over that between them, from the orders received.
  private static func locationOrders(_ suppliers: [WeightedOrders]) -> Double {
    var scatter = 0.0
    var weight = 0.0
    var means: [(mean: Double, effective: Double)] = []
    for orders in suppliers {
      guard let own = orders.logScatter else { continue }
      // Unbiased: as if by n / (n - 1).
      scatter += own.scatter * Double(own.count) / Double(own.count - 1)
      weight += own.weight
      means.append((own.mean, own.weight * own.weight / own.squares))
    }
    // Between fewer than three suppliers nothing is known of their variance.
    guard means.count >= 3 else { return 1 }
    let within = scatter / weight
    let center = means.reduce(0) { $0 + $1.mean } / Double(means.count)
    let total =
      means.reduce(0) { $0 + ($1.mean - center) * ($1.mean - center) } / Double(means.count - 1)
    let noise = means.reduce(0) { $0 + within / $1.effective } / Double(means.count)
    return min(20, max(0.05, within / max(total - noise, 1e-3)))
  }
}
