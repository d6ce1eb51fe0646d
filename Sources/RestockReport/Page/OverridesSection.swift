internal import RestockPlanning
internal import RestockRecords

/// The planner's own decisions: what they changed, and what became of earlier ones.
struct OverridesSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "overrides"
  let heading = "Your overrides"
  let short = "Overrides"

  /// Whether there is anything to say.
  var isNeeded: Bool {
    !facts.overridden.isEmpty || facts.plan.comparison?.overrideResults.isEmpty == false
  }

  func write(to page: inout MarkupWriter) {
    if !facts.overridden.isEmpty { current(&page) }
    if let results = facts.plan.comparison?.overrideResults, !results.isEmpty {
      past(results, &page)
    }
  }

  private func current(_ page: inout MarkupWriter) {
    let lines = facts.overridden.flatMap { item in
      item.recommendation.overrides.map { (item: item, override: $0) }
    }
    let listed = lines.prefix(options.listed)
    page.paragraph(
      "Decisions of your own that hold today, with what Restock would have said without them."
        + (listed.count < lines.count ? " All of them are in overrides.csv." : ""))
    page.table(
      "Overrides that hold", class: "sortable",
      columns: [
        .text("Item"), .text("Override"), .text("Reason"), .number("Until"), .number("Order"),
        .number("Without it"), .number("Reorder point", wide: true),
        .number("Reorder point without it", wide: true),
      ], rows: listed.count
    ) { row in
      let (item, override) = listed[row]
      let it = item.recommendation
      return [
        facts.cell(item), .text(override.description), .text(override.record.reason),
        facts.cell(override.record.until), .units(it.orderQuantity),
        .units(it.own?.orderQuantity), .units(it.levels.reorderPoint),
        .units(it.own?.reorderPoint),
      ]
    }
  }

  private func past(_ results: [OverrideResult], _ page: inout MarkupWriter) {
    let items = Dictionary(
      facts.items.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let counts = OverrideResult.Verdict.allCases.compactMap { verdict -> String? in
      let count = results.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(verdict.rawValue) \(count.grouped)"
    }
    page.element("h3", text: "Did earlier overrides help?")
    page.paragraph(
      "Held against the demand that came since: short is what the stock and the order would lack by "
        + "now, left what they would have over, with the override and without. In all: "
        + counts.joined(separator: ", ") + ".")
    page.table(
      "Overrides of the last plan", class: "sortable",
      columns: [
        .text("Item"), .text("Override"), .text("Verdict"), .number("Days"), .number("Demand"),
        .number("Expected"), .number("Without", wide: true), .number("Short"),
        .number("Without", wide: true), .number("Left", wide: true),
        .number("Without", wide: true),
      ], rows: min(results.count, options.listed)
    ) { row in
      let result = results[row]
      let name = result.overrides.map(\.description).joined(separator: "; ")
      return [
        items[result.key].map { facts.cell($0) } ?? .text(result.key.sku), .text(name),
        .text(result.verdict.rawValue), .count(result.days),
        .number(
          (result.isPartlyUnknown ? "at least " : "") + result.demand.units, sort: result.demand),
        .units(result.forecast), .units(result.forecastWithout), .units(result.short),
        .units(result.shortWithout), .units(result.left), .units(result.leftWithout),
      ]
    }
  }
}
