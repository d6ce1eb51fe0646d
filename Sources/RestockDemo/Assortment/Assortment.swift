internal import RestockNumerics

/// Makes the items and the events of the made-up shop.
struct Assortment {
  private let calendar: ShopCalendar
  private let suppliers: [ShopSupplier]
  private var generator: RandomGenerator

  init(seed: UInt64, calendar: ShopCalendar, suppliers: [ShopSupplier]) {
    self.calendar = calendar
    self.suppliers = suppliers
    generator = RandomGenerator(seed: seed, stream: 1)
  }

  private struct Category {
    let name: String
    let prefix: String
    let nouns: [String]
    /// The day of the year on which its seasonal items peak.
    let peak: Int
    /// Indices of the suppliers that carry it.
    let suppliers: [Int]
  }

  private static let categories = [
    Category(
      name: "garden", prefix: "GA",
      nouns: ["trowel", "watering can", "plant pot", "hose", "gloves", "bird feeder"], peak: 155,
      suppliers: [4, 2, 5]),
    Category(
      name: "kitchen", prefix: "KI",
      nouns: ["mug", "chopping board", "whisk", "storage jar", "tea towel", "knife"], peak: 340,
      suppliers: [0, 3, 5]),
    Category(
      name: "gifts", prefix: "GI",
      nouns: ["candle", "photo frame", "gift box", "ornament", "lantern", "keyring"], peak: 346,
      suppliers: [9, 6, 10]),
    Category(
      name: "office", prefix: "OF",
      nouns: ["notebook", "pen set", "desk tray", "planner", "stapler", "folder"], peak: 250,
      suppliers: [11, 1]),
    Category(
      name: "toys", prefix: "TO",
      nouns: ["puzzle", "plush bear", "card game", "kite", "building set", "yo-yo"], peak: 343,
      suppliers: [7, 10, 6]),
    Category(
      name: "tools", prefix: "TL",
      nouns: ["hammer", "screwdriver set", "tape measure", "clamp", "work light", "drill bit"],
      peak: 100, suppliers: [8, 1, 2]),
  ]
  private static let adjectives = [
    "small", "large", "classic", "blue", "green", "oak", "steel", "folding", "travel", "deluxe",
  ]

  /// The items, by SKU number.
  mutating func items(_ count: Int) -> [ShopItem] {
    var kinds = kinds(count)
    for i in kinds.indices.dropFirst().reversed() { kinds.swapAt(i, generator.below(i + 1)) }
    // A superseded item is followed at once by its successor.
    kinds = kinds.filter { $0 != .successor }.flatMap { kind in
      kind == .superseded ? [kind, .successor] : [kind]
    }
    var items: [ShopItem] = []
    var bulkOrdersLeft = max(2, count * 12 / 400)
    var lacksSupplier = false
    for (number, kind) in kinds.enumerated() {
      let predecessor = kind == .successor ? items.last : nil
      let isWithoutSupplier = !lacksSupplier && kind == .smooth
      if isWithoutSupplier { lacksSupplier = true }
      let isBulkItem =
        !isWithoutSupplier && bulkOrdersLeft > 0
        && [.smooth, .seasonal, .intermittent].contains(kind) && generator.happens(0.1)
      if isBulkItem { bulkOrdersLeft -= 1 }
      items.append(
        item(
          number: number + 1, kind: kind, predecessor: predecessor,
          hasSupplier: !isWithoutSupplier, hasBulkOrder: isBulkItem))
    }
    return items
  }

  /// So many of each kind, at least one of each.
  private func kinds(_ count: Int) -> [DemandKind] {
    var kinds: [DemandKind] = []
    for kind in DemandKind.allCases where kind != .smooth {
      let share = max(1, kind.shareOf400 * count / 400)
      kinds.append(contentsOf: repeatElement(kind, count: share))
    }
    kinds.append(contentsOf: repeatElement(.smooth, count: max(0, count - kinds.count)))
    return kinds
  }

  private mutating func item(
    number: Int, kind: DemandKind, predecessor: ShopItem?, hasSupplier: Bool, hasBulkOrder: Bool
  ) -> ShopItem {
    let category =
      Self.categories.first { $0.name == predecessor?.category } ?? generator.pick(Self.categories)
    let price =
      predecessor?.price ?? Int(generator.logUniform(4...90)) * 100 + generator.pick([99, 95, 50])
    let digits = String(number)
    let sku =
      category.prefix + "-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let profile = profile(kind, predecessor: predecessor, peak: category.peak)
    let terms =
      hasSupplier ? terms(category, price: price, rate: profile.rateAtStart.max() ?? 0) : []
    var bulkOrder: ShopItem.BulkOrder?
    if hasBulkOrder, let used = terms.first {
      let rate = profile.rateAtEnd[0] + profile.rateAtEnd[1]
      bulkOrder = ShopItem.BulkOrder(
        location: profile.rateAtEnd[0] > 0 ? .main : .north,
        ordered: generator.whole(calendar.days / 3...calendar.days - 130),
        quantity: used.orderable(generator.whole(40...90) + Int(15 * rate)))
    }
    return ShopItem(
      sku: sku,
      description: generator.pick(Self.adjectives) + " " + generator.pick(category.nouns),
      category: category.name, demand: profile, price: price, terms: terms,
      successorOf: predecessor?.sku ?? "", bulkOrder: bulkOrder,
      care: generator.happens(0.12) ? 0.5 : 1.35)
  }

  /// The supplier in use, and for one item in twelve a dearer alternate.
  private mutating func terms(_ category: Category, price: Int, rate: Double) -> [ShopItem.Terms] {
    let packSize = price < 2000 && rate > 0.3 ? generator.pick([1, 6, 10, 12]) : 1
    let packs = generator.pick([0, 0, 0, 1, 2])
    let unitCost = Int(Double(price) * generator.real(0.35...0.6))
    let used = ShopItem.Terms(
      supplier: generator.pick(category.suppliers), unitCost: unitCost,
      minimumOrderQuantity: packs * max(packSize, 5), packSize: packSize)
    guard generator.happens(1.0 / 12) else { return [used] }
    let others = category.suppliers.filter { $0 != used.supplier }
    let alternate = ShopItem.Terms(
      supplier: generator.pick(others), unitCost: unitCost * generator.whole(104...115) / 100,
      minimumOrderQuantity: 0, packSize: packSize)
    return [used, alternate]
  }

  private mutating func profile(
    _ kind: DemandKind, predecessor: ShopItem?, peak: Int
  ) -> DemandProfile {
    let days = calendar.days
    var variation = DemandProfile.Variation.counts(varianceToMean: generator.real(1.0...1.8))
    var total = generator.logUniform(0.12...3.6)
    switch kind {
    case .intermittent:
      let size = generator.real(1.1...1.8)
      variation = .occasional(sizeMean: size, sizeVarianceToMean: 1)
      total = generator.logUniform(0.02...0.1) * size
    case .lumpy:
      let size = generator.real(5...16)
      variation = .occasional(sizeMean: size, sizeVarianceToMean: size)
      total = generator.logUniform(0.01...0.05) * size
    case .neverSold: total = 0
    case .seasonal, .trending, .dying: total = max(total, 0.3)
    default: break
    }
    let share = generator.real(0.5...0.8)
    let places = generator.uniform()
    var rate =
      places < 0.7
      ? [total * share, total * (1 - share)] : places < 0.92 ? [total, 0] : [0, total]
    if let predecessor {
      rate = predecessor.demand.rateAtEnd.map { $0 * 1.1 }
      variation = predecessor.demand.variation
    }
    var profile = DemandProfile(
      kind: kind, rateAtStart: rate, rateAtEnd: rate, turn: 0, seasonAmplitude: 0, seasonPeak: peak,
      variation: variation, launch: 0, end: nil, days: days)
    switch kind {
    case .trending:
      let change = generator.happens(0.65) ? generator.real(1.8...3.5) : generator.real(0.25...0.5)
      profile.rateAtEnd = rate.map { $0 * change }
    case .seasonal:
      profile.seasonAmplitude = generator.real(0.4...0.85)
      profile.seasonPeak = peak + generator.whole(-10...10)
    case .dying:
      profile.rateAtEnd = rate.map { $0 * 0.03 }
      profile.turn = days * 45 / 100
    case .new: profile.launch = days - generator.whole(21...98)
    case .discontinued: profile.end = days - generator.whole(40...days / 2)
    case .superseded: profile.end = days - generator.whole(60...days / 2)
    case .successor: profile.launch = predecessor?.demand.end ?? 0
    default: break
    }
    return profile
  }

  /// The events, by first day: Black Friday each year, promotions of categories and of single items,
  /// and some of each still to come.
  mutating func events(items: [ShopItem]) -> [ShopEvent] {
    let days = calendar.days
    var events = calendar.blackFridays().map { range in
      ShopEvent(
        name: "black-friday", first: range.lowerBound, last: range.upperBound, sku: "",
        category: "",
        uplift: 2.6, priceShare: 0.8, isUpliftKnown: false)
    }
    func promotion(
      _ first: Int, _ length: Int, sku: String = "", category: String = "", uplift: Double
    ) -> ShopEvent {
      ShopEvent(
        name: "promotion", first: first, last: first + length - 1, sku: sku, category: category,
        uplift: uplift, priceShare: 0.85, isUpliftKnown: first >= days)
    }
    for category in Self.categories {
      for start in stride(from: 30, to: days - 30, by: 180) {
        events.append(
          promotion(
            start + generator.below(140), 7, category: category.name,
            uplift: generator.real(1.3...1.8)))
      }
    }
    let candidates = items.filter { $0.demand.kind == .smooth || $0.demand.kind == .seasonal }
    for start in stride(from: 20, to: days - 20, by: max(7, 6000 / max(1, candidates.count))) {
      events.append(
        promotion(
          start + generator.below(14), 14, sku: generator.pick(candidates).sku,
          uplift: generator.real(1.5...2.5)))
    }
    events.append(promotion(days + 8, 7, category: "garden", uplift: 1.5))
    events.append(promotion(days + 15, 14, sku: generator.pick(candidates).sku, uplift: 2))
    events.append(promotion(days + 36, 7, category: "toys", uplift: 1.4))
    return events.sorted { ($0.first, $0.sku, $0.category) < ($1.first, $1.sku, $1.category) }
  }
}
