internal import Glibc

/// A list of plain values that grows in place: the system moves its pages, so that growing takes no
/// second copy of a large one. New values are all zero bits.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count: Int

  /// `count` values, all zero bits.
  init(count: Int = 0) {
    capacity = max(count, 64)
    guard let memory = calloc(capacity, MemoryLayout<Element>.stride) else {
      fatalError("out of memory: \(capacity) values of \(MemoryLayout<Element>.stride) bytes")
    }
    base = memory.assumingMemoryBound(to: Element.self)
    self.count = count
  }

  deinit {
    free(base)
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  /// The values themselves, until the slab next grows.
  @inline(__always)
  var pointer: UnsafeMutablePointer<Element> { base }

  /// Makes it at least `newCount` long.
  @inline(__always)
  mutating func grow(to newCount: Int) {
    if newCount > capacity { reserve(newCount) }
    if newCount > count { count = newCount }
  }

  @inline(never)
  private mutating func reserve(_ newCount: Int) {
    let newCapacity = max(newCount, capacity + capacity / 2)
    let stride = MemoryLayout<Element>.stride
    guard let memory = realloc(base, newCapacity * stride) else {
      fatalError("out of memory: \(newCapacity) values of \(stride) bytes")
    }
    // Cells are added to at random: large pages spare the search for small ones.
    if newCapacity * stride >= 1 << 23 { adviseLargePages(memory, newCapacity * stride) }
    memset(memory + capacity * stride, 0, (newCapacity - capacity) * stride)
    base = memory.assumingMemoryBound(to: Element.self)
    capacity = newCapacity
  }
}

/// Asks for large pages, where the system has them; nothing depends on it.
private func adviseLargePages(_ memory: UnsafeMutableRawPointer, _ size: Int) {
  let page = 4096
  let start = (Int(bitPattern: memory) + page - 1) / page * page
  let length = (Int(bitPattern: memory) + size - start) / page * page
  if length > 0 { madvise(UnsafeMutableRawPointer(bitPattern: start), length, MADV_HUGEPAGE) }
}

/// Sums by pairs of whole numbers, where most pairs have none.
struct SparseSums: ~Copyable {
  private var table = IntegerTable()
  private var keys = Slab<UInt64>()
  private var sums = Slab<Double>()

  /// The number of pairs that have a sum.
  var count: Int { table.count }

  /// Adds to the sum of a pair; both numbers must fit in 32 bits.
  mutating func add(_ first: Int, _ second: Int, _ value: Double) {
    let key = Self.key(first, second)
    let number = table.number(key)
    if number == keys.count {
      keys.grow(to: number + 1)
      sums.grow(to: number + 1)
      keys[number] = key
    }
    sums[number] += value
  }

  /// The sum of a pair; nil where it has none.
  func sum(_ first: Int, _ second: Int) -> Double? {
    table.find(Self.key(first, second)).map { sums[$0] }
  }

  /// Gives each pair and its sum to `body`, in the order in which the pairs first came.
  func each(_ body: (_ first: Int, _ second: Int, _ sum: Double) -> Void) {
    for i in 0..<table.count {
      let key = keys[i]
      body(
        Int(Int32(truncatingIfNeeded: key >> 32)), Int(Int32(truncatingIfNeeded: key)), sums[i])
    }
  }

  private static func key(_ first: Int, _ second: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: first)) << 32 | UInt64(UInt32(truncatingIfNeeded: second))
  }
}
