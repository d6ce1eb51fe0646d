internal import RestockRecords

/// A column of a table in the page.
struct TableColumn: Sendable {
  let name: String
  /// Whether its cells are numbers, at the right.
  var isNumber = false
  /// Whether it is left out on a narrow screen.
  var isWide = false

  static func text(_ name: String, wide: Bool = false) -> Self { Self(name: name, isWide: wide) }

  static func number(_ name: String, wide: Bool = false) -> Self {
    Self(name: name, isNumber: true, isWide: wide)
  }
}

/// A cell of a table in the page.
enum TableCell {
  case text(String)
  /// A number for people, and what to sort by; an empty cell where there is none.
  case number(String, sort: Double?)
  /// Markup, and what to sort by.
  case markup(sort: String, (inout MarkupWriter) -> Void)

  static func units(_ value: Double?) -> Self { .number(value?.units ?? "", sort: value) }
  /// A number to two decimals, for sums that must add up.
  static func exact(_ value: Double) -> Self {
    .number(value.text(places: 2, separator: ","), sort: value)
  }
  static func money(_ value: Double?) -> Self { .number(value?.money ?? "", sort: value) }
  static func count(_ value: Int) -> Self { .number(value.grouped, sort: Double(value)) }
  static func percent(_ value: Double?) -> Self { .number(value?.percent ?? "", sort: value) }
}

extension MarkupWriter {
  /// Appends a table: a caption, column headers, the first cell of each row its header.
  ///
  /// - Parameters:
  ///   - caption: What the table holds.
  ///   - name: The table's class, for the style sheet and the script.
  ///   - columns: The first is text.
  ///   - count: The number of rows.
  ///   - ids: The element id of each row, nil for none; empty where no row has one.
  ///   - cells: The cells of a row, one for each column.
  mutating func table(
    _ caption: String, class name: StaticString = "", columns: [TableColumn], rows count: Int,
    ids: [String?] = [], cells: (Int) -> [TableCell]
  ) {
    // A region that scrolls must be reachable by keyboard.
    open(
      "div",
      [
        .class("scroll"), .init("tabindex", "0"), .init("role", "region"),
        .init("aria-label", caption),
      ])
    open("table", [.class(name)])
    element("caption", text: caption)
    element("thead") { head in
      head.element("tr") { row in
        for column in columns {
          row.element("th", [.init("scope", "col")] + column.attributes, text: column.name)
        }
      }
    }
    raw("<tbody>\n")
    for i in 0..<count {
      let id = ids.isEmpty ? nil : ids[i]
      open("tr", id.map { [.init("id", $0)] } ?? [])
      for (place, (column, cell)) in zip(columns, cells(i)).enumerated() {
        write(cell, column, isHeader: place == 0)
      }
      raw("</tr>\n")
    }
    raw("</tbody></table></div>\n")
  }

  private mutating func write(_ cell: TableCell, _ column: TableColumn, isHeader: Bool) {
    var attributes = column.attributes
    if isHeader { attributes.append(.init("scope", "row")) }
    let sort: String?
    switch cell {
    case .text: sort = nil
    case .number(_, let value): sort = value.map { $0.text(places: 4) } ?? ""
    case .markup(let key, _): sort = key
    }
    if let sort { attributes.append(.init("data-sort", sort)) }
    open(isHeader ? "th" : "td", attributes)
    switch cell {
    case .text(let text), .number(let text, _): self.text(text)
    case .markup(_, let write): write(&self)
    }
    close(isHeader ? "th" : "td")
  }
}

extension TableColumn {
  fileprivate var attributes: [MarkupWriter.Attribute] {
    if isNumber && isWide { return [.class("n w")] }
    if isNumber { return [.class("n")] }
    return isWide ? [.class("w")] : []
  }
}
