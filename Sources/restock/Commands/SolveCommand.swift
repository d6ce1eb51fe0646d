import ArgumentParser
import FoundationEssentials
import RestockInventory

/// `restock solve`: the textbook as a calculator.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Textbook answers: EOQ, newsvendor, (r,Q), (s,S), lot sizes, and many more.",
    discussion: """
      A model's name and its inputs as name=value; a list is written 1,2,3 or [1,2,3], a record as \
      JSON in quotes. A name alone shows that model's inputs, their units and defaults, its outputs and \
      its source; --list those of all models, --list WORD those of the models with the word in name \
      or summary, with --format json for a program. --cases solves a JSON file of cases, \
      {"cases": [{"id", "model", "inputs"}]}, into {"results": [{"id", "outputs" | "error"}]}; \
      a bad case is an error of its own, the others are solved. Answers go to standard output. \
      Exit status 1 when some cases have an error, 2 when all have.

      Units are your own: if demand is per week, costs of holding are per week too.

      Examples:
        restock solve eoq fixed_cost=8 holding_cost=0.225 demand_rate=1300
        restock solve eoq_constrained fixed_cost=8 holding_cost=0.225 demand_rate=1300 pack_size=24
        restock solve wagner_whitin fixed_cost=54 holding_cost=0.4 demand=10,62,12,130,154,129
        restock solve newsvendor holding_cost=1 stockout_cost=9 \\
          demand='{"family": "negative_binomial", "r": 2, "p": 0.2}'
        restock solve newsvendor_normal
        restock solve --list lost
        restock solve --cases cases.json > results.json
      """)

  @Argument(help: "The model's name.")
  var model: String?

  @Argument(help: ArgumentHelp("Its inputs.", valueName: "name=value"))
  var inputs: [String] = []

  @ArgumentParser.Flag(
    help: "List the models (or those with the given word) with inputs, units and source.")
  var list = false

  @Option(help: ArgumentHelp("A JSON file of cases.", valueName: "file"))
  var cases: String?

  @Option(help: ArgumentHelp("How answers are written: text or json.", valueName: "format"))
  var format = "text"

  func validate() throws {
    guard ["text", "json"].contains(format) else {
      throw ValidationError("--format '\(format)': expected text or json")
    }
    if model == nil && cases == nil && !list {
      throw ValidationError("name a model, or give --cases FILE, or --list")
    }
  }

  func run() throws {
    if list { return try printList() }
    if let cases { return try solveCases(cases) }
    guard let model else { return }
    if inputs.isEmpty { return try printModel(model) }
    do throws(SolveError) {
      let record = try Self.record(inputs)
      let answer = try SolveRegister.solve(model, record)
      try Self.print(answer, format: format)
    } catch {
      let inputs = (try? SolveRegister.model(model)).map { "\n" + Self.usage(of: $0) } ?? ""
      throw CommandError(error.message + inputs)
    }
  }

  private func solveCases(_ path: String) throws {
    let results = try SolveCases(path).solve()
    try StandardOutput.writing(try JSONValue.text(of: results, pretty: true) + "\n")
    guard results.errors > 0 else { return }
    throw results.errors == results.results.count
      ? CommandError.nothingDone : CommandError.someWithoutResult
  }

  /// The model of that name, with an example of how it is asked.
  private func printModel(_ name: String) throws {
    do throws(SolveError) {
      let model = try SolveRegister.model(name)
      try? print([model])
    } catch {
      throw CommandError(error.message)
    }
  }

  /// All models, the one of the given name, or those with the word in name or summary.
  private func printList() throws {
    guard let word = model?.lowercased() else { return try print(SolveRegister.models) }
    if let one = try? SolveRegister.model(word) { return try print([one]) }
    let found = SolveRegister.models.filter {
      $0.name.contains(word) || $0.summary.lowercased().contains(word)
    }
    guard !found.isEmpty else { return try printModel(word) }
    try print(found)
  }

  private func print(_ models: [SolveModel]) throws {
    let text =
      format == "json"
      ? try JSONValue.text(of: SolveModelList(models), pretty: true)
      : models.map { Self.usage(of: $0) }.joined(separator: "\n\n")
    try StandardOutput.writing(text + "\n")
  }

  /// A model with its inputs, outputs and source, for people.
  private static func usage(of model: SolveModel) -> String {
    var lines = ["\(model.name): \(model.summary)"]
    for input in model.inputs {
      let standard = input.standard.map { ", default \(plain($0))" } ?? ""
      lines.append("  \(input.name): \(input.expectation)\(standard)")
    }
    for output in model.outputs {
      let unit = output.unit.isEmpty ? "" : " (\(output.unit))"
      lines.append("  -> \(output.name): \(output.meaning)\(unit)")
    }
    lines.append("  source: \(model.source)")
    let required = model.inputs.filter { $0.standard == nil }
    lines.append(
      "  ask: restock solve \(model.name) "
        + required.map { "\($0.name)=\($0.kind.placeholder)" }.joined(separator: " "))
    return lines.joined(separator: "\n")
  }

  private static func print(_ record: SolveRecord, format: String) throws(SolveError) {
    let text =
      format == "json"
      ? (try? JSONValue.text(of: JSONValue(.record(record)), pretty: true)) ?? ""
      : record.fields.map { "\($0.name) = \(plain($0.value))" }.joined(separator: "\n")
    try? StandardOutput.writing(text + "\n")
  }

  /// A value on one line.
  private static func plain(_ value: SolveValue) -> String {
    switch value {
    case .number(let number) where number == number.rounded() && abs(number) < 1e15:
      String(Int(number))
    case .number(let number): String(number)
    case .text(let text): text
    case .none: "none"
    case .boolean, .list, .record:
      (try? JSONValue.text(of: JSONValue(value), pretty: false)) ?? value.description
    }
  }

  /// Inputs as they are typed: numbers, true and false, JSON, or else text.
  private static func record(_ words: [String]) throws(SolveError) -> SolveRecord {
    var fields: [SolveRecord.Field] = []
    for word in words {
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
        throw .impossibleInput(name: word, expected: "name=value", found: "no '='")
      }
      let name = String(word[..<equals])
      let text = String(word[word.index(after: equals)...])
      fields.append(.init(name: name, value: value(of: text)))
    }
    return SolveRecord(fields: fields)
  }

  private static func value(of text: String) -> SolveValue {
    if let number = Double(text), number.isFinite { return .number(number) }
    if let json = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) {
      return json.value
    }
    let parts = text.split(separator: ",").map { Double($0) }
    if parts.count > 1, parts.allSatisfy({ $0 != nil }) {
      return .numbers(parts.compactMap { $0 })
    }
    return .text(text)
  }
}
