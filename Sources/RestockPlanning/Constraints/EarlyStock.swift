internal import RestockInventory
internal import RestockRecords

/// What it costs to have units in stock earlier than they are needed, with its arithmetic.
struct EarlyStock {
  /// Money.
  let cost: Double?
  /// The arithmetic, for a calculator; empty where no cost is known.
  let text: String

  /// - Parameters:
  ///   - units: Units more.
  ///   - days: Days for which they are in stock on average.
  ///   - supply: On what terms they are bought.
  ///   - quantity: The whole order, for its price.
  init(units: Double, days: Double, supply: SupplyPlan, ordering quantity: Double) {
    let days = max(0, days).rounded(decimals: 1)
    guard let perDay = supply.holdingCostPerDay else {
      cost = nil
      text = ""
      return
    }
    let units = units.rounded(decimals: 2)
    if let base = supply.unitCost, base > 0, let unitCost = supply.unitCost(ordering: quantity) {
      // The rate a year that the holding cost is of the unit cost, as it is printed.
      let percent = (perDay * 365.25 / base * 100).rounded(decimals: 2)
      let worth = (units * unitCost).rounded(decimals: 2)
      let money = worth * percent / 100 * days / 365.25
      cost = money
      text =
        "\(units.asUnits) worth \(worth.asMoney) for \(days.asUnits) days at "
        + "\(percent.asUnits) % a year cost \(money.asMoney)"
    } else {
      let rate = perDay.rounded(decimals: 6)
      cost = units * days * rate
      text =
        "\(units.asUnits) for \(days.asUnits) days at \(rate) a day cost "
        + (units * days * rate).asMoney
    }
  }
}

extension Recommendation {
  /// What `extra` more units than ordered so far cost to hold: from the arrival of the order to their
  /// sale, which comes after that of all that is there before them.
  func earlyStock(_ extra: Double, ordering quantity: Double, perDay: Double) -> EarlyStock? {
    guard let supply, perDay > 0 else { return nil }
    let before = wholePosition + quantity - extra
    let arrival = Double(supply.daysToOrderDay) + supply.leadTime.mean
    let days = (before + extra / 2) / perDay - arrival
    return EarlyStock(units: extra, days: days, supply: supply, ordering: quantity)
  }
}

extension Double {
  /// Money for people: two decimals.
  package var asMoney: String {
    let cents = rounded(decimals: 2)
    guard abs(cents) < 1e13 else { return String(cents) }
    let whole = Int((abs(cents) * 100).rounded())
    let tail = whole % 100
    return (cents < 0 ? "-" : "") + "\(whole / 100)." + (tail < 10 ? "0\(tail)" : "\(tail)")
  }
}
