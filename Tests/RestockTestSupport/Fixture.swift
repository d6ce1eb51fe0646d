public import Foundation

/// Files made by hand for tests, in `Tests/Fixtures`.
public enum Fixture {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  /// The file of this name, as `exports/shopify/orders_export.csv`.
  public static func url(_ name: String) -> URL { folder.appending(path: name) }

  /// Its path.
  public static func path(_ name: String) -> String { url(name).path }
}
