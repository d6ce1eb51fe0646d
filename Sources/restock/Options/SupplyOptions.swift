import ArgumentParser
import RestockInventory
import RestockPlanning

/// Lead times, targets, costs and the policy.
struct SupplyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The lead time where no file says more: d days, w weeks, p periods.", valueName: "14d"))
  var leadTime = "14d"

  @Option(
    help: ArgumentHelp(
      "Its standard deviation (default: a quarter of the lead time).", valueName: "3d"))
  var leadTimeSd: String?

  @Option(
    help: ArgumentHelp("The time between two chances to order.", valueName: "7d"))
  var reviewPeriod = "7d"

  @Option(
    help: ArgumentHelp(
      "The target: cycle:P (probability of no stock-out in a cycle), fill:P (share of units from "
        + "stock), cost, or cover:21d; by class as A=fill:0.98,B=fill:0.95,C=fill:0.9 (the default).",
      valueName: "target"))
  var service: String?

  @Option(help: ArgumentHelp("What becomes of unmet demand: backorder or lost.", valueName: "what"))
  var unmet = "backorder"

  @Option(
    help: ArgumentHelp(
      "Money to hold a unit for a time, as 0.2/w (per d, w, m or y).", valueName: "money/time"))
  var holdingCost: String?

  @Option(
    help: ArgumentHelp(
      "Holding cost as a rate on the unit cost.", valueName: "rate/time"))
  var holdingRate = "0.25/y"

  @Option(help: ArgumentHelp("Money per unit short, for the target cost.", valueName: "money"))
  var shortageCost: Double?

  @Option(help: ArgumentHelp("Money per order line.", valueName: "money"))
  var orderCost = 2.0

  @Option(
    help: ArgumentHelp(
      "The rule: \(ReplenishmentPolicy.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "policy"))
  var policy = ReplenishmentPolicy.periodicMinMax.rawValue

  @Option(
    help: ArgumentHelp(
      "How long an order should last at least where no unit cost is known, so no EOQ.",
      valueName: "4w"))
  var orderCover = "4w"

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "What money of another currency is worth, as USD=0.79.", valueName: "CUR=rate"))
  var exchangeRate: [String] = []

  @Option(
    help: ArgumentHelp(
      "One-off bulk orders among order lines: exclude them from the rate of demand, or keep.",
      valueName: "what"))
  var bulk = "exclude"

  func apply(to settings: inout PlanSettings) throws {
    settings.leadTime = try duration(leadTime, "--lead-time")
    settings.leadTimeStandardDeviation = try leadTimeSd.map { try duration($0, "--lead-time-sd") }
    settings.reviewPeriod = try duration(reviewPeriod, "--review-period")
    settings.orderCover = try duration(orderCover, "--order-cover")
    try applyService(to: &settings)
    guard let unmet = UnmetDemand(rawValue: unmet) else {
      throw ValidationError("--unmet '\(unmet)': expected backorder or lost")
    }
    settings.unmet = unmet
    guard let policy = ReplenishmentPolicy(rawValue: policy) else {
      throw ValidationError(
        "--policy '\(policy)': expected one of "
          + ReplenishmentPolicy.allCases.map(\.rawValue).joined(separator: ", "))
    }
    settings.policy = policy
    settings.holdingCostPerDay = try holdingCost.map {
      try perDay($0, "--holding-cost", defaultUnit: nil)
    }
    settings.holdingRate = try perDay(holdingRate, "--holding-rate", defaultUnit: "y") * 365.25
    settings.shortageCost = try shortageCost.map { try amount($0, "--shortage-cost") }
    settings.orderCost = try amount(orderCost, "--order-cost")
    for rate in exchangeRate.flatMap({ $0.split(separator: ",") }) {
      let parts = rate.split(separator: "=")
      guard parts.count == 2, let value = Double(parts[1]), value > 0, value.isFinite else {
        throw ValidationError("--exchange-rate '\(rate)': expected as USD=0.79")
      }
      settings.exchangeRates[String(parts[0])] = value
    }
    guard ["exclude", "keep"].contains(bulk) else {
      throw ValidationError("--bulk '\(bulk)': expected exclude or keep")
    }
    settings.keepsBulkOrders = bulk == "keep"
    if settings.service == .cost && settings.shortageCost == nil {
      throw ValidationError("--service cost needs --shortage-cost, money per unit short")
    }
  }

  private func applyService(to settings: inout PlanSettings) throws {
    guard let service else { return }
    for part in service.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map { String($0) }
      guard let objective = ServiceObjective(sides[sides.count - 1]) else {
        throw ValidationError(
          "--service '\(part)': expected cycle:0.95, fill:0.98, cost or cover:21d, the probability "
            + "between 0 and 1")
      }
      if sides.count == 1 {
        settings.service = objective
      } else if let abc = ABCClass(rawValue: sides[0].uppercased()) {
        settings.serviceByClass[abc] = objective
      } else {
        throw ValidationError("--service '\(part)': expected a class A, B or C before '='")
      }
    }
  }

  private func duration(_ text: String, _ option: String) throws -> Duration {
    guard let duration = Duration(text), duration.value <= 100_000 else {
      throw ValidationError(
        "\(option) '\(text)': expected as 14d (days), 2w (weeks) or 7p (periods)")
    }
    return duration
  }

  private func amount(_ value: Double, _ option: String) throws -> Double {
    guard value >= 0, value.isFinite else {
      throw ValidationError("\(option) \(value): expected money, not below 0")
    }
    return value
  }

  private func perDay(_ text: String, _ option: String, defaultUnit: String?) throws -> Double {
    let parts = text.split(separator: "/", maxSplits: 1).map { String($0) }
    let days = ["d": 1.0, "w": 7, "m": 365.25 / 12, "y": 365.25]
    guard let value = parts.first.flatMap({ Double($0) }), value >= 0, value.isFinite,
      let unit = parts.count == 2 ? parts[1] : defaultUnit, let length = days[unit]
    else {
      throw ValidationError("\(option) '\(text)': expected as 0.2/w, per d, w, m or y")
    }
    return value / length
  }
}
