/// How the cells and rows of a file are told apart.
struct Dialect: Sendable, Hashable {
  var delimiter: UInt8 = UInt8(ascii: ",")
  /// LF, also where CR stands before it, or CR alone.
  var newline: UInt8 = UInt8(ascii: "\n")

  static let quote = UInt8(ascii: "\"")

  /// The delimiters that are looked for, in this order where nothing else decides.
  static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"), UInt8(ascii: ":"),
  ]

  /// What messages call a delimiter.
  static func name(of delimiter: UInt8) -> String {
    switch delimiter {
    case UInt8(ascii: "\t"): "tab"
    default: "'" + String(UnicodeScalar(delimiter)) + "'"
    }
  }
}
