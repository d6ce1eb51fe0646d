public import RestockNumerics

/// One replenishment cycle under periodic review: from the arrival of an order to the arrival of
/// the next, one review period later.
///
/// With order-up-to level s the net stock is s - D(L) just after an arrival and s - D(L + R) just
/// before the next. So with backorders
///
///     fill rate     = 1 - (E[(D(L + R) - s)+] - E[(D(L) - s)+]) / E[D(R)]
///     cycle service = P(D(L + R) <= s)
///
/// exactly, the second term of the first being what was already short at the start (Silver, Pyke
/// and Thomas 2017, section 7.11; Johnson, Lee, Davis and Hall 1995). The mean of D(R) is that of
/// D(L + R) less that of D(L). Where unmet demand is lost, both are conditioned on there being no
/// shortage at the start, D(L) <= s, as lost demand leaves none: they are divided by P(D(L) <= s).
/// That is exact for a lead time of zero and, by Erlang's formula, in the limit of continuous
/// review of Poisson demand; in between it errs on the side of too low a service, so that a level
/// that meets a target by it meets it in truth.
///
/// Continuous review is the same with R as short as one order: give D(L) and the demand of one
/// order's worth of time. All quantities are units.
public struct ReplenishmentCycle: Sendable, Hashable {
  /// Demand over the protection interval, lead time and review period.
  public let protectionDemand: DemandDistribution
  /// Demand over the lead time alone.
  public let leadTimeDemand: DemandDistribution
  public let unmet: UnmetDemand
  /// The mean demand of one cycle.
  public let meanDemand: Double

  /// A cycle.
  ///
  /// - Parameters:
  ///   - protectionDemand: Over lead time and review period, the lead time's spread in it.
  ///   - leadTimeDemand: Over the lead time alone, of no larger mean.
  ///   - unmet: Whether unmet demand waits or is lost.
  public init(
    protectionDemand: DemandDistribution, leadTimeDemand: DemandDistribution,
    unmet: UnmetDemand = .backorder
  ) {
    self.protectionDemand = protectionDemand
    self.leadTimeDemand = leadTimeDemand
    self.unmet = unmet
    meanDemand = max(0, protectionDemand.mean - leadTimeDemand.mean)
  }

  /// The probability of no stock-out in a cycle that starts with the position at `level`.
  public func expectedCycleService(_ level: Double) -> Double {
    let atEnd = protectionDemand.cumulativeProbability(level)
    return unmet == .backorder ? atEnd : conditioned(atEnd, level)
  }

  /// The share of units served from stock in a cycle that starts with the position at `level`; 1
  /// where there is no demand.
  public func expectedFillRate(_ level: Double) -> Double {
    guard meanDemand > 0 else { return 1 }
    let served = 1 - expectedShortage(level) / meanDemand
    return unmet == .backorder ? served : conditioned(served, level)
  }

  /// The units of one cycle's demand that find no stock, with backorders.
  public func expectedShortage(_ level: Double) -> Double {
    let short = protectionDemand.loss(level) - leadTimeDemand.loss(level)
    return min(max(short, 0), meanDemand)
  }

  private func conditioned(_ value: Double, _ level: Double) -> Double {
    let free = leadTimeDemand.cumulativeProbability(level)
    return free > 0 ? min(1, value / free) : 0
  }

  /// The smallest level that meets `target`.
  ///
  /// - Parameters:
  ///   - target: What it has to achieve. `cost` is the newsvendor's balance: the cycle service of
  ///     shortage / (shortage + holding).
  ///   - wholeUnits: Whether the level is the smallest whole number that meets the target, or
  ///     exact to 1e-9 of itself.
  /// - Returns: Units, >= 0.
  public func reorderLevel(for target: ServiceTarget, wholeUnits: Bool = true) -> Double {
    switch target {
    case .cycleService(let probability):
      return cycleServiceLevel(probability, wholeUnits)
    case .cost(let holding, let shortage):
      precondition(holding >= 0 && shortage >= 0, "holding \(holding), shortage \(shortage)")
      guard shortage > 0 else { return 0 }
      // Where holding is free, all but certainty.
      let ratio = min(shortage / (shortage + holding), 1 - 1e-9)
      return cycleServiceLevel(ratio, wholeUnits)
    case .fillRate(let rate):
      precondition(rate > 0 && rate < 1, "fill rate \(rate)")
      guard meanDemand > 0 else { return 0 }
      let spread = protectionDemand.standardDeviation
      let short = (1 - rate) * meanDemand
      let z = spread > 0 ? Normal.standardQuantile(ofLoss: max(short / spread, 1e-300)) : 0
      return level(guess: protectionDemand.mean + z * spread, wholeUnits, atLeast: rate) {
        expectedFillRate($0)
      }
    }
  }

  private func cycleServiceLevel(_ probability: Double, _ wholeUnits: Bool) -> Double {
    precondition(probability > 0 && probability < 1, "cycle service \(probability)")
    if unmet == .backorder {
      let quantile = protectionDemand.quantile(probability)
      return max(0, wholeUnits ? quantile.rounded(.up) : quantile)
    }
    let z = Normal.standard.quantile(probability)
    let guess = protectionDemand.mean + z * protectionDemand.standardDeviation
    return level(guess: guess, wholeUnits, atLeast: probability) { expectedCycleService($0) }
  }

  /// The smallest level at which a service reaches its target, by the logarithm of what it lacks.
  private func level(
    guess: Double, _ wholeUnits: Bool, atLeast target: Double, service: (Double) -> Double
  ) -> Double {
    let allowed = (1 - target).logarithm
    let scale = max(guess, protectionDemand.mean, 1e-9)
    return smallestLevel(
      guess: guess, step: 0.25 * protectionDemand.standardDeviation,
      unit: wholeUnits ? 1 : 1e-9 * scale, isWhole: wholeUnits
    ) { level in
      let reached = service(level)
      let lacking = 1 - reached
      if reached >= target { return lacking > 0 ? min(0, lacking.logarithm - allowed) : -1e3 }
      return max(.leastNonzeroMagnitude, lacking.logarithm - allowed)
    }
  }
}
