/// How the text of a file is written down as bytes.
public enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "UTF-8"
  case windows1252 = "Windows-1252"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
}

extension TextEncoding {
  /// What the first bytes say: a byte-order mark, or the zeros that UTF-16 leaves in every other byte.
  /// Where they say nothing it is UTF-8, until a byte is found that it does not allow.
  ///
  /// - Parameter head: The first bytes of the file, decompressed.
  /// - Returns: The encoding, and the length of the byte-order mark.
  static func sniff(_ head: ByteView) -> (encoding: TextEncoding, mark: Int) {
    if head.count >= 3, head[0] == 0xef, head[1] == 0xbb, head[2] == 0xbf { return (.utf8, 3) }
    if head.count >= 2, head[0] == 0xff, head[1] == 0xfe { return (.utf16LittleEndian, 2) }
    if head.count >= 2, head[0] == 0xfe, head[1] == 0xff { return (.utf16BigEndian, 2) }
    var even = 0
    var odd = 0
    let sample = min(head.count, 512) / 2
    for i in 0..<sample {
      if head[2 * i] == 0 { even += 1 }
      if head[2 * i + 1] == 0 { odd += 1 }
    }
    if sample >= 4 && odd * 10 >= sample * 7 && even == 0 { return (.utf16LittleEndian, 0) }
    if sample >= 4 && even * 10 >= sample * 7 && odd == 0 { return (.utf16BigEndian, 0) }
    return (.utf8, 0)
  }

  /// The characters of Windows-1252 at 0x80...0x9f; zero where it has none. The others are Latin-1.
  ///
  /// Source: WHATWG Encoding Standard, index windows-1252, without its C1 controls.
  static let windows1252High: [UInt16] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
    0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
  ]
}

/// Turns bytes of another encoding into UTF-8, a piece at a time.
struct Transcoder {
  let encoding: TextEncoding
  /// Bytes or units of the last piece whose character is not complete yet.
  private var pending: [UInt8] = []

  /// The number of bytes decoded before the first that the encoding does not have; nil while all is
  /// well.
  private(set) var firstBadByte: Int?
  private var decoded = 0

  /// A transcoder from `encoding`.
  init(from encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Appends `input` as UTF-8 to `output`; at the end of the file, `isLast` flushes what is left.
  mutating func append(_ input: [UInt8], to output: inout [UInt8], isLast: Bool) {
    switch encoding {
    case .utf8: output.append(contentsOf: input)
    case .windows1252: appendWindows1252(input, to: &output)
    case .utf16LittleEndian, .utf16BigEndian: appendUTF16(input, to: &output, isLast: isLast)
    }
    decoded += input.count
  }

  private mutating func appendWindows1252(_ input: [UInt8], to output: inout [UInt8]) {
    for (i, byte) in input.enumerated() {
      if byte < 0x80 {
        output.append(byte)
      } else {
        let high = byte < 0xa0 ? TextEncoding.windows1252High[Int(byte) - 0x80] : UInt16(byte)
        if high == 0 && firstBadByte == nil { firstBadByte = decoded + i }
        append(UInt32(high == 0 ? 0xfffd : high), to: &output)
      }
    }
  }

  private mutating func appendUTF16(
    _ input: [UInt8], to output: inout [UInt8], isLast: Bool
  ) {
    let bytes = pending + input
    let start = decoded - pending.count
    var i = 0
    func unit(_ i: Int) -> UInt32 {
      encoding == .utf16LittleEndian
        ? UInt32(bytes[i]) | UInt32(bytes[i + 1]) << 8
        : UInt32(bytes[i]) << 8 | UInt32(bytes[i + 1])
    }
    while i + 2 <= bytes.count {
      let first = unit(i)
      if first & 0xfc00 == 0xd800 {
        guard i + 4 <= bytes.count else { break }
        let second = unit(i + 2)
        if second & 0xfc00 == 0xdc00 {
          append(0x10000 + (first & 0x3ff) << 10 + second & 0x3ff, to: &output)
          i += 4
          continue
        }
      }
      let isLone = first & 0xf800 == 0xd800
      if isLone && firstBadByte == nil { firstBadByte = start + i }
      append(isLone ? 0xfffd : first, to: &output)
      i += 2
    }
    pending = Array(bytes[i...])
    if isLast && !pending.isEmpty && firstBadByte == nil { firstBadByte = start + i }
  }

  private func append(_ scalar: UInt32, to output: inout [UInt8]) {
    switch scalar {
    case ..<0x80: output.append(UInt8(scalar))
    case ..<0x800:
      output.append(UInt8(0xc0 | scalar >> 6))
      output.append(UInt8(0x80 | scalar & 0x3f))
    case ..<0x10000:
      output.append(UInt8(0xe0 | scalar >> 12))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3f))
      output.append(UInt8(0x80 | scalar & 0x3f))
    default:
      output.append(UInt8(0xf0 | scalar >> 18))
      output.append(UInt8(0x80 | scalar >> 12 & 0x3f))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3f))
      output.append(UInt8(0x80 | scalar & 0x3f))
    }
  }
}
