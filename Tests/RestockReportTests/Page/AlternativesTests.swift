import RestockPlanning
import RestockReport
import Testing

@Suite("Other targets")
struct AlternativesTests {
  /// The oracle is the plan made with that target for every item: the short way from a decision to
  /// its alternatives must lead to the same numbers.
  @Test("what another target would lead to is what a plan with that target says")
  func agreesWithPlan() {
    var settings = ReportShop.settings()
    settings.service = .fill(0.95)
    let (plan, _) = ReportShop.plan(items: 150, settings: settings)
    settings.service = .fill(0.98)
    settings.alternatives = .none
    let (other, _) = ReportShop.plan(items: 150, settings: settings)
    var compared = 0
    for (item, expected) in zip(plan.recommendations, other.recommendations) {
      // A dormant item has no safety stock whatever the run's target.
      if expected.flags.contains(.dormant) { continue }
      for alternative in item.alternatives where alternative.change == .service(.fill(0.98)) {
        #expect(alternative.reorderPoint == expected.levels.reorderPoint)
        #expect(abs(alternative.safetyStock - expected.levels.safetyStock) < 1e-9)
        #expect(alternative.orderQuantity == expected.orderQuantity)
        compared += 1
      }
      #expect(expected.alternatives.isEmpty)
    }
    #expect(compared > 140)
  }

  @Test("a higher target and a longer lead time never lower the reorder point")
  func monotone() {
    let (plan, _) = ReportShop.plan(items: 150)
    for item in plan.recommendations {
      var services: [Double] = []
      var leadTimes = [(1.0, item.levels.reorderPoint)]
      for alternative in item.alternatives {
        switch alternative.change {
        case .service: services.append(alternative.reorderPoint)
        case .leadTime(let factor, _): leadTimes.append((factor, alternative.reorderPoint))
        }
      }
      #expect(services == services.sorted())
      let byFactor = leadTimes.sorted { $0.0 < $1.0 }.map(\.1)
      #expect(byFactor == byFactor.sorted())
    }
  }
}
