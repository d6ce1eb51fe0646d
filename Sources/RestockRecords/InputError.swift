/// An input that cannot be used at all: the run stops before anything is written.
public struct InputError: Error, Sendable, Hashable {
  public let place: Place
  /// What was expected and what was found, as `expected a column 'sku', found 'Item', 'Qty'`.
  public let message: String
  /// What will likely help, or nil.
  public let remedy: String?

  /// An error at a place in a file.
  public init(at place: Place, _ message: String, remedy: String? = nil) {
    self.place = place
    self.message = message
    self.remedy = remedy
  }
}

extension InputError: CustomStringConvertible {
  /// `file:line: column 'c', SKU 's': message`, and the remedy indented on a second line.
  public var description: String {
    var text = place.file
    if place.line > 0 { text += ":\(place.line)" }
    text += ": "
    var subjects: [String] = []
    if !place.column.isEmpty { subjects.append("column '\(place.column)'") }
    if !place.sku.isEmpty { subjects.append("SKU '\(place.sku)'") }
    if !subjects.isEmpty { text += subjects.joined(separator: ", ") + ": " }
    text += message
    if let remedy { text += "\n  \(remedy)" }
    return text
  }
}
