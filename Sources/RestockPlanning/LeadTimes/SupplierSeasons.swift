internal import RestockInventory
internal import RestockRecords

/// What the events of suppliers do to lead times: as the events file says, or as the receipts of earlier
/// occurrences show.
///
/// An event with an uplift is a season in which lead times are so many times as long, one without is a
/// shutdown. Receipts may know better: where orders of earlier occurrences contradict the shutdown, the
/// pace that they show takes its place, as an uplift that is not given is estimated for demand too. A
/// typed uplift stands, with a finding where receipts contradict it.
struct SupplierSeasons: Sendable {
  let seasons: [Season]
  /// The suppliers with receipts.
  let withReceipts: Set<String>

  /// An event of a supplier with all its dates.
  struct Season: Sendable, Hashable {
    /// `*` for all.
    let supplier: String
    let event: String
    /// The numbers of the days of each occurrence, ascending.
    let occurrences: [ClosedRange<Int>]
    /// How many times as long lead times are, by the events file; nil for a shutdown.
    let typed: Double?
    /// Where it stands in the file.
    let place: Place
    /// What receipts show, where they tell.
    fileprivate(set) var shown: SeasonalPaceEstimator.Estimate?
    /// Whether what receipts show contradicts what is typed.
    fileprivate(set) var isContradicted = false

    /// Days of lead time a day: 0 in a shutdown.
    var pace: Double {
      if let typed { return 1 / typed }
      return isContradicted ? shown?.pace ?? 0 : 0
    }

    /// Whether the pace is that of receipts.
    var isLearned: Bool { typed == nil && isContradicted }
  }

  /// No events.
  static let none = Self(events: [], catalogue: Catalogue())

  /// An event of a supplier that lasts longer was mistyped.
  private static let longest = 366
  /// The days from as-of in which an order of today may still lie.
  private static let ahead = 2_000
  /// The probability below which receipts contradict a shutdown, and a typed uplift.
  private static let contradictsShutdown = 0.05
  private static let contradictsUplift = 0.01
  /// A typed uplift this close to what receipts show is right.
  private static let nearUplift = 1.2

  /// The seasons of some events, learned from no receipts.
  init(events: [EventRecord], catalogue: Catalogue) {
    self.init(events: events, catalogue: catalogue, receipts: [], asOf: nil, seed: 1)
  }

  /// The seasons of some events as receipts show them at as-of.
  init(
    events: [EventRecord], catalogue: Catalogue, receipts: [ReceiptRecord], asOf: Day?,
    seed: UInt64
  ) {
    withReceipts = Set(receipts.map(\.supplier))
    let own = events.filter(\.isOfSupplier)
    guard !own.isEmpty else {
      seasons = []
      return
    }
    let first = receipts.map(\.ordered).min() ?? asOf
    let known = own.compactMap { Self.season($0, from: first, through: asOf) }
    var seasons = Self.joined(known)
    guard let asOf, !receipts.isEmpty else {
      self.seasons = seasons
      return
    }
    let orders = SeasonalOrders(receipts, asOf: asOf)
    // Each in turn with the others as they are by then.
    for _ in 0..<(seasons.count > 1 ? 2 : 1) {
      for i in seasons.indices {
        seasons[i] = Self.learned(i, in: seasons, orders, catalogue, seed: seed &+ UInt64(i))
      }
    }
    self.seasons = seasons
  }

  private static func season(_ event: EventRecord, from first: Day?, through asOf: Day?) -> Season?
  {
    guard event.lastDay - event.firstDay < longest else { return nil }
    let start = min(first ?? event.firstDay, event.firstDay)
    let end = max((asOf ?? event.firstDay) + ahead, event.firstDay)
    return Season(
      supplier: event.supplier, event: event.event,
      occurrences: event.occurrences(from: start, through: end).map {
        Int($0.firstDay.number)...Int(max($0.firstDay, $0.lastDay).number)
      }, typed: event.leadTimeFactor, place: event.place)
  }

  /// Those of one supplier, name and uplift together.
  private static func joined(_ seasons: [Season]) -> [Season] {
    struct Key: Hashable {
      let supplier: String
      let event: String
      let typed: Double?
    }
    var joined: [Season] = []
    var index: [Key: Int] = [:]
    for season in seasons {
      let key = Key(supplier: season.supplier, event: season.event, typed: season.typed)
      guard let i = index[key] else {
        index[key] = joined.count
        joined.append(season)
        continue
      }
      let days = Set(joined[i].occurrences + season.occurrences)
      joined[i] = Season(
        supplier: season.supplier, event: season.event,
        occurrences: days.sorted {
          ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        },
        typed: season.typed, place: joined[i].place)
    }
    return joined
  }

  private static func learned(
    _ place: Int, in seasons: [Season], _ orders: SeasonalOrders, _ catalogue: Catalogue,
    seed: UInt64
  ) -> Season {
    var season = seasons[place]
    var others = seasons
    others.remove(at: place)
    let rest = SupplierCalendars(seasons: Self(others), catalogue: catalogue)
    let met = orders.orders(
      of: season.supplier == "*" ? nil : season.supplier, meeting: season.occurrences
    ) { rest[$0] }
    let estimator = SeasonalPaceEstimator()
    season.shown = estimator.pace(of: met)
    season.isContradicted = false
    guard let shown = season.shown else { return season }
    if let typed = season.typed {
      let factor = shown.pace > 0 ? 1 / shown.pace : .infinity
      let apart = max(factor / typed, typed / factor)
      season.isContradicted =
        apart > nearUplift
        && estimator.pValue(of: 1 / typed, in: met, seed: seed) <= contradictsUplift
    } else if shown.pace > 0 {
      season.isContradicted =
        estimator.pValue(of: 0, in: met, seed: seed) <= contradictsShutdown
    }
    return season
  }

  private init(_ seasons: [Season]) {
    self.seasons = seasons
    withReceipts = []
  }
}

extension EventRecord {
  /// Whether it moves a supplier's receipts and not demand.
  var isOfSupplier: Bool { !supplier.isEmpty }

  /// How many times as long lead times are; nil in a shutdown.
  fileprivate var leadTimeFactor: Double? { uplift.flatMap { $0 > 0 ? $0 : nil } }
}
