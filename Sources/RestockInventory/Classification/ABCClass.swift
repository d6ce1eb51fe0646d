/// The class of an item by its share of the total value.
public enum ABCClass: String, Sendable, Hashable, CaseIterable, Codable {
  case a = "A"
  case b = "B"
  case c = "C"

  /// Classifies items by value: A while the share of the total before the item, taken by falling
  /// value, is below the first threshold, B below the second, else C.
  ///
  /// Items of equal value keep their order; an item of no value is C, and so are all where the
  /// total is 0.
  ///
  /// Source: Silver, Pyke and Thomas (2017), section 2.6; the item that crosses a threshold still
  /// belongs to the better class.
  ///
  /// - Parameters:
  ///   - values: Money, or units where nothing else is known, per unit of time; below 0 counts as 0.
  ///   - thresholds: Ascending, 0...1.
  /// - Returns: One class for each item.
  public static func classify(
    values: [Double], thresholds: (a: Double, b: Double) = (0.8, 0.95)
  ) -> [ABCClass] {
    let worth = values.map { $0 > 0 ? $0 : 0 }
    let total = worth.reduce(0, +)
    var classes = [ABCClass](repeating: .c, count: values.count)
    guard total > 0 else { return classes }
    let order = worth.indices.sorted { worth[$0] != worth[$1] ? worth[$0] > worth[$1] : $0 < $1 }
    var before = 0.0
    for i in order where worth[i] > 0 {
      // A share that reaches the threshold but for the rounding of the sum has reached it.
      let share = before / total + 1e-12
      classes[i] = share < thresholds.a ? .a : share < thresholds.b ? .b : .c
      before += worth[i]
    }
    return classes
  }
}
