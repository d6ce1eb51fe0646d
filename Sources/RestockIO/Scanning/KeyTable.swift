internal import Glibc

/// Numbers the distinct keys of a file in the order in which they come.
///
/// The first and last eight bytes of a key lie in the slot, so that keys of up to 16 bytes are found
/// with one cache miss; longer ones are compared in an arena as well.
struct KeyTable: ~Copyable {
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var arena: [UInt8] = []
  private var ends: [Int] = []

  private struct Slot {
    var first: UInt64
    var last: UInt64
    var length: UInt32
    /// The key's number + 1; 0 where the slot is free.
    var number: UInt32
  }

  /// The number of keys.
  var count: Int { ends.count }

  init() {
    let capacity = 1024
    slots = .allocate(capacity: capacity)
    slots.initialize(
      repeating: Slot(first: 0, last: 0, length: 0, number: 0), count: capacity)
    mask = capacity - 1
  }

  deinit {
    slots.deallocate()
  }

  /// A key that is looked for: its ends, and where the search begins.
  struct Probe: BitwiseCopyable {
    fileprivate var first: UInt64 = 0
    fileprivate var last: UInt64 = 0
    fileprivate var hash: UInt64 = 0
    fileprivate var length: Int = 0
  }

  /// Prepares the search for the key of `length` bytes at `p`.
  ///
  /// - Parameters:
  ///   - p: The key's first byte.
  ///   - length: Its length, which may be 0.
  ///   - available: How many bytes may be read from `p` on, at least `length`.
  /// - Returns: What `number(_:_:)` takes.
  @inline(__always)
  static func probe(_ p: UnsafePointer<UInt8>, _ length: Int, available: Int) -> Probe {
    let raw = UnsafeRawPointer(p)
    var first: UInt64
    var last: UInt64 = 0
    if length >= 8 {
      first = raw.loadUnaligned(as: UInt64.self)
      last = raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
    } else if available >= 8 {
      first = raw.loadUnaligned(as: UInt64.self)
      first &= (1 &<< UInt64(truncatingIfNeeded: length &* 8)) &- 1
    } else {
      first = 0
      for i in 0..<length { first |= UInt64(p[i]) << UInt64(i * 8) }
    }
    var hash = mix(first ^ (last &* 0x9e37_79b9_7f4a_7c15) ^ UInt64(truncatingIfNeeded: length))
    if length > 16 { hash = hashMiddle(p, length, hash) }
    return Probe(first: first, last: last, hash: hash, length: length)
  }

  /// Fetches what a search will look at first, so that several can be waited for at once.
  @inline(__always)
  func touch(_ probe: Probe) -> UInt32 {
    slots[Int(truncatingIfNeeded: probe.hash) & mask].number
  }

  /// The number of a key.
  ///
  /// - Parameters:
  ///   - probe: Of this key.
  ///   - p: The key's first byte.
  /// - Returns: The number, which is new where it is the former `count`.
  @inline(__always)
  mutating func number(_ probe: Probe, _ p: UnsafePointer<UInt8>) -> Int {
    let length = probe.length
    var i = Int(truncatingIfNeeded: probe.hash) & mask
    while true {
      let slot = slots[i]
      if slot.number == 0 { break }
      if slot.first == probe.first, slot.last == probe.last, Int(slot.length) == length,
        length <= 16 || isKey(Int(slot.number) - 1, p, length)
      {
        return Int(slot.number) &- 1
      }
      i = (i &+ 1) & mask
    }
    let slot = Slot(
      first: probe.first, last: probe.last, length: UInt32(truncatingIfNeeded: length), number: 0)
    return insert(p, length, slot, i)
  }

  /// The number of the key of `length` bytes at `p`, of which `available` may be read.
  @inline(__always)
  mutating func number(_ p: UnsafePointer<UInt8>, _ length: Int, available: Int) -> Int {
    number(Self.probe(p, length, available: available), p)
  }

  /// The bytes of a key.
  func key(_ number: Int) -> ArraySlice<UInt8> {
    arena[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// The text of a key.
  func text(_ number: Int) -> String {
    String(decoding: key(number), as: UTF8.self)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return product.high ^ product.low
  }

  @inline(never)
  private static func hashMiddle(_ p: UnsafePointer<UInt8>, _ length: Int, _ seed: UInt64) -> UInt64
  {
    let raw = UnsafeRawPointer(p)
    var hash = seed
    var i = 8
    while i + 8 < length {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i += 8
    }
    return hash
  }

  @inline(never)
  private func isKey(_ number: Int, _ p: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    return arena.withUnsafeBufferPointer { arena in
      arena.baseAddress.map { memcmp($0 + start, p, length) == 0 } ?? false
    }
  }

  @inline(never)
  private mutating func insert(
    _ p: UnsafePointer<UInt8>, _ length: Int, _ slot: Slot, _ free: Int
  ) -> Int {
    var slot = slot
    arena.append(contentsOf: UnsafeBufferPointer(start: p, count: length))
    ends.append(arena.count)
    slot.number = UInt32(ends.count)
    slots[free] = slot
    if ends.count * 2 > mask { grow() }
    return ends.count - 1
  }

  private mutating func grow() {
    let old = slots
    let oldCapacity = mask + 1
    let capacity = oldCapacity * 4
    slots = .allocate(capacity: capacity)
    slots.initialize(
      repeating: Slot(first: 0, last: 0, length: 0, number: 0), count: capacity)
    mask = capacity - 1
    for i in 0..<oldCapacity where old[i].number != 0 {
      let slot = old[i]
      let length = Int(slot.length)
      var hash = Self.mix(
        slot.first ^ (slot.last &* 0x9e37_79b9_7f4a_7c15) ^ UInt64(truncatingIfNeeded: length))
      if length > 16 {
        let start = slot.number == 1 ? 0 : ends[Int(slot.number) - 2]
        hash = arena.withUnsafeBufferPointer { arena in
          arena.baseAddress.map { Self.hashMiddle($0 + start, length, hash) } ?? hash
        }
      }
      var j = Int(truncatingIfNeeded: hash) & mask
      while slots[j].number != 0 { j = (j + 1) & mask }
      slots[j] = slot
    }
    old.deallocate()
  }
}
