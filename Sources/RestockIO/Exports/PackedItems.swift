/// Items packed in one cell: `name:Mug|sku:M-1|quantity:2|total:19.00`, several with `;` between them.
enum PackedItems {
  /// The items of a cell, each by the names of its parts in lower case.
  ///
  /// A text that may hold the marks itself, as a name, goes on where what follows a mark does not look
  /// like a part.
  static func items(in cell: [UInt8]) -> [[String: [UInt8]]] {
    var items: [[String: [UInt8]]] = []
    var item: [String: [UInt8]] = [:]
    var last = ""
    var start = cell.startIndex
    func end(of start: Int) -> Int {
      cell[start...].firstIndex { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ";") } ?? cell.count
    }
    while start < cell.count {
      let stop = end(of: start)
      let part = cell[start..<stop]
      if let colon = part.firstIndex(of: UInt8(ascii: ":")), isName(part[..<colon]) {
        let name = String(decoding: part[..<colon], as: UTF8.self).trimmingBlanks.lowercased()
        // The first part of the next item, after `;`.
        if start > 0, cell[start - 1] == UInt8(ascii: ";"), !item.isEmpty {
          items.append(item)
          item = [:]
        }
        item[name] = Array(part[(colon + 1)...])
        last = name
      } else if !last.isEmpty {
        item[last]? += cell[(start - 1)..<stop]
      }
      start = stop + 1
    }
    if !item.isEmpty { items.append(item) }
    return items
  }

  private static func isName(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && text.count <= 30
      && text.allSatisfy { byte in
        (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "_") || byte == 0x20
      }
  }
}
