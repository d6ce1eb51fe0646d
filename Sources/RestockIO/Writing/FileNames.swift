/// Makes file names of keys, as of suppliers: what a name may not hold becomes `_`, and no two keys
/// share a name, also where the file system takes `A` for `a`.
public struct FileNames: Sendable {
  private var taken: Set<String>

  /// No names given yet, but `reserved` ones are not to be used.
  public init(reserved: [String] = []) {
    taken = Set(reserved.map { $0.lowercased() })
  }

  /// A name for `key`, without extension: another for each call.
  public mutating func name(for key: String) -> String {
    let base = Self.sanitized(key)
    var name = base
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(base)-\(number)"
      number += 1
    }
    return name
  }

  /// `key` with everything replaced by `_` that Linux, macOS or Windows does not allow in a name.
  public static func sanitized(_ key: String) -> String {
    var name = ""
    for character in key {
      let isBad = character.unicodeScalars.contains { scalar in
        scalar.value < 32 || scalar.value == 127 || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
      }
      name.append(isBad ? "_" : character)
      // A name has at most 255 bytes; some are left for an extension and a number.
      if name.utf8.count > 200 { break }
    }
    while name.utf8.count > 200 { name.removeLast() }
    if let first = name.first, first == "." || first == " " || first == "-" {
      name = "_" + name.dropFirst()
    }
    if let last = name.last, last == "." || last == " " { name = name.dropLast() + "_" }
    if name.isEmpty { return "_" }
    let devices: Set<String> = [
      "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3",
    ]
    return devices.contains(name.lowercased()) ? name + "_" : name
  }
}
