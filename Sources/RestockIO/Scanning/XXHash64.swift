/// XXH64, a fast hash of bytes: enough to tell whether a file changed, not to keep anyone from
/// changing it. `xxhsum -H1 FILE` prints the same.
///
/// Source: Collet, xxHash specification 0.1.1, XXH64 algorithm, seed 0.
enum XXHash64 {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  /// The hash of `bytes`.
  static func hash(_ bytes: ByteView) -> UInt64 {
    let raw = UnsafeRawPointer(bytes.base)
    let count = bytes.count
    var p = 0
    var hash: UInt64
    func word(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    if count >= 32 {
      var a = prime1 &+ prime2
      var b = prime2
      var c: UInt64 = 0
      var d = 0 &- prime1
      while p + 32 <= count {
        a = round(a, word(p))
        b = round(b, word(p + 8))
        c = round(c, word(p + 16))
        d = round(d, word(p + 24))
        p += 32
      }
      hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
      for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* prime1 &+ prime4 }
    } else {
      hash = prime5
    }
    hash &+= UInt64(count)
    while p + 8 <= count {
      hash = rotate(hash ^ round(0, word(p)), 27) &* prime1 &+ prime4
      p += 8
    }
    if p + 4 <= count {
      let half = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: p, as: UInt32.self))
      hash = rotate(hash ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
      p += 4
    }
    while p < count {
      hash = rotate(hash ^ UInt64(bytes[p]) &* prime5, 11) &* prime1
      p += 1
    }
    hash = (hash ^ hash >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
  }

  private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotate(lane &+ input &* prime2, 31) &* prime1
  }

  private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value &<< bits | value &>> (64 &- bits)
  }
}
