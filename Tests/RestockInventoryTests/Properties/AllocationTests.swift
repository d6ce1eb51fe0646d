import RestockInventory
import RestockNumerics
import Testing

@Suite("Allocation of scarce supply")
struct AllocationTests {
  @Test("no unit is given twice, and none withheld while an order waits", arguments: 1...200)
  func conservation(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed))
    func whole(_ most: Double) -> Double { (generator.uniform() * most).rounded() }
    let stock = whole(20)
    let inbound = (0..<4).map {
      BackorderAllocation.Inbound(id: "P\($0)", day: whole(30), quantity: whole(15))
    }
    let orders = (0..<6).map {
      BackorderAllocation.Order(
        id: "O\($0)", day: whole(9), priority: whole(2), quantity: whole(12))
    }
    let promises = BackorderAllocation(stock: stock, inbound: inbound, orders: orders).promises
    var given: [String: Double] = [:]
    for promise in promises {
      let order = orders.first { $0.id == promise.order }
      let parts = promise.parts.reduce(0) { $0 + $1.quantity }
      #expect(parts + promise.unallocated == order?.quantity)
      #expect((promise.day == nil) == (promise.unallocated > 0))
      for part in promise.parts {
        #expect(part.quantity > 0)
        given[part.inbound ?? "", default: 0] += part.quantity
      }
    }
    #expect(given["", default: 0] <= stock)
    for supply in inbound { #expect(given[supply.id, default: 0] <= supply.quantity) }
    let supply = stock + inbound.reduce(0) { $0 + $1.quantity }
    let wanted = orders.reduce(0) { $0 + $1.quantity }
    #expect(given.values.reduce(0, +) == min(supply, wanted))
  }

  @Test("a budget is kept, and what is bought is worth more than it costs", arguments: 1...200)
  func budget(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed))
    let items = (0..<5).map { i in
      MarginalReturn.Item(
        id: "\(i)", position: Int(generator.uniform() * 5),
        demand: .poisson(Poisson(mean: 0.5 + 8 * generator.uniform())),
        unitCost: 1 + 9 * generator.uniform(), margin: 5 * generator.uniform(),
        shortageCost: generator.uniform(), holdingCost: generator.uniform())
    }
    let budget = 100 * generator.uniform()
    let plan = MarginalReturn(items: items, budget: budget)
    #expect(plan.spend <= budget * (1 + 1e-9))
    let cost = zip(items, plan.quantities).reduce(0) { $0 + $1.0.unitCost * Double($1.1) }
    #expect(abs(cost - plan.spend) < 1e-9)
    #expect(plan.picks.allSatisfy { $0.value > 0 })
    #expect(plan.picks.count == plan.quantities.reduce(0, +))
  }
}
