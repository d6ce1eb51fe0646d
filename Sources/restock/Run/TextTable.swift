/// A table of text in columns for a terminal; the first row is the header.
struct TextTable {
  let lines: [String]

  /// Lays out rows of as many cells each.
  init(_ rows: [[String]], rightAligned: Set<Int> = []) {
    guard let columns = rows.first?.count else {
      lines = []
      return
    }
    let cells = rows.map { $0.map { Self.shortened($0) } }
    let widths = (0..<columns).map { column in cells.map { $0[column].count }.max() ?? 0 }
    // A column that is empty but for its header is left out.
    let shown = (0..<columns).filter { column in cells.dropFirst().contains { !$0[column].isEmpty }
    }
    lines = cells.map { row in
      let padded = shown.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return rightAligned.contains(column) ? padding + row[column] : row[column] + padding
      }
      var line = "  " + padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Text without control characters, that could drive the terminal, and of a bearable length.
  private static func shortened(_ text: String) -> String {
    let plain = String(
      String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
    return plain.count > 28 ? plain.prefix(27) + "…" : plain
  }
}
