internal import Glibc

/// Writes bytes to a file or to an open descriptor, in blocks of 64 KB.
///
/// Every byte is either handed to the system or an error is thrown: `close()` must be called, since
/// the last block is written there. A sink that goes away unclosed, as on an error, drops its last
/// block.
public struct ByteSink: ~Copyable {
  /// What errors call the output.
  public let path: String
  private var descriptor: Int32
  private let ownsDescriptor: Bool
  private var block: [UInt8] = []

  private static let blockSize = 65_536

  /// Creates the file at `path`, or empties the one that is there.
  public init(creating path: String) throws(OutputError) {
    let descriptor = retryingInterrupts {
      open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    }
    if descriptor < 0 { throw OutputError(path: path, code: errno) }
    self.init(descriptor: descriptor, path: path, ownsDescriptor: true)
  }

  /// Writes to a descriptor that is open already, as standard output, and leaves it open.
  public init(descriptor: Int32, path: String) {
    self.init(descriptor: descriptor, path: path, ownsDescriptor: false)
  }

  private init(descriptor: Int32, path: String, ownsDescriptor: Bool) {
    self.descriptor = descriptor
    self.path = path
    self.ownsDescriptor = ownsDescriptor
    block.reserveCapacity(Self.blockSize)
  }

  deinit {
    if ownsDescriptor && descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// Appends `bytes` to the output.
  public mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    if block.count + bytes.count > Self.blockSize { try flush() }
    if bytes.count >= Self.blockSize {
      try writeThrough(bytes)
    } else {
      block.append(contentsOf: bytes)
    }
  }

  /// Appends text, in UTF-8.
  public mutating func write(_ text: String) throws(OutputError) {
    try write(Array(text.utf8))
  }

  /// Hands what is still in the block to the system.
  public mutating func flush() throws(OutputError) {
    try writeThrough(block)
    block.removeAll(keepingCapacity: true)
  }

  /// Writes the rest and closes the file (a descriptor that was open before stays open).
  public consuming func close() throws(OutputError) {
    try finish()
  }

  /// Writes the rest and closes the file, which can be done once.
  mutating func finish() throws(OutputError) {
    try flush()
    guard ownsDescriptor, descriptor >= 0 else { return }
    let failed = Glibc.close(descriptor) != 0
    let code = errno
    // It is gone after close(2), whatever that returns.
    descriptor = -1
    if failed && code != EINTR { throw OutputError(path: path, code: code) }
  }

  private func writeThrough(_ bytes: [UInt8]) throws(OutputError) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        throw OutputError(path: path, code: errno)
      }
    }
  }
}

/// Repeats a system call while a signal interrupts it.
func retryingInterrupts(_ call: () -> Int32) -> Int32 {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
