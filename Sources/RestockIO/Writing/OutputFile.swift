internal import Glibc

/// One file of results, written beside its place and moved there when it is whole.
public enum OutputFile {
  /// Writes a file; what stood there before stays until all is written.
  public static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let stage = path + ".restock-stage-\(getpid())"
    do throws(OutputError) {
      var sink = try ByteSink(creating: stage)
      try sink.write(bytes)
      try sink.close()
      if rename(stage, path) != 0 { throw OutputError(path: path, code: errno) }
    } catch {
      unlink(stage)
      throw OutputError(path: path, code: error.code)
    }
  }

  /// Whether there is a folder of this name.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder where there is none, with those above it.
  public static func makeFolder(_ path: String) throws(OutputError) {
    var made: [String] = []
    try makeFolders(path, made: &made)
  }
}
