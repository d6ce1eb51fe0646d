/// The models that class items.
let classificationModels: [SolveModel] = [
  SolveModel(
    "abc", "Classes of items by their share of the total value.",
    inputs: [
      SolveInput(
        "annual_value", .numbersByName(.notNegative), unit: "money a year", "of each item"),
      SolveInput(
        "thresholds", .numbers(.share), "where class A and class B end",
        standard: .numbers([0.8, 0.95])),
    ],
    outputs: [.init("classes", "A, B or C of each item")],
    source: "an item is A while the share of the total before it is below the first threshold"
  ) { arguments throws(SolveError) in
    let values = arguments.numbersByName("annual_value")
    let thresholds = try arguments.numbers("thresholds", count: 2)
    let classes = ABCClass.classify(
      values: values.map(\.number), thresholds: (thresholds[0], thresholds[1]))
    return [
      "classes": .record(
        SolveRecord(
          fields: zip(values, classes).map {
            SolveRecord.Field(name: $0.name, value: .text($1.rawValue))
          }))
    ]
  },
  SolveModel(
    "abc_by_measure", "Classes of items by revenue, by margin or by units.",
    inputs: [
      SolveInput(
        "items",
        .recordsByName([
          SolveInput("units", .number(.notNegative), unit: "units a year", "sold"),
          SolveInput(
            "price", .number(.notNegative), unit: "money per unit", "of a sale",
            standard: .number(0)),
          SolveInput(
            "unit_cost", .number(.notNegative), unit: "money per unit", "purchase",
            standard: .number(0)),
        ]), "the items by name"),
      SolveInput(
        "measure", .choice(["revenue", "margin", "units"]), "what counts",
        standard: .text("revenue")),
      SolveInput(
        "thresholds", .numbers(.share), "where class A and class B end",
        standard: .numbers([0.8, 0.95])),
    ],
    outputs: [
      .init("classes", "A, B or C of each item"),
      .init("values", unit: "money, or units, a year", "of each item; a loss counts as 0"),
    ],
    source: "Silver, Pyke and Thomas (2017), section 2.6"
  ) { arguments throws(SolveError) in
    let items = arguments.recordsByName("items")
    let thresholds = try arguments.numbers("thresholds", count: 2)
    let measure = arguments.text("measure")
    let values = items.map { item in
      let units = item.arguments.number("units")
      let price = item.arguments.number("price")
      return switch measure {
      case "units": units
      case "margin": units * (price - item.arguments.number("unit_cost"))
      default: units * price
      }
    }
    let classes = ABCClass.classify(values: values, thresholds: (thresholds[0], thresholds[1]))
    func byName(_ values: [SolveValue]) -> SolveValue {
      .record(
        SolveRecord(
          fields: zip(items, values).map { SolveRecord.Field(name: $0.name, value: $1) }))
    }
    return [
      "classes": byName(classes.map { .text($0.rawValue) }),
      "values": byName(values.map(SolveValue.number)),
    ]
  },
  SolveModel(
    "xyz", "The class of an item by how steady its demand is.",
    inputs: [
      SolveInput("demand", .numbers(.notNegative), unit: "units", "of each period"),
      SolveInput(
        "thresholds", .numbers(.notNegative),
        "of the coefficient of variation, where class X and class Y end",
        standard: .numbers([0.5, 1])),
    ],
    outputs: [
      .init("class", "X, Y or Z; Z without demand"),
      .init("coefficient_of_variation", "standard deviation of the sample over the mean"),
    ],
    source: "Scholz-Reiter et al. (2012), doi:10.1108/17410401211212689"
  ) { arguments throws(SolveError) in
    let demand = arguments.numbers("demand")
    let thresholds = try arguments.numbers("thresholds", count: 2)
    let mean = demand.reduce(0, +) / Double(demand.count)
    let squares = demand.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let spread = (squares / Double(max(1, demand.count - 1))).squareRoot()
    let found = XYZClass.classify(
      mean: mean, standardDeviation: spread, thresholds: (thresholds[0], thresholds[1]))
    return [
      "class": .text(found.rawValue),
      "coefficient_of_variation": mean > 0 ? .number(spread / mean) : .none,
    ]
  },
  SolveModel(
    "syntetos_boylan_croston", "The pattern of a demand: smooth, erratic, intermittent, lumpy.",
    inputs: [
      SolveInput("demand", .numbers(.notNegative), unit: "units", "of each period"),
      SolveInput(
        "adi_cutoff", .number(.positive), "for the average interval", standard: .number(1.32)),
      SolveInput(
        "cv2_cutoff", .number(.positive), "for the squared variation", standard: .number(0.49)),
    ],
    outputs: [
      .init("adi", unit: "periods", "to a period with demand"),
      .init("cv2", "squared variation of the demand of periods with any"),
      .init("class", "the pattern"),
    ],
    source: "Syntetos, Boylan and Croston (2005)"
  ) { arguments throws(SolveError) in
    let found = SyntetosBoylanCroston(
      demand: arguments.numbers("demand"), intervalCutoff: arguments.number("adi_cutoff"),
      variationCutoff: arguments.number("cv2_cutoff"))
    guard let found else { throw .noSolution(reason: "no period has demand") }
    return [
      "adi": .number(found.averageDemandInterval), "cv2": .number(found.squaredVariation),
      "class": .text(found.pattern.rawValue),
    ]
  },
]
