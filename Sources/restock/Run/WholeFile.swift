import Glibc
import RestockIO

/// A single file, written beside and moved into place, so that a reader never sees half of it.
enum WholeFile {
  /// Writes a file, in the place of one that is there.
  static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let stage = "\(path).restock-stage-\(getpid())"
    do throws(OutputError) {
      var sink = try ByteSink(creating: stage)
      try sink.write(bytes)
      try sink.close()
      guard rename(stage, path) == 0 else { throw OutputError(path: path, code: errno) }
    } catch {
      unlink(stage)
      throw OutputError(path: path, code: error.code)
    }
  }
}
