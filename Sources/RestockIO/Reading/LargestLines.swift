internal import RestockRecords

/// The four largest order lines of each series.
struct LargestLines: ~Copyable {
  /// By series, largest first; as long as any series needs it.
  private(set) var lines: [[OrderLine]] = []
  /// For each series, the smallest of its largest lines once there are as many as are kept.
  private var smallestKept = Slab<Double>()

  static let kept = 4

  /// The lines of a series, largest first.
  subscript(series: Int) -> [OrderLine] { series < lines.count ? lines[series] : [] }

  /// Keeps an order line while it is one of the largest of its series.
  mutating func add(_ series: Int, _ quantity: Double, _ line: () -> OrderLine) {
    if series < smallestKept.count, quantity <= smallestKept[series] { return }
    while lines.count <= series { lines.append([]) }
    smallestKept.grow(to: lines.count)
    let line = line()
    let place = lines[series].firstIndex { $0.quantity < line.quantity } ?? lines[series].count
    lines[series].insert(line, at: place)
    if lines[series].count > Self.kept { lines[series].removeLast() }
    if lines[series].count == Self.kept, let last = lines[series].last {
      smallestKept[series] = last.quantity
    }
  }

  /// Adds those of a later part.
  ///
  /// - Parameters:
  ///   - later: Of the same file, or of another.
  ///   - map: The number here of each of its series.
  ///   - line: What its lines count from.
  mutating func append(_ later: borrowing LargestLines, _ map: [Int], linesAfter line: Int) {
    for (i, lines) in later.lines.enumerated() {
      for other in lines {
        add(map[i], other.quantity) {
          OrderLine(
            quantity: other.quantity, day: other.day, orderID: other.orderID,
            customer: other.customer, file: other.file, line: other.line + line)
        }
      }
    }
  }
}
