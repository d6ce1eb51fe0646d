/// How the export of another program is laid out, as data: what it is recognised by, which header means
/// what, which rows do not count.
///
/// A profile is a small text file (`Profiles/BuiltIn` holds those that come with Restock); see
/// `format` for how it is written. A program's file may have several, one for each kind of input that
/// can be read from it.
public struct ExportProfile: Sendable, Hashable {
  /// What the layout is called, as `Shopify orders`.
  public let name: String
  /// Whose orders have numbers of their own, as `Shopify`: orders of one system are told apart by them.
  public let system: String
  public let kind: FileKind
  /// Headers that a file of this layout has, each by any of its names.
  let recognisedBy: [[HeaderName]]
  /// Headers that a file of this layout does not have.
  let notRecognisedBy: [HeaderName]
  /// The headers of each field, the first that a file has.
  let columns: [Column]
  /// Columns that are taken off a field's number, which is not less than 0 then.
  let less: [Field: [[String]]]
  /// Columns that are added to a field's number.
  let plus: [Field: [[String]]]
  /// The column of which a field's number is the total: the cost of a line, and its quantity.
  let per: [Field: [String]]
  /// Cells that stand for others, in lower case: `deny` for `lost`.
  let values: [Field: [String: String]]
  /// Fields that no column of a file is taken for.
  let unused: Set<Field>
  /// The header of what tells orders apart, so that one in two files counts once.
  let order: [String]
  /// The header of the order's number in another system.
  let reference: [String]
  /// The header that is the same in the rows that follow one another and go together.
  let group: [String]
  /// Headers whose cell, where it is empty, is that of the group's first row.
  let fillDown: [String]
  let leftOut: [RowRule]
  /// Rows that count, with a finding.
  let counted: [RowRule]
  /// Where every header but these is a location; empty in other layouts.
  let headersBesideLocations: [String]
  /// Columns that hold several items each: those of these names, and with a number behind.
  let packedIn: [String]
  /// How dates like 03/04/2026 are meant where no date of a file decides it.
  let dayOrder: DayOrder?
  /// The most days that the program exports unasked.
  let mostDays: Int?

  struct Column: Sendable, Hashable {
    let field: Field
    let headers: [String]
  }

  /// The order of day and month, and of which rows it is true.
  struct DayOrder: Sendable, Hashable {
    let order: DateOrder
    /// Nil: of all.
    let condition: Condition?
  }

  /// What is said of a row where one of some conditions holds.
  struct RowRule: Sendable, Hashable {
    /// What such a row is: `cancelled`.
    let reason: String
    /// Any of these, in each of which all conditions hold.
    let conditions: [[Condition]]
  }

  /// What holds of a row's cell.
  struct Condition: Sendable, Hashable {
    let headers: [String]
    let test: Test

    /// A test of a cell; texts are in lower case.
    enum Test: Sendable, Hashable {
      case isEmpty
      case isFilled
      case isOneOf([String])
      case contains([String])
      /// One of the parts between commas is one of these.
      case has([String])
      case isAbove(Double)
    }

    /// Whether the test holds of a cell.
    func holds(of cell: [UInt8]) -> Bool {
      let text = String(decoding: cell, as: UTF8.self).trimmingBlanks.lowercased()
      switch test {
      case .isEmpty: return text.isEmpty
      case .isFilled: return !text.isEmpty
      case .isOneOf(let values): return values.contains(text)
      case .contains(let parts): return parts.contains { text.contains($0) }
      case .has(let values):
        return text.split(separator: ",").contains { values.contains(String($0).trimmingBlanks) }
      case .isAbove(let limit):
        let value = cell.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { NumberParser(mark: .undecided).parse($0, buffer.count) }
            ?? .empty
        }
        if case .number(let number) = value { return number > limit }
        // 1,234 is above 0 however it is meant.
        return value == .ambiguous && limit < 1
      }
    }
  }

  /// A header as it is compared: as written but for case, and without what stands in brackets and
  /// without blanks and marks.
  struct HeaderName: Sendable, Hashable {
    let lower: String
    let plain: String

    init(_ text: String) {
      lower = text.lowercased()
      plain = FileProfile.normalized(text)
    }
  }

  /// Whether headers are those of this layout.
  func recognises(_ headers: HeaderNames) -> Bool {
    recognisedBy.allSatisfy { $0.contains(where: headers.contains) }
      && !notRecognisedBy.contains(where: headers.contains)
  }

  /// The column of the first of some names that there is: as written but for case, else without what
  /// stands in brackets and without blanks and marks.
  static func column(_ names: [String], in headers: [String]) -> Int? {
    for name in names {
      let lower = name.lowercased()
      if let exact = headers.firstIndex(where: { $0.lowercased() == lower }) { return exact }
      let plain = FileProfile.normalized(name)
      if !plain.isEmpty,
        let like = headers.firstIndex(where: { FileProfile.normalized($0) == plain })
      {
        return like
      }
    }
    return nil
  }
}

/// The headers of a file, to look names up in.
struct HeaderNames {
  private var names: Set<String> = []

  init(_ headers: [String]) {
    for header in headers {
      let name = ExportProfile.HeaderName(header)
      names.insert(name.lower)
      if !name.plain.isEmpty { names.insert(name.plain) }
    }
  }

  /// Whether one of the headers is this name.
  func contains(_ name: ExportProfile.HeaderName) -> Bool {
    names.contains(name.lower) || !name.plain.isEmpty && names.contains(name.plain)
  }
}
