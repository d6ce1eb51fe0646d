internal import RestockInventory
internal import RestockRecords

/// What the items and suppliers files say that cannot be used, and what is done instead.
enum CatalogueFindings {
  static func findings(_ catalogue: Catalogue, settings: PlanSettings) -> [Finding] {
    var findings: [Finding] = []
    for item in catalogue.items.values.sorted(by: { $0.sku < $1.sku }) {
      if let text = item.service, ServiceObjective(text) == nil {
        findings.append(
          finding(
            item.place, item.sku, "service",
            "service target '\(text)': expected cycle:0.95, fill:0.98, cost or cover:21d",
            "the run's target is used"))
      }
      if let text = item.unmet, UnmetDemand(rawValue: text) == nil {
        findings.append(
          finding(
            item.place, item.sku, "unmet", "unmet '\(text)': expected backorder or lost",
            "the run's setting is used"))
      }
    }
    for supplier in catalogue.suppliers.values.sorted(by: { $0.supplier < $1.supplier })
    where !supplier.currency.isEmpty && settings.exchangeRates[supplier.currency] == nil {
      findings.append(
        Finding(
          .warning,
          at: Place(file: supplier.place.file, line: supplier.place.line, column: "currency"),
          kind: "no-exchange-rate",
          text: "supplier \(supplier.supplier) sells in \(supplier.currency), for which no "
            + "--exchange-rate was given",
          treatment: "its money counts as the run's, one for one"))
    }
    let typed =
      catalogue.terms.values.joined().map { ($0.sku, $0.leadTimeDays) }
      + catalogue.suppliers.values.map { ($0.supplier, $0.leadTimeDays) }
    for (key, days) in typed.sorted(by: { $0.0 < $1.0 }) {
      guard let days, days > SupplyResolver.longestDays else { continue }
      findings.append(
        Finding(
          .error, at: Place(file: "", column: "lead_time_days", sku: key),
          kind: "impossible-lead-time", text: "a lead time of \(days.asUnits) days for '\(key)'",
          treatment: "five years are used"))
    }
    return findings
  }

  private static func finding(
    _ place: Place, _ sku: String, _ column: String, _ text: String, _ treatment: String
  ) -> Finding {
    Finding(
      .warning, at: Place(file: place.file, line: place.line, column: column, sku: sku),
      kind: "setting-not-understood", text: text, treatment: treatment)
  }
}
