internal import RestockForecasting
internal import RestockRecords

/// How much the events of a run multiply demand, by item and bucket.
///
/// An event with a typed uplift has it. The effect of any other is estimated over all items and all
/// its past dates together, as a ratio of sums: units sold in its buckets over the units that the
/// items' neighbouring buckets and the season would have given, shrunk toward 1 by a weight of
/// evidence, since one item's one promotion says little. A bucket that an event covers in part takes that part of the
/// effect.
struct EventEffects {
  /// A multiplier that applies to buckets of some items.
  private struct Span {
    let event: String
    let uplift: Double?
    let sku: String
    let category: String
    /// The share of each bucket that the event covers.
    let shares: [Int: Double]
  }

  private let spans: [Span]
  private let estimated: [String: Double]
  private let catalogue: Catalogue
  private let spansBySKU: [String: [Int]]
  private let spansOfOthers: [Int]

  /// Days from as-of for which events that come every year are laid out.
  private static let ahead = 2_000

  /// Units of demand that stand for "no effect" when an uplift is estimated.
  static let evidence = 50.0

  init(
    _ events: [EventRecord], histories: [ItemHistory], season: PooledSeason,
    calendar: RunCalendar, catalogue: Catalogue
  ) {
    self.catalogue = catalogue
    let begin = histories.map(\.firstBucket).min().map { calendar.buckets.firstDay(of: $0) }
    let spans = events.filter { !$0.isOfSupplier }
      .flatMap { $0.occurrences(from: begin ?? calendar.asOf, through: calendar.asOf + Self.ahead) }
      .compactMap { Self.span(of: $0, calendar.buckets) }
    self.spans = spans
    var bySKU: [String: [Int]] = [:]
    var others: [Int] = []
    for (i, span) in spans.enumerated() {
      if span.sku.isEmpty { others.append(i) } else { bySKU[span.sku, default: []].append(i) }
    }
    spansBySKU = bySKU
    spansOfOthers = others
    var sums: [String: (sold: Double, expected: Double)] = [:]
    for history in histories {
      let all = (bySKU[history.key.sku] ?? []) + others
      let own = all.map { spans[$0] }.filter {
        Self.applies($0, to: history.key.sku, catalogue)
      }
      guard !own.isEmpty else { continue }
      let covered = Set(own.flatMap { $0.shares.keys })
      let index = season.index(of: history, count: history.demand.count)
      for span in own where span.uplift == nil {
        for (bucket, share) in span.shares.sorted(by: { $0.key < $1.key }) {
          guard let pair = Self.compare(history, bucket, covered, index) else { continue }
          sums[span.event, default: (0, 0)].sold += share * pair.sold
          sums[span.event]?.expected += share * pair.usual
        }
      }
    }
    estimated = sums.mapValues {
      max(0.2, ($0.sold + Self.evidence) / ($0.expected + Self.evidence))
    }
  }

  /// Whether no event is known.
  var isEmpty: Bool { spans.isEmpty }

  /// The multipliers of an item from bucket `first` on, nil where no event touches it.
  func multipliers(of sku: String, from first: Int, count: Int) -> ContiguousArray<Double>? {
    let own = ((spansBySKU[sku] ?? []) + spansOfOthers).map { spans[$0] }
      .filter { Self.applies($0, to: sku, catalogue) }
    var values = ContiguousArray<Double>(repeating: 1, count: count)
    var touched = false
    for span in own {
      let uplift = span.uplift ?? estimated[span.event] ?? 1
      guard uplift != 1 else { continue }
      for (bucket, share) in span.shares where values.indices.contains(bucket - first) {
        values[bucket - first] *= 1 + share * (uplift - 1)
        touched = true
      }
    }
    return touched ? values : nil
  }

  /// For each event that touches an item, by name, the share of each bucket that it covers.
  func columns(of sku: String, from first: Int, count: Int) -> [RegressorColumn] {
    var columns: [String: ContiguousArray<Double>] = [:]
    let own = ((spansBySKU[sku] ?? []) + spansOfOthers).map { spans[$0] }
      .filter { Self.applies($0, to: sku, catalogue) }
    for span in own {
      var values =
        columns[span.event] ?? ContiguousArray(repeating: 0, count: count)
      for (bucket, share) in span.shares where values.indices.contains(bucket - first) {
        values[bucket - first] = max(values[bucket - first], share)
      }
      columns[span.event] = values
    }
    return columns.sorted { $0.key < $1.key }.map {
      RegressorColumn(name: $0.key, values: $0.value)
    }
  }

  private static func span(of record: EventRecord, _ calendar: BucketCalendar) -> Span? {
    let last = max(record.firstDay, record.lastDay)
    // An event of more than ten years is a typing error that reading has reported.
    guard last - record.firstDay < 3660 else { return nil }
    var shares: [Int: Double] = [:]
    for offset in 0...(last - record.firstDay) {
      let bucket = calendar.bucket(of: record.firstDay + offset)
      shares[bucket, default: 0] += 1 / Double(calendar.days(of: bucket))
    }
    return Span(
      event: record.event, uplift: record.uplift, sku: record.sku, category: record.category,
      shares: shares.mapValues { min(1, $0) })
  }

  private static func applies(_ span: Span, to sku: String, _ catalogue: Catalogue) -> Bool {
    if !span.sku.isEmpty { return span.sku == sku }
    return span.category.isEmpty || catalogue.items[sku]?.category == span.category
  }

  /// What an item sold in a bucket, and what the four buckets nearest to it on either side that are
  /// known and that no event covers would give it, each divided by its season and multiplied by the
  /// bucket's.
  private static func compare(
    _ history: ItemHistory, _ bucket: Int, _ covered: Set<Int>, _ index: ContiguousArray<Double>?
  ) -> (sold: Double, usual: Double)? {
    let t = bucket - history.firstBucket
    guard history.demand.indices.contains(t), history.isKnown?[t] != false else { return nil }
    var sold = 0.0
    var season = 0.0
    for offset in -4...4 where offset != 0 && history.demand.indices.contains(t + offset) {
      guard history.isKnown?[t + offset] != false, !covered.contains(bucket + offset) else {
        continue
      }
      sold += history.demand[t + offset]
      season += index?[t + offset] ?? 1
    }
    return season > 0 ? (history.demand[t], sold / season * (index?[t] ?? 1)) : nil
  }
}
