/// The models that watch how suppliers deliver.
let leadTimeMonitoringModels: [SolveModel] = [
  SolveModel(
    "unusual_receipt_rule", "Receipts too far off the anticipated lead time to learn from.",
    inputs: [
      SolveInput(
        "cases",
        .records([
          SolveInput("anticipated", .number(.notNegative), unit: "days", "lead time"),
          SolveInput("actual", .number(.notNegative), unit: "days", "lead time"),
        ]), "the receipts")
    ],
    outputs: [.init("flags", "whether each is unusual")],
    source: "EffectiveInventory.com: below half, above one and a half times, or over 7 days off"
  ) { arguments in
    [
      "flags": .list(
        arguments.records("cases").map {
          .boolean(
            isUnusualReceipt(
              anticipated: $0.number("anticipated"), actual: $0.number("actual")))
        })
    ]
  },
  SolveModel(
    "two_sided_cusum", "When a supplier's lead times have shifted.",
    inputs: [
      SolveInput("lead_times", .numbers(.notNegative), unit: "days", "oldest first"),
      SolveInput("target", .number(.notNegative), unit: "days", "what they were"),
      SolveInput("sd", .number(.positive), unit: "days", "their spread"),
      SolveInput(
        "k", .number(.notNegative), unit: "standard deviations", "the allowance",
        standard: .number(0.5)),
      SolveInput(
        "h", .number(.positive), unit: "standard deviations", "the alarm's threshold",
        standard: .number(4)),
    ],
    outputs: [
      .init("path", unit: "standard deviations", "C+ and C- after each lead time"),
      .init("first_alarm_index_1based", "which lead time gave the alarm, from 1"),
    ],
    source: "Montgomery (2013), section 9.1"
  ) { arguments in
    let chart = CumulativeSum(
      arguments.numbers("lead_times"), target: arguments.number("target"),
      standardDeviation: arguments.number("sd"), allowance: arguments.number("k"),
      threshold: arguments.number("h"))
    return [
      "path": .list(chart.path.map { .numbers([$0.above, $0.below]) }),
      "first_alarm_index_1based": chart.firstAlarm.map { .whole($0 + 1) } ?? .none,
    ]
  },
  SolveModel(
    "supplier_scorecard", "On time, in full, and lead times of a supplier.",
    inputs: [
      SolveInput(
        "receipts",
        .records([
          SolveInput("po", .text, "the purchase order", standard: SolveValue.none),
          SolveInput("ordered", .number(.notNegative), unit: "units", "ordered"),
          SolveInput("received", .number(.notNegative), unit: "units", "received"),
          SolveInput("promised_days", .number(.notNegative), unit: "days", "promised"),
          SolveInput(
            "actual_days", .number(.notNegative), unit: "days", "taken", standard: SolveValue.none),
        ]), "the orders")
    ],
    outputs: [
      .init("on_time_rate", "share of orders"), .init("in_full_rate", "share of orders"),
      .init("otif", "share of orders on time and in full"),
      .init("fill_rate_units", "share of units"),
      .init("mean_lead_time", unit: "days", "of the delivered"),
      .init("sd_lead_time_sample", unit: "days", "of the delivered"),
      .init("p90_lead_time_type7", unit: "days", "nine in ten are as fast"),
    ],
    source: "an order not delivered counts as late and not in full; Hyndman and Fan (1996), type 7"
  ) { arguments throws(SolveError) in
    let receipts = arguments.records("receipts").map {
      SupplierScorecard.Receipt(
        ordered: $0.number("ordered"), received: $0.number("received"),
        promisedDays: $0.number("promised_days"), actualDays: $0.optionalNumber("actual_days"))
    }
    guard !receipts.isEmpty else {
      throw .impossibleInput(name: "receipts", expected: "at least one order", found: "none")
    }
    let card = SupplierScorecard(receipts)
    func value(_ number: Double?) -> SolveValue { number.map(SolveValue.number) ?? .none }
    return [
      "on_time_rate": .number(card.onTimeRate), "in_full_rate": .number(card.inFullRate),
      "otif": .number(card.onTimeInFullRate), "fill_rate_units": value(card.unitFillRate),
      "mean_lead_time": value(card.meanLeadTime),
      "sd_lead_time_sample": value(card.leadTimeStandardDeviation),
      "p90_lead_time_type7": value(card.leadTimeQuantile(0.9)),
    ]
  },
]

/// Whether a receipt is so far off what was anticipated that a lead time should not be learnt from
/// it: below half, above one and a half times, or more than seven days off.
public func isUnusualReceipt(anticipated: Double, actual: Double) -> Bool {
  actual < 0.5 * anticipated || actual > 1.5 * anticipated || abs(actual - anticipated) > 7
}
