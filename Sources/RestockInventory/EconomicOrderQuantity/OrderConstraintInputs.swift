/// The inputs that constrain an order, with the pack's default.
func orderConstraintInputs(pack: SolveValue) -> [SolveInput] {
  [
    SolveInput(
      "pack_size", .number(.positive), unit: "units", "the pack, of which an order is a multiple",
      standard: pack),
    SolveInput(
      "moq", .number(.notNegative), unit: "units", "minimum order quantity", standard: .number(0)),
    SolveInput(
      "max_quantity", .number(.notNegative), unit: "units",
      "the most in an order, as storage allows",
      standard: SolveValue.none),
    SolveInput(
      "shelf_life", .number(.positive), unit: "units of time", "an order must be sold within it",
      standard: SolveValue.none),
  ]
}

/// The constraints of a case.
func orderConstraints(_ arguments: SolveArguments) -> OrderConstraints {
  OrderConstraints(
    pack: arguments.optionalNumber("pack_size"), minimum: arguments.number("moq"),
    storage: arguments.optionalNumber("max_quantity"),
    shelfLife: arguments.optionalNumber("shelf_life"))
}

/// That no quantity is allowed, and by what.
func noQuantity(_ constraints: OrderConstraints, demandRate: Double) -> SolveError {
  var parts = ["at least \(constraints.minimum)"]
  if let storage = constraints.storage { parts.append("at most \(storage) in storage") }
  if let life = constraints.shelfLife {
    parts.append("at most \(life * demandRate) sold within the shelf life")
  }
  if let pack = constraints.pack { parts.append("a multiple of \(pack)") }
  return .noSolution(reason: "no quantity is \(parts.joined(separator: ", "))")
}

let sensitivityOutputs: [SolveModel.Output] = [
  .init(
    "constraint_costs", unit: "money per unit of time",
    "what each constraint costs: the least cost with it, above that without it"),
  .init("sensitivity", "the same in words, dearest first"),
]

/// What each constraint that bears on an order adds to its cost.
///
/// - Parameters:
///   - cost: Of the order, money per unit of time.
///   - quantity: Of the order, units.
///   - constraints: All of them.
///   - best: The best quantity and its cost under other constraints.
/// - Returns: The fields of `sensitivityOutputs`.
func sensitivity(
  _ cost: Double, _ quantity: Double, _ constraints: OrderConstraints,
  _ best: (OrderConstraints) -> (quantity: Double, cost: Double)?
) -> [SolveRecord.Field] {
  guard constraints != OrderConstraints() else { return [] }
  var costs: [(kind: OrderConstraints.Kind, cost: Double, free: Double)] = []
  for kind in OrderConstraints.Kind.allCases {
    let other = constraints.without(kind)
    guard other != constraints, let free = best(other) else { continue }
    costs.append((kind, max(0, cost - free.cost), free.quantity))
  }
  let words = costs.filter { $0.cost > 1e-9 * abs(cost) }.sorted { $0.cost > $1.cost }.map {
    let what =
      switch $0.kind {
      case .pack: "rounding to packs of \(brief(constraints.pack ?? 1))"
      case .minimum: "the minimum of \(brief(constraints.minimum))"
      case .storage: "the storage for \(brief(constraints.storage ?? 0))"
      case .shelfLife: "the shelf life of \(brief(constraints.shelfLife ?? 0))"
      }
    return "\(what) costs \(brief($0.cost, places: 2)) per unit of time "
      + "(\(brief(quantity)) in place of \(brief($0.free, places: 1)))"
  }
  return [
    .init(
      name: "constraint_costs",
      value: .record(
        SolveRecord(
          fields: costs.map { .init(name: $0.kind.rawValue, value: .number($0.cost)) }))),
    .init(name: "sensitivity", value: .list(words.map(SolveValue.text))),
  ]
}

/// A number as people write it, of at most so many decimals.
private func brief(_ x: Double, places: Int = 3) -> String {
  let scale = places == 1 ? 10.0 : places == 2 ? 100 : 1000
  let rounded = (x * scale).rounded() / scale
  guard abs(rounded) < 1e15 else { return "\(x)" }
  return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
}
