import Foundation
import RestockTestSupport

/// The rows of a table of reference values that lies beside the script that made it.
enum ReferenceTable {
  /// The rows of `Reference/<name>.csv`, each by its columns' names.
  static func rows(_ name: String) throws -> [[String: String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/\(name).csv")
    return CSVText(try String(contentsOf: file, encoding: .utf8)).rows
  }
}
