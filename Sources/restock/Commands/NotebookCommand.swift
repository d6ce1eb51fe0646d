import ArgumentParser
import Glibc
import RestockIO
import RestockReport

/// `restock notebook`: a notebook that explores a folder of results.
struct NotebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "A Jupyter notebook that explores the results in a folder.",
    discussion: """
      Writes plan.ipynb (nbformat 4.5) into a folder that restock plan wrote, evaluation.ipynb into \
      one that restock evaluate wrote, or simulation.ipynb into one of restock simulate. It loads the files beside it, explains and plots them, \
      and runs from top to bottom with pandas and matplotlib, without Restock.

      Example:
        restock plan --sales sales.csv --out this-week
        restock notebook this-week
        jupyter lab this-week/plan.ipynb
      """)

  @Argument(
    help: ArgumentHelp(
      "A folder that restock plan, evaluate or simulate wrote.", valueName: "folder")
  )
  var folder: String

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    guard
      let kind = NotebookExport.allCases.first(where: { access("\(folder)/\($0.mark)", R_OK) == 0 })
    else {
      throw CommandError(
        "\(folder): no results of restock plan, evaluate or simulate there "
          + "(no \(NotebookExport.allCases.map(\.mark).joined(separator: ", no ")))")
    }
    let path = "\(folder)/\(kind.fileName)"
    do throws(OutputError) {
      try WholeFile.write(kind.notebook(), to: path)
    } catch {
      throw CommandError(error)
    }
    if !quiet { Terminal.say("The notebook is \(path)") }
  }
}
