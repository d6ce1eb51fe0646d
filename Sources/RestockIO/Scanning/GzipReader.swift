internal import CZlib
internal import RestockRecords

/// Decompresses a gzip file (RFC 1952; members one after another are joined) block by block.
struct GzipReader: ~Copyable {
  private let compressed: ByteView
  private let path: String
  private var offset = 0
  private var state: State = .inMember
  private let inflater: Inflater

  private enum State {
    case inMember
    case betweenMembers
  }

  /// Whether the bytes begin like a gzip file.
  static func isGzip(_ bytes: ByteView) -> Bool {
    bytes.count >= 3 && bytes[0] == 0x1f && bytes[1] == 0x8b && bytes[2] == 8
  }

  /// A reader of `compressed`, which must outlive it.
  init(_ compressed: ByteView, path: String) throws(InputError) {
    guard let inflater = Inflater() else {
      throw InputError(at: Place(file: path), "there is not enough memory to decompress it")
    }
    self.compressed = compressed
    self.path = path
    self.inflater = inflater
  }

  /// Appends up to `count` more bytes to `output`; nothing at the end.
  mutating func read(_ count: Int, into output: inout [UInt8]) throws(InputError) {
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: count))
    var written = 0
    while written < count {
      if case .betweenMembers = state {
        guard try startNextMember() else { break }
      }
      let stream = inflater.stream
      let available = min(compressed.count - offset, 1 << 30)
      // zlib does not write through next_in, whatever its type says.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: compressed.base + offset)
      stream.pointee.avail_in = UInt32(available)
      var status: Int32 = 0
      output.withUnsafeMutableBufferPointer { buffer in
        stream.pointee.next_out = buffer.baseAddress.map { $0 + start + written }
        stream.pointee.avail_out = UInt32(count - written)
        status = inflate(stream, Z_NO_FLUSH)
        written = count - Int(stream.pointee.avail_out)
      }
      offset += available - Int(stream.pointee.avail_in)
      switch status {
      case Z_STREAM_END: state = .betweenMembers
      case Z_OK, Z_BUF_ERROR:
        if offset == compressed.count && written < count {
          throw InputError(
            at: Place(file: path), "the compressed file ends early, after \(offset) bytes",
            remedy: "copy or download it again")
        }
      default:
        let detail = stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)"
        throw InputError(
          at: Place(file: path), "the compressed file is damaged near byte \(offset): \(detail)",
          remedy: "copy or download it again")
      }
    }
    output.removeLast(count - written)
  }

  /// Goes to the next member; false at the end of the file.
  private mutating func startNextMember() throws(InputError) -> Bool {
    // Some writers pad with zeros.
    var next = offset
    while next < compressed.count, compressed[next] == 0 { next += 1 }
    if next == compressed.count { return false }
    guard compressed.count - next >= 2, compressed[next] == 0x1f, compressed[next + 1] == 0x8b
    else {
      throw InputError(
        at: Place(file: path),
        "after the end of the compressed data, at byte \(offset), stand"
          + " \(compressed.count - offset) bytes that are not gzip",
        remedy: "copy or download it again")
    }
    offset = next
    inflateReset(inflater.stream)
    state = .inMember
    return true
  }
}

/// zlib's state, at one address: zlib keeps that of its stream.
private struct Inflater: ~Copyable {
  let stream: UnsafeMutablePointer<z_stream>

  init?() {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 more than the window's 15 bits asks for a gzip header and trailer.
    let status = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      return nil
    }
    self.stream = stream
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }
}
