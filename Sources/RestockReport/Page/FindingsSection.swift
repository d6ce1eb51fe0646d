internal import RestockPlanning
internal import RestockRecords

/// What was found in the inputs, and what was done about it.
struct FindingsSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "findings"
  let heading = "Data problems"
  let short = "Data problems"

  func write(to page: inout MarkupWriter) {
    let order: [Severity] = [.error, .warning, .note]
    let findings = order.flatMap { severity in
      facts.plan.findings.filter { $0.severity == severity }
    }
    guard !findings.isEmpty else {
      page.paragraph("None was found.")
      return
    }
    let listed = findings.prefix(options.listed)
    page.paragraph(
      "Each kind once, with the place where it was first seen"
        + (listed.count < findings.count ? "; all of them are in findings.csv." : "."))
    page.table(
      "Findings", class: "sortable",
      columns: [
        .text("Finding"), .text("Severity", wide: true), .number("Count", wide: true),
        .text("What was done"),
        .text("First seen", wide: true),
      ], rows: listed.count
    ) { row in
      let finding = listed[row]
      var place = finding.place.file
      if finding.place.line > 0 { place += ":\(finding.place.line)" }
      if !finding.place.column.isEmpty { place += ", column \(finding.place.column)" }
      if !finding.place.sku.isEmpty { place += ", SKU \(finding.place.sku)" }
      return [
        .text(finding.text), .text(finding.severity.rawValue), .count(finding.count),
        .text(finding.treatment), .text(place),
      ]
    }
  }
}
