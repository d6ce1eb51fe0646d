import ArgumentParser
import FoundationEssentials
import RestockInventory

/// `restock solve`: the textbook as a calculator.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Textbook answers: EOQ, newsvendor, (r,Q), (s,S), lot sizes, and many more.",
    discussion: """
      A model's name and its inputs as name=value; a list is written [1,2,3] or as JSON. --list tells \
      each model's inputs, units and source; --list MODEL those of one. --cases solves a JSON file of \
      cases, {"cases": [{"id", "model", "inputs"}]}, into {"results": [{"id", "outputs" | "error"}]}. \
      Answers go to standard output. Exit status 1 when some cases have an error, 2 when all have.

      Examples:
        restock solve eoq fixed_cost=8 holding_cost=0.225 demand_rate=1300
        restock solve --list newsvendor_normal
        restock solve --cases cases.json > results.json
      """)

  @Argument(help: "The model's name.")
  var model: String?

  @Argument(help: ArgumentHelp("Its inputs.", valueName: "name=value"))
  var inputs: [String] = []

  @ArgumentParser.Flag(help: "List the models (or the one named) with inputs, units and source.")
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

  private func printList() throws {
    let models = try model.map { name throws in
      do throws(SolveError) {
        return [try SolveRegister.model(name)]
      } catch {
        throw CommandError(error.message)
      }
    }
    let text = (models ?? SolveRegister.models).map { Self.usage(of: $0) }
    try StandardOutput.writing(text.joined(separator: "\n\n") + "\n")
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
