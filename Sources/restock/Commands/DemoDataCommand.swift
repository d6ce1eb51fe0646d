import ArgumentParser
import RestockDemo
import RestockIO

/// `restock demo-data`.
struct DemoDataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo-data",
    abstract: "Makes up a shop, in every kind of input file, and writes down its truth.",
    discussion: """
      The same seed and size give the same bytes on every machine. With --weekly only a long file of \
      weekly sales and an items file are written, in constant memory: data for trials of scale.
      """)

  @Option(help: ArgumentHelp("Seed of the shop.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Items (default: 400; at least \(DemoShop.fewestSKUs)).", valueName: "n"))
  var skus = 400

  @Option(help: ArgumentHelp("Years of history, 1 to 10.", valueName: "n"))
  var years = 3

  @ArgumentParser.Flag(help: "Weekly sales only, for trials of scale.")
  var weekly = false

  @Option(help: ArgumentHelp("The folder to write to.", valueName: "folder"))
  var out: String

  func validate() throws {
    guard (DemoShop.fewestSKUs...10_000_000).contains(skus) else {
      throw ValidationError("--skus \(skus): expected \(DemoShop.fewestSKUs) to 10000000")
    }
    guard (1...10).contains(years) else {
      throw ValidationError("--years \(years): expected 1 to 10")
    }
  }

  func run() throws {
    do throws(OutputError) {
      var folder = try OutputFolder(at: out)
      if weekly {
        try WeeklySales(seed: seed, skus: skus, weeks: 52 * years).write(to: &folder)
      } else {
        try DemoShop(seed: seed, skus: skus, years: years).write(to: &folder)
      }
      try folder.commit()
    } catch {
      throw CommandError(error)
    }
    Terminal.say("The shop's files are in \(out)")
  }
}
