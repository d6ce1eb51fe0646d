import Glibc
import RestockIO

/// Standard output, where data goes when it is asked for.
enum StandardOutput {
  /// Writes tables one after the other.
  ///
  /// - Throws: `CommandError`; a reader that has gone ends the command without being an error.
  static func write(_ tables: [TableWriter]) throws {
    do throws(OutputError) {
      var sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
      for table in tables { try sink.write(table.bytes) }
      try sink.close()
    } catch {
      throw CommandError(error)
    }
  }

  /// Writes bytes as they are.
  static func write(_ bytes: [UInt8]) throws {
    do throws(OutputError) {
      var sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
      try sink.write(bytes)
      try sink.close()
    } catch {
      throw CommandError(error)
    }
  }

  /// Writes text.
  static func writing(_ text: String) throws {
    do throws(OutputError) {
      var sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
      try sink.write(text)
      try sink.close()
    } catch {
      throw CommandError(error)
    }
  }
}
