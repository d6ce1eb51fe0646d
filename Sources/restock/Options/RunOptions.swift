import ArgumentParser
import Glibc
import RestockPlanning

/// How a command runs.
struct RunOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Threads (default: one a core).", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("Seed of everything random.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("A progress line on long work: auto, on or off.", valueName: "when"))
  var progress = "auto"

  @Option(
    help: ArgumentHelp(
      "A file of options (YAML: the names below, without dashes); flags win.", valueName: "file"))
  var config: String?

  @ArgumentParser.Flag(help: "Say nothing but errors.")
  var quiet = false

  func apply(to settings: inout PlanSettings) {
    settings.threads = threadCount
    settings.seed = seed
  }

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): expected 1 to 1024")
    }
    guard ["auto", "on", "off"].contains(progress) else {
      throw ValidationError("--progress '\(progress)': expected auto, on or off")
    }
  }

  /// The number of threads to use.
  var threadCount: Int { threads ?? Self.cores }

  /// The cores of the machine.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Whether to show progress.
  var showsProgress: Bool {
    !quiet && (progress == "on" || progress == "auto" && Terminal.isInteractive)
  }
}
