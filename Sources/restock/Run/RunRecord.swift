import FoundationEssentials

/// `run.json`: what was run on what, and how long it took.
struct RunRecord: Encodable {
  let restock = Version.current
  let command: String
  let options: [String]
  let seed: UInt64
  let asOf: String
  let bucket: String
  let inputs: [Input]
  let counts: [String: Int]
  let timings: [StageTimer.Timing]
  /// The share of processor time spent in stages that run on one thread.
  let serialShareOfCPU: Double
  let cpuSeconds: Double
  let peakMemoryBytes: Int

  /// An input file: what it was taken for, and what it was.
  struct Input: Encodable {
    let file: String
    let kind: String
    /// The program whose export it is, as `Shopify orders`; empty for Restock's own layout.
    let layout: String
    let rows: Int
    let bytes: Int
    let digest: String
  }

  init(
    command: String, options: [String], seed: UInt64, asOf: String, bucket: String,
    inputs: [Input], counts: [String: Int], timings: [StageTimer.Timing]
  ) {
    self.command = command
    self.options = options
    self.seed = seed
    self.asOf = asOf
    self.bucket = bucket
    self.inputs = inputs
    self.counts = counts
    self.timings = timings
    let total = timings.reduce(0) { $0 + $1.cpuSeconds }
    let serial = timings.reduce(0) { $1.serial ? $0 + $1.cpuSeconds : $0 }
    serialShareOfCPU = total > 0 ? serial / total : 0
    cpuSeconds = Clock.processorSeconds
    peakMemoryBytes = Clock.peakMemory
  }

  /// The record as JSON, keys sorted, with a final line break.
  func json() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    // Numbers that are not finite are the one thing that JSON cannot hold, and there is none here.
    guard let json = try? encoder.encode(self) else { return Array("{}\n".utf8) }
    return Array(json) + [UInt8(ascii: "\n")]
  }
}
