internal import RestockRecords

/// Where in one file a profile finds what it names: settled before its rows are read.
struct ExportPlan {
  private(set) var outputs: [Output] = []
  /// For each column of the file, its place in a row, or -1.
  private(set) var slots: [Int32]
  private(set) var group: Int?
  private(set) var filled: [Int] = []
  private(set) var order: [Int] = []
  private(set) var reference: Int?
  private(set) var packed: [Int] = []
  private(set) var locations: [(slot: Int, name: [UInt8])] = []
  private(set) var leftOut: [Rule] = []
  private(set) var counted: [Rule] = []
  private(set) var dayOrderCondition: Condition?
  /// Mappings of `--columns` whose header is not in the file.
  private(set) var unmatched: [(name: String, header: String)] = []
  private let headers: [String]
  private var count: Int32 = 0

  /// Where a cell comes from.
  enum Source {
    case column(Int)
    /// A part of a packed item, by any of these names.
    case packed([String])
    case locationName
    case locationValue
  }

  /// A column of the translation.
  struct Output {
    let field: Field
    /// What findings call it.
    let header: String
    let source: Source
    var values: [String: String] = [:]
    var less: [Source] = []
    var plus: [Source] = []
    var per: Source?

    var isComputed: Bool { !less.isEmpty || !plus.isEmpty || per != nil }
  }

  struct Condition {
    let condition: ExportProfile.Condition
    let source: Source
  }

  struct Rule {
    let reason: String
    let conditions: [[Condition]]
  }

  /// The plan for an export, whose orders the columns `key` tell apart, where that matters.
  init(
    _ profile: ExportProfile, path: String, line: Int, _ headers: [String],
    _ options: ReadingOptions, key: [Int]
  ) throws(InputError) {
    self.headers = headers
    slots = [Int32](repeating: -1, count: headers.count)
    locationColumns(profile)
    for (column, header) in headers.enumerated()
    where profile.packedIn.contains(where: { Self.isPacked(header, $0) }) {
      packed.append(slot(column))
    }
    for column in profile.columns {
      if let output = self.output(column, profile, options) { outputs.append(output) }
    }
    addOwnNames(profile, options)
    let canonical = FileProfile.canonical(profile.kind)
    let missing = canonical.columns.filter { column in
      column.isRequired && !outputs.contains { $0.field == column.field }
    }
    if !missing.isEmpty {
      throw InputError(
        at: Place(file: path, line: line),
        "taken for \(profile.name), but without a column "
          + missing.map { "'\($0.field.rawValue)'" }.joined(separator: " and ")
          + ": found \(TableLayout.list(headers))",
        remedy: "name the column: --columns \(missing[0].field.rawValue)=HEADER")
    }
    group = ExportProfile.column(profile.group, in: headers).map { slot($0) }
    filled = profile.fillDown.compactMap { name in
      ExportProfile.column([name], in: headers).map { slot($0) }
    }
    order = key.map { slot($0) }
    reference = ExportProfile.column(profile.reference, in: headers).map { slot($0) }
    leftOut = rules(profile.leftOut)
    counted = rules(profile.counted)
    dayOrderCondition = profile.dayOrder?.condition.flatMap { condition($0) }
  }

  /// The plan for a file in Restock's own layout, whose orders the columns `key` tell apart.
  init(_ layout: TableLayout, _ headers: [String], key: [Int]) {
    self.headers = headers
    slots = [Int32](repeating: -1, count: headers.count)
    for (field, column) in layout.map.columns.sorted(by: { $0.value < $1.value }) {
      outputs.append(
        Output(field: field, header: headers[column], source: .column(slot(column))))
    }
    order = key.map { slot($0) }
  }

  /// The columns of the file whose numbers are computed with.
  var computedColumns: [Int] {
    var wanted: Set<Int32> = []
    for output in outputs where output.isComputed {
      for source in [output.source] + output.less + output.plus + (output.per.map { [$0] } ?? []) {
        if case .column(let slot) = source { wanted.insert(Int32(slot)) }
      }
    }
    return slots.indices.filter { slots[$0] >= 0 && wanted.contains(slots[$0]) }
  }

  /// The place in a row of the sale's date, where there is one.
  var dateSlot: Int? {
    for output in outputs where output.field == .date {
      if case .column(let slot) = output.source { return slot }
    }
    return nil
  }

  /// The headers that nothing is taken from.
  var unusedHeaders: [String] {
    headers.indices.filter { slots[$0] < 0 && !headers[$0].isEmpty }.map { headers[$0] }
  }

  private mutating func slot(_ column: Int) -> Int {
    if slots[column] < 0 {
      slots[column] = count
      count += 1
    }
    return Int(slots[column])
  }

  private mutating func locationColumns(_ profile: ExportProfile) {
    if profile.headersBesideLocations.isEmpty { return }
    let known = Set(profile.headersBesideLocations.map(FileProfile.normalized))
    for (column, header) in headers.enumerated()
    where !header.isEmpty && !known.contains(FileProfile.normalized(header)) {
      locations.append((slot(column), Array(header.utf8)))
    }
  }

  /// Whether a header is this name, or this name and a number.
  private static func isPacked(_ header: String, _ name: String) -> Bool {
    let lower = header.lowercased()
    guard lower.hasPrefix(name.lowercased()) else { return false }
    return lower.dropFirst(name.count).allSatisfy(\.isNumber)
      && (lower.count > name.count || !name.hasSuffix("_"))
  }

  private mutating func source(_ names: [String]) -> (Source, header: String)? {
    let parts = names.filter { $0.hasPrefix("item.") }
    if !packed.isEmpty, let name = parts.first {
      return (.packed(parts.map { String($0.dropFirst(5)) }), name)
    }
    for name in names {
      switch name {
      case "location.name" where !locations.isEmpty: return (.locationName, "location")
      case "location.value" where !locations.isEmpty: return (.locationValue, "a location's")
      default: break
      }
    }
    return ExportProfile.column(names, in: headers).map { (.column(slot($0)), headers[$0]) }
  }

  private mutating func output(
    _ column: ExportProfile.Column, _ profile: ExportProfile, _ options: ReadingOptions
  ) -> Output? {
    let field = column.field
    var names = column.headers
    if let header = options.header(of: field, kind: profile.kind) {
      if ExportProfile.column([header], in: headers) != nil {
        names = [header]
      } else {
        unmatched.append((field.rawValue, header))
      }
    }
    guard let (source, header) = source(names) else { return nil }
    var output = Output(field: field, header: header, source: source)
    output.values = profile.values[field] ?? [:]
    for names in profile.less[field] ?? [] {
      if let one = self.source(names)?.0 { output.less.append(one) }
    }
    for names in profile.plus[field] ?? [] {
      if let one = self.source(names)?.0 { output.plus.append(one) }
    }
    output.per = profile.per[field].flatMap { self.source($0)?.0 }
    return output
  }

  /// What the layout does not name is looked for by Restock's own names, and by `--columns`.
  private mutating func addOwnNames(_ profile: ExportProfile, _ options: ReadingOptions) {
    for column in FileProfile.canonical(profile.kind).columns {
      let field = column.field
      guard !profile.columns.contains(where: { $0.field == field }) else { continue }
      let given = options.header(of: field, kind: profile.kind)
      let isUnused = profile.unused.contains(field) || !locations.isEmpty || !packed.isEmpty
      guard given != nil || !isUnused else { continue }
      let index = ExportProfile.column([given ?? field.rawValue], in: headers)
      if given == nil, let index, slots[index] >= 0 { continue }
      if let index {
        outputs.append(
          Output(field: field, header: headers[index], source: .column(slot(index))))
      } else if let given {
        unmatched.append((field.rawValue, given))
      }
    }
  }

  private mutating func condition(_ condition: ExportProfile.Condition) -> Condition? {
    source(condition.headers).map { Condition(condition: condition, source: $0.0) }
  }

  private mutating func rules(_ rules: [ExportProfile.RowRule]) -> [Rule] {
    rules.compactMap { rule in
      var any: [[Condition]] = []
      for all in rule.conditions {
        let found = all.compactMap { condition($0) }
        if found.count == all.count { any.append(found) }
      }
      return any.isEmpty ? nil : Rule(reason: rule.reason, conditions: any)
    }
  }
}
