import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("One warehouse and its shops")
struct OneWarehouseManyShopsTests {
  /// With one shop the system is two stages in a row, whose exact optimum Clark and Scarf's recursion
  /// gives; that also charges what is on the way to the shop.
  @Test("one shop is a system of two stages in a row", arguments: UInt64(1)...50)
  func serial(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    let rate = 0.5 + 6 * generator.uniform()
    let (shopTime, time) = (0.2 + 2 * generator.uniform(), 0.2 + 3 * generator.uniform())
    let low = 0.2 + generator.uniform()
    let high = low * (1.1 + generator.uniform())
    let waiting = 3 + 30 * generator.uniform()
    let system = OneWarehouseManyShops(
      shops: [
        OneWarehouseManyShops.Shop(
          demandRate: rate, leadTime: shopTime,
          costs: Newsvendor(holdingCost: high, stockoutCost: waiting))
      ], warehouseLeadTime: time, warehouseHoldingCost: low)
    let serial = SerialSystem.poisson(
      holdingCosts: [high - low, low], leadTimes: [shopTime, time], stockoutCost: waiting,
      mean: rate)
    #expect((system.best().cost + low * rate * shopTime).isNear(serial.cost, .optimiser(1e-9)))
  }

  /// Customers come one by one; every order is for one unit, served in turn. Means over batches of
  /// time, within 4.5 standard errors (a thousand or so comparisons).
  @Test(
    "stock, waiting customers and fill rates are those of a long run", arguments: UInt64(1)...30)
  func simulated(seed: UInt64) {
    var random = RandomGenerator(seed: seed)
    let shops = (0..<3).map { _ in
      OneWarehouseManyShops.Shop(
        demandRate: 0.3 + 2 * random.uniform(), leadTime: 2 * random.uniform(),
        costs: Newsvendor(holdingCost: 1, stockoutCost: 4 + 20 * random.uniform()))
    }
    let system = OneWarehouseManyShops(
      shops: shops, warehouseLeadTime: 0.5 + 2 * random.uniform(), warehouseHoldingCost: 0.6)
    let plan = system.best()
    var run = DistributionRun(system, plan)
    var stock: [Double] = []
    var waiting: [[Double]] = shops.map { _ in [] }
    var served: [[Double]] = shops.map { _ in [] }
    for batch in 0..<41 {
      let result = run.batch(time: 400, random: &random)
      guard batch > 0 else { continue }
      stock.append(result.stock)
      for i in shops.indices {
        waiting[i].append(result.waiting[i])
        served[i].append(result.served[i])
      }
    }
    func check(_ values: [Double], _ expected: Double, _ what: String) {
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (squares / Double(values.count * (values.count - 1))).squareRoot()
      #expect(abs(mean - expected) <= 4.5 * error + 1e-3, "\(what): \(mean) for \(expected)")
    }
    check(stock, plan.warehouseStock, "stock of the warehouse")
    for i in shops.indices {
      check(waiting[i], plan.backorders[i], "waiting at shop \(i)")
      check(served[i], plan.fillRates[i], "fill rate of shop \(i)")
    }
  }

  @Test("every other level of the warehouse costs more", arguments: UInt64(1)...20)
  func levels(seed: UInt64) {
    var random = RandomGenerator(seed: seed)
    let system = OneWarehouseManyShops(
      shops: (0..<2).map { _ in
        OneWarehouseManyShops.Shop(
          demandRate: 0.3 + 2 * random.uniform(), leadTime: random.uniform(),
          costs: Newsvendor(holdingCost: 1, stockoutCost: 9))
      }, warehouseLeadTime: 1, warehouseHoldingCost: 0.5)
    let best = system.best()
    for level in 0...15 {
      let plan = system.plan(warehouseLevel: level)
      #expect(plan.cost >= best.cost * (1 - 1e-12))
      // Nor do other levels of the shops with this one.
      let others = plan.shopLevels.map { Optional($0 + 1) }
      #expect(system.plan(warehouseLevel: level, shopLevels: others).cost >= plan.cost - 1e-9)
    }
  }
}

/// A system played customer by customer.
private struct DistributionRun {
  private let rates: [Double]
  private let leadTimes: [Double]
  private let warehouseLeadTime: Double
  private var now = 0.0
  private var warehouseStock: Int
  private var queue: [Int] = []
  private var net: [Int]
  /// Arrivals at the warehouse, and of each shop: constant times keep each list in order.
  private var toWarehouse: [Double] = []
  private var toShops: [[Double]]

  init(_ system: OneWarehouseManyShops, _ plan: OneWarehouseManyShops.Plan) {
    rates = system.shops.map(\.demandRate)
    leadTimes = system.shops.map(\.leadTime)
    warehouseLeadTime = system.warehouseLeadTime
    warehouseStock = plan.warehouseLevel
    net = plan.shopLevels
    toShops = system.shops.map { _ in [] }
  }

  mutating func batch(
    time: Double, random: inout RandomGenerator
  ) -> (stock: Double, waiting: [Double], served: [Double]) {
    let end = now + time
    let total = rates.reduce(0, +)
    var stock = 0.0
    var waiting = [Double](repeating: 0, count: rates.count)
    var served = waiting
    var asked = waiting
    let interval = Exponential(mean: 1 / total)
    var customer = now + interval.sample(using: &random)
    while now < end {
      let supply = toWarehouse.first ?? .infinity
      let shop = toShops.indices.min {
        (toShops[$0].first ?? .infinity) < (toShops[$1].first ?? .infinity)
      }
      let delivery = shop.flatMap { toShops[$0].first } ?? .infinity
      let next = min(end, customer, supply, delivery)
      stock += Double(warehouseStock) * (next - now)
      for i in net.indices { waiting[i] += Double(max(0, -net[i])) * (next - now) }
      now = next
      if next == end { break }
      if next == delivery, let shop {
        toShops[shop].removeFirst()
        net[shop] += 1
      } else if next == supply {
        toWarehouse.removeFirst()
        if queue.isEmpty {
          warehouseStock += 1
        } else {
          let first = queue.removeFirst()
          toShops[first].append(now + leadTimes[first])
        }
      } else {
        var place = random.uniform() * total
        var i = 0
        while i < rates.count - 1, place > rates[i] {
          place -= rates[i]
          i += 1
        }
        asked[i] += 1
        if net[i] > 0 { served[i] += 1 }
        net[i] -= 1
        toWarehouse.append(now + warehouseLeadTime)
        if warehouseStock > 0 {
          warehouseStock -= 1
          toShops[i].append(now + leadTimes[i])
        } else {
          queue.append(i)
        }
        customer = now + interval.sample(using: &random)
      }
    }
    let shares = zip(served, asked).map { $1 > 0 ? $0 / $1 : 0 }
    return (stock / time, waiting.map { $0 / time }, shares)
  }
}
