public import RestockPlanning
internal import RestockRecords

/// `plan.bin`: a plan as it was made, with what its report needs beside it, so that a later run can
/// write the report again and say what has changed.
///
/// It is read by the version of Restock that wrote it, and by others only where nothing in it changed.
public struct SavedPlan: Codable, Sendable {
  public let plan: Plan
  public let rules: OrderRules
  private let items: [ItemRecord]
  private let terms: [SupplyTerms]
  private let suppliers: [SupplierRecord]
  private let receipts: [ReceiptRecord]
  private let openOrders: [OpenOrderRecord]?

  /// The file in a plan's folder.
  public static let fileName = "plan.bin"
  /// What the file begins with; the number grows with each change of what is saved.
  private static let mark = Array("restock plan 2\n".utf8)

  /// A plan to save.
  ///
  /// - Parameters:
  ///   - plan: The plan. Of the items that its report does not embed, the past and the periods of the
  ///     forecast are left out.
  ///   - inputs: What it was made from.
  ///   - settings: By which rules.
  ///   - embedded: Items that the report embeds at most.
  public init(
    _ plan: Plan, inputs: PlanInputs, settings: PlanSettings,
    embedded: Int = ReportPage.Options().embedded
  ) {
    let shown = ReportFacts.embeddedKeys(of: plan, most: embedded)
    self.plan = plan.keepingSeries(of: { shown.contains($0) })
    rules = OrderRules(settings)
    let catalogue = inputs.catalogue
    items = catalogue.items.values.sorted { $0.sku < $1.sku }
    terms = catalogue.terms.keys.sorted().flatMap { catalogue.terms[$0] ?? [] }
    suppliers = catalogue.suppliers.values.sorted { $0.supplier < $1.supplier }
    receipts = inputs.receipts
    openOrders = inputs.openOrders
  }

  /// The file's content.
  public func bytes() -> [UInt8] {
    do {
      let content = try ValueEncoder.bytes(of: self)
      return Self.mark + content + Self.checksum(content[...])
    } catch {
      preconditionFailure("a plan that cannot be saved: \(error)")
    }
  }

  private static let checksumSize = 8

  /// The 64-bit FNV-1a hash of the content: values that no plan has must not come of a damaged file.
  ///
  /// Source: Fowler, Noll and Vo, draft-eastlake-fnv.
  private static func checksum(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in content { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return (0..<checksumSize).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
  }

  /// Why a file's content is no plan that this version reads.
  public enum Problem: Error, Sendable, Hashable {
    /// Not begun as a saved plan, or saved in another form.
    case otherVersion
    /// Begun as one, but cut off or changed.
    case damaged
  }

  /// The plan in a file's content.
  public init(_ bytes: [UInt8]) throws(Problem) {
    guard bytes.starts(with: Self.mark) else { throw .otherVersion }
    let content = bytes.dropFirst(Self.mark.count).dropLast(Self.checksumSize)
    guard bytes.count >= Self.mark.count + Self.checksumSize,
      bytes.suffix(Self.checksumSize).elementsEqual(Self.checksum(content))
    else { throw .damaged }
    do {
      self = try ValueDecoder.value(SavedPlan.self, from: Array(content))
    } catch {
      throw .damaged
    }
  }

  /// What the report needs of the inputs; the sales are not among it.
  public var inputs: PlanInputs {
    let asOf = plan.calendar.asOf
    var inputs = PlanInputs(
      sales: SalesHistory(
        calendar: plan.calendar.buckets, series: [], firstDay: asOf, lastDay: asOf,
        isSummed: false, rows: 0, unitsByWeekday: nil), salesFiles: [])
    inputs.catalogue = Catalogue(
      items: Dictionary(items.map { ($0.sku, $0) }) { first, _ in first },
      terms: Dictionary(grouping: terms, by: \.sku),
      suppliers: Dictionary(suppliers.map { ($0.supplier, $0) }) { first, _ in first })
    inputs.receipts = receipts
    inputs.openOrders = openOrders
    return inputs
  }
}
