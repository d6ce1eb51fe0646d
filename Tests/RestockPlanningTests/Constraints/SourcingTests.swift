import RestockForecasting
import RestockNumerics
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Which supplier, and the orders on the way")
struct SourcingTests {
  private func shop() -> (MadeShop, PlanInputs) {
    var shop = MadeShop(weeks: 104)
    shop.addPoisson("A", rate: 20, seed: 5, price: 30)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["A"], supplier: "near", unitCost: 10, leadTime: 7)
    var far = SupplyTerms(sku: "A", supplier: "far")
    far.unitCost = 9
    far.leadTimeDays = 60
    inputs.catalogue.terms["A"]?.append(far)
    inputs.catalogue.suppliers["far"] = SupplierRecord(
      supplier: "far", place: Place(file: "suppliers.csv"))
    return (shop, inputs)
  }

  private func first(_ inputs: PlanInputs) throws -> Recommendation {
    var settings = PlanSettings()
    settings.model = .simpleExponentialSmoothing(.init())
    return try #require(Planner(inputs, settings: settings).plan().recommendations.first)
  }

  @Test("where none is preferred, the cheapest year decides, safety stock included")
  func cheapest() throws {
    var (_, inputs) = shop()
    // A tenth cheaper is 1,040 a year; sixty days of lead time cost far less in stock.
    let chosen = try first(inputs)
    #expect(chosen.supplier == "far")
    #expect(chosen.reason.contains("costs least of 2"))
    #expect(chosen.flags.contains(.alternateSupplier))
    // A cent cheaper is 10 a year: less than the stock that the longer lead time asks for.
    inputs.catalogue.terms["A"]?[1].unitCost = 9.99
    #expect(try first(inputs).supplier == "near")
  }

  @Test("the preferred one stays, unless it cannot deliver")
  func preferred() throws {
    var (_, inputs) = shop()
    inputs.catalogue.terms["A"]?[0].isPreferred = true
    #expect(try first(inputs).supplier == "near")
    inputs.catalogue.terms["A"]?[0].isAvailable = false
    #expect(try first(inputs).supplier == "far")
    inputs.catalogue.terms["A"]?[1].isAvailable = false
    let nobody = try first(inputs)
    #expect(nobody.orderQuantity == 0)
    #expect(nobody.flags.contains(.unavailable))
  }

  @Test("an order that is late goes to one that delivers sooner, where the shortage costs more")
  func late() throws {
    var (shop, inputs) = shop()
    // The far one is preferred, its order late, and the shelf empty.
    inputs.catalogue.terms["A"] = inputs.catalogue.terms["A"]?.reversed()
    inputs.catalogue.terms["A"]?[0].isPreferred = true
    inputs.stock = [MadeShop.stock("A", 10)]
    inputs.openOrders = [
      OpenOrderRecord(
        sku: "A", quantity: 20, expected: shop.asOf + -5, ordered: shop.asOf + -70,
        supplier: "far", place: Place(file: "open.csv"))
    ]
    let urgent = try first(inputs)
    #expect(urgent.supplier == "near")
    #expect(urgent.reason.contains("20 from far are late"))
    // At a price that eats the margin of what is saved, it waits.
    inputs.catalogue.terms["A"]?[1].unitCost = 200
    #expect(try first(inputs).supplier == "far")
  }

  @Test("orders on the way are chased, brought forward or cancelled, each with why")
  func advice() throws {
    var shop = MadeShop(weeks: 104)
    for sku in ["LATE", "SLOW", "MUCH", "FINE"] { shop.addPoisson(sku, rate: 7, seed: 3) }
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["LATE", "SLOW", "MUCH", "FINE"])
    inputs.stock = [
      MadeShop.stock("LATE", 30), MadeShop.stock("SLOW", 7), MadeShop.stock("MUCH", 500),
      MadeShop.stock("FINE", 14),
    ]
    func order(_ sku: String, _ days: Int) -> OpenOrderRecord {
      OpenOrderRecord(
        sku: sku, quantity: 20, expected: shop.asOf + days, ordered: shop.asOf + -9,
        orderID: "PO-\(sku)", place: Place(file: "open.csv"))
    }
    inputs.openOrders = [
      order("LATE", -3), order("SLOW", 16), order("MUCH", 5), order("FINE", 5),
    ]
    var settings = PlanSettings()
    settings.model = .simpleExponentialSmoothing(.init())
    let advice = Planner(inputs, settings: settings).plan().openOrderAdvice
    #expect(advice.map(\.order.orderID) == ["PO-LATE", "PO-SLOW", "PO-MUCH"])
    #expect(advice.map(\.action) == [.chase, .bringForward, .cancel])
    #expect(advice.allSatisfy { !$0.reason.isEmpty && $0.value == 100 })
  }
}
