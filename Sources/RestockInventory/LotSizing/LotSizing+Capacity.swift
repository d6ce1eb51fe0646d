extension LotSizing {
  /// The plan of least cost where no order exceeds a capacity that is the same in all periods.
  ///
  /// A best plan falls into stretches that begin and end without stock; within one, all orders but
  /// at most one are full or none. The total of a stretch then fixes the number of full orders and
  /// the rest, so that the stock at any period is known from how many were placed before it.
  ///
  /// Source: Florian and Klein (1971), Deterministic production planning with concave costs and
  /// capacity constraints, doi:10.1287/mnsc.18.1.12. About n^4 / 24 steps.
  ///
  /// - Parameter capacity: Units an order, > 0.
  /// - Returns: The plan, nil where demand cannot be met.
  public func best(capacity: Double) -> Plan? {
    precondition(capacity > 0, "capacity \(capacity)")
    let n = demand.count
    var best = [Double](repeating: .infinity, count: n + 1)
    best[n] = 0
    var orders: [[Double]] = Array(repeating: [], count: n)
    for start in stride(from: n - 1, through: 0, by: -1) {
      for end in (start + 1)...n where best[end].isFinite {
        guard let stretch = stretch(start..<end, capacity) else { continue }
        if stretch.cost + best[end] < best[start] {
          best[start] = stretch.cost + best[end]
          orders[start] = stretch.orders
        }
      }
    }
    guard best[0].isFinite else { return nil }
    var quantities: [Double] = []
    while quantities.count < n { quantities += orders[quantities.count] }
    return Plan(orderQuantities: quantities, cost: best[0])
  }

  /// The best orders of a stretch of full orders and at most one part.
  private func stretch(
    _ periods: Range<Int>, _ capacity: Double
  ) -> (cost: Double, orders: [Double])? {
    let total = demand[periods].reduce(0, +)
    let slack = 1e-9 * max(capacity, total)
    let full = Int(((total + slack) / capacity).rounded(.down))
    let rest = max(0, total - Double(full) * capacity)
    let hasRest = rest > slack
    guard full + (hasRest ? 1 : 0) <= periods.count else { return nil }
    // State: full orders placed, and whether the part was.
    let width = 2 * (full + 1)
    var cost = [Double](repeating: .infinity, count: width)
    cost[hasRest ? 0 : 1] = 0
    var choices: [[UInt8]] = []
    var demanded = 0.0
    for t in periods {
      demanded += demand[t]
      var next = [Double](repeating: .infinity, count: width)
      var choice = [UInt8](repeating: 0, count: width)
      for count in 0...full {
        for part in 0...1 {
          let placed = Double(count) * capacity + (part == 1 && hasRest ? rest : 0)
          let stock = placed - demanded
          guard stock >= -slack else { continue }
          let index = 2 * count + part
          var least = cost[index]
          if count > 0 {
            let value = cost[index - 2] + fixedCosts[t] + unitCosts[t] * capacity
            if value < least {
              least = value
              choice[index] = 1
            }
          }
          if part == 1, hasRest {
            let value = cost[index - 1] + fixedCosts[t] + unitCosts[t] * rest
            if value < least {
              least = value
              choice[index] = 2
            }
          }
          next[index] = least + holdingCosts[t] * max(0, stock)
        }
      }
      cost = next
      choices.append(choice)
    }
    guard cost[width - 1].isFinite else { return nil }
    var orders = [Double](repeating: 0, count: periods.count)
    var index = width - 1
    for i in stride(from: periods.count - 1, through: 0, by: -1) {
      switch choices[i][index] {
      case 1:
        orders[i] = capacity
        index -= 2
      case 2:
        orders[i] = rest
        index -= 1
      default: break
      }
    }
    return (cost[width - 1], orders)
  }
}
