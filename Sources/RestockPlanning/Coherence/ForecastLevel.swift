internal import RestockRecords

/// A level of sums over items that forecasts are made for beside the items' own.
public enum ForecastLevel: String, Sendable, Hashable, CaseIterable {
  /// All series.
  case total
  case category
  case supplier
  case channel
  case location
  /// An SKU over its locations and channels.
  case sku

  /// What a series belongs to on this level; empty where the files do not say.
  func name(of key: SeriesKey, in catalogue: Catalogue) -> String {
    switch self {
    case .total: "total"
    case .category: catalogue.items[key.sku]?.category ?? ""
    case .supplier: catalogue.terms[key.sku]?.first?.supplier ?? ""
    case .channel: key.channel
    case .location: key.location
    case .sku: key.sku
    }
  }
}

/// Why forecasts of several levels cannot be made.
public enum CoherenceError: Error, Sendable, Hashable {
  /// No series has a name on the level.
  case nothingOn(ForecastLevel)
  /// On steps, series end at different ones.
  case differentEnds
  /// The method takes at most `Reconciliation.mostAggregates` sums.
  case tooManyAggregates(Int, method: String)
  /// Histories are too short for the past errors that a method needs.
  case noPastErrors(method: String)
}

extension CoherenceError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .nothingOn(let level):
      let remedy =
        switch level {
        case .category, .supplier: "give --items with a column \(level.rawValue)"
        case .channel, .location: "give --by sku,\(level.rawValue) and sales with that column"
        case .total, .sku: "give sales"
        }
      return "--levels \(level.rawValue): no item has one\n  \(remedy)"
    case .differentEnds:
      return "--levels: on steps all series must end at the same one to be summed"
    case .tooManyAggregates(let count, let method):
      return "--reconcile \(method): \(count) sums in all levels, at most 2000 are taken\n"
        + "  leave the finest level out, or use bottom-up or top-down"
    case .noPastErrors(let method):
      return
        "--reconcile \(method): no history is long enough for the past forecast errors it needs\n"
        + "  use bottom-up or top-down, or a shorter --horizon"
    }
  }
}
