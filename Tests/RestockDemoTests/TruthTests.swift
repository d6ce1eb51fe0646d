import RestockDemo
import RestockRecords
import RestockTestSupport
import Testing

@Suite("The demo's truth is true")
struct TruthTests {
  /// The sum of three years' demand of each series, standardised by its law, is about standard
  /// normal: no value beyond 5 in some 670, and a mean square within 1 +- 5 sqrt(2 / n) (chi squared;
  /// half as much again for the lumpy, whose sums are not normal).
  @Test("demand has the mean and the variance of its law")
  func demandLaws() {
    let shop = DefaultShop.shop
    var sumOfSquares = 0.0
    var count = 0.0
    for history in shop.series {
      let item = shop.items[history.item]
      let means = shop.demand.mean(of: item, at: history.location, on: 0..<shop.calendar.days)
      let mean = means.reduce(0, +)
      let variance = means.reduce(0) { $0 + item.demand.variance(mean: $1) }
      guard mean > 5 else { continue }
      let z = (Double(history.demand.reduce(0, +)) - mean) / variance.squareRoot()
      #expect(abs(z) < 5, "\(item.sku) \(history.location.key): \(z)")
      sumOfSquares += z * z
      count += 1
    }
    #expect(count > 500)
    #expect(abs(sumOfSquares / count - 1) < 1.5 * 5 * (2 / count).squareRoot())
  }

  /// From the columns of the truth file alone: without season, week and events are what lies between
  /// a rate and the demand, and the week's factors have mean 1.
  @Test("a smooth item without events in sight is wanted at its daily rate times 28 days")
  func ratesOfTruth() throws {
    let shop = DefaultShop.shop
    let promoted = Set(shop.events.filter { $0.last >= shop.calendar.days }.map(\.sku))
    let categories = Set(shop.events.filter { $0.last >= shop.calendar.days }.map(\.category))
    let category = Dictionary(uniqueKeysWithValues: shop.items.map { ($0.sku, $0.category) })
    var compared = 0
    for row in try DefaultShop.table("truth.csv").cells(
      "sku", "kind", "daily_rate_at_end", "next_28_days_mean", "variance_to_mean",
      "next_28_days_sd")
    where row[1] == "smooth" && !promoted.contains(row[0])
      && !categories.contains(category[row[0]] ?? "")
    {
      let rate = try #require(Double(row[2]))
      let mean = try #require(Double(row[3]))
      // Six printed decimals each.
      #expect(mean.isNear(28 * rate, Tolerance(absolute: 28 * 1e-6)))
      let ratio = try #require(Double(row[4]))
      let deviation = try #require(Double(row[5]))
      #expect((deviation * deviation).isNear(ratio * mean, Tolerance(absolute: 1e-4)))
      compared += 1
    }
    #expect(compared > 50)
  }

  /// Orders placed at least 100 days before the end, since the slowest of later ones are not in.
  /// Means within 4 standard errors, standard deviations within a quarter.
  @Test("the receipts have the suppliers' true lead times, before a shift and after it")
  func leadTimes() throws {
    let days = DefaultShop.shop.calendar.days
    let truth = try DefaultShop.table("truth-suppliers.csv").keyed(by: "supplier")
    var seen: Set<String> = []
    var before: [String: [Double]] = [:]
    var after: [String: [Double]] = [:]
    for row in try DefaultShop.clean("receipts.csv").cells(
      "supplier", "order_id", "ordered", "received")
    where !row[3].isEmpty && seen.insert(row[1]).inserted {
      let ordered = try DefaultShop.day(row[2])
      guard ordered < days - 100 else { continue }
      let shift = truth[row[0]]?["shift_date"] ?? ""
      let leadTime = Double(try DefaultShop.day(row[3]) - ordered)
      if !shift.isEmpty && row[2] < shift {
        before[row[0], default: []].append(leadTime)
      } else {
        after[row[0], default: []].append(leadTime)
      }
    }
    func check(_ sample: [Double], _ row: [String: String], _ suffix: String) throws {
      let mean = try #require(Double(row["mean_days" + suffix] ?? ""))
      let deviation = try #require(Double(row["sd_days" + suffix] ?? ""))
      let n = Double(sample.count)
      #expect(n > 100)
      let sampleMean = sample.reduce(0, +) / n
      let squares = sample.reduce(0) { $0 + ($1 - sampleMean) * ($1 - sampleMean) }
      #expect(abs(sampleMean - mean) <= 4 * deviation / n.squareRoot())
      #expect(abs((squares / (n - 1)).squareRoot() - deviation) <= 0.25 * deviation)
    }
    #expect(truth.count == 12 && before.count == 1)
    for (supplier, row) in truth {
      try check(after[supplier] ?? [], row, "")
      if let sample = before[supplier] { try check(sample, row, "_at_start") }
    }
  }

  @Test("a Black Friday sells what its uplift says")
  func blackFriday() throws {
    let shop = DefaultShop.shop
    var wanted = 0.0
    var expected = 0.0
    var usual = 0.0
    for event in shop.events where event.name == "black-friday" && event.last < shop.calendar.days {
      for history in shop.series {
        let item = shop.items[history.item]
        let range = event.first..<event.last + 1
        wanted += Double(history.demand[range].reduce(0, +))
        expected += shop.demand.mean(of: item, at: history.location, on: range).reduce(0, +)
        for day in range {
          usual +=
            item.demand.level(day: day, location: history.location)
            * item.demand.season(dayOfYear: shop.calendar.dayOfYear(day))
            * history.location.weekdayFactors[shop.calendar.weekday(day)]
        }
      }
    }
    // The truth says 2.6 (where no promotion has more); some 12,000 units have a relative error of 1 %.
    #expect(expected.isNear(2.6 * usual, Tolerance(relative: 0.01)))
    #expect(wanted.isNear(expected, Tolerance(relative: 0.05)))
  }
}
