internal import RestockRecords

/// The planner's decisions of a run: which hold today, for which items, and what is wrong with others.
struct OverrideBook {
  /// What is wrong with rows of the file, whatever the items are.
  let findings: [Finding]
  private let active: [Target: Override]

  /// An SKU at a location (empty for all), and a field.
  private struct Target: Hashable {
    let sku: String
    let location: String
    let field: OverrideRecord.Field
  }

  init(_ records: [OverrideRecord], asOf: Day) {
    var findings: [Finding] = []
    var active: [Target: Override] = [:]
    func add(
      _ severity: Severity, _ record: OverrideRecord, _ kind: String, _ text: String,
      _ treatment: String
    ) {
      let place = record.place
      findings.append(
        Finding(
          severity,
          at: Place(file: place.file, line: place.line, column: place.column, sku: record.sku),
          kind: kind, text: text, treatment: treatment))
    }
    for record in records {
      if let until = record.until, until < asOf {
        add(
          .note, record, "override-expired",
          "\(record.field.rawValue) of '\(record.sku)' held until \(until.iso)", "not used any more"
        )
        continue
      }
      let target = Target(sku: record.sku, location: record.location, field: record.field)
      if Override.isTakenBack(record) {
        active[target] = nil
        continue
      }
      do throws(Override.ValueProblem) {
        if active.updateValue(try Override(record), forKey: target) != nil {
          add(
            .warning, record, "override-twice",
            "more than one \(record.field.rawValue) of '\(record.sku)'", "the last row counts")
        }
      } catch {
        add(
          .error, record, "override-not-understood",
          "\(record.field.rawValue) of '\(record.sku)': expected \(error.expected), found "
            + "'\(record.value)'", "the row is not used")
      }
    }
    self.findings = findings
    self.active = active
  }

  /// Whether no decision holds.
  var isEmpty: Bool { active.isEmpty }

  /// The longest lead time that is decided, days; 0 where none is.
  var longestLeadTime: Double {
    active.values.reduce(0) { longest, override in
      if case .leadTime(let days) = override.action { max(longest, days) } else { longest }
    }
  }

  /// The decisions that hold for an item, those of its location before those of the SKU.
  func overrides(of key: SeriesKey) -> [Override] {
    guard !active.isEmpty else { return [] }
    return OverrideRecord.Field.allCases.compactMap { field in
      let own = Target(sku: key.sku, location: key.location, field: field)
      return active[own] ?? active[Target(sku: key.sku, location: "", field: field)]
    }
  }

  /// What to say of decisions about items that are not in the run, and of such as cannot both be.
  func findings(known: Set<SeriesKey>) -> [Finding] {
    var findings: [Finding] = []
    let skus = Set(known.map(\.sku))
    let rows = active.values.map(\.record).sorted {
      ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line)
    }
    for record in rows {
      let place = Place(
        file: record.place.file, line: record.place.line, column: "sku", sku: record.sku)
      let isKnown =
        record.location.isEmpty
        ? skus.contains(record.sku)
        : known.contains(SeriesKey(sku: record.sku, location: record.location))
      if !isKnown {
        findings.append(
          Finding(
            .error, at: place, kind: "override-of-no-item",
            text: "an override of '\(record.sku)'"
              + (record.location.isEmpty ? "" : " at '\(record.location)'")
              + ", which is neither in sales nor in stock under that name",
            treatment: "the row is not used"))
      }
      let other = Target(sku: record.sku, location: record.location, field: .doNotBuy)
      if record.field == .fixedOrder, active[other] != nil {
        findings.append(
          Finding(
            .warning, at: place, kind: "override-contradicts",
            text: "'\(record.sku)' has both a fixed order and do-not-buy",
            treatment: "nothing is ordered"))
      }
    }
    return findings
  }
}

extension [Override] {
  /// The service target decided, if any.
  var service: ServiceObjective? {
    for case .service(let objective) in map(\.action) { return objective }
    return nil
  }

  /// The order decided, units, if any.
  var fixedOrder: Double? {
    for case .fixedOrder(let units) in map(\.action) { return units }
    return nil
  }

  /// The mean lead time decided, days, if any.
  var leadTime: Double? {
    for case .leadTime(let days) in map(\.action) { return days }
    return nil
  }

  /// The factor on demand, if any.
  var uplift: ForecastUplift? {
    for override in self {
      if case .uplift(let factor) = override.action {
        return ForecastUplift(factor: factor, until: override.record.until)
      }
    }
    return nil
  }

  /// Whether nothing is to be bought.
  var forbidsBuying: Bool { contains { $0.action == .doNotBuy } }
}
