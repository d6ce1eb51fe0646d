/// A decision of the planner's own about an item, in place of what Restock would say.
public struct OverrideRecord: Sendable, Hashable, Codable {
  public let sku: String
  /// Empty: all locations of the SKU that have no override of the same field of their own.
  public let location: String
  public let field: Field
  /// As written; what it may be depends on the field.
  public let value: String
  /// Why, in the planner's words.
  public let reason: String
  /// The last day on which it holds; nil holds until it is taken out of the file.
  public let until: Day?
  public let place: Place

  /// What is decided.
  public enum Field: String, Sendable, Hashable, Codable, CaseIterable {
    /// Expected demand is multiplied by the value.
    case forecastUplift = "forecast-uplift"
    /// So many units are ordered, whatever is needed.
    case fixedOrder = "fixed-order"
    /// Nothing is ordered.
    case doNotBuy = "do-not-buy"
    /// The service target, as `fill:0.99`.
    case service
    /// The mean lead time, in days.
    case leadTime = "lead-time"
  }

  /// A row of an overrides file.
  public init(
    sku: String, location: String = "", field: Field, value: String, reason: String = "",
    until: Day? = nil, place: Place
  ) {
    self.sku = sku
    self.location = location
    self.field = field
    self.value = value
    self.reason = reason
    self.until = until
    self.place = place
  }
}

extension OverrideRecord.Field {
  /// The field of a name as people write it: letters of any case, with anything between the words.
  public init?(name: String) {
    switch name.lowercased().filter(\.isLetter) {
    case "forecastuplift", "uplift", "forecast": self = .forecastUplift
    case "fixedorder", "order", "orderquantity": self = .fixedOrder
    case "donotbuy", "dontbuy", "donotorder", "nobuy": self = .doNotBuy
    case "service", "servicelevel", "servicetarget": self = .service
    case "leadtime", "leadtimedays": self = .leadTime
    default: return nil
    }
  }
}
