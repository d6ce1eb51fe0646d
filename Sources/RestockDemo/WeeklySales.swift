public import RestockIO
internal import RestockNumerics
public import RestockRecords

/// Made-up weekly sales of very many SKUs, for measuring at scale: nothing but sales and items, with
/// the mix of patterns of a large shop, written in constant memory.
///
/// A third are smooth (counts of 0.5 to 60 a week), a quarter have a yearly season, three in ten are
/// intermittent (a sale in 5 to 50 weeks of a hundred, of a unit or two), one in ten is lumpy; one in
/// twelve is younger than the history. Every week from a SKU's first has a row, zeros too.
public struct WeeklySales: Sendable {
  private let seed: UInt64
  private let skus: Int
  private let weeks: Int
  private let lastMonday: Day

  /// The sales of `skus` items in the `weeks` weeks (from Monday) up to `last`.
  ///
  /// - Parameters:
  ///   - seed: Another seed, other sales; an item does not depend on how many there are.
  ///   - skus: Items, 1...10,000,000.
  ///   - weeks: Weeks of history, 1...1,040.
  ///   - last: A day of the last week.
  public init(
    seed: UInt64 = 1, skus: Int = 50_000, weeks: Int = 156, last: Day = DemoShop.defaultLastDay
  ) {
    precondition(
      (1...10_000_000).contains(skus) && (1...1040).contains(weeks), "\(skus) SKUs, \(weeks) weeks")
    self.seed = seed
    self.skus = skus
    self.weeks = weeks
    let calendar = BucketCalendar(size: .week)
    lastMonday = calendar.firstDay(of: calendar.bucket(of: last))
  }

  /// The names of the files.
  public static let fileNames = ["sales.csv", "items.csv"]

  /// Writes the sales (`sku, date, quantity`) and the items into a folder.
  public func write(to folder: inout OutputFolder) throws(OutputError) {
    var sales = try folder.create(Self.fileNames[0])
    var header = TableWriter()
    header.header(["sku", "date", "quantity"])
    try sales.write(header.bytes)
    for first in stride(from: 0, to: skus, by: Self.chunk) {
      try sales.write(salesRows(first..<min(first + Self.chunk, skus)).bytes)
    }
    try sales.close()
    var items = try folder.create(Self.fileNames[1])
    header = TableWriter()
    header.header([
      "sku", "category", "supplier", "unit_cost", "price", "moq", "pack_size", "lead_time_days",
    ])
    try items.write(header.bytes)
    for first in stride(from: 0, to: skus, by: Self.chunk) {
      try items.write(itemRows(first..<min(first + Self.chunk, skus)).bytes)
    }
    try items.close()
  }

  /// SKUs held in memory at a time: about 2 MB of text.
  private static let chunk = 500

  package func salesRows(_ numbers: Range<Int>) -> TableWriter {
    var table = TableWriter(capacity: numbers.count * weeks * 26)
    let days = (0..<weeks).map { lastMonday + 7 * ($0 - weeks + 1) }
    for number in numbers {
      var generator = RandomGenerator(seed: seed, stream: UInt64(2 * number))
      let law = WeeklyLaw(weeks: weeks, &generator)
      let sku = sku(number)
      for week in law.launch..<weeks {
        table.text(sku)
        table.day(days[week])
        table.integer(law.demand(week: week, weeks: weeks, &generator))
        table.endRow()
      }
    }
    return table
  }

  private func itemRows(_ numbers: Range<Int>) -> TableWriter {
    var table = TableWriter()
    for number in numbers {
      var generator = RandomGenerator(seed: seed, stream: UInt64(2 * number + 1))
      let price = Int(generator.logUniform(3...150) * 100)
      let packSize = generator.pick([1, 1, 1, 6, 10, 12, 24])
      table.text(sku(number))
      table.text("category-\(generator.whole(1...40))")
      table.text("supplier-\(generator.whole(1...200))")
      table.decimal(Double(price * generator.whole(35...65) / 100) / 100, places: 2)
      table.decimal(Double(price) / 100, places: 2)
      table.integer(packSize * generator.pick([1, 1, 2, 4]))
      table.integer(packSize)
      table.integer(generator.pick([3, 5, 7, 10, 14, 21, 28, 45, 60]))
      table.endRow()
    }
    return table
  }

  private func sku(_ number: Int) -> String {
    let digits = String(number + 1)
    return "SKU-" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }
}

/// The demand of one item by week.
private struct WeeklyLaw {
  let variation: DemandProfile.Variation
  /// Units a week in the first week and in the last, without season.
  let first: Double
  let last: Double
  let seasonAmplitude: Double
  let seasonPeak: Double
  /// The first week of sale.
  let launch: Int

  init(weeks: Int, _ generator: inout RandomGenerator) {
    let kind = generator.uniform()
    var mean = generator.logUniform(0.5...60)
    var amplitude = 0.0
    switch kind {
    case ..<0.35: variation = .counts(varianceToMean: generator.real(1...2.5))
    case ..<0.6:
      variation = .counts(varianceToMean: generator.real(1...2.5))
      amplitude = generator.real(0.3...0.8)
    case ..<0.9:
      let size = generator.real(1.1...2)
      variation = .occasional(sizeMean: size, sizeVarianceToMean: 1)
      mean = generator.logUniform(0.05...0.5) * size
    default:
      let size = generator.real(5...30)
      variation = .occasional(sizeMean: size, sizeVarianceToMean: size)
      mean = generator.logUniform(0.05...0.4) * size
    }
    let isMoving = generator.happens(0.2)
    first = mean
    last = isMoving ? mean * generator.logUniform(0.4...2.5) : mean
    seasonAmplitude = amplitude
    seasonPeak = generator.uniform()
    launch = generator.happens(1.0 / 12) ? generator.below(max(1, weeks - 8)) : 0
  }

  func demand(week: Int, weeks: Int, _ generator: inout RandomGenerator) -> Int {
    let share = weeks > 1 ? Double(week) / Double(weeks - 1) : 1
    var mean = first + (last - first) * share
    if seasonAmplitude > 0 {
      mean *= 1 + seasonAmplitude * portableCosine(turns: Double(week) * 7 / 365.25 - seasonPeak)
    }
    return variation.draw(mean: mean, &generator)
  }
}
