import ArgumentParser
import RestockForecasting
import RestockPlanning

/// What is compared, and against what.
struct EvaluationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Models to compare: auto, which chooses for each series, and any of "
        + "\(ModelFamily.names.joined(separator: ", ")); a form in brackets, as "
        + "moving-average(13).", valueName: "name,name"))
  var models = EvaluatedModel.defaults.map(\.name).joined(separator: ",")

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Known outcomes, read like sales: periods after the history of each series, or steps from 1 "
        + "on after it. What lies within a history is ignored. Without this, forecasts are made at "
        + "past origins.", valueName: "file"))
  var actuals: [String] = []

  @Option(
    help: ArgumentHelp(
      "Past origins to forecast at (default: as many as the histories allow, up to "
        + "\(EvaluationSettings.defaultOrigins)).", valueName: "n"))
  var origins: Int?

  @Option(help: ArgumentHelp("Periods from one origin to the next.", valueName: "n"))
  var originStep = 1

  func validate() throws {
    if let origins, !(1...10_000).contains(origins) {
      throw ValidationError("--origins \(origins): expected 1 to 10000")
    }
    guard (1...10_000).contains(originStep) else {
      throw ValidationError("--origin-step \(originStep): expected 1 to 10000 periods")
    }
    guard actuals.isEmpty || origins == nil else {
      throw ValidationError("--actuals and --origins exclude each other")
    }
    _ = try evaluated()
  }

  /// The models, in the order given. Commas within brackets belong to a form.
  func evaluated() throws -> [EvaluatedModel] {
    var names = [""]
    var depth = 0
    for character in models {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == "," && depth == 0 {
        names.append("")
      } else {
        names[names.count - 1].append(character)
      }
    }
    var evaluated: [EvaluatedModel] = []
    for name in names {
      let model: EvaluatedModel
      do {
        model = try EvaluatedModel(parsing: name.filter { $0 != " " })
      } catch {
        throw ValidationError("--models: \(error)")
      }
      guard !evaluated.contains(where: { $0.name == model.name }) else {
        throw ValidationError("--models: '\(model.name)' is named twice")
      }
      evaluated.append(model)
    }
    return evaluated
  }
}
