import ArgumentParser
import RestockForecasting
import RestockPlanning

/// Models and quantiles.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The model for every item: auto, which chooses for each, or one of "
        + "\(ModelFamily.names.joined(separator: ", ")); a form in brackets, as "
        + "moving-average(13).", valueName: "name"))
  var model = "auto"

  @Option(
    help: ArgumentHelp(
      "Probabilities of the quantiles in forecasts.csv, or none.", valueName: "p,p"))
  var quantiles = "0.5,0.8,0.9,0.95,0.99"

  @OptionGroup var effort: EffortOptions

  func apply(to settings: inout PlanSettings) throws {
    effort.apply(to: &settings)
    settings.model = try family()
    settings.quantiles = try Self.probabilities(quantiles)
  }

  private func family() throws -> ModelFamily? {
    guard model != "auto" else { return nil }
    do {
      return try ModelFamily.parse(model)
    } catch {
      throw ValidationError("--model: \(error)")
    }
  }

  /// The probabilities that an option names; none for `none`.
  static func probabilities(_ quantiles: String) throws -> [Double] {
    guard quantiles != "none" else { return [] }
    let parts = quantiles.split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0) }
    guard parts.allSatisfy({ ($0 ?? 0) > 0 && ($0 ?? 1) < 1 }) else {
      throw ValidationError(
        "--quantiles '\(quantiles)': expected probabilities between 0 and 1, as 0.5,0.95, or none")
    }
    return Array(Set(parts.compactMap { $0 })).sorted()
  }
}
