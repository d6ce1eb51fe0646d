/// What happened to an item at a location, day by day.
package struct SeriesHistory: Sendable {
  /// An index into the items.
  package let item: Int
  package let location: ShopLocation
  /// Units that customers wanted, bulk orders not among them.
  package let demand: [Int]
  /// Units at hand before the first day.
  package let openingStock: Int
  /// Units sold (never more than were there), bulk orders not among them; what was wanted beyond that
  /// is lost.
  package internal(set) var sold: [Int]
  /// Units of bulk orders.
  package internal(set) var bulk: [Int]
  /// Units that came back.
  package internal(set) var returned: [Int]
  /// Units that came in from suppliers, before the shop opened.
  package internal(set) var received: [Int]
  /// Units at hand in the evening.
  package internal(set) var onHand: [Int]

  init(item: Int, location: ShopLocation, demand: [Int], openingStock: Int) {
    self.item = item
    self.location = location
    self.demand = demand
    self.openingStock = openingStock
    let nothing = [Int](repeating: 0, count: demand.count)
    sold = nothing
    bulk = nothing
    returned = nothing
    received = nothing
    onHand = nothing
  }

  /// Units that customers wanted and did not get.
  package var lost: Int { lost(days: demand.indices) }

  /// Units that customers wanted on some days and did not get.
  package func lost(days: Range<Int>) -> Int {
    demand[days].reduce(0, +) - sold[days].reduce(0, +)
  }
}
