import Foundation
import RestockDemo
import RestockTestSupport
import Testing

/// The committed shop, `datasets/demo`.
@Suite("datasets/demo")
struct CommittedDatasetTests {
  private static let folder = SharedFiles.package.appending(path: "datasets/demo")

  @Test("the generator still makes exactly the files that are committed")
  func regenerated() throws {
    for file in DefaultShop.files {
      let url = Self.folder.appending(path: file.name)
      let committed = try file.name.hasSuffix(".gz") ? gunzip(url) : Data(contentsOf: url)
      #expect(firstDifference(committed, file.content) == nil, "\(file.name)")
    }
  }

  @Test("nothing else lies there, all is under 5 MB, and the compressed files carry no time")
  func folder() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(names) == Set(DemoShop.fileNames))
    var size = 0
    for name in names {
      let data = try Data(contentsOf: Self.folder.appending(path: name))
      size += data.count
      // RFC 1952: the time of change is in bytes 4 to 7 of the header, 0 for none.
      if name.hasSuffix(".gz") { #expect(Array(data[4..<8]) == [0, 0, 0, 0]) }
    }
    #expect(size <= 5_000_000)
  }
}
