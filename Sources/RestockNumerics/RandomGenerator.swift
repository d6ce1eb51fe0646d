/// A seeded generator of random numbers: xoshiro256++, of period 2^256 - 1.
///
/// The same seed gives the same numbers on every machine. Streams for the members of a batch come
/// from `init(seed:stream:)`, so that results do not depend on the number of threads.
///
/// Source: Blackman and Vigna (2021), Scrambled linear pseudorandom number generators,
/// doi:10.1145/3460772; seeded by SplitMix64 as they advise.
public struct RandomGenerator: RandomNumberGenerator, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// A generator for `seed`, and within it for the member `stream` of a batch.
  public init(seed: UInt64, stream: UInt64 = 0) {
    var state = seed &+ 0x9e37_79b9_7f4a_7c15 &* stream
    func splitMix() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    // Mixed once more, so that neighbouring streams of one seed have nothing in common.
    state = splitMix()
    s0 = splitMix()
    s1 = splitMix()
    s2 = splitMix()
    s3 = splitMix()
  }

  public mutating func next() -> UInt64 {
    let sum = s0 &+ s3
    let result = ((sum << 23) | (sum >> 41)) &+ s0
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }

  /// A number in 0..<1, uniform, a multiple of 2^-53.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A standard normal number, by inversion of one uniform.
  public mutating func standardNormal() -> Double {
    Normal.standard.quantile((Double(next() >> 12) + 0.5) * 0x1p-52)
  }
}
