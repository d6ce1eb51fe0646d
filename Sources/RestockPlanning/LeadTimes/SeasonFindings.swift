internal import RestockInventory
internal import RestockRecords

extension SupplierSeasons {
  /// The shutdowns and seasons that an order of the next half year may meet, events of suppliers that
  /// nothing is bought from, and what receipts of earlier ones say against the events file.
  func findings(asOf: Day, catalogue: Catalogue) -> [Finding] {
    let suppliers = Set(catalogue.terms.values.joined().map(\.supplier))
      .union(catalogue.suppliers.keys).union(withReceipts)
    return seasons.flatMap { season in
      guard season.supplier == "*" || suppliers.contains(season.supplier) else {
        return [
          Finding(
            .warning, at: season.place, kind: "event-of-no-supplier",
            text: "'\(season.event)' is of '\(season.supplier)', a supplier of no item",
            treatment: "not used")
        ]
      }
      return season.contradiction(asOf: asOf) + season.ahead(asOf: asOf)
    }
  }
}

extension SupplierSeasons.Season {
  private var who: String { supplier == "*" ? "all suppliers" : supplier }

  /// What receipts of earlier times say against the events file, if anything.
  fileprivate func contradiction(asOf: Day) -> [Finding] {
    guard isContradicted, let shown else { return [] }
    let earlier = occurrences.count { $0.upperBound < Int(asOf.number) }
    let orders = "\(shown.exposed) orders that met \(event) in the \(earlier) times before"
    guard shown.pace > 0 else {
      return [
        Finding(
          .warning, at: place, kind: "season-uplift",
          text: "\(who): lead times as good as stood still in \(orders), not \(words(pace))",
          treatment: "the typed uplift is used; leave it empty for a shutdown")
      ]
    }
    let factor = Self.factor(shown.pace)
    return [
      Finding(
        .warning, at: place, kind: isLearned ? "season-learned" : "season-uplift",
        text: "\(who): lead times were \(factor) times as long in \(orders), "
          + (isLearned ? "so that it was no shutdown" : "not \(words(pace))"),
        treatment: isLearned
          ? "receipts are used; write the uplift \(factor)"
          : "the typed uplift is used; write \(factor)")
    ]
  }

  /// Its present or next time, where that begins within half a year.
  fileprivate func ahead(asOf: Day) -> [Finding] {
    let today = Int(asOf.number)
    guard let next = occurrences.first(where: { $0.upperBound >= today }),
      next.lowerBound - today <= 183
    else { return [] }
    let first = Day(number: Int32(next.lowerBound)).iso
    let days = "from \(first) to \(Day(number: Int32(next.upperBound)).iso) (\(event))"
    guard pace > 0 else {
      return [
        Finding(
          .note, at: place, kind: "supplier-shutdown", text: "\(who) closed \(days)",
          treatment: "lead times do not run on these days: receipts come so much later")
      ]
    }
    return [
      Finding(
        .note, at: place, kind: "supplier-season",
        text: "lead times of \(who) are \(words(pace)) \(days)",
        treatment: "a day of it counts as \(pace.rounded(decimals: 2).asUnits) of one")
    ]
  }

  private func words(_ pace: Double) -> String { "\(Self.factor(pace)) times as long" }

  /// How many times as long lead times are at a pace, > 0.
  private static func factor(_ pace: Double) -> String {
    (1 / pace).rounded(decimals: 2).asUnits
  }
}
