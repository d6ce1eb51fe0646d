/// All models that can be asked for by name.
public enum SolveRegister {
  /// The models, room by room.
  public static let models: [SolveModel] =
    economicOrderQuantityModels + quantityDiscountModels + jointReplenishmentModels
    + lotSizingModels + lossModels + newsvendorModels + continuousReviewModels
    + continuousReviewServiceModels + periodicReviewModels + safetyStockModels
    + supplyUncertaintyModels + multiEchelonModels + allocationModels + classificationModels
    + indicatorModels + ruleModels + censoredDemandModels + leadTimeMonitoringModels
    + supplierChoiceModels + policyTraceModels + lostSalesModels + dualSourcingModels
    + distributionSystemModels + stockModels

  private static let byName: [String: SolveModel] = {
    var byName: [String: SolveModel] = [:]
    for model in models {
      precondition(byName[model.name] == nil, "two models named \(model.name)")
      byName[model.name] = model
    }
    return byName
  }()

  /// The model of that name.
  ///
  /// - Throws: `unknownModel`, with the names that are most like it.
  public static func model(_ name: String) throws(SolveError) -> SolveModel {
    if let model = byName[name] { return model }
    let words = Set(name.split(separator: "_"))
    let similar = models.map { model in
      (name: model.name, shared: words.intersection(model.name.split(separator: "_")).count)
    }
    let best = similar.map(\.shared).max() ?? 0
    let names = best == 0 ? [] : similar.filter { $0.shared == best }.prefix(3).map(\.name)
    throw .unknownModel(name: name, similar: Array(names))
  }

  /// The answer of the model of that name.
  public static func solve(
    _ name: String, _ inputs: SolveRecord
  ) throws(SolveError) -> SolveRecord {
    try model(name).solve(inputs)
  }
}
