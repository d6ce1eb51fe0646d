internal import RestockInventory
internal import RestockRecords

extension SupplierOrderBook {
  /// What a supplier's receipts alarm of: a lead time that has changed, and a season that no event lists.
  func alarms(_ supplier: Int, _ catalogue: Catalogue) -> [Finding] {
    let name = suppliers[supplier]
    var findings: [Finding] = []
    if let found = changes[supplier] {
      findings.append(found.finding(supplier: name, unit: catalogue.leadTimeUnit(of: name)))
    }
    if let season = unlisted[supplier] { findings.append(season.finding(supplier: name)) }
    return findings
  }
}

extension SupplierOrderBook.Change {
  fileprivate func finding(supplier: String, unit: String) -> Finding {
    let odds = Int((1 / change.pValue).rounded())
    return Finding(
      .warning, at: Place(file: ""), kind: "lead-time-drift",
      text: "\(supplier): \(change.before.rounded(decimals: 1)) \(unit) before \(since.iso), "
        + "\(change.since.rounded(decimals: 1)) in the \(orders) orders since; chance alone does that "
        + "in 1 of \(odds) suppliers (the alarm: 1 of \(LeadTimeReport.falseAlarmOdds))",
      treatment: "earlier orders count for a fifth; set the lead time to "
        + "\(meanDays.rounded().asUnits) \(unit)")
  }
}

extension UnlistedSeason {
  /// The season as a planner would want to know of it, with the row of the events file to write.
  fileprivate func finding(supplier: String) -> Finding {
    let odds = Int((1 / season.pValue).rounded())
    let alarm = Int((1 / LeadTimeSeasonDetector().falseAlarmRate).rounded())
    let uplift = factor.rounded(decimals: 2).asUnits
    let name = season.isSlow ? "slow season" : "quick season"
    return Finding(
      .warning, at: Place(file: ""), kind: "lead-time-season",
      text: "\(supplier): orders placed in \(monthNames) took "
        + "\(season.ratio.rounded(decimals: 2).asUnits) times as long as others of the same years, "
        + "\(season.orders) orders in \(season.years) years; chance alone shows such a season in 1 of "
        + "\(odds) suppliers (the alarm: 1 of \(alarm))",
      treatment:
        "no event lists it; events file, columns event,date,end_date,supplier,uplift,repeats: "
        + "\(name),\(next.lowerBound.iso),\(next.upperBound.iso),\(supplier),\(uplift),yearly")
  }
}

extension Catalogue {
  /// What the days of a supplier's lead times are.
  func leadTimeUnit(of supplier: String) -> String {
    suppliers[supplier]?.countsWorkingDays == true ? "working days" : "days"
  }
}
