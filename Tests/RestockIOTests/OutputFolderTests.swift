import Foundation
import RestockIO
import Testing

@Suite("Output folders")
struct OutputFolderTests {
  private let header = "sku,quantity"

  private func plan(_ path: String, suppliers: [String], text: String) throws {
    var folder = try OutputFolder(at: path)
    try folder.write(Array("{}".utf8), to: "run.json")
    try folder.write(Array(text.utf8), to: "recommendations.csv")
    for supplier in suppliers {
      try folder.write(Array("\(header)\n\(text)\n".utf8), to: "purchase-orders/\(supplier).csv")
    }
    try folder.commit(
      obsolete: ["report.html"], obsoleteTables: ["purchase-orders": header])
  }

  @Test("a new folder is made with those above it")
  func new() throws {
    let folder = try TemporaryFolder()
    try plan(folder.file("a/b"), suppliers: ["x"], text: "1")
    #expect(try folder.names(in: "a/b") == ["purchase-orders", "recommendations.csv", "run.json"])
    #expect(try folder.content("a/b/recommendations.csv") == "1")
  }

  @Test("a second run replaces Restock's own files and leaves others alone")
  func again() throws {
    let folder = try TemporaryFolder()
    try plan(folder.path, suppliers: ["old", "both"], text: "1")
    _ = try folder.write("mine", to: "notes.txt")
    _ = try folder.write("mine", to: "purchase-orders/notes.csv")
    _ = try folder.write("<html>", to: "report.html")
    try plan(folder.path, suppliers: ["both", "new"], text: "2")
    #expect(
      try folder.names() == ["notes.txt", "purchase-orders", "recommendations.csv", "run.json"])
    #expect(try folder.names(in: "purchase-orders") == ["both.csv", "new.csv", "notes.csv"])
    #expect(try folder.content("purchase-orders/both.csv") == "sku,quantity\n2\n")
    #expect(try folder.content("notes.txt") == "mine")
    #expect(try folder.content("purchase-orders/notes.csv") == "mine")
  }

  @Test("a run that fails leaves nothing, and the former results as they were")
  func failure() throws {
    let folder = try TemporaryFolder()
    try plan(folder.file("out"), suppliers: ["x"], text: "1")
    do {
      var output = try OutputFolder(at: folder.file("out"))
      try output.write(Array("2".utf8), to: "recommendations.csv")
    }
    #expect(try folder.content("out/recommendations.csv") == "1")
    #expect(try folder.names(in: "out") == ["purchase-orders", "recommendations.csv", "run.json"])
    do {
      var output = try OutputFolder(at: folder.file("never/made"))
      try output.write(Array("2".utf8), to: "recommendations.csv")
    }
    #expect(try folder.names() == ["out"])
  }

  @Test("a name taken by a folder is refused before anything is moved")
  func taken() throws {
    let folder = try TemporaryFolder()
    try plan(folder.path, suppliers: [], text: "1")
    try FileManager.default.createDirectory(
      atPath: folder.file("forecasts.csv"), withIntermediateDirectories: false)
    let error = #expect(throws: OutputError.self) {
      var output = try OutputFolder(at: folder.path)
      try output.write([50], to: "recommendations.csv")
      try output.write([50], to: "forecasts.csv")
      try output.commit()
    }
    #expect(error?.code == EISDIR)
    #expect(error?.path == folder.file("forecasts.csv"))
    #expect(try folder.content("recommendations.csv") == "1")
    #expect(try folder.names() == ["forecasts.csv", "recommendations.csv", "run.json"])
  }

  @Test("a file in the place of the folder is an error")
  func notAFolder() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x", to: "out")
    let error = #expect(throws: OutputError.self) { _ = try OutputFolder(at: path) }
    #expect(error?.code == ENOTDIR)
  }
}
