/// How much a finding matters.
public enum Severity: String, Sendable, Hashable, CaseIterable, Codable {
  /// Data was not used, or a result rests on a guess that can be badly wrong.
  case error
  /// Something to look at.
  case warning
  /// What was assumed or done, for the record.
  case note
}

/// Something about the inputs that a user should know, and what was done about it.
public struct Finding: Sendable, Hashable, Codable {
  public let severity: Severity
  /// The first place where it was seen.
  public let place: Place
  /// A stable name of the kind, as `duplicate-key`: findings of one kind in one file and column are
  /// counted together.
  public let kind: String
  /// What was found, in words, with the value.
  public let text: String
  /// How many times.
  public let count: Int
  /// What was done about it.
  public let treatment: String

  /// A finding, seen `count` times.
  public init(
    _ severity: Severity, at place: Place, kind: String, text: String, count: Int = 1,
    treatment: String
  ) {
    self.severity = severity
    self.place = place
    self.kind = kind
    self.text = text
    self.count = count
    self.treatment = treatment
  }
}

/// Collects findings, those of a kind in one file and column counted in one, with the first place.
public struct FindingLog: Sendable {
  /// Whether each occurrence is kept (`--findings all`).
  public let keepsAll: Bool
  private var order: [Finding] = []
  private var index: [Kind: Int] = [:]

  private struct Kind: Hashable {
    let file: String
    let column: String
    let kind: String
  }

  /// An empty log.
  public init(keepsAll: Bool = false) {
    self.keepsAll = keepsAll
  }

  /// Adds a finding to the others of its kind, or as a new one.
  public mutating func add(_ finding: Finding) {
    let kind = Kind(file: finding.place.file, column: finding.place.column, kind: finding.kind)
    if !keepsAll, let i = index[kind] {
      let first = order[i]
      order[i] = Finding(
        first.severity, at: first.place, kind: first.kind, text: first.text,
        count: first.count + finding.count, treatment: first.treatment)
    } else {
      index[kind] = order.count
      order.append(finding)
    }
  }

  /// Adds a finding that stands for itself whatever others there are of its kind: what is said of one
  /// supplier is not said of the next.
  public mutating func addApart(_ finding: Finding) { order.append(finding) }

  /// Adds all findings of another log, in their order.
  public mutating func add(contentsOf other: Self) {
    for finding in other.order { add(finding) }
  }

  /// The findings, in the order in which their kinds were first seen.
  public var findings: [Finding] { order }
}
