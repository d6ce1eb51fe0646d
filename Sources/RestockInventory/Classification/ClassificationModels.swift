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
