internal import Glibc

/// A folder of results, written beside and moved into place, so that a reader never sees half a file.
///
/// Files are staged in a hidden folder within the target and renamed at `commit`, `run.json` last (an
/// older one is taken away first): a folder that has a `run.json` is of one run as a whole. Files that
/// are not Restock's stay. A folder that goes away uncommitted removes what it staged, and the folders
/// it made.
public struct OutputFolder: ~Copyable {
  /// The folder, as the user named it.
  public let path: String
  private let stage: String
  private var madeFolders: [String]
  private var staged: [String] = []
  private var stagedSubfolders: [String] = []

  /// The file that is moved last.
  public static let lastFile = "run.json"

  /// Prepares the folder, and makes it where it is not there, with those above it.
  public init(at path: String) throws(OutputError) {
    var made: [String] = []
    do throws(OutputError) {
      try makeFolders(path, made: &made)
      let stage = path + "/" + stagePrefix + "\(getpid())"
      for entry in fileNames(in: path) ?? [] where isStale(entry) { removeTree(path + "/" + entry) }
      removeTree(stage)
      if mkdir(stage, 0o777) != 0 { throw OutputError(path: path, code: errno) }
      self.path = path
      self.stage = stage
      madeFolders = made
    } catch {
      for folder in made.reversed() { rmdir(folder) }
      throw error
    }
  }

  deinit {
    removeTree(stage)
    // Fails, as it should, where something is in them.
    for folder in madeFolders.reversed() { rmdir(folder) }
  }

  /// Opens a file of the results, as `forecasts.csv` or `purchase-orders/acme.csv`; it is in its place
  /// only after `commit`.
  public mutating func create(_ name: String) throws(OutputError) -> ByteSink {
    precondition(!name.hasPrefix("/") && !name.split(separator: "/").contains(".."), name)
    if let slash = name.lastIndex(of: "/") {
      let subfolder = String(name[..<slash])
      if !stagedSubfolders.contains(subfolder) {
        if mkdir(stage + "/" + subfolder, 0o777) != 0 && errno != EEXIST {
          throw OutputError(path: path + "/" + subfolder, code: errno)
        }
        stagedSubfolders.append(subfolder)
      }
    }
    let sink: ByteSink
    do throws(OutputError) {
      sink = try ByteSink(creating: stage + "/" + name)
    } catch {
      throw OutputError(path: path + "/" + name, code: error.code)
    }
    staged.append(name)
    return sink
  }

  /// Writes a whole file of the results.
  public mutating func write(_ bytes: [UInt8], to name: String) throws(OutputError) {
    do throws(OutputError) {
      var sink = try create(name)
      try sink.write(bytes)
      try sink.close()
    } catch {
      throw OutputError(path: path + "/" + name, code: error.code)
    }
  }

  /// Moves all files into place.
  ///
  /// - Parameters:
  ///   - obsolete: Names of Restock's own files that a former run may have left here: those not
  ///     written this time are removed.
  ///   - obsoleteTables: For a sub-folder, the header row of the tables that Restock writes there: the
  ///     CSV files in it with that first line that were not written this time are removed.
  /// - Throws: `OutputError`; where a name is taken by a folder, before anything is moved.
  public consuming func commit(
    obsolete: [String] = [], obsoleteTables: [String: String] = [:]
  ) throws(OutputError) {
    for name in staged {
      var status = stat()
      if lstat(path + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR {
        throw OutputError(path: path + "/" + name, code: EISDIR)
      }
    }
    for subfolder in stagedSubfolders {
      if mkdir(path + "/" + subfolder, 0o777) != 0 && errno != EEXIST {
        throw OutputError(path: path + "/" + subfolder, code: errno)
      }
    }
    let last = Self.lastFile
    if unlink(path + "/" + last) != 0 && errno != ENOENT {
      throw OutputError(path: path + "/" + last, code: errno)
    }
    let written = Set(staged)
    for name in obsolete where !written.contains(name) { unlink(path + "/" + name) }
    for (subfolder, header) in obsoleteTables {
      for entry in fileNames(in: path + "/" + subfolder) ?? [] where entry.hasSuffix(".csv") {
        let name = subfolder + "/" + entry
        if !written.contains(name) && firstLine(of: path + "/" + name, is: header) {
          unlink(path + "/" + name)
        }
      }
      if !stagedSubfolders.contains(subfolder) { rmdir(path + "/" + subfolder) }
    }
    for name in staged where name != last { try move(name) }
    if written.contains(last) { try move(last) }
    madeFolders = []
  }

  private func move(_ name: String) throws(OutputError) {
    if rename(stage + "/" + name, path + "/" + name) != 0 {
      throw OutputError(path: path + "/" + name, code: errno)
    }
  }
}

private let stagePrefix = ".restock-stage-"

/// Whether a folder's entry is the stage of a run that is no more, as one that was killed.
private func isStale(_ entry: String) -> Bool {
  guard entry.hasPrefix(stagePrefix), let process = pid_t(entry.dropFirst(stagePrefix.count)),
    process > 0
  else { return false }
  return kill(process, 0) != 0 && errno == ESRCH
}

/// Makes a folder and those above it, where they are not there; `made` tells which.
func makeFolders(_ path: String, made: inout [String]) throws(OutputError) {
  var end = path.startIndex
  while end < path.endIndex {
    end = path[end...].dropFirst().firstIndex(of: "/") ?? path.endIndex
    let folder = String(path[..<end])
    if mkdir(folder, 0o777) == 0 {
      made.append(folder)
    } else if errno != EEXIST && errno != EISDIR {
      throw OutputError(path: folder, code: errno)
    }
  }
  var status = stat()
  if stat(path, &status) != 0 { throw OutputError(path: path, code: errno) }
  if status.st_mode & S_IFMT != S_IFDIR { throw OutputError(path: path, code: ENOTDIR) }
}

private func firstLine(of path: String, is header: String) -> Bool {
  let expected = Array(header.utf8) + [UInt8(ascii: "\n")]
  let descriptor = retryingInterrupts { open(path, O_RDONLY | O_CLOEXEC) }
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  var found = [UInt8](repeating: 0, count: expected.count)
  let count = read(descriptor, &found, found.count)
  return count == expected.count && found == expected
}

/// Removes a folder and all in it, as far as that is possible; links are not followed.
private func removeTree(_ path: String) {
  for name in fileNames(in: path) ?? [] {
    let entry = path + "/" + name
    if unlink(entry) != 0 { removeTree(entry) }
  }
  rmdir(path)
}
