import RestockInventory
import Testing

@Suite("Order quantities that a supplier accepts")
struct OrderQuantityTests {
  @Test("no need, no order, whatever the minimum")
  func noNeed() {
    let order = OrderQuantity.rounded(need: 0, minimum: 50, pack: 10)
    #expect(order.quantity == 0 && order.steps.isEmpty)
    #expect(OrderQuantity.rounded(need: -3, minimum: 50).quantity == 0)
  }

  @Test("the minimum comes first, then whole packs")
  func minimumAndPack() {
    let order = OrderQuantity.rounded(need: 3.2, minimum: 50, pack: 12)
    #expect(order.quantity == 60)
    #expect(order.steps == [.wholeUnits(4), .minimum(50), .pack(60)])
    #expect(OrderQuantity.rounded(need: 24, minimum: 12, pack: 12).steps.isEmpty)
  }

  @Test("the maximum is never exceeded: down to a pack, and below the minimum nothing")
  func maximum() {
    let down = OrderQuantity.rounded(need: 25, minimum: 12, pack: 12, maximum: 30)
    #expect(down.quantity == 24 && down.steps == [.pack(36), .maximum(24)])
    let nothing = OrderQuantity.rounded(need: 25, minimum: 25, pack: 12, maximum: 30)
    #expect(nothing.quantity == 0)
    #expect(nothing.steps == [.pack(36), .maximum(24), .belowMinimum])
    #expect(OrderQuantity.rounded(need: 5, pack: 12, maximum: -4).quantity == 0)
  }

  @Test("any order is whole packs within the bounds, and covers the need where they let it")
  func properties() {
    for need in 1...60 {
      for minimum in [0, 7, 24] {
        for pack in [1, 5, 12] {
          for maximum in [0, 11, 40, 100] {
            let order = OrderQuantity.rounded(
              need: Double(need), minimum: Double(minimum), pack: Double(pack),
              maximum: Double(maximum))
            let quantity = Int(order.quantity)
            #expect(quantity % pack == 0 && quantity <= maximum)
            #expect(quantity == 0 || quantity >= minimum)
            let atLeast = max(need, minimum)
            let least = (atLeast + pack - 1) / pack * pack
            if least <= maximum { #expect(quantity == least) }
          }
        }
      }
    }
  }

  @Test("the whole economic order quantity costs no more than any other, by trying them all")
  func wholeEconomicOrderQuantity() throws {
    for demand in [3.0, 40, 1300] {
      for orderCost in [0.1, 2, 80] {
        for unitCost in [0.5, 9] {
          let quantity = try #require(
            EconomicOrderQuantity.wholeUnits(
              demandRate: demand, orderCost: orderCost, unitCost: unitCost, holdingRate: 0.25))
          func cost(_ q: Double) -> Double {
            orderCost * demand / q + unitCost * 0.25 * q / 2
          }
          let best = (1...5000).map { cost(Double($0)) }.min() ?? 0
          #expect(cost(quantity) <= best * (1 + 1e-12))
        }
      }
    }
  }

  @Test("without a cost there is no economic order quantity")
  func unknownCost() {
    #expect(
      EconomicOrderQuantity.wholeUnits(
        demandRate: 9, orderCost: nil, unitCost: 1, holdingRate: 0.25) == nil)
    #expect(
      EconomicOrderQuantity.wholeUnits(
        demandRate: 9, orderCost: 2, unitCost: 0, holdingRate: 0.25) == nil)
    #expect(
      EconomicOrderQuantity.wholeUnits(
        demandRate: 0, orderCost: 2, unitCost: 1, holdingRate: 0.25) == nil)
  }
}
