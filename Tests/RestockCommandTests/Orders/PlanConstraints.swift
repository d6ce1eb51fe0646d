import Foundation
import RestockTestSupport

/// Checks the files of a plan against the items and suppliers that it was made from, knowing nothing
/// but the contract: what a supplier would do who got the purchase orders, and an accountant who got
/// the reasons and a calculator.
struct PlanConstraints {
  /// What is violated, in words; empty where all is kept.
  private(set) var violations: [String] = []
  /// The value of all purchase orders.
  private(set) var total = 0.0
  /// Orders, and sums recomputed in reasons.
  private(set) var orders = 0
  private(set) var sums = 0
  /// How many items carry each flag.
  private(set) var flags: [String: Int] = [:]

  private typealias Row = [String: String]

  /// Checks the plan in `folder`, made from the texts of an items and a suppliers file, and within a
  /// budget where there is one.
  init(folder: URL, items: String, suppliers: String, budget: Double? = nil) throws {
    func table(_ name: String) throws -> [Row] {
      CSVText(try String(contentsOf: folder.appending(path: name), encoding: .utf8)).rows
    }
    let recommendations = try table("recommendations.csv")
    var terms: [String: Row] = [:]
    for row in CSVText(items).rows { terms["\(row["sku"] ?? "")|\(row["supplier"] ?? "")"] = row }
    var lines: [String: (supplier: String, row: Row)] = [:]
    var values: [String: Double] = [:]
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "purchase-orders").path)
    for file in files.sorted() {
      for row in try table("purchase-orders/\(file)") {
        let key = "\(row["sku"] ?? "")|\(row["location"] ?? "")"
        if lines[key] != nil { violations.append("\(key) is ordered twice") }
        let supplier = row["supplier"] ?? ""
        lines[key] = (supplier, row)
        values[supplier, default: 0] += number(row, "value") ?? 0
      }
    }
    total = values.values.reduce(0, +)
    if let budget, total > budget + 0.005 {
      violations.append("\(total) is ordered, the budget is \(budget)")
    }
    for row in CSVText(suppliers).rows {
      guard let least = number(row, "min_order_value"), let name = row["supplier"] else { continue }
      if let value = values[name], value < least - 0.005 {
        violations.append("\(name): an order worth \(value), the least is \(least)")
      }
    }
    let decimal = #"(-?\d+(?:\.\d+)?)"#
    let pattern = try NSRegularExpression(
      pattern: "(?<![\\d.] [-+x] )(?<![\\d.])\(decimal) ([-+x]) \(decimal) = \(decimal)(?![\\d%])")
    for row in recommendations {
      let key = "\(row["sku"] ?? "")|\(row["location"] ?? "")"
      for flag in (row["flags"] ?? "").split(separator: " ") {
        flags[String(flag), default: 0] += 1
      }
      let quantity = number(row, "order_quantity") ?? 0
      if quantity > 0 {
        orders += 1
        let term = terms["\(row["sku"] ?? "")|\(row["supplier"] ?? "")"] ?? [:]
        checkQuantity(quantity, row, term)
        checkLine(quantity, row, term, lines[key])
      } else if lines[key] != nil {
        violations.append("\(key): on a purchase order, but not ordered")
      }
      checkReason(quantity, row, pattern)
    }
    if lines.count != orders { violations.append("\(lines.count) lines for \(orders) orders") }
  }

  private mutating func checkQuantity(_ quantity: Double, _ row: Row, _ term: Row) {
    let sku = row["sku"] ?? ""
    if let least = number(term, "moq"), quantity < least {
      violations.append("\(sku): \(quantity) ordered, the minimum is \(least)")
    }
    for column in ["pack_size", "pallet_size"] {
      guard let size = number(term, column), size > 0 else { continue }
      let packs = quantity / size
      if abs(packs - packs.rounded()) > 1e-9 {
        violations.append("\(sku): \(quantity) are no whole \(column) of \(size)")
      }
    }
    let there =
      (number(row, "on_hand") ?? 0) + (number(row, "on_order") ?? 0)
      - (number(row, "backordered") ?? 0) - (number(row, "allocated") ?? 0)
    if let most = number(term, "max_stock"), there + quantity > most + 1e-9 {
      violations.append("\(sku): \(there) + \(quantity) exceeds the maximum stock \(most)")
    }
  }

  private mutating func checkLine(
    _ quantity: Double, _ row: Row, _ term: Row, _ line: (supplier: String, row: Row)?
  ) {
    let sku = row["sku"] ?? ""
    guard let line else {
      violations.append("\(sku): ordered, but on no purchase order")
      return
    }
    if line.supplier != row["supplier"] || number(line.row, "quantity") != quantity {
      violations.append("\(sku): the purchase order says otherwise")
    }
    guard var price = number(term, "unit_cost") else { return }
    for step in (term["price_breaks"] ?? "").split(separator: ";") {
      let parts = step.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
      if let from = Double(parts[0]), let lower = Double(parts[1]), quantity >= from {
        price = lower
      }
    }
    for (name, value) in [("line", number(line.row, "value")), ("row", number(row, "order_value"))]
    where abs((value ?? .nan) - quantity * price) > 0.0051 || value == nil {
      violations.append("\(sku): \(name) worth \(value ?? .nan), not \(quantity) x \(price)")
    }
  }

  /// Every `a + b = c`, `a - b = c` and `a x b = c` of a reason, and the order that it ends with.
  private mutating func checkReason(
    _ quantity: Double, _ row: Row, _ pattern: NSRegularExpression
  ) {
    let reason = row["reason"] ?? ""
    let text = reason as NSString
    for match in pattern.matches(in: reason, range: NSRange(location: 0, length: text.length)) {
      let parts = (1...4).map { text.substring(with: match.range(at: $0)) }
      guard let a = Double(parts[0]), let b = Double(parts[2]), let c = Double(parts[3]) else {
        continue
      }
      let result = parts[1] == "+" ? a + b : parts[1] == "-" ? a - b : a * b
      sums += 1
      // Printed to two decimals.
      if abs(result - c) > 0.0051 + 1e-9 * abs(c) {
        violations.append("\(row["sku"] ?? ""): \(parts.joined(separator: " ")) is \(result)")
      }
    }
    guard let tail = reason.range(of: "; order ", options: .backwards) else { return }
    let last = reason[tail.upperBound...].prefix { $0.isNumber || $0 == "." }
    let isBlocked = reason.contains("; not ordered:")
    if !isBlocked, Double(last) != quantity {
      violations.append("\(row["sku"] ?? ""): the reason ends with \(last), ordered \(quantity)")
    }
  }
}

private func number(_ row: [String: String], _ column: String) -> Double? {
  row[column].flatMap { Double($0) }
}
