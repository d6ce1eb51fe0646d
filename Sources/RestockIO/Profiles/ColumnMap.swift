internal import RestockRecords

/// Which column of a file has which meaning.
struct ColumnMap: Sendable {
  /// The column of each field that the file has.
  var columns: [Field: Int] = [:]
  /// What the numbers of a column are multiplied by, where not by 1.
  var scales: [Field: Double] = [:]
  /// Two headers that mean the same optional field, of which neither is used.
  var ambiguous: [(field: Field, headers: [String])] = []
  /// Mappings of `--columns` whose header is not in the file.
  var unmatched: [(name: String, header: String)] = []

  /// The columns of a table that has no others.
  init(_ fields: [Field]) {
    for (column, field) in fields.enumerated() { columns[field] = column }
  }

  /// Why a required field has no column.
  enum Problem: Error {
    case missing([Field])
    case ambiguous(Field, headers: [String])
  }

  /// Matches headers with the columns of a profile.
  ///
  /// - Parameters:
  ///   - headers: The headers of a file.
  ///   - profile: The layout.
  ///   - options: `columns` in them goes before all names.
  ///   - optional: Required fields that this file may lack, as the date in a wide one.
  /// - Throws: Where a required field has no column, or two.
  init(
    _ headers: [String], profile: FileProfile, options: ReadingOptions, optional: Set<Field> = []
  ) throws(Problem) {
    let normalized = headers.map(FileProfile.normalized)
    func find(_ name: String) -> [Int] {
      let key = FileProfile.normalized(name)
      return key.isEmpty ? [] : normalized.indices.filter { normalized[$0] == key }
    }
    var taken: Set<Int> = []
    var mapped: Set<Field> = []
    for column in profile.columns {
      let name = column.field.rawValue
      guard let header = options.header(of: column.field, kind: profile.kind) else { continue }
      let trimmed = header.trimmingBlanks
      let exact = headers.firstIndex { $0.trimmingBlanks == trimmed } ?? find(header).first
      if let index = exact {
        columns[column.field] = index
        taken.insert(index)
        mapped.insert(column.field)
      } else {
        unmatched.append((name, header))
      }
    }
    // A better name for one field goes before a worse one for another.
    for tier in 0..<Self.tiers {
      for column in profile.columns where !mapped.contains(column.field) {
        let candidates = Self.candidates(for: column, tier: tier, find: find)
          .filter { !taken.contains($0.index) }
        guard let match = candidates.first else { continue }
        mapped.insert(column.field)
        taken.formUnion(candidates.map(\.index))
        if candidates.count > 1 {
          let names = candidates.map { headers[$0.index] }
          if column.isRequired && !optional.contains(column.field) {
            throw .ambiguous(column.field, headers: names)
          }
          ambiguous.append((column.field, names))
        } else {
          columns[column.field] = match.index
          if match.scale != 1 { scales[column.field] = match.scale }
        }
      }
    }
    let missing = profile.columns.filter { column in
      column.isRequired && !optional.contains(column.field) && columns[column.field] == nil
    }
    if !missing.isEmpty { throw .missing(missing.map(\.field)) }
  }

  private typealias Candidate = (index: Int, scale: Double)

  private static let tiers = 3

  /// The columns that may hold a field by its own name (tier 0), its synonyms (1), its weak ones (2).
  private static func candidates(
    for column: FileProfile.Column, tier: Int, find: (String) -> [Int]
  ) -> [Candidate] {
    func all(_ names: [String], scale: Double = 1) -> [Candidate] {
      var indices: [Int] = []
      for name in names {
        for index in find(name) + currencies.flatMap({ find(name + $0) })
        where !indices.contains(index) {
          indices.append(index)
        }
      }
      return indices.map { ($0, scale) }
    }
    switch tier {
    case 0: return all([column.field.rawValue])
    case 1:
      let scaled = column.scaled.sorted { $0.key < $1.key }
      return all(column.synonyms) + scaled.flatMap { all([$0.key], scale: $0.value) }
    default: return all(column.weakSynonyms)
    }
  }

  /// Money columns often say in which currency.
  private static let currencies = ["eur", "usd", "gbp"]
}

extension String {
  /// Without blanks at the ends.
  var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
