extension LotSizing {
  /// Lots extended as long as the cost per period does not rise.
  ///
  /// Source: Silver and Meal (1973); Silver, Pyke and Thomas (2017), section 5.6.1.
  public func silverMeal() -> Plan {
    planByExtending { lot, next in
      next.cost / next.periods <= lot.cost / lot.periods * (1 + 1e-12) ? .extend : .stop
    }
  }

  /// Lots extended as long as the cost per unit does not rise.
  ///
  /// Source: Silver, Pyke and Thomas (2017), section 5.6.2.
  public func leastUnitCost() -> Plan {
    planByExtending { lot, next in
      next.cost / next.units <= lot.cost / lot.units * (1 + 1e-12) ? .extend : .stop
    }
  }

  /// Lots extended until holding costs about as much as the order: a period that would make it cost
  /// more is taken in where that is nearer.
  ///
  /// Source: DeMatteis (1968); Silver, Pyke and Thomas (2017), section 5.6.2.
  public func partPeriodBalancing() -> Plan {
    planByExtending { lot, next in
      if next.holding <= next.fixedCost * (1 + 1e-12) { return .extend }
      let isNearer = next.holding - next.fixedCost < lot.fixedCost - lot.holding
      return isNearer ? .extendAndStop : .stop
    }
  }

  private enum Decision {
    case extend
    case extendAndStop
    case stop
  }

  /// A lot with what it covers and costs.
  private struct Lot {
    let fixedCost: Double
    var periods = 1.0
    var units: Double
    var holding = 0.0

    var cost: Double { fixedCost + holding }
  }

  /// Lots from the first period with demand, extended period by period as the rule says; a period
  /// without demand begins no lot.
  private func planByExtending(_ rule: (_ lot: Lot, _ next: Lot) -> Decision) -> Plan {
    var starts: [Int] = []
    var t = 0
    while t < demand.count {
      guard demand[t] > 0 else {
        t += 1
        continue
      }
      starts.append(t)
      var lot = Lot(fixedCost: fixedCosts[t], units: demand[t])
      // Of a unit bought at the start for the period reached.
      var unitHolding = 0.0
      t += 1
      while t < demand.count {
        unitHolding += holdingCosts[t - 1]
        var next = lot
        next.periods += 1
        next.units += demand[t]
        next.holding += unitHolding * demand[t]
        let decision = rule(lot, next)
        if decision == .stop { break }
        lot = next
        t += 1
        if decision == .extendAndStop { break }
      }
    }
    return plan(ordering: starts)
  }
}
