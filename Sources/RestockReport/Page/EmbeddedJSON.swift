/// Builds JSON, by default such that may stand in a page's script element: no text in it can end the
/// element or begin markup, since `<`, `>` and `&` are written as `\u003c`, `\u003e` and `\u0026`.
struct EmbeddedJSON: Sendable {
  /// The JSON so far, UTF-8.
  private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private let isInScript: Bool

  init(isInScript: Bool = true) {
    self.isInScript = isInScript
  }

  mutating func beginArray() { begin(UInt8(ascii: "[")) }
  mutating func endArray() { end(UInt8(ascii: "]")) }
  mutating func beginObject() { begin(UInt8(ascii: "{")) }
  mutating func endObject() { end(UInt8(ascii: "}")) }

  /// A member's name; its value is to follow.
  mutating func name(_ name: String) {
    text(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A string.
  mutating func text(_ value: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { utf8 in
      for byte in utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(byte)
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
          if isInScript { escape(byte) } else { bytes.append(byte) }
        case 0..<0x20, 0x7F: escape(byte)
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number with at most so many decimals; null where there is none, or none that is finite.
  mutating func number(_ value: Double?, places: Int) {
    separate()
    guard let value, value.isFinite else {
      bytes.append(contentsOf: "null".utf8)
      return
    }
    bytes.append(contentsOf: value.text(places: places).utf8)
  }

  /// A whole number, or null.
  mutating func integer(_ value: Int?) {
    separate()
    bytes.append(contentsOf: (value.map(String.init) ?? "null").utf8)
  }

  /// A value that another writer has made.
  mutating func value(_ other: Self) {
    separate()
    bytes.append(contentsOf: other.bytes)
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(contentsOf: "\\u00".utf8)
    bytes.append(Self.digits[Int(byte >> 4)])
    bytes.append(Self.digits[Int(byte & 15)])
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }
}
