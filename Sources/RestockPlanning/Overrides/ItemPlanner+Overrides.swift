internal import RestockForecasting
internal import RestockInventory
internal import RestockRecords

extension ItemPlanner {
  /// The recommendation for an item that the planner decided something about, with what it would have
  /// been.
  ///
  /// - Parameters:
  ///   - facts: What is known of the item.
  ///   - forecast: Its forecast, with the planner's uplift where there is one.
  ///   - plain: Its forecast without.
  ///   - supply: The terms without the planner's lead time.
  ///   - overrides: The decisions, at least one.
  ///   - periods: Periods over which demand per period is averaged.
  /// - Returns: The recommendation as the planner has it.
  func recommendation(
    for facts: Facts, forecast: some FittedModel, withoutUplift plain: some FittedModel,
    supply: SupplyPlan, overrides: [Override], periods: Int
  ) -> Recommendation {
    func perPeriod(_ model: some FittedModel) -> Double {
      model.means(horizon: periods).reduce(0, +) / Double(periods)
    }
    let own = recommendation(
      for: facts, forecast: plain, supply: supply, demandPerPeriod: perPeriod(plain))
    var deciding = facts
    deciding.overrides = overrides
    return recommendation(
      for: deciding, forecast: forecast, supply: supply.deciding(overrides),
      demandPerPeriod: perPeriod(forecast)
    ).overridden(by: overrides, insteadOf: own)
  }

  /// The row of an item without a forecast, which the planner may order, or forbid to order, all the
  /// same.
  func withoutForecast(
    _ facts: Facts, supply: SupplyPlan, flag: Flag, reason: String, overrides: [Override]
  ) -> Recommendation {
    let own = withoutForecast(facts, supply: supply, flag: flag, reason: reason)
    guard !overrides.isEmpty else { return own }
    var deciding = facts
    deciding.overrides = overrides
    return withoutForecast(
      deciding, supply: supply.deciding(overrides), flag: flag, reason: reason
    ).overridden(by: overrides, insteadOf: own)
  }
}

extension SupplyPlan {
  /// The terms with what the planner decided of them.
  func deciding(_ overrides: [Override]) -> Self {
    overrides.leadTime.map(decidingLeadTime) ?? self
  }
}
