import ArgumentParser
import RestockForecasting
import RestockPlanning

/// How much time forecasts may take.
struct EffortOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much time auto may take: fast, a mean of three models for business series and no competition "
        + "where demand is not smooth (half the time; on past origins of M3 1 % more error, of M4 Weekly "
        + "5 %); standard; thorough, every form of exponential smoothing and twice the past origins (half "
        + "the time more; on the same no less error).", valueName: "effort"))
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
