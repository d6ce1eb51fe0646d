import ArgumentParser
import RestockIO
import RestockPlanning

/// Settings of single series.
struct SeriesOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Settings of single series: id (the SKU; or sku, location), and season_length (one, or "
        + "several as 24,168), horizon, group, scale_lag (the lag of the in-sample changes that "
        + "errors are scaled by; default: the first season length).", valueName: "file"))
  var series: [String] = []

  /// Reads the settings, with what there is to say of the files.
  func apply(to settings: inout PlanSettings, _ reading: ReadingOptions) throws -> InputReader {
    var reader = InputReader(reading)
    if !series.isEmpty { settings.series = try reader.seriesSettings(series) }
    return reader
  }
}
