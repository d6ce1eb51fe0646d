/// The rows of a small CSV text by the names of its columns, for tests that look at output.
public struct CSVText: Sendable {
  public let header: [String]
  public let rows: [[String: String]]

  /// Takes a text apart (RFC 4180).
  public init(_ text: String) {
    var lines: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var characters = Array(text.unicodeScalars)[...]
    while let character = characters.popFirst() {
      switch character {
      case "\"" where isQuoted && characters.first == "\"":
        characters.removeFirst()
        cell.append("\"")
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        lines[lines.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted:
        lines[lines.count - 1].append(cell)
        cell = ""
        lines.append([])
      default: cell.unicodeScalars.append(character)
      }
    }
    lines.removeAll { $0.isEmpty }
    header = lines.first ?? []
    let names = header
    rows = lines.dropFirst().map { Dictionary(zip(names, $0)) { first, _ in first } }
  }
}
