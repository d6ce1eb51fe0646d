/// Restock's own layout of a kind of file: its columns, and the headers that they go by.
public struct FileProfile: Sendable, Hashable {
  public let kind: FileKind
  public let columns: [Column]

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
