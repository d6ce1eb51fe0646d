import Foundation
import RestockForecasting
import RestockTestSupport

/// The series of a forecasting competition, with what came after.
struct CompetitionData {
  struct Series {
    let id: String
    let train: [Double]
    let test: [Double]
  }

  let series: [Series]

  /// The set whose files begin with `prefix`, nil where they are not beside the checkout.
  init?(_ prefix: String) throws {
    guard let train = try Self.table("data/\(prefix)_train.csv.gz"),
      let test = try Self.table("data/\(prefix)_test.csv.gz")
    else { return nil }
    series = train.order.map {
      Series(id: $0, train: train.values[$0] ?? [], test: test.values[$0] ?? [])
    }
  }

  /// Whether the files are there.
  static func exists(_ prefix: String) -> Bool {
    SharedFiles.url("data/\(prefix)_train.csv.gz") != nil
  }

  /// The values by the first column, in the order of the file (id, step, value).
  private static func table(
    _ path: String
  ) throws -> (order: [String], values: [String: [Double]])? {
    guard let url = SharedFiles.url(path) else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", url.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    var order: [String] = []
    var values: [String: [Double]] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      guard cells.count == 3, let value = Double(cells[2]) else { continue }
      let id = String(cells[0])
      if values[id] == nil { order.append(id) }
      values[id, default: []].append(value)
    }
    return (order, values)
  }
}
