internal import RestockNumerics

/// Orders to a supplier who is up and down for exponential times; demand while he is down and stock
/// is out is lost at a cost.
///
/// Source: Parlar and Berkin (1991) as corrected by Berk and Arreola-Risa (1994),
/// doi:10.1002/1520-6750(199403)41:2<141; Snyder and Shen (2019), section 9.2.
public struct DisruptedSupply: Sendable, Hashable {
  /// Ordering, holding and demand.
  public let problem: EconomicOrderQuantity
  /// p, money per unit lost, > 0.
  public let stockoutCost: Double
  /// How often the supplier goes down while up, per unit of time, > 0.
  public let disruptionRate: Double
  /// How often he comes back while down, per unit of time, > 0.
  public let recoveryRate: Double

  public init(
    problem: EconomicOrderQuantity, stockoutCost: Double, disruptionRate: Double,
    recoveryRate: Double
  ) {
    precondition(stockoutCost > 0 && disruptionRate > 0 && recoveryRate > 0)
    self.problem = problem
    self.stockoutCost = stockoutCost
    self.disruptionRate = disruptionRate
    self.recoveryRate = recoveryRate
  }

  /// The long-run share of time that the supplier is down.
  private var downShare: Double { disruptionRate / (disruptionRate + recoveryRate) }

  /// The expected cost of an order quantity, money per unit of time.
  public func cost(at quantity: Double) -> Double {
    let cycle = quantity / problem.demandRate
    let down = downShare * (1 - (-(disruptionRate + recoveryRate) * cycle).exponential)
    let wait = down / recoveryRate
    let holding = 0.5 * problem.holdingCost * quantity * cycle
    let lost = stockoutCost * problem.demandRate * wait
    return (problem.fixedCost + holding + lost) / (cycle + wait)
  }

  /// The quantity of least cost by the approximation that the state at the end of a cycle does not
  /// depend on that at its start, and its approximate cost, h Q.
  public func approximateBest() -> (quantity: Double, cost: Double) {
    let h = problem.holdingCost
    let drift = downShare * problem.demandRate * h
    let orders = problem.fixedCost * problem.demandRate * recoveryRate
    let lost = problem.demandRate * problem.demandRate * stockoutCost * downShare
    let root = (drift * drift + 2 * h * recoveryRate * (orders + lost)).squareRoot()
    let quantity = (root - drift) / (h * recoveryRate)
    return (quantity, h * quantity)
  }

  /// The quantity of least expected cost, by golden section about the approximation.
  public func best() -> (quantity: Double, cost: Double) {
    let guess = approximateBest().quantity
    // The cost is flat at its minimum: 1e-9 of the quantity is what it can tell.
    let quantity = leastPoint(from: guess / 10, to: guess * 10, precision: 1e-9, of: cost)
    return (quantity, cost(at: quantity))
  }
}
