internal import RestockNumerics

/// The inputs of one case, checked against what the model takes; reading one under the kind that
/// the model declared cannot fail.
public struct SolveArguments: Sendable {
  private let values: [String: SolveValue]

  /// Checks a record against the inputs that it may have.
  ///
  /// - Throws: `missingInput`, `unknownInput` or `impossibleInput` for the first that is wrong.
  init(_ record: SolveRecord, for inputs: [SolveInput]) throws(SolveError) {
    var checked: [String: SolveValue] = [:]
    for field in record.fields where !inputs.contains(where: { $0.name == field.name }) {
      throw .unknownInput(name: field.name, known: inputs.map(\.name))
    }
    for input in inputs {
      var given = record[input.name]
      if given == SolveValue.none { given = nil }
      guard let value = given ?? input.standard else {
        throw .missingInput(name: input.name, expected: input.expectation)
      }
      // A default of nothing stays nothing.
      if value == .none { continue }
      checked[input.name] = try Self.checked(value, input)
    }
    values = checked
  }

  private static func checked(
    _ value: SolveValue, _ input: SolveInput
  ) throws(SolveError) -> SolveValue {
    func impossible(_ found: SolveValue) -> SolveError {
      .impossibleInput(
        name: input.name, expected: input.expectation, found: found.description)
    }
    func isNumber(_ value: SolveValue, _ bounds: SolveBounds) -> Bool {
      if case .number(let x) = value { bounds.contains(x) } else { false }
    }
    switch (input.kind, value) {
    case (.number(let bounds), .number(let x)) where bounds.contains(x): return value
    case (.whole(let bounds), .number(let x))
    where bounds.contains(x) && x == x.rounded() && abs(x) < 1e15: return value
    case (.numberOrNumbers(let bounds), .number(let x)) where bounds.contains(x): return value
    case (.numbers(let bounds), .list(let list)), (.numberOrNumbers(let bounds), .list(let list)):
      guard !list.isEmpty else { throw impossible(value) }
      for element in list where !isNumber(element, bounds) { throw impossible(element) }
      return value
    case (.flag, .boolean): return value
    case (.flags, .list(let list)):
      for element in list {
        guard case .boolean = element else { throw impossible(element) }
      }
      return value
    case (.choice(let names), .text(let name)) where names.contains(name): return value
    case (.text, .text): return value
    case (.text, .number(let x)) where x == x.rounded() && abs(x) < 1e15:
      return .text("\(Int(x))")
    case (.texts, .list(let list)):
      var names: [SolveValue] = []
      for element in list { names.append(try name(element, impossible)) }
      return .list(names)
    case (.numbersByName(let bounds), .record(let record)):
      guard !record.fields.isEmpty else { throw impossible(value) }
      for field in record.fields where !isNumber(field.value, bounds) {
        throw impossible(field.value)
      }
      return value
    case (.weights(let bounds), .record(let record)):
      var total = 0.0
      for field in record.fields {
        guard let x = Double(field.name), bounds.contains(x) else {
          throw impossible(.text(field.name))
        }
        guard case .number(let weight) = field.value, weight >= 0, weight.isFinite else {
          throw impossible(field.value)
        }
        total += weight
      }
      guard abs(total - 1) < 1e-6 else { throw impossible(.number(total)) }
      return value
    case (.distribution, .record(let record)):
      _ = try DistributionDescription.distribution(record)
      return value
    case (.records(let fields), .list(let list)):
      var records: [SolveValue] = []
      for element in list { records.append(try recordValue(element, fields, impossible)) }
      return .list(records)
    case (.recordsByName(let inputs), .record(let record)):
      var fields: [SolveRecord.Field] = []
      for field in record.fields {
        fields.append(
          SolveRecord.Field(
            name: field.name, value: try recordValue(field.value, inputs, impossible)))
      }
      return .record(SolveRecord(fields: fields))
    default: throw impossible(value)
    }
  }

  private static func name(
    _ value: SolveValue, _ impossible: (SolveValue) -> SolveError
  ) throws(SolveError) -> SolveValue {
    switch value {
    case .text: return value
    case .number(let x) where x == x.rounded() && abs(x) < 1e15: return .text("\(Int(x))")
    default: throw impossible(value)
    }
  }

  private static func recordValue(
    _ value: SolveValue, _ inputs: [SolveInput], _ impossible: (SolveValue) -> SolveError
  ) throws(SolveError) -> SolveValue {
    guard case .record(let record) = value else { throw impossible(value) }
    let arguments = try SolveArguments(record, for: inputs)
    return .record(
      SolveRecord(
        fields: inputs.map {
          SolveRecord.Field(name: $0.name, value: arguments.values[$0.name] ?? .none)
        }))
  }

  private func value(_ name: String, _ kind: StaticString) -> Never {
    preconditionFailure("input \(name) was not declared as \(kind)")
  }

  /// The number of that name.
  func number(_ name: String) -> Double {
    guard case .number(let x)? = values[name] else { value(name, "a number") }
    return x
  }

  /// The number of that name, nil where none was given.
  func optionalNumber(_ name: String) -> Double? {
    values[name] == nil ? nil : number(name)
  }

  /// The whole number of that name.
  func whole(_ name: String) -> Int { Int(number(name)) }

  /// The numbers of that name.
  func numbers(_ name: String) -> [Double] {
    guard case .list(let list)? = values[name] else { value(name, "numbers") }
    return list.map { if case .number(let x) = $0 { x } else { value(name, "numbers") } }
  }

  /// The numbers of that name, nil where none were given.
  func optionalNumbers(_ name: String) -> [Double]? {
    values[name] == nil ? nil : numbers(name)
  }

  /// One number for each of `count` periods.
  ///
  /// - Throws: `impossibleInput` where a list has another length.
  func numbers(_ name: String, count: Int) throws(SolveError) -> [Double] {
    if case .number(let x)? = values[name] { return [Double](repeating: x, count: count) }
    let list = numbers(name)
    guard list.count == count else {
      throw .impossibleInput(
        name: name, expected: "\(count) numbers", found: "\(list.count)")
    }
    return list
  }

  /// The number of periods that a list gives.
  ///
  /// - Throws: `impossibleInput` where it is one number for all.
  func count(_ name: String) throws(SolveError) -> Int {
    guard case .list(let list)? = values[name] else {
      throw .impossibleInput(name: name, expected: "a list", found: "one number for all periods")
    }
    return list.count
  }

  /// The flag of that name.
  func flag(_ name: String) -> Bool {
    guard case .boolean(let flag)? = values[name] else { value(name, "a flag") }
    return flag
  }

  /// The flags of that name, of which there must be `count`.
  func flags(_ name: String, count: Int) throws(SolveError) -> [Bool] {
    guard case .list(let list)? = values[name] else { value(name, "flags") }
    guard list.count == count else {
      throw .impossibleInput(name: name, expected: "\(count) flags", found: "\(list.count)")
    }
    return list.map { $0 == .boolean(true) }
  }

  /// The text of that name.
  func text(_ name: String) -> String {
    guard case .text(let text)? = values[name] else { value(name, "a text") }
    return text
  }

  /// The texts of that name.
  func texts(_ name: String) -> [String] {
    guard case .list(let list)? = values[name] else { value(name, "texts") }
    return list.map { if case .text(let text) = $0 { text } else { value(name, "texts") } }
  }

  /// The numbers by name, in the order given.
  func numbersByName(_ name: String) -> [(name: String, number: Double)] {
    guard case .record(let record)? = values[name] else { value(name, "numbers by name") }
    return record.fields.map { field in
      guard case .number(let x) = field.value else { value(name, "numbers by name") }
      return (field.name, x)
    }
  }

  /// The probabilities by value, ascending by value.
  func weights(_ name: String) -> [(value: Double, weight: Double)] {
    numbersByName(name).map { (Double($0.name) ?? .nan, $0.number) }.sorted { $0.0 < $1.0 }
  }

  /// The probabilities by value, nil where none were given.
  func optionalWeights(_ name: String) -> [(value: Double, weight: Double)]? {
    values[name] == nil ? nil : weights(name)
  }

  /// The distribution of that name.
  func distribution(_ name: String) -> NamedDistribution {
    guard case .record(let record)? = values[name],
      let distribution = try? DistributionDescription.distribution(record)
    else { value(name, "a distribution") }
    return distribution
  }

  /// The distribution of that name, nil where none was given.
  func optionalDistribution(_ name: String) -> NamedDistribution? {
    values[name] == nil ? nil : distribution(name)
  }

  /// The records of that name, each with its own inputs.
  func records(_ name: String) -> [SolveArguments] {
    guard case .list(let list)? = values[name] else { value(name, "records") }
    return list.map { SolveArguments(checked: $0) }
  }

  /// The records by name, in the order given.
  func recordsByName(_ name: String) -> [(name: String, arguments: SolveArguments)] {
    guard case .record(let record)? = values[name] else { value(name, "records by name") }
    return record.fields.map { ($0.name, SolveArguments(checked: $0.value)) }
  }

  private init(checked value: SolveValue) {
    var values: [String: SolveValue] = [:]
    if case .record(let record) = value {
      for field in record.fields where field.value != .none { values[field.name] = field.value }
    }
    self.values = values
  }
}
