import ArgumentParser

/// The planner's own decisions, and earlier plans.
struct MemoryOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Your own decisions: sku, field, value; also location, reason, until (the last day). Fields: "
        + "forecast-uplift (a factor as 1.2, or +20%), fixed-order (units), do-not-buy, service "
        + "(as fill:0.99), lead-time (days).", valueName: "file"))
  var overrides: [String] = []

  @Option(
    help: ArgumentHelp(
      "Say why each order moved since an earlier plan: the folder of one, or last for the newest "
        + "run in --store whose today is before this one's.", valueName: "folder|last"))
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "Keep the run, its recommendations and overrides in this SQLite file, made where it is not "
        + "there.", valueName: "file"))
  var store: String?

  func validate() throws {
    if compare == "last", store == nil {
      throw ValidationError("--compare last needs --store FILE, where earlier runs are kept")
    }
  }
}
