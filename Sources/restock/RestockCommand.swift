import ArgumentParser
import Glibc
import RestockNumerics
import RestockRecords

/// The root of the command line.
@main
struct RestockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restock",
    abstract: "Says what to order this week, how much, from whom, by when, and how sure it is.",
    discussion: """
      Restock reads a shop's sales history and, where given, stock, open orders, items, suppliers, \
      receipts and events (CSV, also .gz), forecasts each item, and derives safety stock, reorder \
      points and order quantities.

      Start with:
        restock plan --sales sales.csv --stock stock.csv --out this-week

      Data goes to --out; everything else is said on stderr. Exit status: 0 done, 1 done but some \
      SKUs got no result, 2 nothing done.
      """,
    version: Version.current,
    subcommands: [
      PlanCommand.self, ForecastCommand.self, EvaluateCommand.self, SimulateCommand.self,
      CheckCommand.self, ConvertCommand.self, ClassifyCommand.self, LeadTimesCommand.self,
      NotebookCommand.self, ReportCommand.self, HistoryCommand.self,
      SolveCommand.self, DemoDataCommand.self,
    ])

  static func main() {
    LinearAlgebra.endIdleThreads()
    // A reader that goes away is no error: writing then fails with EPIPE.
    signal(SIGPIPE, SIG_IGN)
    do {
      let arguments = try ConfigurationFile.expanded(Array(CommandLine.arguments.dropFirst()))
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// Says what went wrong on stderr and ends with the contract's status: 2 where nothing was done.
  private static func end(with error: any Error) -> Never {
    switch error {
    case let error as InputError:
      Terminal.say("error: \(error)")
      Glibc.exit(2)
    case let error as CommandError:
      if error.isSilent { Glibc.exit(error.status) }
      Terminal.say("error: \(error.message)")
      Glibc.exit(error.status)
    default:
      guard exitCode(for: error) == .validationFailure || exitCode(for: error) == .failure else {
        exit(withError: error)
      }
      Terminal.say(fullMessage(for: error))
      Glibc.exit(2)
    }
  }
}
