import Foundation
import RestockDemo
import RestockIO
import RestockTestSupport
import Testing

@Suite("The demo's folder")
struct WritingTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "restock-demo-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("what is written is what files() gives, compressed where the name says so")
  func shop() throws {
    let shop = DemoShop(seed: 2, skus: 40, years: 1)
    try withFolder { url in
      var folder = try OutputFolder(at: url.path)
      try shop.write(to: &folder)
      try folder.commit()
      let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
      #expect(Set(names) == Set(DemoShop.fileNames))
      for file in shop.files() {
        let path = url.appending(path: file.name)
        let data = try file.name.hasSuffix(".gz") ? gunzip(path) : Data(contentsOf: path)
        #expect(firstDifference(data, file.content) == nil, "\(file.name)")
      }
    }
  }

  @Test("the weekly files hold each item's rows below one header")
  func weekly() throws {
    let weekly = WeeklySales(seed: 2, skus: 1203, weeks: 20)
    try withFolder { url in
      var folder = try OutputFolder(at: url.path)
      try weekly.write(to: &folder)
      try folder.commit()
      let sales = try Data(contentsOf: url.appending(path: "sales.csv"))
      let header = Array("sku,date,quantity\n".utf8)
      let expected = header + weekly.salesRows(0..<1203).bytes
      #expect(firstDifference(sales, expected) == nil)
      let items = try PlainTable(Array(try Data(contentsOf: url.appending(path: "items.csv"))))
      let rows = try items.cells("sku", "unit_cost", "price", "moq", "pack_size")
      #expect(Set(rows.map { $0[0] }).count == 1203)
      for row in rows {
        let numbers = row.dropFirst().compactMap { Double($0) }
        try #require(numbers.count == 4, "\(row)")
        #expect(0 < numbers[0] && numbers[0] < numbers[1])
        #expect(numbers[3] >= 1 && numbers[2].truncatingRemainder(dividingBy: numbers[3]) == 0)
      }
    }
  }
}

/// The content of a compressed file, as `gzip` reads it.
func gunzip(_ file: URL) throws -> Data {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["gzip", "-dc", file.path]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = try #require(try pipe.fileHandleForReading.readToEnd())
  process.waitUntilExit()
  try #require(process.terminationStatus == 0)
  return data
}
