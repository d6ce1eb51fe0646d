import RestockDemo
import RestockIO
import Testing

@Suite("Weekly sales for the scale benchmark")
struct WeeklySalesTests {
  @Test("an item's rows do not depend on how many items there are, nor on the range asked for")
  func independence() {
    let few = WeeklySales(seed: 4, skus: 10)
    let many = WeeklySales(seed: 4, skus: 1000)
    let rows = few.salesRows(0..<10).bytes
    #expect(firstDifference(rows, many.salesRows(0..<10).bytes) == nil)
    var joined = many.salesRows(0..<4)
    joined.append(many.salesRows(4..<10))
    #expect(firstDifference(joined.bytes, rows) == nil)
    let other = WeeklySales(seed: 5, skus: 10)
    #expect(firstDifference(other.salesRows(0..<10).bytes, rows) != nil)
  }

  /// The patterns by the usual cut-offs of Syntetos, Boylan and Croston (2005): mean interval between
  /// demands 1.32, squared coefficient of variation of the sizes 0.49.
  @Test("all patterns of demand are among the items, and each week from the first has its row")
  func patterns() throws {
    let skus = 1000
    let rows = WeeklySales(seed: 1, skus: skus).salesRows(0..<skus)
    let text = try #require(String(validating: rows.bytes, as: UTF8.self))
    var quantities: [[Int]] = []
    var last = ""
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: ",")
      if cells[0] != last {
        if let previous = quantities.last { #expect(previous.count >= 8) }
        quantities.append([])
        last = String(cells[0])
      }
      quantities[quantities.count - 1].append(try #require(Int(cells[2])))
    }
    #expect(quantities.count == skus)
    #expect(quantities.count { $0.count == 156 } > 880)
    var patterns: [String: Int] = [:]
    for history in quantities {
      let sizes = history.filter { $0 > 0 }.map(Double.init)
      guard sizes.count > 1 else { continue }
      let interval = Double(history.count) / Double(sizes.count)
      let mean = sizes.reduce(0, +) / Double(sizes.count)
      let variance =
        sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sizes.count - 1)
      let isVaried = variance / (mean * mean) > 0.49
      patterns[(interval > 1.32 ? "rare" : "often") + (isVaried ? ", varied" : ""), default: 0] += 1
    }
    #expect(patterns["often", default: 0] > 300)
    #expect(patterns["rare", default: 0] > 200)
    #expect(patterns["rare, varied", default: 0] > 50)
    #expect(patterns["often, varied", default: 0] > 10)
  }
}
