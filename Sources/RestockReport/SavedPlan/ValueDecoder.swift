/// Reads what `ValueEncoder` writes. Fields have to come in the order in which they were written, which
/// is that of their declarations; anything else is of another version, and throws.
final class ValueDecoder: Decoder {
  private let bytes: [UInt8]
  private var place = 0
  private var names: [String] = []
  private var texts: [String] = []
  private var lists: [[Double]] = []
  private var isKeyed = false

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The value in some bytes.
  ///
  /// - Throws: Where they are not what was written for a value of this type.
  static func value<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    let decoder = ValueDecoder(bytes)
    let value = try decoder.read(type)
    guard decoder.place == bytes.count else { throw decoder.mismatch("bytes are left over") }
    return value
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    isKeyed = true
    return KeyedDecodingContainer(SavedFields(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try SavedElements(self) }

  func singleValueContainer() -> any SingleValueDecodingContainer { SavedSingle(decoder: self) }

  fileprivate func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value: (any Decodable)?
    switch type {
    case is Double.Type: value = try number()
    case is String.Type: value = try text()
    case is Int.Type: value = try integer()
    case is Int32.Type: value = Int32(truncatingIfNeeded: try integer())
    case is Bool.Type: value = try byte() == 1
    case is [Double].Type: value = try list()
    case is ContiguousArray<Double>.Type:
      var list = ContiguousArray<Double>()
      for _ in 0..<(try count()) { list.append(try number()) }
      value = list
    case is ContiguousArray<Bool>.Type:
      var list = ContiguousArray<Bool>()
      for _ in 0..<(try count()) { list.append(try byte() == 1) }
      value = list
    default: value = nil
    }
    if let value = value as? Value { return value }
    let outer = isKeyed
    isKeyed = false
    let result = try Value(from: self)
    if isKeyed, try count() != 0 { throw mismatch("a field that is not known") }
    isKeyed = outer
    return result
  }

  fileprivate func mismatch(_ what: String) -> DecodingError {
    DecodingError.dataCorrupted(
      .init(codingPath: [], debugDescription: "\(what) at byte \(place)"))
  }

  /// The name of the next field, nil at the end of the fields; it is not taken.
  fileprivate func nextName() throws -> String? {
    let start = place
    defer { place = start }
    let number = try count()
    if number == 0 { return nil }
    return number <= names.count ? names[number - 1] : try raw()
  }

  /// Takes the name of the next field.
  fileprivate func takeName() throws {
    if try count() > names.count { names.append(try raw()) }
  }

  private func byte() throws -> UInt8 {
    guard place < bytes.count else { throw mismatch("the end") }
    place += 1
    return bytes[place - 1]
  }

  private func unsigned() throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
      if shift > 63 { throw mismatch("a number too long") }
    }
  }

  private func count() throws -> Int {
    guard let count = Int(exactly: try unsigned()) else { throw mismatch("a count too large") }
    return count
  }

  private func integer() throws -> Int {
    let value = try unsigned()
    return Int(value >> 1) ^ -Int(value & 1)
  }

  private func number() throws -> Double {
    let mark = try unsigned()
    if mark == 1 { return -0.0 }
    if mark > 1 {
      let size = Double((mark - 2) >> 1)
      return mark & 1 == 1 ? -size : size
    }
    guard place + 8 <= bytes.count else { throw mismatch("the end") }
    var pattern: UInt64 = 0
    for i in 0..<8 { pattern |= UInt64(bytes[place + i]) << (8 * UInt64(i)) }
    place += 8
    return Double(bitPattern: pattern)
  }

  private func text() throws -> String {
    let number = try count()
    if number > texts.count { throw mismatch("a text that is not there") }
    if number > 0 { return texts[number - 1] }
    texts.append(try raw())
    return texts[texts.count - 1]
  }

  private func list() throws -> [Double] {
    let number = try count()
    if number > lists.count { throw mismatch("a list that is not there") }
    if number > 0 { return lists[number - 1] }
    var list: [Double] = []
    for _ in 0..<(try count()) { list.append(try self.number()) }
    lists.append(list)
    return list
  }

  private func raw() throws -> String {
    let length = try count()
    guard length <= bytes.count - place else { throw mismatch("the end") }
    place += length
    return String(decoding: bytes[place - length..<place], as: UTF8.self)
  }

  fileprivate func reservedCount() throws -> Int {
    var count = 0
    for i in 0..<4 { count |= Int(try byte()) << (8 * i) }
    return count
  }
}

/// The fields of a value, one after the other.
private struct SavedFields<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ValueDecoder
  var codingPath: [any CodingKey] { [] }

  /// The next field alone: what an enumeration asks for, whose case is its only field.
  var allKeys: [Key] {
    ((try? decoder.nextName()) ?? nil).flatMap { Key(stringValue: $0) }.map { [$0] } ?? []
  }

  func contains(_ key: Key) -> Bool { ((try? decoder.nextName()) ?? nil) == key.stringValue }

  func decodeNil(forKey key: Key) -> Bool { !contains(key) }

  private func take(_ key: Key) throws {
    guard contains(key) else {
      throw decoder.mismatch("no field '\(key.stringValue)'")
    }
    try decoder.takeName()
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try take(key)
    return try decoder.read(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try take(key)
    return KeyedDecodingContainer(SavedFields<Nested>(decoder: decoder))
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try take(key)
    return try SavedElements(decoder)
  }

  func superDecoder() -> any Decoder { decoder }
  func superDecoder(forKey key: Key) -> any Decoder { decoder }
}

/// The elements of a list, one after the other.
private struct SavedElements: UnkeyedDecodingContainer {
  let decoder: ValueDecoder
  let count: Int?
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var isAtEnd: Bool { currentIndex >= count ?? 0 }

  init(_ decoder: ValueDecoder) throws {
    self.decoder = decoder
    count = try decoder.reservedCount()
  }

  private mutating func next() throws {
    guard !isAtEnd else { throw decoder.mismatch("the end of a list") }
    currentIndex += 1
  }

  mutating func decodeNil() -> Bool { false }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try next()
    return try decoder.read(type)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try next()
    return KeyedDecodingContainer(SavedFields<Nested>(decoder: decoder))
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next()
    return try SavedElements(decoder)
  }

  mutating func superDecoder() -> any Decoder { decoder }
}

/// A value without fields.
private struct SavedSingle: SingleValueDecodingContainer {
  let decoder: ValueDecoder
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.read(type) }
}
