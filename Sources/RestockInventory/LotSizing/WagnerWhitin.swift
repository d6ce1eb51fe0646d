extension LotSizing {
  /// The plan of least cost.
  ///
  /// An order covers whole periods up to the next order; the cost from each period on follows from
  /// those of later ones. n^2 / 2 steps. Among plans of equal cost the one that orders again
  /// soonest is taken.
  ///
  /// Source: Wagner and Whitin (1958), Dynamic version of the economic lot size model,
  /// doi:10.1287/mnsc.5.1.89.
  public func wagnerWhitin() -> Plan {
    let n = demand.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: n + 1) { costFrom in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: n + 1) { nextOrder in
        costFrom.initialize(repeating: 0)
        nextOrder.initialize(repeating: n)
        for t in stride(from: n - 1, through: 0, by: -1) {
          var best = Double.infinity
          var bestNext = n
          var lot = 0.0
          var carried = 0.0
          // Of a unit bought in t for the period reached.
          var unitHolding = 0.0
          for next in (t + 1)...n {
            let last = next - 1
            if last > t { unitHolding += holdingCosts[last - 1] }
            lot += demand[last]
            carried += demand[last] * (unitCosts[t] + unitHolding)
            let cost = (lot > 0 ? fixedCosts[t] : 0) + carried + costFrom[next]
            if cost < best {
              best = cost
              bestNext = next
            }
          }
          costFrom[t] = best
          nextOrder[t] = bestNext
        }
        var quantities = [Double](repeating: 0, count: n)
        var t = 0
        while t < n {
          for i in t..<nextOrder[t] { quantities[t] += demand[i] }
          t = nextOrder[t]
        }
        return Plan(orderQuantities: quantities, cost: costFrom[0])
      }
    }
  }
}
