/// The known layout of a file, as data: which column means what, and which rows are not to be used.
public struct FileProfile: Sendable, Hashable {
  /// What the layout is called, as `Shopify orders`; empty for Restock's own.
  public let name: String
  public let kind: FileKind
  /// Headers that a file of this layout has, all of them; none for Restock's own layouts.
  public let identifyingHeaders: [String]
  public let columns: [Column]
  /// Where cells stand on the first line of a group only, as an order's date in exports by line.
  public let fillDown: FillDown?
  /// Rows that are left out, each with a finding that counts them.
  public let rowsLeftOut: [RowRule]

  /// A column, and the headers that it goes by.
  public struct Column: Sendable, Hashable {
    public let field: Field
    /// Without it a file is not of this kind.
    public let isRequired: Bool
    /// Other headers with this meaning.
    public let synonyms: [String]
    /// Headers that have this meaning where nothing better is there.
    public let weakSynonyms: [String]
    /// Headers whose numbers are in another unit, with what they are multiplied by.
    public let scaled: [String: Double]

    init(
      _ field: Field, required: Bool = false, _ synonyms: [String] = [], weak: [String] = [],
      scaled: [String: Double] = [:]
    ) {
      self.field = field
      isRequired = required
      self.synonyms = synonyms
      weakSynonyms = weak
      self.scaled = scaled
    }
  }

  /// Cells that are given once for a group of rows that follow one another.
  public struct FillDown: Sendable, Hashable {
    /// The header whose value is the same in all rows of a group.
    public let groupHeader: String
    /// The headers whose value is taken from the group's first row where a cell is empty.
    public let headers: [String]
  }

  /// When a row (or, with fill-down, its group) is left out.
  public struct RowRule: Sendable, Hashable {
    public let header: String
    public let condition: Condition
    /// What such a row is: `cancelled`.
    public let reason: String

    public enum Condition: Sendable, Hashable {
      /// The cell is not empty.
      case isFilled
      /// The cell is one of these, in lower case.
      case isOneOf([String])
      /// One of these stands in the cell, in lower case.
      case contains([String])
    }
  }

  init(
    name: String = "", kind: FileKind, identifyingHeaders: [String] = [], columns: [Column],
    fillDown: FillDown? = nil, rowsLeftOut: [RowRule] = []
  ) {
    self.name = name
    self.kind = kind
    self.identifyingHeaders = identifyingHeaders
    self.columns = columns
    self.fillDown = fillDown
    self.rowsLeftOut = rowsLeftOut
  }

  /// A header as it is compared: letters and digits in lower case; what stands in brackets is left
  /// out.
  static func normalized(_ header: String) -> String {
    var text = ""
    var depth = 0
    for character in header.lowercased() {
      if character == "(" || character == "[" { depth += 1 }
      if depth == 0 && (character.isLetter || character.isNumber) { text.append(character) }
      if (character == ")" || character == "]") && depth > 0 { depth -= 1 }
    }
    return text
  }
}
