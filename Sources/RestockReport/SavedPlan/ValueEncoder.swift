/// Writes any `Encodable` value as compact bytes: names of fields once, then by number; whole numbers in
/// as few bytes as they need; texts and lists of numbers that were there before as a reference.
///
/// The bytes do not depend on the machine, and are the same for the same value (dictionaries excepted,
/// whose order is not defined: none are saved).
///
/// The format: a value in a single-value container stands by itself. A keyed container is a sequence of
/// fields, each the number of its name plus 1 (a number not seen yet is followed by the name), then its
/// value; the whole value ends with 0. An unkeyed container is its count, then its elements.
final class ValueEncoder: Encoder {
  private(set) var bytes: [UInt8] = []
  private var names: [String: Int] = [:]
  private var texts: [String: Int] = [:]
  private var lists: [[Double]: Int] = [:]
  /// Whether the value being written has fields, so that an end has to be marked.
  private var isKeyed = false

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The bytes of a value.
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = ValueEncoder()
    try encoder.write(value)
    return encoder.bytes
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    isKeyed = true
    return KeyedEncodingContainer(Fields(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { Elements(self) }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  fileprivate func write<Value: Encodable>(_ value: Value) throws {
    switch value {
    case let number as Double: write(number)
    case let text as String: write(text)
    case let number as Int: write(number)
    case let number as Int32: write(Int(number))
    case let flag as Bool: bytes.append(flag ? 1 : 0)
    // By its type, since an empty array is one of any elements.
    case let list as [Double] where Value.self == [Double].self: write(list)
    case let list as ContiguousArray<Double>:
      count(list.count)
      for number in list { write(number) }
    case let list as ContiguousArray<Bool>:
      count(list.count)
      for flag in list { bytes.append(flag ? 1 : 0) }
    default:
      let outer = isKeyed
      isKeyed = false
      try value.encode(to: self)
      if isKeyed { bytes.append(0) }
      isKeyed = outer
    }
  }

  fileprivate func name(_ name: String) {
    if let place = names[name] {
      count(place + 1)
    } else {
      names[name] = names.count
      count(names.count)
      raw(name)
    }
  }

  /// A whole number in seven bits a byte, the lowest first.
  fileprivate func count(_ value: Int) { unsigned(UInt64(value)) }

  private func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  fileprivate func write(_ value: Int) {
    unsigned(UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))))
  }

  /// A whole number below 2^40 as twice its size plus its sign plus 2; any other as 0 and its eight
  /// bytes; 1 is minus zero.
  fileprivate func write(_ value: Double) {
    if value.magnitude < 1_099_511_627_776, value == value.rounded(.towardZero) {
      if value == 0, value.sign == .minus { return unsigned(1) }
      return unsigned(UInt64(value.magnitude) << 1 + (value < 0 ? 1 : 0) + 2)
    }
    unsigned(0)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  fileprivate func write(_ text: String) {
    if let place = texts[text] { return count(place + 1) }
    texts[text] = texts.count
    count(0)
    raw(text)
  }

  private func write(_ list: [Double]) {
    if let place = lists[list] { return count(place + 1) }
    lists[list] = lists.count
    count(0)
    count(list.count)
    for number in list { write(number) }
  }

  private func raw(_ text: String) {
    count(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Four bytes for a count that is not known yet.
  fileprivate func reserveCount() -> Int {
    bytes.append(contentsOf: [0, 0, 0, 0])
    return bytes.count - 4
  }

  fileprivate func set(_ count: Int, at place: Int) {
    for i in 0..<4 { bytes[place + i] = UInt8(truncatingIfNeeded: count >> (8 * i)) }
  }
}

/// The fields of a value.
private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) {}

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    encoder.name(key.stringValue)
    try encoder.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder.name(key.stringValue)
    return KeyedEncodingContainer(Fields<Nested>(encoder: encoder))
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.name(key.stringValue)
    return Elements(encoder)
  }

  mutating func superEncoder() -> any Encoder { encoder }
  mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

/// The elements of a list.
private struct Elements: UnkeyedEncodingContainer {
  let encoder: ValueEncoder
  private let place: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(_ encoder: ValueEncoder) {
    self.encoder = encoder
    place = encoder.reserveCount()
  }

  private mutating func next() {
    count += 1
    encoder.set(count, at: place)
  }

  mutating func encodeNil() throws {
    throw EncodingError.invalidValue(
      "nil", .init(codingPath: [], debugDescription: "a list with gaps is not saved"))
  }

  mutating func encode(_ value: some Encodable) throws {
    next()
    try encoder.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    next()
    return KeyedEncodingContainer(Fields<Nested>(encoder: encoder))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    next()
    return Elements(encoder)
  }

  mutating func superEncoder() -> any Encoder { encoder }
}

/// A value without fields.
private struct Single: SingleValueEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws {
    throw EncodingError.invalidValue(
      "nil", .init(codingPath: [], debugDescription: "nothing by itself is not saved"))
  }

  mutating func encode(_ value: some Encodable) throws { try encoder.write(value) }
}
