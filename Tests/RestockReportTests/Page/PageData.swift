import Foundation
import RestockPlanning
import RestockReport

/// A report as a stranger finds it: its text, and the data that it embeds.
struct PageData {
  let html: String
  /// Each item's values by field.
  let items: [[String: Any]]

  init(_ plan: Plan, _ inputs: PlanInputs, options: ReportPage.Options = .init()) throws {
    html = String(
      decoding: ReportPage.html(of: plan, inputs: inputs, options: options), as: UTF8.self)
    let start = "<script type=\"application/json\" id=\"data\">"
    guard let from = html.range(of: start)?.upperBound,
      let to = html.range(of: "</script>", range: from..<html.endIndex)?.lowerBound,
      let object = try JSONSerialization.jsonObject(with: Data(html[from..<to].utf8))
        as? [String: Any],
      let fields = object["fields"] as? [String], let rows = object["items"] as? [[Any]]
    else { throw CocoaError(.fileReadCorruptFile) }
    items = rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(fields, row))
    }
  }

  /// A number of an item, nil where it is null.
  static func number(_ item: [String: Any], _ field: String) -> Double? {
    (item[field] as? NSNumber)?.doubleValue
  }
}
