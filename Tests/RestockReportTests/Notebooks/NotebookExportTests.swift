import Foundation
import RestockReport
import RestockTestSupport
import Testing

@Suite("Notebooks")
struct NotebookExportTests {
  /// The parts that the schema of nbformat 4.5 requires of a notebook and of its cells.
  @Test("an exported notebook has what nbformat 4.5 requires", arguments: NotebookExport.allCases)
  func schema(kind: NotebookExport) throws {
    let notebook = try object(Data(kind.notebook()))
    #expect(Set(notebook.keys) == ["cells", "metadata", "nbformat", "nbformat_minor"])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(cells.count > 8)
    let ids = cells.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == cells.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
    for cell in cells {
      let isCode = cell["cell_type"] as? String == "code"
      let common: Set = ["cell_type", "id", "metadata", "source"]
      #expect(Set(cell.keys) == (isCode ? common.union(["execution_count", "outputs"]) : common))
      let lines = try #require(cell["source"] as? [String])
      #expect(!lines.isEmpty)
      // Each line but the last ends its line, so that joining them gives the source.
      #expect(lines.dropLast().allSatisfy { $0.hasSuffix("\n") })
      #expect(lines.last?.hasSuffix("\n") == false)
    }
  }

  @Test("text cells are text and code cells code")
  func kinds() throws {
    let notebook = try object(Data(NotebookExport.plan.notebook()))
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let first = try #require(cells[0]["source"] as? [String])
    #expect(cells[0]["cell_type"] as? String == "markdown")
    #expect(first[0] == "# A week's plan, explored\n")
    #expect(cells[1]["cell_type"] as? String == "code")
    #expect((cells[1]["source"] as? [String])?.contains("import pandas as pd\n") == true)
    #expect(cells.contains { $0["cell_type"] as? String == "markdown" })
  }

  /// `notebooks-export/make.sh` makes them anew.
  @Test(
    "the notebooks in notebooks-export are those exported now, executed",
    arguments: [
      (NotebookExport.plan, "weekly-plan/plan.ipynb"),
      (.evaluation, "accuracy/evaluation.ipynb"),
      (.simulation, "policy-replay/simulation.ipynb"),
    ])
  func committed(kind: NotebookExport, path: String) throws {
    let file = SharedFiles.package.appending(path: "notebooks-export/\(path)")
    let committed = try object(Data(contentsOf: file))
    #expect(try sources(of: committed) == sources(of: object(Data(kind.notebook()))))
    let cells = try #require(committed["cells"] as? [[String: Any]])
    let code = cells.filter { $0["cell_type"] as? String == "code" }
    #expect(code.allSatisfy { $0["execution_count"] is Int })
    let outputs = code.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
    #expect(outputs.count >= 6)
    #expect(outputs.allSatisfy { $0["output_type"] as? String != "error" })
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func sources(of notebook: [String: Any]) throws -> [String] {
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    return cells.map { ($0["source"] as? [String] ?? []).joined() }
  }
}
