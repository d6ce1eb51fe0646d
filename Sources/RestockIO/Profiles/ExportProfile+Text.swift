public import RestockRecords

extension ExportProfile {
  /// Reads a profile from text, in the format that `format` explains.
  ///
  /// - Parameters:
  ///   - text: The profile.
  ///   - file: What errors call it.
  /// - Throws: Where a line is not of this format, or a required one is missing.
  public init(text: String, file: String) throws(InputError) {
    let lines = try ProfileLines(text, file: file)
    func required(_ key: String) throws(InputError) -> String {
      if let value = lines.value(key) { return value }
      throw InputError(at: Place(file: file), "expected a line '\(key): ...'")
    }
    name = try required("profile")
    system = lines.value("system") ?? name
    let kindName = try required("kind")
    guard let kind = FileKind(rawValue: kindName) else {
      throw InputError(
        at: Place(file: file, line: lines.line("kind")), "there is no kind '\(kindName)'",
        remedy: "expected one of " + FileKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.kind = kind
    recognisedBy = Self.list(try required("recognised by")).map {
      Self.names($0).map(HeaderName.init)
    }
    notRecognisedBy = Self.list(lines.value("but not by") ?? "").map(HeaderName.init)
    columns = try lines.fields("columns").map {
      Column(field: $0.field, headers: Self.names($0.text))
    }
    less = Dictionary(
      try lines.fields("less").map { ($0.field, Self.list($0.text).map(Self.names)) },
      uniquingKeysWith: { $1 })
    plus = Dictionary(
      try lines.fields("plus").map { ($0.field, Self.list($0.text).map(Self.names)) },
      uniquingKeysWith: { $1 })
    per = Dictionary(
      try lines.fields("per").map { ($0.field, Self.names($0.text)) }, uniquingKeysWith: { $1 })
    var values: [Field: [String: String]] = [:]
    for entry in try lines.fields("values") {
      for pair in Self.list(entry.text) {
        let sides = pair.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
        guard sides.count == 2 else {
          throw lines.error(entry.line, "expected 'cell = value', found '\(pair)'")
        }
        values[entry.field, default: [:]][sides[0].lowercased()] = sides[1]
      }
    }
    self.values = values
    var unused: Set<Field> = []
    for name in Self.list(lines.value("not used") ?? "") {
      guard let field = Field(rawValue: name) else {
        throw lines.error(lines.line("not used"), "there is no field '\(name)'")
      }
      unused.insert(field)
    }
    self.unused = unused
    order = Self.names(lines.value("order") ?? "")
    reference = Self.names(lines.value("reference") ?? "")
    group = Self.names(lines.value("group") ?? "")
    fillDown = Self.list(lines.value("fill down") ?? "")
    leftOut = try lines.rules("left out")
    counted = try lines.rules("counted")
    headersBesideLocations = Self.list(lines.value("locations in all headers but") ?? "")
    packedIn = Self.list(lines.value("items packed in") ?? "")
    dayOrder = try lines.value("dates").map { text throws(InputError) in
      try Self.dayOrder(text, lines)
    }
    mostDays = lines.value("days at most").flatMap { Int($0) }
    let given = Set(columns.map(\.field))
    for column in FileProfile.canonical(kind).columns
    where column.isRequired && !given.contains(column.field) {
      throw InputError(
        at: Place(file: file),
        "a profile of \(kind.rawValue) needs a column"
          + " '\(column.field.rawValue)'")
    }
  }

  private static func dayOrder(
    _ text: String, _ lines: ProfileLines
  ) throws(InputError) -> DayOrder {
    let line = lines.line("dates")
    let (order, rest): (DateOrder, Substring)
    if text.hasPrefix("day first") {
      (order, rest) = (.dayFirst, text.dropFirst(9))
    } else if text.hasPrefix("month first") {
      (order, rest) = (.monthFirst, text.dropFirst(11))
    } else {
      throw lines.error(line, "expected 'day first' or 'month first', found '\(text)'")
    }
    let condition = String(rest).trimmingBlanks
    if condition.isEmpty { return DayOrder(order: order, condition: nil) }
    guard condition.hasPrefix("where ") else {
      throw lines.error(line, "expected 'where HEADER contains text', found '\(condition)'")
    }
    return DayOrder(
      order: order, condition: try lines.condition(String(condition.dropFirst(6)), line: line))
  }

  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
  }

  static func names(_ text: String) -> [String] { parts(text, between: " | ") }

  /// The texts between separators, trimmed.
  static func parts(_ text: String, between separator: String) -> [String] {
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var parts: [String] = []
    var start = 0
    var i = 0
    while i < bytes.count {
      if bytes[i...].starts(with: mark) {
        parts.append(String(decoding: bytes[start..<i], as: UTF8.self).trimmingBlanks)
        i += mark.count
        start = i
      } else {
        i += 1
      }
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self).trimmingBlanks)
    return parts.filter { !$0.isEmpty }
  }
}

/// The lines of a profile, by name.
struct ProfileLines {
  private struct Entry {
    let text: String
    let line: Int
    var children: [(name: String, text: String, line: Int)] = []
  }

  private let file: String
  private var entries: [String: Entry] = [:]

  private static let known: Set<String> = [
    "profile", "system", "kind", "recognised by", "but not by", "columns", "less", "plus", "per",
    "values",
    "order", "reference", "group", "fill down", "left out", "counted", "not used", "dates",
    "days at most", "items packed in", "locations in all headers but",
  ]

  init(_ text: String, file: String) throws(InputError) {
    self.file = file
    var last = ""
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let trimmed = String(line).trimmingBlanks
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      guard let colon = trimmed.firstIndex(of: ":") else {
        throw error(number, "expected 'name: value', found '\(trimmed.prefix(60))'")
      }
      let name = String(trimmed[..<colon]).trimmingBlanks
      let value = String(trimmed[trimmed.index(after: colon)...]).trimmingBlanks
      if line.hasPrefix(" ") {
        guard entries[last] != nil else { throw error(number, "an indented line under nothing") }
        entries[last]?.children.append((name, value, number))
      } else {
        guard Self.known.contains(name) else {
          throw error(number, "there is no line '\(name)' in a profile")
        }
        entries[name] = Entry(text: value, line: number)
        last = name
      }
    }
  }

  func value(_ name: String) -> String? {
    entries[name].flatMap { $0.text.isEmpty ? nil : $0.text }
  }

  func line(_ name: String) -> Int { entries[name]?.line ?? 0 }

  func error(_ line: Int, _ message: String) -> InputError {
    InputError(at: Place(file: file, line: line), message)
  }

  func fields(_ name: String) throws(InputError) -> [(field: Field, text: String, line: Int)] {
    var fields: [(field: Field, text: String, line: Int)] = []
    for child in entries[name]?.children ?? [] {
      guard let field = Field(rawValue: child.name) else {
        throw error(child.line, "there is no field '\(child.name)'")
      }
      fields.append((field, child.text, child.line))
    }
    return fields
  }

  func rules(_ name: String) throws(InputError) -> [ExportProfile.RowRule] {
    var rules: [ExportProfile.RowRule] = []
    for child in entries[name]?.children ?? [] {
      var any: [[ExportProfile.Condition]] = []
      for alternative in ExportProfile.parts(child.text, between: ";") {
        var all: [ExportProfile.Condition] = []
        for part in ExportProfile.parts(alternative, between: " and ") {
          all.append(try condition(part, line: child.line))
        }
        any.append(all)
      }
      rules.append(ExportProfile.RowRule(reason: child.name, conditions: any))
    }
    return rules
  }

  /// `Financial Status is refunded or voided`.
  func condition(_ text: String, line: Int) throws(InputError) -> ExportProfile.Condition {
    for verb in [" is ", " contains ", " has "] {
      let sides = ExportProfile.parts(text, between: verb)
      guard sides.count == 2 else { continue }
      let values = ExportProfile.parts(sides[1].lowercased(), between: " or ")
      let test: ExportProfile.Condition.Test
      switch (verb, sides[1]) {
      case (" is ", "filled"): test = .isFilled
      case (" is ", "empty"): test = .isEmpty
      case (" is ", let value) where value.hasPrefix("above "):
        guard let limit = Double(value.dropFirst(6)) else {
          throw error(line, "expected a number after 'above', found '\(value.dropFirst(6))'")
        }
        test = .isAbove(limit)
      case (" is ", _): test = .isOneOf(values)
      case (" contains ", _): test = .contains(values)
      default: test = .has(values)
      }
      return ExportProfile.Condition(headers: ExportProfile.names(sides[0]), test: test)
    }
    throw error(line, "expected 'HEADER is ...', 'contains' or 'has', found '\(text)'")
  }
}
