import FoundationEssentials
import RestockRecords
import Yams

/// Options from a file: `--config restock.yaml`, whose keys are the names of options. Options on the
/// command line win.
enum ConfigurationFile {
  /// The arguments, with those of the file that the command line does not have added at the end.
  static func expanded(_ arguments: [String]) throws -> [String] {
    guard let path = path(in: arguments) else { return arguments }
    guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
      throw InputError(at: Place(file: path), "cannot be read")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let loaded: Any?
    do {
      loaded = try Yams.load(yaml: text)
    } catch {
      throw InputError(at: Place(file: path), "is not readable as YAML: \(error)")
    }
    guard let loaded else { return arguments }
    guard let options = loaded as? [String: Any] else {
      throw InputError(
        at: Place(file: path), "expected options as 'name: value', one a line",
        remedy: "for example 'service: fill:0.98'")
    }
    var result = arguments
    for name in options.keys.sorted() {
      let flag = "--" + name
      guard !arguments.contains(where: { $0 == flag || $0.hasPrefix(flag + "=") }) else {
        continue
      }
      try result.append(contentsOf: words(of: options[name], flag, path))
    }
    return result
  }

  /// The folder `profiles` beside a file of options, where there is one.
  static func profilesFolder(beside config: String?) -> String? {
    guard let config else { return nil }
    let parent = config.lastIndex(of: "/").map { String(config[...$0]) } ?? ""
    let folder = parent + "profiles"
    var isFolder = false
    return FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder
      ? folder : nil
  }

  /// The options of the run, those of the file included, without the command's name.
  static func optionsOfRun() -> [String] {
    let arguments = Array(CommandLine.arguments.dropFirst())
    return Array(((try? expanded(arguments)) ?? arguments).dropFirst())
  }

  /// Options whose several values are one word, with commas.
  private static let joined: Set<String> = [
    "--by", "--season-length", "--quantiles", "--models", "--policies", "--service",
  ]

  private static func path(in arguments: [String]) -> String? {
    for (i, argument) in arguments.enumerated() {
      if argument.hasPrefix("--config=") { return String(argument.dropFirst(9)) }
      if argument == "--config", i + 1 < arguments.count { return arguments[i + 1] }
    }
    return nil
  }

  /// An option of the file as words of the command line: a list is several values, a mapping (as of
  /// classes to targets) `key=value` pairs, `true` a flag.
  private static func words(of value: Any?, _ flag: String, _ path: String) throws -> [String] {
    switch value {
    case let list as [Any]:
      let values = list.map { "\($0)" }
      return joined.contains(flag) ? [flag, values.joined(separator: ",")] : [flag] + values
    case let mapping as [String: Any]:
      let pairs = mapping.keys.sorted().map { "\($0)=\(mapping[$0].map { "\($0)" } ?? "")" }
      return [flag, pairs.joined(separator: ",")]
    case let truth as Bool: return truth ? [flag] : []
    case .some(let scalar): return [flag, "\(scalar)"]
    case .none: return []
    }
  }
}
