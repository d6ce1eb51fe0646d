/// Numbers distinct 64-bit keys in the order in which they come.
struct IntegerTable: ~Copyable {
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// The number of keys.
  private(set) var count = 0

  private struct Slot {
    var key: UInt64
    /// The key's number + 1; 0 where the slot is free.
    var number: UInt64
  }

  init() {
    let capacity = 1024
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: 0, number: 0), count: capacity)
    mask = capacity - 1
  }

  deinit {
    slots.deallocate()
  }

  /// The number of `key`, which is new where it is the former `count`.
  @inline(__always)
  mutating func number(_ key: UInt64) -> Int {
    var i = Self.place(key) & mask
    while true {
      let slot = slots[i]
      if slot.number == 0 { return insert(key, i) }
      if slot.key == key { return Int(truncatingIfNeeded: slot.number) &- 1 }
      i = (i &+ 1) & mask
    }
  }

  /// The number of `key`; nil where it was never given one.
  func find(_ key: UInt64) -> Int? {
    var i = Self.place(key) & mask
    while slots[i].number != 0 {
      if slots[i].key == key { return Int(slots[i].number) - 1 }
      i = (i + 1) & mask
    }
    return nil
  }

  @inline(__always)
  private static func place(_ key: UInt64) -> Int {
    let product = (key ^ 0x6a09_e667_f3bc_c908).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return Int(truncatingIfNeeded: product.high ^ product.low)
  }

  @inline(never)
  private mutating func insert(_ key: UInt64, _ free: Int) -> Int {
    count += 1
    slots[free] = Slot(key: key, number: UInt64(count))
    if count * 2 > mask {
      let old = slots
      let oldCapacity = mask + 1
      let capacity = oldCapacity * 2
      slots = .allocate(capacity: capacity)
      slots.initialize(repeating: Slot(key: 0, number: 0), count: capacity)
      mask = capacity - 1
      for i in 0..<oldCapacity where old[i].number != 0 {
        var j = Self.place(old[i].key) & mask
        while slots[j].number != 0 { j = (j + 1) & mask }
        slots[j] = old[i]
      }
      old.deallocate()
    }
    return count - 1
  }
}
