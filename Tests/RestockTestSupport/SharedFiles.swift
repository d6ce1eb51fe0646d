public import Foundation

/// The reference values and data sets that lie beside the checkout and are not ours to
/// redistribute: tests that need them are skipped, with a message, where they are absent.
public enum SharedFiles {
  /// The folder of the package.
  public static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The file at `path` under `shared/` beside the checkout (or under `RESTOCK_SHARED`), nil where
  /// there is none.
  public static func url(_ path: String) -> URL? {
    let environment = ProcessInfo.processInfo.environment
    let root =
      environment["RESTOCK_SHARED"].map { URL(filePath: $0) }
      ?? package.deletingLastPathComponent().appending(path: "shared")
    let file = root.appending(path: path)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }
}
