internal import Glibc

/// An output that could not be written: which file, and what the system said.
public struct OutputError: Error, Sendable, Hashable {
  /// The file or folder, as the user would name it.
  public let path: String
  /// The system's error number (`errno`).
  public let code: Int32

  /// The failure of a system call on `path`.
  public init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// Whether the reader of a pipe has gone (`EPIPE`), which ends a command without being an error.
  public var isClosedPipe: Bool { code == EPIPE }
}

extension OutputError: CustomStringConvertible {
  /// `path: No space left on device`.
  public var description: String {
    "\(path): \(String(cString: strerror(code)))"
  }
}
