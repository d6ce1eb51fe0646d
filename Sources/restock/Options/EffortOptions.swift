import ArgumentParser
import RestockForecasting
import RestockPlanning

/// How much time forecasts may take.
struct EffortOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much time auto may take: fast, one model for each pattern of demand (a third of the time, about 2 % "
        + "more error on business series); standard; thorough, every form of exponential smoothing and "
        + "twice the past origins (twice the time, the same error within 0.3 %).",
      valueName: "effort"))
  var effort = Effort.standard.rawValue

  func validate() throws {
    guard Effort(rawValue: effort) != nil else {
      throw ValidationError(
        "--effort '\(effort)': expected "
          + Effort.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }

  func apply(to settings: inout PlanSettings) {
    settings.effort = Effort(rawValue: effort) ?? .standard
  }
}
