import FoundationEssentials
import RestockReport

/// A plan that an earlier run saved in its folder.
enum SavedPlanFile {
  /// The plan in a folder.
  ///
  /// - Throws: `CommandError` where the folder has none that this version reads.
  static func read(from folder: String) throws -> SavedPlan {
    let path = "\(folder)/\(SavedPlan.fileName)"
    guard let content = try? Data(contentsOf: URL(filePath: path)) else {
      throw CommandError(
        "\(folder): no plan there (no \(SavedPlan.fileName))\n"
          + "  expected a folder that restock plan --out wrote")
    }
    return try plan(Array(content), from: path)
  }

  /// The plan in the content of a file or a store.
  static func plan(_ content: [UInt8], from place: String) throws -> SavedPlan {
    do throws(SavedPlan.Problem) {
      return try SavedPlan(content)
    } catch {
      switch error {
      case .otherVersion:
        throw CommandError(
          "\(place): was written by another version of Restock\n  plan again with this one")
      case .damaged:
        throw CommandError("\(place): is damaged, or was written by another version of Restock")
      }
    }
  }
}
