internal import RestockRecords

/// The text of a file as UTF-8, decompressed and decoded piece by piece.
struct TextStream: ~Copyable {
  private let bytes: ByteView
  private let path: String
  private var gzip: GzipReader?
  private var transcoder: Transcoder
  private var offset: Int
  private var isAtEnd = false

  /// The text of `bytes` after a byte-order mark of `mark` bytes.
  init(
    _ bytes: ByteView, path: String, isCompressed: Bool, encoding: TextEncoding, mark: Int
  ) throws(InputError) {
    self.bytes = bytes
    self.path = path
    transcoder = Transcoder(from: encoding)
    if isCompressed {
      var gzip = try GzipReader(bytes, path: path)
      var marks: [UInt8] = []
      try gzip.read(mark, into: &marks)
      self.gzip = consume gzip
      offset = 0
    } else {
      gzip = nil
      offset = mark
    }
  }

  /// Appends the next piece of the text; false once there is none.
  mutating func read(into output: inout [UInt8]) throws(InputError) -> Bool {
    if isAtEnd { return false }
    let size = 1 << 20
    if transcoder.encoding == .utf8 && gzip != nil {
      let before = output.count
      try gzip?.read(size, into: &output)
      isAtEnd = output.count < before + size
    } else {
      var piece: [UInt8] = []
      if gzip != nil {
        try gzip?.read(size, into: &piece)
      } else {
        let count = min(size, bytes.count - offset)
        piece = Array(UnsafeBufferPointer(start: bytes.base + offset, count: count))
        offset += count
      }
      isAtEnd = piece.count < size
      transcoder.append(piece, to: &output, isLast: isAtEnd)
      if let bad = transcoder.firstBadByte {
        throw InputError(
          at: Place(file: path),
          transcoder.encoding == .windows1252
            ? "byte \(bad) is neither UTF-8 nor Windows-1252"
            : "byte \(bad) is not \(transcoder.encoding.rawValue)",
          remedy: "export the file as UTF-8")
      }
    }
    return true
  }
}
