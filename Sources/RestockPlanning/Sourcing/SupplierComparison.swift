internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// Chooses among the suppliers of an item.
///
/// - Where none is preferred: the one with which a year costs least in all, bought, ordered and held,
///   the safety stock that its lead time calls for included (`SupplierOffer`).
/// - Where one is: that one, unless an order of the item from it is late. Then the order goes to
///   another that delivers sooner, if the units that are not short for it are worth more than what
///   the order costs more.
/// - A supplier that the items file says is not `available` is no choice at all.
struct SupplierComparison {
  let policy: ReviewPolicy
  let positions: PositionBuilder
  let key: SeriesKey
  let item: ItemRecord?
  let objective: (SupplyPlan) -> ServiceObjective
  let unmet: UnmetDemand
  /// Money lost by a unit short, where price or shortage cost are known.
  let price: Double?
  /// Units a day.
  let demandPerDay: Double

  /// An offer, and what it comes to.
  private struct Candidate {
    let supply: SupplyPlan
    let decision: ReviewDecision
    /// Of a year; nil where a cost is not known.
    let year: SupplierOffer.Year?

    var arrival: Double { Double(supply.daysToOrderDay) + supply.leadTime.mean }
  }

  /// The supplier to order from.
  ///
  /// - Parameters:
  ///   - offers: At least one, the preferred first.
  ///   - hasPreferred: Whether the first is preferred.
  ///   - forecast: The item's.
  /// - Returns: Its terms, with the comparison as `choice`.
  func choose(
    among offers: [SupplyPlan], hasPreferred: Bool, forecast: some FittedModel
  ) -> SupplyPlan {
    let candidates = offers.map { candidate($0, forecast) }
    return hasPreferred ? sooner(candidates, forecast) : cheapest(candidates)
  }

  private func candidate(_ supply: SupplyPlan, _ forecast: some FittedModel) -> Candidate {
    let decision = policy.decide(
      forecast: forecast, supply: supply,
      position: positions.position(of: key, leadTime: supply.leadTime),
      objective: objective(supply), unmet: unmet, typed: (item?.minimum, item?.maximum))
    let yearDemand = demandPerDay * 365.25
    var year: SupplierOffer.Year?
    if let unitCost = supply.unitCost, unitCost > 0, yearDemand > 0,
      let holding = supply.holdingCostPerDay, holding > 0
    {
      let multiple = supply.orderMultiple
      let lot = decision.economicOrderQuantity ?? multiple
      let price = supply.unitCost(ordering: max(lot, supply.minimumOrderQuantity ?? 0)) ?? unitCost
      let offer = SupplierOffer(
        id: supply.supplier, unitCost: price, orderCost: supply.orderCost,
        minimumOrderQuantity: supply.minimumOrderQuantity ?? 0, pack: multiple,
        leadTime: supply.leadTime.mean,
        leadTimeStandardDeviation: supply.leadTime.standardDeviation)
      year = offer.year(
        annualDemand: yearDemand, holdingRate: holding * 365.25 / unitCost,
        safetyStock: decision.reorderPoint - decision.protection.mean)
    }
    return Candidate(supply: supply, decision: decision, year: year)
  }

  // MARK: - None preferred

  private func cheapest(_ candidates: [Candidate]) -> SupplyPlan {
    let known = candidates.filter { $0.year != nil }
    guard
      let best = known.min(by: { ($0.year?.cost ?? 0) < ($1.year?.cost ?? 0) }), known.count > 1
    else { return candidates[0].supply }
    var supply = best.supply
    let yearDemand = (demandPerDay * 365.25).rounded()
    let others = known.filter { $0.supply.supplier != supply.supplier }
    supply.choice =
      "supplier \(text(best, yearDemand)) costs least of \(known.count): "
      + others.map { text($0, yearDemand) }.joined(separator: ", ")
    return supply
  }

  /// What a year costs, with its parts: bought, ordered, held.
  private func text(_ candidate: Candidate, _ yearDemand: Double) -> String {
    guard let year = candidate.year else { return candidate.supply.supplier }
    return "\(candidate.supply.supplier) \(year.cost.rounded().asUnits) a year "
      + "(safety stock \(year.safetyStock.rounded(decimals: 1).asUnits), "
      + "lots of \(year.orderQuantity.asUnits))"
  }

  // MARK: - One preferred

  private func sooner(_ candidates: [Candidate], _ forecast: some FittedModel) -> SupplyPlan {
    let first = candidates[0]
    let position = positions.position(of: key, leadTime: first.supply.leadTime)
    let late = position.incoming.filter {
      $0.isLate && ($0.supplier.isEmpty || $0.supplier == first.supply.supplier)
    }
    guard !late.isEmpty, first.decision.order.quantity > 0 else { return first.supply }
    let lateUnits = late.reduce(0) { $0 + $1.quantity }
    // What is there without the late order, which nobody can count on.
    let there = position.available
    func short(_ candidate: Candidate) -> Double {
      forecast.total(
        over: policy.calendar.window(fromDay: 0, toDay: candidate.arrival)
      ).loss(there)
    }
    let loss = OrderProspect.shortageCost(
      typed: first.supply.shortageCost, price: price, unitCost: first.supply.unitCost)
    let quantity = first.decision.order.quantity
    var best: (candidate: Candidate, gain: Double, text: String)?
    for other in candidates.dropFirst() where other.arrival < first.arrival {
      let saved = (short(first) - short(other)).rounded(decimals: 2)
      guard let dear = other.supply.unitCost(ordering: quantity),
        let cheap = first.supply.unitCost(ordering: quantity)
      else { continue }
      let more = quantity * (dear - cheap) + other.supply.orderCost - first.supply.orderCost
      let gain = saved * loss.cost - more
      guard gain > 0, gain > best?.gain ?? 0 else { continue }
      let text =
        "\(lateUnits.asUnits) from \(first.supply.supplier) are late: "
        + "\(other.supply.supplier) delivers in \(other.arrival.rounded(decimals: 1).asUnits) days, "
        + "not \(first.arrival.rounded(decimals: 1).asUnits), \(saved.asUnits) fewer short x "
        + "\(loss.cost.asPrice) (\(loss.source.rawValue)) = "
        + "\((saved * loss.cost).asMoney), for \(more.asMoney) more"
      best = (other, gain, text)
    }
    guard let best else { return first.supply }
    var supply = best.candidate.supply
    supply.choice = best.text
    return supply
  }
}
