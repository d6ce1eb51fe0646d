/// The buckets of series in which two files both have rows, and how many of them hold the same units:
/// many do where one file repeats the sales of the other.
struct SharedBuckets {
  private var count = 0
  private var equal = 0
  // Units that two shops may well sell alike say little.
  private var largeCount = 0
  private var largeEqual = 0
  private(set) var first = Int.max
  private(set) var last = Int.min

  private static let fewUnits = 3.0

  /// Adds a bucket in which one file has so many units, and the other.
  mutating func add(_ one: Double, _ other: Double, bucket: Int) {
    count += 1
    if one == other { equal += 1 }
    if min(one, other) >= Self.fewUnits {
      largeCount += 1
      if one == other { largeEqual += 1 }
    }
    first = min(first, bucket)
    last = max(last, bucket)
  }

  /// Whether the files seem to hold the same sales, at least for a time: the buckets at the ends of that
  /// time are not the same.
  var looksRepeated: Bool {
    largeCount >= 3 && largeEqual * 3 >= largeCount || count >= 3 && equal * 10 >= count * 9
  }

  /// `120 of 130 buckets`.
  var words: String { "\(equal) of \(count)" }
}
