internal import RestockRecords

/// Items put together from others: a bundle is not ordered, and what is sold of it is demand for its
/// components.
struct Bundles {
  /// The components of each bundle.
  private let components: [String: [Component]]
  /// The SKUs that are bundles.
  var skus: Set<String> { Set(components.keys) }

  /// A part of a bundle.
  struct Component: Sendable, Hashable {
    let sku: String
    /// Units in one bundle.
    let units: Double
  }

  init(_ catalogue: Catalogue) {
    var components: [String: [Component]] = [:]
    for item in catalogue.items.values where !item.bundleOf.isEmpty {
      let parts = Self.components(item.bundleOf).filter { $0.sku != item.sku }
      if !parts.isEmpty { components[item.sku] = parts }
    }
    // A bundle of bundles comes down to what is no bundle; a circle to nothing.
    var flat: [String: [Component]] = [:]
    for sku in components.keys {
      var units: [String: Double] = [:]
      Self.flatten(sku, 1, components, path: [sku], into: &units)
      let parts = units.sorted { $0.key < $1.key }.map { Component(sku: $0.key, units: $0.value) }
      if !parts.isEmpty { flat[sku] = parts }
    }
    self.components = flat
  }

  /// Reads `A:2; B` as two units of A and one of B.
  static func components(_ text: String) -> [Component] {
    text.split(whereSeparator: { $0 == ";" || $0 == "|" }).compactMap { part in
      let part = String(part).trimmingBlanks
      guard !part.isEmpty else { return nil }
      if let mark = part.lastIndex(where: { $0 == ":" || $0 == "=" }),
        let units = Double(String(part[part.index(after: mark)...]).trimmingBlanks), units > 0,
        units.isFinite
      {
        return Component(sku: String(part[..<mark]).trimmingBlanks, units: units)
      }
      return Component(sku: part, units: 1)
    }
  }

  private static func flatten(
    _ sku: String, _ factor: Double, _ components: [String: [Component]], path: Set<String>,
    into units: inout [String: Double]
  ) {
    for part in components[sku] ?? [] where !path.contains(part.sku) {
      if components[part.sku] == nil {
        units[part.sku, default: 0] += factor * part.units
      } else {
        flatten(
          part.sku, factor * part.units, components, path: path.union([part.sku]), into: &units)
      }
    }
  }

  /// The bundles that hold an item, by the item: what is there of them serves its demand.
  var counted: [String: [CountedItem]] {
    var counted: [String: [CountedItem]] = [:]
    for (bundle, parts) in components.sorted(by: { $0.key < $1.key }) {
      for part in parts {
        counted[part.sku, default: []].append(
          CountedItem(sku: bundle, units: part.units, kind: .bundle))
      }
    }
    return counted
  }

  /// The histories with the demand for bundles added to that of their components; components that are
  /// never sold by themselves come after the others.
  func exploded(_ histories: [ItemHistory]) -> [ItemHistory] {
    guard !components.isEmpty else { return histories }
    var all = histories
    var places: [SeriesKey: Int] = [:]
    for (i, history) in histories.enumerated() { places[history.key] = i }
    for bundle in histories {
      for part in components[bundle.key.sku] ?? [] {
        let key = SeriesKey(
          sku: part.sku, location: bundle.key.location, channel: bundle.key.channel)
        if let i = places[key] {
          all[i] = all[i].added(to: bundle, times: part.units)
        } else {
          places[key] = all.count
          all.append(
            ItemHistory(
              key: key, firstBucket: bundle.firstBucket,
              demand: ContiguousArray(bundle.demand.map { $0 * part.units }),
              isKnown: bundle.isKnown, promotedShare: bundle.promotedShare))
        }
      }
    }
    return all
  }
}

extension String {
  /// The text without blanks at its ends.
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
