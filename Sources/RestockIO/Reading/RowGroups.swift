/// Follows groups of rows (the lines of an order) through a file, for profiles with cells that are
/// given once a group and with rows that are left out.
struct RowGroups {
  private let groupSlot: Int?
  private let filled: [Int]
  private let rules: [(slot: Int, rule: FileProfile.RowRule)]
  private var group: [UInt8] = []
  private var values: [Int: [UInt8]] = [:]
  private var reason: String?

  /// Nil where the profile has neither.
  init?(_ setup: SalesSetup) {
    let profile = setup.layout.profile
    guard profile.fillDown != nil || !profile.rowsLeftOut.isEmpty else { return nil }
    groupSlot = profile.fillDown.flatMap { setup.slot(of: $0.groupHeader) }
    filled = profile.fillDown.map { $0.headers.compactMap(setup.slot) } ?? []
    rules = profile.rowsLeftOut.compactMap { rule in
      setup.slot(of: rule.header).map { ($0, rule) }
    }
  }

  /// Takes the next row; the reason why it is left out, if it is.
  mutating func advance(_ batch: borrowing RowBatch, _ row: Int, in view: ByteView) -> String? {
    let name = groupSlot.map { batch.bytes($0, row, in: view) } ?? []
    if name.isEmpty || name != group {
      group = name
      values.removeAll(keepingCapacity: true)
      for slot in filled { values[slot] = batch.bytes(slot, row, in: view) }
      reason =
        rules.first { slot, rule in
          rule.applies(to: batch.bytes(slot, row, in: view))
        }?.rule.reason
    }
    return reason
  }

  /// The bytes of a cell of the row last taken, filled down where it is empty.
  func bytes(_ batch: borrowing RowBatch, _ slot: Int, _ row: Int, in view: ByteView) -> [UInt8] {
    let own = batch.bytes(slot, row, in: view)
    return own.isEmpty ? values[slot] ?? own : own
  }
}

extension FileProfile.RowRule {
  /// Whether a row with this cell is left out.
  func applies(to cell: [UInt8]) -> Bool {
    let text = String(decoding: cell, as: UTF8.self).trimmingBlanks
    switch condition {
    case .isFilled: return !text.isEmpty
    case .isOneOf(let values): return values.contains(text.lowercased())
    case .contains(let parts):
      let lower = text.lowercased()
      return parts.contains { lower.contains($0) }
    }
  }
}
