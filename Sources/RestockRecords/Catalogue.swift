/// What the items and suppliers files say: items by SKU, the terms of supply by SKU and supplier,
/// suppliers by name.
public struct Catalogue: Sendable {
  public var items: [String: ItemRecord]
  /// The terms of each SKU, the preferred (else the first named) supplier first.
  public var terms: [String: [SupplyTerms]]
  public var suppliers: [String: SupplierRecord]

  /// A catalogue.
  public init(
    items: [String: ItemRecord] = [:], terms: [String: [SupplyTerms]] = [:],
    suppliers: [String: SupplierRecord] = [:]
  ) {
    self.items = items
    self.terms = terms
    self.suppliers = suppliers
  }
}

/// An item, as far as it does not depend on who supplies it.
public struct ItemRecord: Sendable, Hashable, Codable {
  public let sku: String
  public var description = ""
  public var category = ""
  /// False for `status` inactive: never ordered.
  public var isActive = true
  /// The selling price, money per unit.
  public var price: Double?
  /// Units at most on hand and on order.
  public var maxStock: Double?
  /// Holding cost per year as a share of the unit cost.
  public var holdingRate: Double?
  /// Money per unit short.
  public var shortageCost: Double?
  /// The service target as written (`fill:0.98`), parsed in RestockPlanning.
  public var service: String?
  /// `backorder` or `lost`, as written.
  public var unmet: String?
  public var shelfLifeDays: Double?
  /// Of a unit; any units, the same as those of containers.
  public var weight: Double?
  public var volume: Double?
  /// The SKU that customers take in this one's place.
  public var substitute = ""
  public var successorOf = ""
  /// The SKUs that this one is put together from, as `A:2; B`.
  public var bundleOf = ""
  public var launchDate: Day?
  /// The planner's own minimum and maximum, units.
  public var minimum: Double?
  public var maximum: Double?
  public let place: Place

  /// An item of which only the SKU is known yet.
  public init(sku: String, place: Place) {
    self.sku = sku
    self.place = place
  }
}

/// On what terms a supplier delivers an SKU.
public struct SupplyTerms: Sendable, Hashable, Codable {
  public let sku: String
  /// The supplier's key; empty where the items file names none.
  public let supplier: String
  public var isPreferred = false
  public var supplierSKU = ""
  /// Money per unit, in the supplier's currency.
  public var unitCost: Double?
  /// Price breaks: from this quantity on, this unit cost.
  public var priceBreaks: [PriceBreak] = []
  /// Least order, units.
  public var minimumOrderQuantity: Double?
  /// Orders come in multiples of this many units.
  public var packSize: Double?
  /// Units on a pallet, where orders come in whole pallets.
  public var palletSize: Double?
  /// Whether the supplier can deliver the SKU now.
  public var isAvailable = true
  /// Money per order line.
  public var orderCost: Double?
  /// Calendar days from order to availability.
  public var leadTimeDays: Double?

  /// From a quantity on, a unit cost.
  public struct PriceBreak: Sendable, Hashable, Codable {
    public let quantity: Double
    public let unitCost: Double

    /// A price break.
    public init(quantity: Double, unitCost: Double) {
      self.quantity = quantity
      self.unitCost = unitCost
    }
  }

  /// Terms of which only SKU and supplier are known yet.
  public init(sku: String, supplier: String) {
    self.sku = sku
    self.supplier = supplier
  }
}

/// A supplier.
public struct SupplierRecord: Sendable, Hashable, Codable {
  /// The key that other files use.
  public let supplier: String
  public var name = ""
  /// Days from order to availability: calendar days, or the supplier's working days.
  public var leadTimeDays: Double?
  public var leadTimeStandardDeviationDays: Double?
  /// Whether its lead times count working days (Monday to Friday, without shutdowns).
  public var countsWorkingDays = false
  /// Days between chances to order.
  public var reviewDays: Double?
  /// Money, in the supplier's currency.
  public var minimumOrderValue: Double?
  /// What a container holds, in the units of the items' weight and volume.
  public var containerWeight: Double?
  public var containerVolume: Double?
  /// Money per purchase order, whatever is on it, in the supplier's currency.
  public var deliveryCost: Double?
  /// Money per order line.
  public var orderCost: Double?
  /// ISO 4217, empty for the run's own.
  public var currency = ""
  /// The only day of the week on which the supplier takes orders.
  public var orderWeekday: Weekday?
  public let place: Place

  /// A supplier of which only the key is known yet.
  public init(supplier: String, place: Place) {
    self.supplier = supplier
    self.place = place
  }
}

/// Something known in advance: a promotion, a holiday or a peak, which moves demand, or a supplier's
/// shutdown, which moves receipts.
public struct EventRecord: Sendable, Hashable {
  public let event: String
  public let firstDay: Day
  public let lastDay: Day
  /// Empty: all SKUs.
  public let sku: String
  /// Empty: all categories.
  public let category: String
  /// Demand is multiplied by this, where given; else the effect is estimated from history. Of a
  /// supplier's event: lead times are; nil in a shutdown.
  public let uplift: Double?
  /// Empty but for a shutdown or a slow season of a supplier (`*`: of all).
  public let supplier: String
  /// Whether it comes every year on the same dates, before the year of its row as well as after.
  public let isYearly: Bool
  public let place: Place

  /// A row of an events file.
  public init(
    event: String, firstDay: Day, lastDay: Day, sku: String = "", category: String = "",
    uplift: Double? = nil, supplier: String = "", isYearly: Bool = false, place: Place
  ) {
    self.event = event
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.sku = sku
    self.category = category
    self.uplift = uplift
    self.supplier = supplier
    self.isYearly = isYearly
    self.place = place
  }

  /// The event at each of its times that may touch a span of days: itself, or, where it comes every
  /// year, one for each year of the span and those next to it. 29 February is the 28th in most years.
  public func occurrences(from first: Day, through last: Day) -> [EventRecord] {
    let length = lastDay - firstDay
    guard isYearly, length < 365, first <= last else { return [self] }
    let (_, month, day) = firstDay.civil
    return (first.civil.year - 1...last.civil.year + 1).compactMap { year in
      guard
        let start = Day(year: year, month: month, day: day)
          ?? Day(year: year, month: month, day: 28)
      else { return nil }
      return EventRecord(
        event: event, firstDay: start, lastDay: start + length, sku: sku, category: category,
        uplift: uplift, supplier: supplier, place: place)
    }
  }
}
