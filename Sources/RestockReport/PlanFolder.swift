public import RestockIO
internal import RestockNumerics
public import RestockPlanning

/// Writes the files of a plan.
public enum PlanFolder {
  /// Items formatted by one thread at a time.
  private static let chunk = 256

  /// Writes recommendations, purchase orders, forecasts, findings and the run's record to a folder,
  /// all of them or none.
  ///
  /// - Parameters:
  ///   - plan: What to write.
  ///   - path: The folder; Restock's own files in it are replaced and others stay.
  ///   - threads: Threads that format rows.
  ///   - more: Further files of the run by name, as the report.
  ///   - record: Makes the content of `run.json`, once all other files are staged.
  /// - Throws: `OutputError` with the file; nothing is in place then.
  public static func write(
    _ plan: Plan, to path: String, threads: Int, more: [(name: String, bytes: [UInt8])] = [],
    record: () -> [UInt8]
  ) throws(OutputError) {
    var folder = try OutputFolder(at: path)
    try write(recommendations(of: plan, threads: threads), to: "recommendations.csv", in: &folder)
    var names = FileNames(reserved: ["no-supplier"])
    for order in plan.purchaseOrders {
      let name = order.supplier.isEmpty ? "no-supplier" : names.name(for: order.supplier)
      try folder.write(
        PurchaseOrderTable.table(of: order).bytes, to: "purchase-orders/\(name).csv")
    }
    try write(forecasts(of: plan, threads: threads), to: "forecasts.csv", in: &folder)
    try folder.write(
      OpenOrderAdviceTable.table(of: plan.openOrderAdvice).bytes, to: "open-order-advice.csv")
    try folder.write(TransfersTable.table(of: plan.transfers).bytes, to: "transfers.csv")
    try folder.write(LeftOutTable.table(of: plan.leftOut).bytes, to: "left-out.csv")
    try folder.write(FindingsTable.table(of: plan.findings).bytes, to: "findings.csv")
    if plan.recommendations.contains(where: { !$0.overrides.isEmpty }) {
      try folder.write(OverridesTable.table(of: plan.recommendations).bytes, to: "overrides.csv")
    }
    if let comparison = plan.comparison {
      let changes = chunks(
        of: comparison.changes.count, header: ChangesTable.header, threads
      ) { ChangesTable.append(comparison.changes[$0], to: &$1) }
      try write(changes, to: "changes.csv", in: &folder)
      if !comparison.overrideResults.isEmpty {
        let results = OverrideResultsTable.table(of: comparison.overrideResults)
        try folder.write(results.bytes, to: "override-results.csv")
      }
    }
    for file in more { try folder.write(file.bytes, to: file.name) }
    try folder.write(record(), to: OutputFolder.lastFile)
    try folder.commit(
      obsolete: ["tradeoff.csv", "overrides.csv", "changes.csv", "override-results.csv"],
      obsoleteTables: ["purchase-orders": PurchaseOrderTable.header.joined(separator: ",")])
  }

  /// The chunks of `recommendations.csv`, in order.
  public static func recommendations(of plan: Plan, threads: Int) -> [TableWriter] {
    chunks(of: plan.recommendations.count, header: RecommendationsTable.header, threads) {
      RecommendationsTable.append(plan.recommendations[$0], to: &$1)
    }
  }

  /// The chunks of `forecasts.csv`, in order.
  public static func forecasts(of plan: Plan, threads: Int) -> [TableWriter] {
    chunks(
      of: plan.forecasts.count, header: ForecastsTable.header(quantiles: plan.quantiles), threads
    ) {
      ForecastsTable.append(plan.forecasts[$0], calendar: plan.calendar, to: &$1)
    }
  }

  static func chunks(
    of count: Int, header: [String], _ threads: Int,
    append: @Sendable (Int, inout TableWriter) -> Void
  ) -> [TableWriter] {
    var first = TableWriter()
    first.header(header)
    let parts = (count + chunk - 1) / chunk
    return [first]
      + parallelMap(count: parts, threads: threads, chunk: 1) { part in
        var table = TableWriter()
        for i in part * chunk..<min(count, (part + 1) * chunk) { append(i, &table) }
        return table
      }
  }

  static func write(
    _ tables: [TableWriter], to name: String, in folder: inout OutputFolder
  ) throws(OutputError) {
    var sink = try folder.create(name)
    for table in tables { try sink.write(table.bytes) }
    try sink.close()
  }
}
