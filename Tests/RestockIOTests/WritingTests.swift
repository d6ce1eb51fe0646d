import Foundation
import RestockIO
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Writing")
struct WritingTests {
  private func text(_ body: (inout TableWriter) -> Void) -> String {
    var writer = TableWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    "a text cell is quoted where RFC 4180 says so",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("", ""), ("ä€", "ä€"), ("a;b", "a;b"),
    ])
  func quoting(cell: (String, String)) {
    #expect(text { $0.text(cell.0) } == cell.1)
  }

  /// The characters are those of OWASP's page on CSV injection.
  @Test(
    "a cell that a spreadsheet would run gets an apostrophe",
    arguments: ["=1+1", "+49 30", "-5", "@SUM(A1)", "\tx"])
  func formulas(cell: String) {
    #expect(text { $0.text(cell) } == "'" + cell)
  }

  @Test("numbers are never escaped, and have no zeros behind")
  func numbers() {
    let row = text {
      $0.integer(-12)
      $0.integer(Int.min)
      $0.decimal(-0.5, places: 2)
      $0.decimal(1.005, places: 4)
      $0.decimal(2.999_96, places: 4)
      $0.decimal(-0.000_01, places: 2)
      $0.decimal(100, places: 3)
      $0.decimal(.nan, places: 2)
      $0.decimal(nil, places: 2)
      $0.decimal(1e300, places: 2)
      $0.number(0.1)
      $0.number(-3)
      $0.number(1e22)
      $0.day(Day(year: 2026, month: 2, day: 3))
      $0.empty()
    }
    #expect(
      row == "-12,-9223372036854775808,-0.5,1.005,3,0,100,,,1e+300,0.1,-3,1e+22,2026-02-03,")
  }

  @Test("fixed decimals agree with printf", arguments: UInt64(1)...20)
  func printf(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let value = Double.random(in: -1e6...1e6, using: &random)
      let places = Int.random(in: 0...6, using: &random)
      var expected = String(format: "%.\(places)f", value)
      if expected.contains(".") {
        while expected.hasSuffix("0") { expected.removeLast() }
        if expected.hasSuffix(".") { expected.removeLast() }
      }
      if expected == "-0" { expected = "0" }
      #expect(text { $0.decimal(value, places: places) } == expected)
    }
  }

  @Test("the shortest number reads back as the same", arguments: UInt64(1)...5)
  func roundTrip(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(Double(text { $0.number(value) }) == value)
    }
  }

  @Test("chunks of threads join into one table")
  func chunks() {
    var first = TableWriter()
    first.header(["a", "b"])
    var second = TableWriter()
    second.integer(1)
    second.integer(2)
    second.endRow()
    first.append(second)
    first.integer(3)
    first.integer(4)
    first.endRow()
    #expect(String(decoding: first.bytes, as: UTF8.self) == "a,b\n1,2\n3,4\n")
  }

  @Test("a full disk is an error that names the output")
  func fullDisk() {
    let error = #expect(throws: OutputError.self) {
      var sink = try ByteSink(creating: "/dev/full")
      try sink.write(String(repeating: "x", count: 10))
      try sink.close()
    }
    #expect(error?.code == ENOSPC)
    #expect(error?.description == "/dev/full: No space left on device")
    #expect(error?.isClosedPipe == false)
  }

  @Test("a closed pipe can be told from other errors")
  func closedPipe() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let error = #expect(throws: OutputError.self) {
      var sink = ByteSink(descriptor: ends[1], path: "standard output")
      try sink.write("x")
      try sink.close()
    }
    close(ends[1])
    #expect(error?.isClosedPipe == true)
  }

  @Test("what is written is what was given, across blocks")
  func blocks() throws {
    let folder = try TemporaryFolder()
    var expected: [UInt8] = []
    var sink = try ByteSink(creating: folder.file("x"))
    for size in [0, 1, 65_535, 65_536, 65_537, 200_000, 3] {
      let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      expected += piece
      try sink.write(piece)
    }
    try sink.close()
    #expect(try Data(contentsOf: URL(filePath: folder.file("x"))) == Data(expected))
  }

  @Test("gzip is what gzip reads, and the same each time", arguments: [0, 10, 3_000_000])
  func gzip(size: Int) throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 7)
    let content = (0..<size).map { _ in UInt8.random(in: 65...80, using: &random) }
    for name in ["a.gz", "b.gz"] {
      var writer = try GzipWriter(try ByteSink(creating: folder.file(name)))
      try writer.write(content)
      try writer.close()
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dk", folder.file("a.gz")]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try Data(contentsOf: URL(filePath: folder.file("a"))) == Data(content))
    let a = try Data(contentsOf: URL(filePath: folder.file("a.gz")))
    #expect(try a == Data(contentsOf: URL(filePath: folder.file("b.gz"))))
  }

  @Test(
    "file names hold nothing that a system refuses",
    arguments: [
      ("Acme Ltd.", "Acme Ltd_"), ("a/b", "a_b"), ("..", "_."), ("", "_"), ("con", "con_"),
      ("x:y*?", "x_y__"), ("Ünïcode", "Ünïcode"), ("-rf", "_rf"), ("a\u{0}b", "a_b"),
    ])
  func sanitized(name: (String, String)) {
    let sanitized = FileNames.sanitized(name.0)
    #expect(sanitized.utf8.count <= 200)
    if name.0 == ".." {
      #expect(!sanitized.hasPrefix(".") && !sanitized.hasSuffix("."))
    } else {
      #expect(sanitized == name.1)
    }
  }

  @Test("no two keys share a file name, whatever their case")
  func unique() {
    var names = FileNames(reserved: ["no-supplier"])
    let given = ["a/b", "a:b", "A_B", "no-supplier", "No-Supplier"].map { names.name(for: $0) }
    #expect(Set(given.map { $0.lowercased() }).count == 5)
    #expect(!given.contains("no-supplier"))
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014), for tests that need a seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
