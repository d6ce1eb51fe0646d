import ArgumentParser
import RestockPlanning

#if Ledger
import RestockLedger
#endif

/// `restock history`: what a store remembers.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "The runs that a store keeps, or what they said of one SKU.",
    discussion: """
      Prints a line a run, the newest first: its number, today, items, orders, their value and the \
      overrides that held. With --sku, a line for what each run said of it: the order (and what it \
      would have been without overrides), reorder point, demand, lead time, stock, and whether the \
      overrides helped.

      Examples:
        restock plan --sales sales.csv --store restock.db --compare last --out this-week
        restock history --store restock.db
        restock history --store restock.db --sku A-100
      """)

  @Option(help: ArgumentHelp("The store that restock plan --store wrote.", valueName: "file"))
  var store: String

  @Option(help: ArgumentHelp("Tell of this SKU alone.", valueName: "sku"))
  var sku: String?

  @Option(help: ArgumentHelp("Lines at most.", valueName: "n"))
  var most = 50

  func validate() throws {
    guard most > 0 else { throw ValidationError("--most \(most): expected at least 1") }
  }

  func run() throws {
    #if Ledger
    do {
      let ledger = try Ledger(at: store, readOnly: true)
      let rows = try sku.map { try Self.rows(ledger.lines(of: $0)) } ?? Self.rows(ledger.runs())
      guard rows.count > 1 else {
        throw CommandError(
          "\(store): "
            + (sku.map { "no run says anything of '\($0)'" } ?? "there is no run in it yet"))
      }
      let table = TextTable(
        Array(rows.prefix(most + 1)),
        rightAligned: sku == nil ? [0, 3, 4, 5, 6] : [2, 3, 4, 5, 6, 7, 8])
      try StandardOutput.writing(table.lines.joined(separator: "\n") + "\n")
    } catch let error as LedgerError {
      throw CommandError("\(error)")
    }
    #else
    throw CommandError(
      "this restock was built without the store\n"
        + "  build it with: swift build -c release --traits Ledger")
    #endif
  }

  #if Ledger
  private static func rows(_ runs: [LedgerRun]) -> [[String]] {
    [["run", "as of", "made", "items", "orders", "value", "overrides", "folder"]]
      + runs.map { run in
        [
          String(run.number), run.asOf, run.recordedAt, String(run.items), String(run.orders),
          run.orderValue?.withDecimals(2) ?? "", String(run.overrides), run.folder,
        ]
      }
  }

  private static func rows(_ lines: [LedgerLine]) -> [[String]] {
    [
      [
        "as of", "location", "order", "without override", "reorder point", "demand a period",
        "lead time", "on hand", "position", "overrides", "did it help",
      ]
    ]
      + lines.map { line in
        [
          line.asOf, line.location, line.orderQuantity.asUnits, line.ownQuantity?.asUnits ?? "",
          line.reorderPoint.asUnits, line.demandPerPeriod.asUnits,
          line.leadTimeDays?.asUnits ?? "", line.onHand.asUnits, line.position.asUnits,
          line.overrides, line.verdict,
        ]
      }
  }
  #endif
}
