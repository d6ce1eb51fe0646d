/// Builds HTML or SVG as bytes; every text and attribute value is escaped here and nowhere else.
///
/// Only `raw(_:)` takes markup as it is, and its type, `StaticString`, keeps data out of it.
package struct MarkupWriter: Sendable {
  /// The markup so far, UTF-8.
  package private(set) var bytes: [UInt8] = []

  /// Nothing yet.
  init() {}

  /// Appends markup of ours.
  mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends bytes that a writer has made, or a file of the package.
  mutating func append(_ markup: [UInt8]) {
    bytes.append(contentsOf: markup)
  }

  /// Appends what another writer has made.
  mutating func append(_ other: Self) {
    bytes.append(contentsOf: other.bytes)
  }

  /// Appends text, with `& < > " '` as character references and control characters that HTML does
  /// not allow as U+FFFD.
  mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { utf8 in
      for byte in utf8 {
        switch byte {
        case UInt8(ascii: "&"): raw("&amp;")
        case UInt8(ascii: "<"): raw("&lt;")
        case UInt8(ascii: ">"): raw("&gt;")
        case UInt8(ascii: "\""): raw("&quot;")
        case UInt8(ascii: "'"): raw("&#39;")
        case 0x09, 0x0A, 0x20...: bytes.append(byte)
        default: raw("\u{FFFD}")
        }
      }
    }
  }

  /// Appends an element with what `content` writes in it.
  mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [], content: (inout Self) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  /// Appends an element with a text in it.
  mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [], text value: String
  ) {
    open(name, attributes)
    text(value)
    close(name)
  }

  /// Appends a start tag.
  mutating func open(_ name: StaticString, _ attributes: [Attribute] = []) {
    raw("<")
    raw(name)
    for attribute in attributes {
      raw(" ")
      raw(attribute.name)
      raw("=\"")
      text(attribute.value)
      raw("\"")
    }
    raw(">")
  }

  /// Appends an end tag.
  mutating func close(_ name: StaticString) {
    raw("</")
    raw(name)
    raw(">")
  }

  /// An attribute of an element.
  struct Attribute: Sendable {
    let name: StaticString
    let value: String

    /// An attribute; the value is escaped when it is written.
    init(_ name: StaticString, _ value: String) {
      self.name = name
      self.value = value
    }

    /// An attribute with a number of at most `places` decimals.
    init(_ name: StaticString, _ value: Double, places: Int = 1) {
      self.init(name, value.text(places: places))
    }

    /// The class of an element, for the style sheet.
    static func `class`(_ value: StaticString) -> Self {
      Self("class", value.description)
    }
  }
}
