package import RestockRecords

/// A supplier of the made-up shop: what the shop's own file says of it, and how it really is.
package struct ShopSupplier: Sendable, Hashable {
  package let key: String
  package let name: String
  /// What the suppliers file says, in days; nil where it says nothing.
  package let statedLeadTimeDays: Int?
  package let reviewDays: Int
  /// Money below which it takes no order, in pence; nil for none.
  package let minimumOrderValue: Int?
  /// Money per order line, in pence.
  package let orderCost: Int
  /// The only weekday on which it takes orders; nil: Monday to Friday, but the shop orders on Mondays.
  package let orderWeekday: Weekday?
  package let law: LeadTimeLaw
  /// The share of order lines that come short, the rest of them cancelled.
  package let shortShare: Double
  /// Whether the last orders before the end of the history are held up.
  package let isHeldUpAtTheEnd: Bool

  /// What the shop reckons with, in days.
  var assumedLeadTimeDays: Int { statedLeadTimeDays ?? 14 }

  /// The twelve suppliers, in a history of so many days.
  static func all(days: Int) -> [Self] {
    func hump(_ minimum: Int, _ mean: Double, _ ratio: Double = 1) -> LeadTimeLaw.Hump {
      LeadTimeLaw.Hump(minimum: minimum, mean: mean, varianceToMean: ratio)
    }
    func supplier(
      _ number: Int, _ name: String, stated: Int?, _ law: LeadTimeLaw, on weekday: Weekday? = nil,
      minimumValue: Int? = nil, orderCost: Int = 200, short: Double = 0, heldUp: Bool = false
    ) -> Self {
      Self(
        key: number < 10 ? "S0\(number)" : "S\(number)", name: name, statedLeadTimeDays: stated,
        reviewDays: 7, minimumOrderValue: minimumValue.map { $0 * 100 }, orderCost: orderCost,
        orderWeekday: weekday, law: law, shortShare: short, isHeldUpAtTheEnd: heldUp)
    }
    return [
      supplier(
        1, "Albion Wholesale", stated: 7, .regular(hump(4, 7)), on: .monday, minimumValue: 150),
      supplier(2, "Brook & Sons", stated: 10, .regular(hump(6, 10)), on: .tuesday),
      supplier(3, "Castleford Trade", stated: 14, .regular(hump(8, 14)), minimumValue: 250),
      supplier(
        4, "Delta Homeware", stated: 12,
        .shifting(before: hump(8, 12), after: hump(17, 24), from: days / 2), on: .wednesday),
      supplier(5, "Elmet Garden", stated: 14, .regular(hump(9, 14)), heldUp: true),
      supplier(6, "Fairway Import", stated: 21, .regular(hump(12, 21, 2)), minimumValue: 400),
      supplier(
        7, "Golden Gate Trading", stated: 18,
        .twoHumped(
          first: hump(9, 12), second: hump(30, 36), probabilityOfSecond: 0.35)),
      supplier(8, "Harbour Toys", stated: 20, .regular(hump(12, 20, 1.5)), orderCost: 350),
      supplier(9, "Ironbridge Tools", stated: 5, .fixed(5), on: .thursday, minimumValue: 100),
      supplier(10, "Jasmin Gifts", stated: nil, .regular(hump(7, 13, 1.5)), short: 0.12),
      supplier(11, "Kowloon Direct", stated: 45, .regular(hump(33, 45, 2)), orderCost: 800),
      supplier(
        12, "Lambton Paper", stated: 9, .regular(hump(5, 9)), on: .friday, minimumValue: 120),
    ]
  }
}
