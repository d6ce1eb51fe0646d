/// Where in the inputs something stands.
public struct Place: Sendable, Hashable, Codable {
  /// The file's name as the user gave it.
  public let file: String
  /// The line, from 1 (the header's); 0 where the whole file is meant.
  public let line: Int
  /// The column's header, empty where none is meant.
  public let column: String
  /// The SKU of the row, empty where none is known.
  public let sku: String

  /// A place in an input file.
  public init(file: String, line: Int = 0, column: String = "", sku: String = "") {
    self.file = file
    self.line = line
    self.column = column
    self.sku = sku
  }
}
