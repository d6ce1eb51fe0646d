internal import Synchronization

/// How far the reading of a file is.
public struct ReadingProgress: Sendable, Hashable {
  /// The file.
  public let path: String
  /// Bytes of it (as it lies on disk, or as text where it is compressed) that have been read.
  public let bytesRead: Int
  /// Its size on disk.
  public let size: Int
}

/// Counts the bytes read by several threads, and tells of every 16 MB.
final class ProgressMeter: Sendable {
  private let path: String
  private let size: Int
  private let report: (@Sendable (ReadingProgress) -> Void)?
  private let bytes = Atomic(0)
  private static let interval = 1 << 24

  init(path: String, size: Int, _ report: (@Sendable (ReadingProgress) -> Void)?) {
    self.path = path
    self.size = size
    self.report = report
  }

  func add(_ count: Int) {
    guard let report else { return }
    let (before, after) = bytes.wrappingAdd(count, ordering: .relaxed)
    if before / Self.interval != after / Self.interval {
      report(ReadingProgress(path: path, bytesRead: after, size: size))
    }
  }
}
