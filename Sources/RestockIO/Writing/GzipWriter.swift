internal import CZlib
internal import Glibc

/// Compresses what is written to it (RFC 1952) into a sink; the same bytes in give the same bytes
/// out, since no time or name is put in the header.
public struct GzipWriter: ~Copyable {
  private var sink: ByteSink
  // zlib keeps the address of its stream, so that it may not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// A compressor in front of `sink`.
  ///
  /// - Parameters:
  ///   - sink: Where the compressed bytes go.
  ///   - level: 1 (fastest) to 9 (smallest).
  /// - Throws: Where there is no memory for it.
  public init(_ sink: consuming ByteSink, level: Int = 6) throws(OutputError) {
    precondition((1...9).contains(level), "level \(level)")
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 more than the window's 15 bits asks for a gzip header and trailer.
    let status = deflateInit2_(
      stream, Int32(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      throw OutputError(path: sink.path, code: ENOMEM)
    }
    self.sink = sink
    self.stream = stream
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Appends `bytes` to the output.
  public mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    // zlib counts input in 32 bits.
    let limit = 1 << 30
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + limit)
      try compress(bytes, start..<end, flush: Z_NO_FLUSH)
      start = end
    }
  }

  /// Writes the trailer and closes the sink.
  public consuming func close() throws(OutputError) {
    try compress([], 0..<0, flush: Z_FINISH)
    try sink.finish()
  }

  private mutating func compress(
    _ bytes: [UInt8], _ range: Range<Int>, flush: Int32
  ) throws(OutputError) {
    let stream = stream
    var output = [UInt8](repeating: 0, count: 65_536)
    var consumed = range.lowerBound
    while true {
      var written = 0
      var status: Int32 = 0
      bytes.withUnsafeBufferPointer { input in
        output.withUnsafeMutableBufferPointer { block in
          // zlib does not write through next_in, whatever its type says.
          stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress.map { $0 + consumed })
          stream.pointee.avail_in = UInt32(range.upperBound - consumed)
          stream.pointee.next_out = block.baseAddress
          stream.pointee.avail_out = UInt32(block.count)
          status = deflate(stream, flush)
          written = block.count - Int(stream.pointee.avail_out)
          consumed = range.upperBound - Int(stream.pointee.avail_in)
        }
      }
      precondition(status != Z_STREAM_ERROR, "deflate was called out of order")
      try sink.write(Array(output[..<written]))
      if flush == Z_FINISH ? status == Z_STREAM_END : written < output.count { return }
    }
  }
}
