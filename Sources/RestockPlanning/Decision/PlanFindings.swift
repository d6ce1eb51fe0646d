internal import RestockRecords

/// What a plan has to say of its inputs as a whole, once every item is decided.
enum PlanFindings {
  static func findings(
    _ items: [Recommendation], strayOrders: [OpenOrderRecord], inputs: PlanInputs,
    calendar: RunCalendar
  ) -> [Finding] {
    var findings: [Finding] = []
    for order in strayOrders {
      findings.append(
        Finding(
          .error,
          at: Place(file: order.place.file, line: order.place.line, column: "sku", sku: order.sku),
          kind: "order-of-no-item",
          text: "\(order.quantity.asUnits) on order of '\(order.sku)'"
            + (order.location.isEmpty ? "" : " at '\(order.location)'")
            + ", which is neither in sales nor in stock under that name",
          treatment: "the order does not count"))
    }
    func flagged(_ flag: Flag, _ text: String, _ treatment: String) {
      let own = items.filter { $0.flags.contains(flag) }
      guard let first = own.first else { return }
      findings.append(
        Finding(
          .warning, at: Place(file: "", sku: first.key.sku), kind: flag.rawValue, text: text,
          count: own.count, treatment: treatment))
    }
    flagged(
      .noCostBalance, "the balance of costs needs a unit cost and a shortage cost",
      "the target of the item's class is used")
    flagged(
      .noMinMax, "the policy is min-max, but the items file has not both for the item",
      "computed levels are used")
    if calendar.buckets.size != .step {
      findings += ofDates(inputs, calendar)
    }
    return findings
  }

  /// A today that does not go with the files.
  private static func ofDates(_ inputs: PlanInputs, _ calendar: RunCalendar) -> [Finding] {
    var findings: [Finding] = []
    let silent = calendar.asOf - inputs.sales.lastDay
    if silent > 60 {
      findings.append(
        Finding(
          .warning, at: Place(file: inputs.salesFiles.first ?? ""), kind: "as-of-long-after-sales",
          text: "as-of \(calendar.asOf.iso) is \(silent) days after the newest sale",
          treatment: "the time between counts as no sales"))
    }
    if let counted = inputs.stock?.first(where: { ($0.asOf ?? calendar.asOf) - calendar.asOf > 7 })
    {
      findings.append(
        Finding(
          .warning, at: counted.place, kind: "stock-after-as-of",
          text: "stock was counted on \(counted.asOf?.iso ?? ""), as-of is \(calendar.asOf.iso)",
          treatment: "used as it is"))
    }
    return findings
  }
}
