internal import RestockRecords

/// What the columns of an opened file mean.
struct TableLayout: Sendable {
  let profile: FileProfile
  let map: ColumnMap
  /// The columns that are periods, where the file has a row a series; empty for one row a period.
  let periods: [Period]

  /// A column of a wide file.
  struct Period: Sendable {
    let column: Int
    let date: DateCell
  }

  var isWide: Bool { !periods.isEmpty }

  /// The headers that have no meaning here.
  func unusedHeaders(of headers: [String]) -> [String] {
    var used = Set(map.columns.values)
    used.formUnion(periods.map(\.column))
    return headers.indices.filter { !used.contains($0) && !headers[$0].isEmpty }
      .map { headers[$0] }
  }

  /// The layout of a table that has these fields and no others.
  init(kind: FileKind, fields: [Field]) {
    profile = .canonical(kind)
    map = ColumnMap(fields)
    periods = []
  }

  /// Finds out what the columns of a file of this kind mean.
  ///
  /// - Throws: Where a required column is missing or could be either of two.
  init(
    _ file: borrowing TableFile, kind: FileKind, options: ReadingOptions
  ) throws(InputError) {
    let headers = file.headers
    let profile = FileProfile.canonical(kind)
    let mayBeWide = kind == .sales || kind == .stockHistory
    var periods: [Period] = []
    if mayBeWide && options.layout != .long {
      periods = Self.periods(headers, options: options)
      let needed = options.layout == .wide ? 1 : 2
      if periods.count < needed { periods = [] }
    }
    if options.layout == .wide && mayBeWide && periods.isEmpty {
      throw InputError(
        at: Place(file: file.path, line: file.headerLine),
        "expected columns that are dates or steps (2026-11-23, 2026-11, w001), found "
          + Self.list(headers),
        remedy: "leave out --layout wide for a file with one row a period")
    }
    do throws(ColumnMap.Problem) {
      // A file that has all columns of the long layout is long, whatever else is in it.
      if !periods.isEmpty, options.layout == nil,
        let long = try? ColumnMap(headers, profile: profile, options: options),
        !periods.contains(where: { long.columns.values.contains($0.column) })
      {
        periods = []
      }
      let optional: Set<Field> = periods.isEmpty ? [] : [.date, .quantity]
      let periodColumns = Set(periods.map(\.column))
      // A period is not to be taken for a column with a name.
      let named = headers.indices.map { periodColumns.contains($0) ? "" : headers[$0] }
      var map = try ColumnMap(named, profile: profile, options: options, optional: optional)
      if !periods.isEmpty {
        for field in [Field.date, .quantity, .onHand, .inStock] { map.columns[field] = nil }
      }
      self.map = map
    } catch {
      throw Self.error(error, file, kind: kind, profile: profile, options: options)
    }
    if kind == .stockHistory && periods.isEmpty && map.columns[.onHand] == nil
      && map.columns[.inStock] == nil
    {
      throw InputError(
        at: Place(file: file.path, line: file.headerLine),
        "expected a column 'on_hand' or 'in_stock', found " + Self.list(headers),
        remedy: "name it: --columns on_hand=HEADER")
    }
    self.profile = profile
    self.periods = periods
  }

  /// The headers that are dates, months or numbered steps.
  static func periods(_ headers: [String], options: ReadingOptions) -> [Period] {
    var parser = DateParser()
    parser.format = options.dateFormat
    if options.every == .step
      && headers.contains(where: { DateParser.step(Array($0.utf8)[...]) != nil })
    {
      parser.readsSteps = true
    }
    let orders = headers.map { parser.evidence(Array($0.utf8)) }
    if orders.contains(.dayFirst) {
      parser.order = .dayFirst
    } else if orders.contains(.monthFirst) {
      parser.order = .monthFirst
    }
    let dates = headers.indices.compactMap { column -> Period? in
      guard case .date(let date) = parser.parse(Array(headers[column].utf8)) else { return nil }
      return Period(column: column, date: date)
    }
    if dates.count >= 2 { return dates }
    let steps = steps(headers)
    return steps.count > dates.count ? steps : dates
  }

  /// Headers of one prefix and a number: `w001`, `m01`, `d_1`, or numbers alone.
  private static func steps(_ headers: [String]) -> [Period] {
    let prefixes: Set<String> = [
      "", "w", "wk", "week", "m", "month", "d", "day", "t", "p", "period", "q", "quarter", "y",
      "year", "step", "s",
    ]
    var byPrefix: [String: [Period]] = [:]
    for (column, header) in headers.enumerated() {
      let lower = header.lowercased()
      let word = lower.prefix { $0.isLetter }
      let digits = lower.dropFirst(word.count).drop { $0 == "_" || $0 == " " || $0 == "-" }
      guard prefixes.contains(String(word)), !digits.isEmpty,
        let step = DateParser.step(Array(digits.utf8)[...]), DateParser.steps.contains(step)
      else { continue }
      byPrefix[String(word), default: []].append(
        Period(column: column, date: DateCell(day: Day(number: Int32(step)), size: .step)))
    }
    return byPrefix.values.max { ($0.count, -$0[0].column) < ($1.count, -$1[0].column) } ?? []
  }

  private static func error(
    _ problem: ColumnMap.Problem, _ file: borrowing TableFile, kind: FileKind,
    profile: FileProfile, options: ReadingOptions
  ) -> InputError {
    let place = Place(file: file.path, line: file.headerLine)
    switch problem {
    case .ambiguous(let field, let headers):
      return InputError(
        at: place, "\(list(headers)) could each be the column '\(field.rawValue)'",
        remedy: "name the one: --columns \(field.rawValue)=\(quotedForShell(headers[0]))")
    case .missing(let fields):
      let wanted = fields.map { "'\($0.rawValue)'" }.joined(separator: " and ")
      var message = "expected a column \(wanted) in a \(kind.rawValue) file, found "
      message += list(file.headers)
      if let field = fields.first,
        let column = profile.columns.first(where: { $0.field == field }), !column.synonyms.isEmpty
      {
        message += " ('\(field.rawValue)' also goes by "
        message += column.synonyms.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + ", ...)"
      }
      if file.headers.count == 1 {
        return InputError(
          at: place, message,
          remedy: "is \(Dialect.name(of: file.dialect.delimiter)) the delimiter? Name it:"
            + " --delimiter ';'")
      }
      return InputError(
        at: place, message,
        remedy:
          "name the column: --columns \(fields.map { "\($0.rawValue)=HEADER" }.joined(separator: ","))"
      )
    }
  }

  private static func quotedForShell(_ header: String) -> String {
    header.contains(" ") ? "'\(header)'" : header
  }

  /// Headers in quotes, not more than twelve of them.
  static func list(_ headers: [String]) -> String {
    let names = headers.prefix(12).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
    return headers.count > 12 ? names + ", ... (\(headers.count) columns)" : names
  }
}
