/// The stock of an SKU at a location, or of one lot of it.
public struct StockRecord: Sendable, Hashable {
  public let sku: String
  /// Empty where the file has no locations.
  public let location: String
  /// Units physically there; negative where the file says so.
  public let onHand: Double
  /// Units that customers wait for.
  public let backordered: Double
  /// Units promised to customers' orders but still on hand.
  public let allocated: Double
  /// Units ordered whose date is not known.
  public let incoming: Double
  /// When the stock was counted.
  public let asOf: Day?
  /// When this lot expires.
  public let expires: Day?
  public let place: Place

  /// A row of a stock file; units.
  public init(
    sku: String, location: String = "", onHand: Double, backordered: Double = 0,
    allocated: Double = 0, incoming: Double = 0, asOf: Day? = nil, expires: Day? = nil,
    place: Place
  ) {
    self.sku = sku
    self.location = location
    self.onHand = onHand
    self.backordered = backordered
    self.allocated = allocated
    self.incoming = incoming
    self.asOf = asOf
    self.expires = expires
    self.place = place
  }
}

/// What a stock history says of one SKU (at a location) on one day or in one period of a wide file.
public struct StockObservation: Sendable, Hashable {
  public let sku: String
  public let location: String
  public let day: Day
  /// Whether there was stock: `in_stock`, or `on_hand` above zero.
  public let inStock: Bool

  /// A row (or cell) of a stock history.
  public init(sku: String, location: String, day: Day, inStock: Bool) {
    self.sku = sku
    self.location = location
    self.day = day
    self.inStock = inStock
  }
}

/// What stock histories say, and of what span of the calendar one observation is.
public struct StockHistory: Sendable, Hashable {
  /// The rows, or the cells of a wide file, in their order.
  public let observations: [StockObservation]
  /// A day, or a longer bucket that begins on the observation's day: the step of a wide file.
  public let span: BucketSize

  /// A stock history.
  public init(observations: [StockObservation], span: BucketSize) {
    self.observations = observations
    self.span = span
  }
}
