/// A Jupyter notebook (nbformat 4.5), made from a Python script in the percent format: `# %%` begins
/// a cell of code, `# %% [markdown]` one of text, whose lines are comments.
///
/// So a notebook's source is a script that runs, and is checked, as it is.
struct Notebook: Sendable, Hashable {
  let cells: [Cell]

  /// A cell; its lines without line ends.
  struct Cell: Sendable, Hashable {
    let isMarkdown: Bool
    let lines: [String]
  }

  /// The cells of a script; what stands before the first mark is left out.
  init(script: String) {
    var cells: [Cell] = []
    var lines: [String] = []
    var isMarkdown: Bool?
    func finish() {
      guard let isMarkdown else { return }
      while lines.last?.isEmpty == true { lines.removeLast() }
      while lines.first?.isEmpty == true { lines.removeFirst() }
      cells.append(Cell(isMarkdown: isMarkdown, lines: lines))
    }
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# %%") {
        finish()
        lines = []
        isMarkdown = line.hasPrefix("# %% [markdown]")
      } else if isMarkdown == true, line.hasPrefix("#") {
        lines.append(String(line.dropFirst(line.hasPrefix("# ") ? 2 : 1)))
      } else {
        lines.append(String(line))
      }
    }
    finish()
    self.cells = cells
  }

  /// The notebook as JSON, not run yet: no outputs, and nothing about the machine that made it.
  func json() -> [UInt8] {
    var json = EmbeddedJSON(isInScript: false)
    json.beginObject()
    json.name("cells")
    json.beginArray()
    for (i, cell) in cells.enumerated() { write(cell, id: "cell-\(i + 1)", to: &json) }
    json.endArray()
    json.name("metadata")
    json.beginObject()
    json.name("kernelspec")
    json.beginObject()
    for (name, value) in [
      ("display_name", "Python 3"), ("language", "python"), ("name", "python3"),
    ] {
      json.name(name)
      json.text(value)
    }
    json.endObject()
    json.name("language_info")
    json.beginObject()
    json.name("name")
    json.text("python")
    json.endObject()
    json.endObject()
    json.name("nbformat")
    json.integer(4)
    json.name("nbformat_minor")
    json.integer(5)
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func write(_ cell: Cell, id: String, to json: inout EmbeddedJSON) {
    json.beginObject()
    json.name("cell_type")
    json.text(cell.isMarkdown ? "markdown" : "code")
    if !cell.isMarkdown {
      json.name("execution_count")
      json.integer(nil)
    }
    json.name("id")
    json.text(id)
    json.name("metadata")
    json.beginObject()
    json.endObject()
    if !cell.isMarkdown {
      json.name("outputs")
      json.beginArray()
      json.endArray()
    }
    json.name("source")
    json.beginArray()
    for (i, line) in cell.lines.enumerated() {
      json.text(i + 1 < cell.lines.count ? line + "\n" : line)
    }
    json.endArray()
    json.endObject()
  }
}
