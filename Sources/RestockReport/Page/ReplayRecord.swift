/// What a replay of policies found, as `policies.csv` of `restock simulate` has it: for the report of a
/// plan, which shows it beside what the plan promises.
public struct ReplayRecord: Sendable, Hashable {
  /// Those over all items, then those by group, in the order of the file.
  let rows: [Row]

  /// A policy over a group of items.
  struct Row: Sendable, Hashable {
    let policy: String
    /// `overall`, or a class or pattern of demand.
    let group: String
    let items: Int
    let cost: Double?
    let fillRate: Double?
    let cycleService: Double?
    let promisedFillRate: Double?
    let promisedCycleService: Double?
    let averageStockValue: Double?
    let turnover: Double?
  }

  /// Why a text is not such a file.
  public enum Problem: Error, Sendable, Hashable {
    case lacksColumn(String)
    case isEmpty
  }

  /// The file of the folder that it is read from.
  public static let fileName = "policies.csv"

  /// Reads the text of the file.
  public init(_ text: String) throws(Problem) {
    var lines = Self.records(text)[...]
    guard let header = lines.popFirst() else { throw .isEmpty }
    var places: [String: Int] = [:]
    for (place, name) in header.enumerated() { places[name] = place }
    for name in ["policy", "group", "fill_rate", "cycle_service"] where places[name] == nil {
      throw .lacksColumn(name)
    }
    func cell(_ line: [String], _ name: String) -> String {
      guard let place = places[name], line.indices.contains(place) else { return "" }
      let text = line[place]
      return text.hasPrefix("'") ? String(text.dropFirst()) : text
    }
    rows = lines.map { line in
      func number(_ name: String) -> Double? { Double(cell(line, name)) }
      return Row(
        policy: cell(line, "policy"), group: cell(line, "group"),
        items: number("items").flatMap { Int(exactly: $0) } ?? 0, cost: number("cost"),
        fillRate: number("fill_rate"), cycleService: number("cycle_service"),
        promisedFillRate: number("promised_fill_rate"),
        promisedCycleService: number("promised_cycle_service"),
        averageStockValue: number("average_stock_value"), turnover: number("turnover"))
    }
    guard !rows.isEmpty else { throw .isEmpty }
  }

  /// The records of a CSV text (RFC 4180).
  private static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    var previous: Character?
    func finishRecord() {
      record.append(cell)
      if record != [""] { records.append(record) }
      record = []
      cell = ""
    }
    for character in text {
      switch character {
      case "\"":
        // A doubled quote within quotes is one.
        if !isQuoted, previous == "\"" { cell.append("\"") }
        isQuoted.toggle()
      case "," where !isQuoted:
        record.append(cell)
        cell = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted: finishRecord()
      default: cell.append(character)
      }
      previous = character
    }
    finishRecord()
    return records
  }
}
