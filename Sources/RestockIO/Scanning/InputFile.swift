internal import Glibc
internal import RestockRecords

/// Read-only bytes whose owner outlives all who read them, on whatever thread.
struct ByteView: @unchecked Sendable {
  let base: UnsafePointer<UInt8>
  let count: Int

  subscript(index: Int) -> UInt8 { base[index] }
}

/// The bytes of a file: mapped where it is a regular one, else (a pipe) read to its end.
struct InputFile: ~Copyable {
  /// The name, as the user gave it.
  let path: String
  let bytes: ByteView
  private let isMapped: Bool

  /// Opens a file.
  init(_ path: String) throws(InputError) {
    func fail(_ message: String, _ remedy: String? = nil) -> InputError {
      InputError(at: Place(file: path), message, remedy: remedy)
    }
    let descriptor = retryingInterrupts { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      let code = errno
      switch code {
      case ENOENT: throw fail("there is no such file")
      case EACCES: throw fail("it may not be read: permission denied")
      default: throw fail("it cannot be opened: \(String(cString: strerror(code)))")
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw fail("it cannot be read: \(String(cString: strerror(errno)))")
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw fail("it is a folder, expected a file", "name the files in it")
    case S_IFREG where status.st_size > 0:
      let size = Int(status.st_size)
      guard let mapping = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
        mapping != MAP_FAILED
      else { throw fail("it cannot be read: \(String(cString: strerror(errno)))") }
      madvise(mapping, size, MADV_SEQUENTIAL)
      bytes = ByteView(
        base: UnsafePointer(mapping.assumingMemoryBound(to: UInt8.self)), count: size)
      isMapped = true
    default:
      guard let content = readToEnd(descriptor) else {
        throw fail("it cannot be read: \(String(cString: strerror(errno)))")
      }
      bytes = content
      isMapped = false
    }
    self.path = path
  }

  /// Text that was made of a file, in place of the file.
  init(_ path: String, content: [UInt8]) {
    self.path = path
    bytes = copy(of: content)
    isMapped = false
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.base), bytes.count)
    } else {
      bytes.base.deallocate()
    }
  }
}

/// All that a descriptor gives, in memory of its own; nil where reading fails.
private func readToEnd(_ descriptor: Int32) -> ByteView? {
  var content: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &block, block.count)
    if count < 0 && errno == EINTR { continue }
    if count < 0 { return nil }
    if count == 0 { break }
    content.append(contentsOf: block[..<count])
  }
  return copy(of: content)
}

private func copy(of content: [UInt8]) -> ByteView {
  let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, content.count))
  copy.initialize(from: content, count: content.count)
  return ByteView(base: UnsafePointer(copy), count: content.count)
}
