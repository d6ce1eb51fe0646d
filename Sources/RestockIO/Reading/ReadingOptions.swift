public import RestockRecords

/// How input files are to be read, where that is not left to the files.
public struct ReadingOptions: Sendable, Hashable {
  /// Headers by canonical name (`quantity` or, for one kind of file, `stock.on_hand`).
  public var columns: [String: String] = [:]
  /// One row a period (long), or one row a series (wide); nil: by the headers.
  public var layout: Layout?
  /// The layouts of other programs that are recognised; of two that a file fits, the first is taken.
  public var profiles: [ExportProfile] = ExportProfile.builtIn
  /// The layout of dates; nil: by the dates.
  public var dateFormat: DateFormat?
  /// The decimal mark, point or comma; nil: by the numbers.
  public var decimal: Decimal?
  /// The delimiter; nil: by the header.
  public var delimiter: UInt8?
  /// Cells with this text count as empty (`n/a`).
  public var missing: Set<String> = []
  /// What a series is of; nil: SKU, and location where a file has it.
  public var seriesBy: Set<Dimension>?
  /// The bucket; nil: the week, or the file's own step where that is coarser.
  public var every: BucketSize?
  /// The first day of a week.
  public var weekStart = Weekday.monday
  /// What becomes of negative quantities.
  public var returns = Returns.net
  /// At most so many threads, the caller's included.
  public var threads = 1
  /// The day of the run: later dates are a finding; nil: not looked at.
  public var today: Day?
  /// Bytes to a part of a large file: many rows to each series, few parts to put together. Sums of
  /// fractions may differ in the last bit with it, but not with the number of threads.
  package var partSize = 1 << 28
  /// Whether each finding is kept, instead of one a kind (`--findings all`).
  public var keepsAllFindings = false

  public enum Layout: String, Sendable, Hashable, CaseIterable {
    case long
    case wide
  }

  public enum Decimal: Sendable, Hashable {
    case point
    case comma
  }

  public enum Dimension: String, Sendable, Hashable, CaseIterable {
    case sku
    case location
    case channel
  }

  public enum Returns: String, Sendable, Hashable, CaseIterable {
    /// They are kept, to be taken off the sales of their period.
    case net
    /// They are not used.
    case ignore
  }

  /// Everything by the files.
  public init() {}
}
