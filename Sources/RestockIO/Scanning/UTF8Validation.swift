/// What a stretch of bytes holds besides ASCII.
struct UTF8Census {
  /// Characters of two bytes or more.
  var wide = 0
  /// Bytes that are not part of a character.
  var invalid = 0
  /// Where the first of those is, from the start of the stretch.
  var firstInvalid: Int?
  /// Where the first zero byte is.
  var firstZero: Int?

  /// Counts in `range` of `bytes`, which must begin and end between characters.
  ///
  /// Source: Unicode 15, table 3-7, well-formed UTF-8 byte sequences.
  init(_ bytes: ByteView, _ range: Range<Int>) {
    if Self.isPlain(bytes, range) { return }
    let base = bytes.base
    let end = range.upperBound
    var p = range.lowerBound
    while p < end {
      let byte = base[p]
      if byte < 0x80 {
        if byte == 0 && firstZero == nil { firstZero = p - range.lowerBound }
        p += 1
        continue
      }
      let length = Self.sequenceLength(base + p, end - p)
      if length == 0 {
        invalid += 1
        if firstInvalid == nil { firstInvalid = p - range.lowerBound }
        p += 1
      } else {
        wide += 1
        p += length
      }
    }
  }

  /// Whether all is ASCII and nothing zero: eight bytes at a time.
  private static func isPlain(_ bytes: ByteView, _ range: Range<Int>) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = UnsafeRawPointer(bytes.base)
    var found: UInt64 = 0
    var p = range.lowerBound
    while p + 8 <= range.upperBound {
      let word = raw.loadUnaligned(fromByteOffset: p, as: UInt64.self)
      // The high bit of a byte is set where it is set, or where the byte is zero.
      found |= word | (word &- ones)
      p += 8
    }
    while p < range.upperBound {
      let byte = bytes[p]
      if byte == 0 || byte >= 0x80 { return false }
      p += 1
    }
    return found & 0x8080_8080_8080_8080 == 0
  }

  /// The length of the well-formed sequence of two or more bytes at `p`; 0 where there is none.
  private static func sequenceLength(_ p: UnsafePointer<UInt8>, _ available: Int) -> Int {
    func isTail(_ i: Int) -> Bool { i < available && p[i] & 0xc0 == 0x80 }
    guard isTail(1) else { return 0 }
    let second = p[1]
    switch p[0] {
    case 0xc2...0xdf: return 2
    case 0xe0: return second >= 0xa0 && isTail(2) ? 3 : 0
    case 0xed: return second < 0xa0 && isTail(2) ? 3 : 0
    case 0xe1...0xef: return isTail(2) ? 3 : 0
    case 0xf0: return second >= 0x90 && isTail(2) && isTail(3) ? 4 : 0
    case 0xf1...0xf3: return isTail(2) && isTail(3) ? 4 : 0
    case 0xf4: return second < 0x90 && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }
}
