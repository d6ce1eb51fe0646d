public import Foundation

/// One run of the built `restock`, which lies beside the test binary.
public struct CommandRun: Sendable {
  /// The exit status.
  public let status: Int32
  /// What it wrote to standard output and to standard error.
  public let output: String
  public let errors: String

  /// Runs `restock` with arguments, in a folder.
  public init(_ arguments: [String], in folder: URL? = nil) throws {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "restock")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Files, since a pipe that nobody empties while the command runs would fill up.
    let scratch = try TemporaryFolder()
    let out = try scratch.file("out", "")
    let err = try scratch.file("err", "")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: out, encoding: .utf8)
    errors = try String(contentsOf: err, encoding: .utf8)
  }
}
