#if Ledger
internal import GRDB
internal import RestockInventory
public import RestockPlanning
internal import RestockRecords

/// The memory of runs: an SQLite file with each run's plan, recommendations and overrides.
///
/// A run is kept as a whole or not at all. Several programs may use a store at once; one that finds it
/// taken waits up to ten seconds.
public struct Ledger: Sendable {
  private let database: DatabaseQueue
  /// The file.
  public let path: String

  /// Opens a store, and makes it where it is not there.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - readOnly: Whether it has to be there, and nothing is to be written.
  /// - Throws: `LedgerError` where it cannot be opened or is no store.
  public init(at path: String, readOnly: Bool = false) throws(LedgerError) {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.readonly = readOnly
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      self.database = database
      if readOnly {
        try database.read { database in
          guard try database.tableExists("run") else {
            throw LedgerError(path: path, message: "is no store of restock plan --store")
          }
        }
      } else {
        try LedgerSchema.migrator.migrate(database)
      }
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Adds a run.
  ///
  /// - Parameters:
  ///   - run: What is to be said of it; its number is given here.
  ///   - plan: What it said. Where it was compared with an earlier run of this store, `earlier`, what
  ///     became of that one's overrides is kept with them.
  ///   - saved: The plan as a whole, for a later comparison.
  ///   - earlier: The number of the run that the plan was compared with.
  /// - Returns: The number of the run.
  /// - Throws: `LedgerError`; nothing of the run is kept then.
  @discardableResult
  public func add(
    _ run: LedgerRun, plan: Plan, saved: [UInt8], comparedWith earlier: Int? = nil
  ) throws(LedgerError) -> Int {
    do {
      return try database.write { database in
        try database.execute(
          sql: """
            INSERT INTO run (recordedAt, asOf, asOfNumber, version, seed, options, folder, items,
              orders, orderValue, overrides, plan)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            run.recordedAt, run.asOf, run.asOfNumber, run.version, String(run.seed), run.options,
            run.folder, run.items, run.orders, run.orderValue, run.overrides, saved.blob,
          ])
        let number = Int(database.lastInsertedRowID)
        try Self.insert(plan.recommendations, of: number, into: database)
        if let earlier {
          try Self.judge(plan.comparison?.overrideResults ?? [], of: earlier, in: database)
        }
        return number
      }
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// The runs, the newest first.
  public func runs() throws(LedgerError) -> [LedgerRun] {
    do {
      return try database.read { database in
        try Row.fetchAll(database, sql: Self.runColumns + " ORDER BY number DESC").map(Self.run)
      }
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// The newest run whose today is before another, with its plan; nil where there is none.
  public func lastRun(
    before asOfNumber: Int
  ) throws(LedgerError) -> (run: LedgerRun, saved: [UInt8])? {
    do {
      return try database.read { database in
        guard
          let row = try Row.fetchOne(
            database,
            sql: Self.runColumns + """
               WHERE asOfNumber < ? ORDER BY asOfNumber DESC, number DESC LIMIT 1
              """, arguments: [asOfNumber])
        else { return nil }
        let run = Self.run(row)
        let saved = try Blob.fetchOne(
          database, sql: "SELECT plan FROM run WHERE number = ?", arguments: [run.number])
        return (run, saved?.bytes ?? [])
      }
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// What each run said of an SKU, the newest first.
  public func lines(of sku: String) throws(LedgerError) -> [LedgerLine] {
    do {
      return try database.read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT run.asOf, r.*,
              (SELECT group_concat(field || ' ' || value, '; ') FROM override
                WHERE run = r.run AND sku = r.sku AND location = r.location) AS overrides,
              (SELECT max(verdict) FROM override
                WHERE run = r.run AND sku = r.sku AND location = r.location) AS verdict
            FROM recommendation r JOIN run ON run.number = r.run
            WHERE r.sku = ? ORDER BY r.run DESC, r.location
            """, arguments: [sku]
        ).map { row in
          LedgerLine(
            asOf: row["asOf"], location: row["location"], orderQuantity: row["orderQuantity"],
            ownQuantity: row["ownQuantity"], reorderPoint: row["reorderPoint"],
            demandPerPeriod: row["demandPerPeriod"], leadTimeDays: row["leadTimeDays"],
            onHand: row["onHand"], position: row["position"], overrides: row["overrides"] ?? "",
            verdict: row["verdict"] ?? "")
        }
      }
    } catch {
      throw Self.failure(path, error)
    }
  }

  private static let runColumns = """
    SELECT number, recordedAt, asOf, asOfNumber, version, seed, options, folder, items, orders,
      orderValue, overrides FROM run
    """

  private static func run(_ row: Row) -> LedgerRun {
    let seed: String = row["seed"]
    return LedgerRun(
      number: row["number"], recordedAt: row["recordedAt"], asOf: row["asOf"],
      asOfNumber: row["asOfNumber"], version: row["version"], seed: UInt64(seed) ?? 0,
      options: row["options"], folder: row["folder"], items: row["items"], orders: row["orders"],
      orderValue: row["orderValue"], overrides: row["overrides"])
  }

  private static func insert(
    _ recommendations: [Recommendation], of run: Int, into database: Database
  ) throws {
    let line = try database.makeStatement(
      sql: """
        INSERT INTO recommendation (run, sku, location, supplier, orderQuantity, orderValue,
          ownQuantity, reorderPoint, orderUpTo, safetyStock, protectionDemand, demandPerPeriod,
          leadTimeDays, serviceTarget, onHand, onOrder, position, stockoutRisk, flags, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let decision = try database.makeStatement(
      sql: """
        INSERT INTO override (run, sku, location, field, value, reason, until)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    for item in recommendations {
      try line.execute(arguments: [
        run, item.key.sku, item.key.location, item.supplier, item.orderQuantity,
        item.orderValue, item.own?.orderQuantity, item.levels.reorderPoint,
        item.levels.orderUpTo, item.levels.safetyStock, item.protectionDemand,
        item.demandPerPeriod, item.supply?.leadTime.mean, item.target?.description ?? "",
        item.position.onHand, item.position.onOrder, item.effectivePosition,
        item.stockoutRisk, item.flags.map(\.rawValue).joined(separator: " "), item.reason,
      ])
      for override in item.overrides {
        let record = override.record
        try decision.execute(arguments: [
          run, item.key.sku, item.key.location, record.field.rawValue, record.value,
          record.reason, record.until?.iso,
        ])
      }
    }
  }

  /// Keeps what became of the overrides of an earlier run.
  private static func judge(
    _ results: [OverrideResult], of run: Int, in database: Database
  ) throws {
    let verdict = try database.makeStatement(
      sql: "UPDATE override SET verdict = ? WHERE run = ? AND sku = ? AND location = ?")
    for result in results {
      try verdict.execute(arguments: [
        result.verdict.rawValue, run, result.key.sku, result.key.location,
      ])
    }
  }

  private static func failure(_ path: String, _ error: any Error) -> LedgerError {
    switch error {
    case let error as LedgerError: error
    case let error as DatabaseError:
      LedgerError(
        path: path,
        message: error.resultCode == .SQLITE_NOTADB
          ? "is not an SQLite file" : error.message ?? "cannot be used: \(error.resultCode)")
    default: LedgerError(path: path, message: "\(error)")
    }
  }
}
#endif
