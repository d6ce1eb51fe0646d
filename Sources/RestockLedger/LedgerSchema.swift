#if Ledger
internal import GRDB

/// The tables of a store, and how an older store becomes a newer one: migrations that have been
/// released are never changed, new ones are added at the end.
enum LedgerSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("runs, recommendations and overrides") { database in
      try database.create(table: "run") { table in
        table.autoIncrementedPrimaryKey("number")
        table.column("recordedAt", .text).notNull()
        table.column("asOf", .text).notNull()
        table.column("asOfNumber", .integer).notNull()
        table.column("version", .text).notNull()
        table.column("seed", .text).notNull()
        table.column("options", .text).notNull()
        table.column("folder", .text).notNull()
        table.column("items", .integer).notNull()
        table.column("orders", .integer).notNull()
        table.column("orderValue", .double)
        table.column("overrides", .integer).notNull()
        // The plan as a whole, as `plan.bin` has it.
        table.column("plan", .blob).notNull()
      }
      try database.create(table: "recommendation") { table in
        table.column("run", .integer).notNull().references("run", onDelete: .cascade)
        table.column("sku", .text).notNull()
        table.column("location", .text).notNull()
        table.column("supplier", .text).notNull()
        table.column("orderQuantity", .double).notNull()
        table.column("orderValue", .double)
        table.column("ownQuantity", .double)
        table.column("reorderPoint", .double).notNull()
        table.column("orderUpTo", .double).notNull()
        table.column("safetyStock", .double).notNull()
        table.column("protectionDemand", .double).notNull()
        table.column("demandPerPeriod", .double).notNull()
        table.column("leadTimeDays", .double)
        table.column("serviceTarget", .text).notNull()
        table.column("onHand", .double).notNull()
        table.column("onOrder", .double).notNull()
        table.column("position", .double).notNull()
        table.column("stockoutRisk", .double).notNull()
        table.column("flags", .text).notNull()
        table.column("reason", .text).notNull()
        table.primaryKey(["run", "sku", "location"])
      }
      try database.create(
        index: "recommendationBySKU", on: "recommendation", columns: ["sku", "run"])
      try database.create(table: "override") { table in
        table.column("run", .integer).notNull().references("run", onDelete: .cascade)
        table.column("sku", .text).notNull()
        table.column("location", .text).notNull()
        table.column("field", .text).notNull()
        table.column("value", .text).notNull()
        table.column("reason", .text).notNull()
        table.column("until", .text)
        // What became of it by a later run, the newest that could tell.
        table.column("verdict", .text).notNull().defaults(to: "")
        table.primaryKey(["run", "sku", "location", "field"])
      }
    }
    return migrator
  }
}
#endif
