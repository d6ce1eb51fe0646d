public import Foundation

/// One run of the built `restock`, which lies beside the test binary.
public struct CommandRun: Sendable {
  /// The exit status.
  public let status: Int32
  /// What it wrote to standard output and to standard error.
  public let output: String
  public let errors: String

  private static func process(_ arguments: [String], in folder: URL?) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "restock")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Starts `restock` and kills it as soon as `isDue`.
  public static func kill(
    _ arguments: [String], in folder: URL, when isDue: () -> Bool
  ) throws {
    let process = process(arguments, in: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning && !isDue() { usleep(1000) }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Runs `restock` with arguments, in a folder.
  public init(_ arguments: [String], in folder: URL? = nil) throws {
    let process = Self.process(arguments, in: folder)
    // Files, since a pipe that nobody empties while the command runs would fill up.
    let scratch = try TemporaryFolder()
    let out = try scratch.file("out", "")
    let err = try scratch.file("err", "")
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: out, encoding: .utf8)
    errors = try String(contentsOf: err, encoding: .utf8)
  }
}
