internal import RestockRecords

/// Which orders the files of a run hold, so that one in two files counts once: as the later file has
/// it, and of two systems in that which it was placed in.
///
/// Orders are told apart by the number that their system gives them; in Restock's own layout, where
/// two shops may count from 1, by number, date and location together. Numbers are kept as 64-bit
/// hashes: among ten million orders two share one with a probability of 3 in a million.
struct OrderLedger: Sendable {
  /// The last file that has an order.
  private var lastFile: [UInt64: Int32] = [:]
  /// Orders by all numbers that their system gives them, as other systems refer to them.
  private var referable: Set<UInt64> = []
  private var sources: [Source] = []
  /// Whether a later file has an order of each file.
  private var hasLater: [Bool] = []

  private struct Source {
    var system = ""
    var columns: [Int] = []
    var profile: ExportProfile?
    var headers: [String] = []
  }

  /// Files in Restock's own layout are looked through up to this many bytes together.
  private static let mostBytes = 1 << 31

  /// Looks through files of one kind; nil where no two of them could hold the same order.
  init?(_ paths: [String], kind: FileKind, _ options: ReadingOptions) throws(InputError) {
    if paths.count < 2 { return nil }
    var files: [Source] = []
    var ownBytes = 0
    for path in paths {
      let file = try TableFile(path, options: options) { headers in
        InputReader.knownHeaders(headers, kind: kind, options: options)
      }
      var source = Source(headers: file.headers)
      if let profile = options.profile(of: file.headers, kind: kind) {
        source.profile = profile
        source.system = profile.system
      } else if kind == .sales, let layout = try? TableLayout(file, kind: kind, options: options),
        !layout.isWide, let order = layout.map.columns[.orderID]
      {
        source.columns =
          [order] + [Field.date, .location].compactMap { layout.map.columns[$0] }
        ownBytes += file.file.bytes.count
      }
      files.append(source)
    }
    if ownBytes > Self.mostBytes {
      for i in files.indices where files[i].profile == nil { files[i].columns = [] }
    }
    for i in files.indices {
      guard let profile = files[i].profile else { continue }
      // By the first of the names that all files of the system have.
      let headers = files.filter { $0.system == profile.system }.map(\.headers)
      let name = profile.order.first { name in
        headers.allSatisfy { ExportProfile.column([name], in: $0) != nil }
      }
      let column = ExportProfile.column(name.map { [$0] } ?? profile.order, in: files[i].headers)
      files[i].columns = column.map { [$0] } ?? []
    }
    if files.count(where: { !$0.columns.isEmpty }) < 2 { return nil }
    sources = files
    hasLater = files.map { _ in false }
    for (index, path) in paths.enumerated() where !files[index].columns.isEmpty {
      try enter(path, index, kind, options)
    }
  }

  /// The columns that tell the orders of a file apart.
  func columns(of file: Int) -> [Int] { sources[file].columns }

  /// Whether a later file has an order of this one.
  func overlaps(_ file: Int) -> Bool { hasLater[file] }

  func isInLaterFile(_ key: [UInt8], than file: Int) -> Bool {
    guard let last = lastFile[hash(key, sources[file].system)] else { return false }
    return last > file
  }

  /// Whether the export of another system has the order that a file refers to.
  func isInOtherSystem(_ reference: [UInt8], than file: Int) -> Bool {
    let key = Self.key([reference])
    if key.isEmpty { return false }
    let own = sources[file].system
    return Set(sources.map(\.system)).contains { system in
      system != own && !system.isEmpty && referable.contains(hash(key, system))
    }
  }

  /// What an order is told apart by, of the cells that it stands in; empty where it has no number.
  static func key(_ cells: [[UInt8]]) -> [UInt8] {
    let trimmed = cells.map(SalesRows.trimmed)
    if trimmed[0].isEmpty { return [] }
    return Array(trimmed.joined(separator: [0x1f]))
  }

  private mutating func enter(
    _ path: String, _ index: Int, _ kind: FileKind, _ options: ReadingOptions
  ) throws(InputError) {
    let file = try TableFile(path, options: options) { headers in
      InputReader.knownHeaders(headers, kind: kind, options: options)
    }
    let columns = sources[index].columns
    let names = sources[index].profile?.order.compactMap { name in
      ExportProfile.column([name], in: file.headers)
    }
    var slots = [Int32](repeating: -1, count: file.headers.count)
    var slotOf: [Int: Int] = [:]
    for column in columns + (names ?? []) where slotOf[column] == nil {
      slotOf[column] = slotOf.count
      slots[column] = Int32(slotOf.count - 1)
    }
    let keySlots = columns.compactMap { slotOf[$0] }
    let nameSlots = (names ?? []).compactMap { slotOf[$0] }
    let system = sources[index].system
    var ledger = self
    lastFile = [:]
    referable = []
    _ = try file.scan(slots: slots, line: file.headerLine + 1, rowsAtOnce: 256) { view, batch in
      for row in 0..<batch.count {
        for slot in nameSlots {
          let name = Self.key([batch.bytes(slot, row, in: view)])
          if !name.isEmpty { ledger.referable.insert(ledger.hash(name, system)) }
        }
        let key = Self.key(keySlots.map { batch.bytes($0, row, in: view) })
        if key.isEmpty { continue }
        let former = ledger.lastFile.updateValue(Int32(index), forKey: ledger.hash(key, system))
        if let former, former < index { ledger.hasLater[Int(former)] = true }
      }
      return true
    }
    self = ledger
  }

  private func hash(_ key: [UInt8], _ system: String) -> UInt64 {
    if key.isEmpty { return 0 }
    return (Array(system.utf8) + [0x1f] + key).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { XXHash64.hash(ByteView(base: $0, count: buffer.count)) } ?? 0
    }
  }
}
