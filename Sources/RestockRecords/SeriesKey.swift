/// What a series is of: an SKU, where the data has it at a location, and by channel when asked.
public struct SeriesKey: Hashable, Comparable, Sendable, Codable {
  /// The stock-keeping unit, as written in the files, trimmed.
  public let sku: String
  /// The location, empty where the data has none.
  public let location: String
  /// The channel, empty unless series are kept by channel.
  public let channel: String

  /// The key of a series.
  public init(sku: String, location: String = "", channel: String = "") {
    self.sku = sku
    self.location = location
    self.channel = channel
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.sku, left.location, left.channel) < (right.sku, right.location, right.channel)
  }
}
