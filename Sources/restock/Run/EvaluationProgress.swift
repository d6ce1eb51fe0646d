import FoundationEssentials
import Glibc
import RestockIO
import RestockPlanning
import RestockReport

/// What an evaluation has done so far, kept in its folder of results until it is complete: a run that
/// was interrupted goes on where it stopped when the same command is given again.
///
/// Each step is two files, its forecasts and then its sums, so that a step whose sums are there is
/// whole. They belong to a key: other inputs, options or another build of Restock begin anew.
struct EvaluationProgress {
  private let folder: String
  private var steps: [Int: EvaluationStep] = [:]

  private static let name = ".restock-evaluation"

  /// Takes up what an earlier run with the same key left in `path`, a folder that exists; what a run
  /// with another key left is removed.
  init(in path: String, key: String) throws(OutputError) {
    folder = path + "/" + Self.name
    if contents("key") != Array(key.utf8) {
      remove()
      if mkdir(folder, 0o777) != 0 && errno != EEXIST {
        throw OutputError(path: folder, code: errno)
      }
      try write(Array(key.utf8), to: "key")
    }
    for name in names() where name.hasSuffix(".json") {
      guard let number = Int(name.dropLast(5)), let json = contents(name),
        let step = try? JSONDecoder().decode(EvaluationStep.self, from: Data(json))
      else { continue }
      steps[number] = step
    }
  }

  /// The steps that need not be made again.
  var count: Int { steps.count }

  /// What an earlier run found at a step.
  func step(_ number: Int) -> EvaluationStep? { steps[number] }

  /// Keeps a step and its rows of forecasts.
  func keep(_ step: EvaluationStep, _ number: Int, forecasts: [TableWriter]) throws(OutputError) {
    var sink = try ByteSink(creating: "\(folder)/\(number).csv")
    for table in forecasts { try sink.write(table.bytes) }
    try sink.close()
    guard let json = try? JSONEncoder().encode(step) else { return }
    try write(Array(json), to: "\(number).part")
    if rename("\(folder)/\(number).part", "\(folder)/\(number).json") != 0 {
      throw OutputError(path: folder, code: errno)
    }
  }

  /// The rows of forecasts of a step.
  func forecasts(of number: Int) throws(OutputError) -> [UInt8] {
    guard let rows = contents("\(number).csv") else {
      throw OutputError(path: "\(folder)/\(number).csv", code: ENOENT)
    }
    return rows
  }

  /// Removes all of it: the evaluation is complete.
  func remove() {
    for name in names() { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  private func names() -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func contents(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(filePath: folder + "/" + name))).map { Array($0) }
  }

  private func write(_ bytes: [UInt8], to name: String) throws(OutputError) {
    var sink = try ByteSink(creating: folder + "/" + name)
    try sink.write(bytes)
    try sink.close()
  }
}
