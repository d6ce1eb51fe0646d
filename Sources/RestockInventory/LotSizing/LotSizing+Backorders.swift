extension LotSizing {
  /// The plan of least cost where demand may wait at a cost, and is met by the end.
  ///
  /// An order in period j covers the demand of periods i...k around it: the best cost of all up to
  /// k is the best over j of (the best over i of what came before and the waiting of i..<j) and the
  /// order with its stock held to k. n^2 steps.
  ///
  /// Source: Zangwill (1966), A deterministic multi-period production scheduling model with
  /// backlogging, doi:10.1287/mnsc.13.1.105.
  ///
  /// - Parameter backorderCosts: Money for each unit waiting at the end of each period, >= 0.
  /// - Returns: The plan.
  public func wagnerWhitin(backorderCosts: [Double]) -> Plan {
    let n = demand.count
    precondition(backorderCosts.count == n, "\(backorderCosts.count) of \(n)")
    var best = [Double](repeating: .infinity, count: n + 1)
    best[0] = 0
    // For the plan: the order that covers up to k, and the first period that it covers.
    var orderOf = [Int](repeating: 0, count: n + 1)
    var firstOf = [Int](repeating: 0, count: n)
    for j in 0..<n {
      // Periods i..<j wait for j.
      var before = best[j]
      var first = j
      var waiting = 0.0
      var unitWaiting = 0.0
      for i in stride(from: j - 1, through: 0, by: -1) {
        unitWaiting += backorderCosts[i]
        waiting += demand[i] * (unitWaiting + unitCosts[j])
        if best[i] + waiting < before {
          before = best[i] + waiting
          first = i
        }
      }
      firstOf[j] = first
      var held = 0.0
      var unitHolding = 0.0
      for k in j..<n {
        if k > j { unitHolding += holdingCosts[k - 1] }
        held += demand[k] * (unitHolding + unitCosts[j])
        let covers = demand[first...k].contains { $0 > 0 }
        let cost = before + held + (covers ? fixedCosts[j] : 0)
        if cost < best[k + 1] {
          best[k + 1] = cost
          orderOf[k + 1] = j
        }
      }
    }
    var quantities = [Double](repeating: 0, count: n)
    var end = n
    while end > 0 {
      let order = orderOf[end]
      quantities[order] = demand[firstOf[order]..<end].reduce(0, +)
      end = firstOf[order]
    }
    return Plan(orderQuantities: quantities, cost: best[n])
  }
}
