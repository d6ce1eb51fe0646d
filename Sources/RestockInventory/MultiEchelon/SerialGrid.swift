/// The recursion of Clark and Scarf on a grid of positions.
struct SerialGrid {
  /// The demand over a stage's lead time.
  struct StageDemand {
    /// Probabilities of `first`, `first + 1`, ... steps.
    let probabilities: [Double]
    let first: Int
  }

  /// Where a stage's cost is least: on the grid, and by a parabola between its points; in steps.
  let levels: [(whole: Int, refined: Double)]
  /// The least cost of the last stage on the grid.
  let cost: Double
  /// The same by a parabola.
  let refinedCost: Double

  /// Solves the stages, downstream first.
  ///
  /// - Parameters:
  ///   - holdingCosts: Echelon holding costs, > 0.
  ///   - stockoutCost: Money per unit and unit of time, > 0.
  ///   - demands: One for each stage.
  ///   - step: Units per step.
  init(holdingCosts: [Double], stockoutCost: Double, demands: [StageDemand], step: Double) {
    let total = stockoutCost + holdingCosts.reduce(0, +)
    let most = demands.reduce(0) { $0 + max(0, $1.first + $1.probabilities.count) }
    let least = demands.reduce(0) { $0 + min(0, $1.first) }
    // Below this everything is short, and all costs are linear.
    let low = least - 2
    let count = most + 2 - low
    var downstream = (0..<count).map { total * max(0, -Double($0 + low) * step) }
    var levels: [(whole: Int, refined: Double)] = []
    var cost = 0.0
    var refinedCost = 0.0
    for (h, demand) in zip(holdingCosts, demands) {
      let slope = downstream[1] - downstream[0]
      var stage = [Double](repeating: 0, count: count)
      for i in 0..<count {
        var sum = 0.0
        for (k, p) in demand.probabilities.enumerated() {
          let j = i - demand.first - k
          let short = j < 0 ? downstream[0] + slope * Double(j) : downstream[min(j, count - 1)]
          sum += p * (h * Double(j + low) * step + short)
        }
        stage[i] = sum
      }
      var best = 0
      for i in stage.indices where stage[i] < stage[best] { best = i }
      let vertex = parabolaVertex(stage, at: best)
      levels.append((best + low, Double(best + low) + vertex.shift))
      cost = stage[best]
      refinedCost = vertex.value
      downstream = stage.indices.map { stage[min($0, best)] }
    }
    self.levels = levels
    self.cost = cost
    self.refinedCost = refinedCost
  }
}

/// The vertex of the parabola through a value and its two neighbours.
private func parabolaVertex(_ values: [Double], at i: Int) -> (shift: Double, value: Double) {
  guard i > 0, i + 1 < values.count else { return (0, values[i]) }
  let curvature = values[i + 1] - 2 * values[i] + values[i - 1]
  guard curvature > 0 else { return (0, values[i]) }
  let shift = 0.5 * (values[i - 1] - values[i + 1]) / curvature
  return (shift, values[i] - 0.5 * curvature * shift * shift)
}
