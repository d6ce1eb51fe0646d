/// Where the wanted cells of some rows lie: column after column, as offsets from `origin`.
struct RowBatch: ~Copyable {
  /// Columns wanted.
  let columns: Int
  /// Rows at most.
  let capacity: Int
  /// Rows in it.
  var count = 0
  /// The position that offsets count from.
  var origin = 0
  /// The bytes that its rows take.
  var byteCount = 0
  private let cells: UnsafeMutablePointer<Cell>
  private let rows: UnsafeMutablePointer<Row>

  /// A cell: its first byte from the batch's origin, and its length.
  struct Cell {
    var start: UInt32
    /// The length, with the high bit set where the cell has doubled quotes or text after a quote.
    var mark: UInt32

    static let escaped: UInt32 = 0x8000_0000

    var length: Int { Int(mark & ~Self.escaped) }
    var isEscaped: Bool { mark & Self.escaped != 0 }
  }

  /// A row: its line from that of the batch's file part, and the cells that it has, wanted or not.
  struct Row {
    var line: Int
    var cells: Int32
    /// Whether a cell past the header's last is not empty.
    var hasSurplus: Bool
  }

  /// Room for `capacity` rows.
  init(columns: Int, capacity: Int) {
    self.columns = columns
    self.capacity = capacity
    cells = .allocate(capacity: max(1, columns * capacity))
    cells.initialize(repeating: Cell(start: 0, mark: 0), count: max(1, columns * capacity))
    rows = .allocate(capacity: capacity)
    rows.initialize(repeating: Row(line: 0, cells: 0, hasSurplus: false), count: capacity)
  }

  deinit {
    cells.deallocate()
    rows.deallocate()
  }

  /// The cells of one column, row by row.
  func column(_ column: Int) -> UnsafeMutablePointer<Cell> { cells + column * capacity }

  /// The rows.
  var row: UnsafeMutablePointer<Row> { rows }
}
