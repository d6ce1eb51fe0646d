import Foundation
import RestockIO
import RestockRecords

/// A folder for one test, gone with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "restock-io-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a file in it.
  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file, and gives its path.
  func write(_ content: String, to name: String = "sales.csv") throws -> String {
    try write(Array(content.utf8), to: name)
  }

  func write(_ content: [UInt8], to name: String = "sales.csv") throws -> String {
    try Data(content).write(to: URL(filePath: file(name)))
    return file(name)
  }

  /// The names in it, sorted.
  func names(in subfolder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + subfolder).sorted()
  }

  func content(_ name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }
}

/// What reading some sales gave.
struct SalesOutcome {
  let history: SalesHistory
  let findings: [Finding]
  let files: [InputFileFacts]

  /// The units by bucket label of one SKU.
  func units(_ sku: String, location: String = "") -> [String: Float] {
    guard
      let series = history.series.first(where: { $0.key.sku == sku && $0.key.location == location })
    else { return [:] }
    var units: [String: Float] = [:]
    for (i, sold) in series.sold.enumerated() {
      units[history.calendar.label(of: series.firstBucket + i)] = sold
    }
    return units
  }

  func series(_ sku: String, location: String = "") -> SalesSeries? {
    history.series.first { $0.key.sku == sku && $0.key.location == location }
  }

  func finding(_ kind: String) -> Finding? { findings.first { $0.kind == kind } }
}

/// Reads sales from text, or from files.
func readSales(
  _ content: String, _ options: ReadingOptions = ReadingOptions()
) throws -> SalesOutcome {
  let folder = try TemporaryFolder()
  return try readSales([try folder.write(content)], options)
}

func readSales(
  _ paths: [String], _ options: ReadingOptions = ReadingOptions()
) throws -> SalesOutcome {
  var reader = InputReader(options)
  let history = try reader.sales(paths)
  return SalesOutcome(history: history, findings: reader.findings.findings, files: reader.files)
}

/// The error that reading some bytes as sales throws; nil where it throws none.
func salesError(
  _ content: [UInt8], _ options: ReadingOptions = ReadingOptions()
) throws -> InputError? {
  let folder = try TemporaryFolder()
  let path = try folder.write(content)
  return salesError(path: path, options)
}

func salesError(
  _ content: String, _ options: ReadingOptions = ReadingOptions()
) throws -> InputError? {
  try salesError(Array(content.utf8), options)
}

func salesError(path: String, _ options: ReadingOptions = ReadingOptions()) -> InputError? {
  var reader = InputReader(options)
  do throws(InputError) {
    _ = try reader.sales([path])
    return nil
  } catch {
    return error
  }
}
