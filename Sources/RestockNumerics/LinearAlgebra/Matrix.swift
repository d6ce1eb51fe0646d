/// A dense matrix of doubles, stored by columns as LAPACK wants it.
public struct Matrix: Sendable, Hashable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, column after column; `rows * columns` of them.
  public private(set) var elements: [Double]

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) x \(columns)")
    self.rows = rows
    self.columns = columns
    elements = [Double](repeating: 0, count: rows * columns)
  }

  /// A matrix from its elements, column after column.
  public init(rows: Int, columns: Int, columnMajor elements: [Double]) {
    precondition(elements.count == rows * columns, "\(elements.count) for \(rows) x \(columns)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get { elements[column * rows + row] }
    set { setElement(at: column * rows + row, to: newValue) }
  }

  @usableFromInline
  mutating func setElement(at index: Int, to value: Double) {
    elements[index] = value
  }
}

/// What stops a decomposition or a solution: the data, never the caller.
public enum LinearAlgebraError: Error, Sendable, Hashable {
  /// The leading minor of this order (from 1) is not positive definite.
  case notPositiveDefinite(order: Int)
  /// The singular value or eigenvalue iteration did not converge.
  case noConvergence
  /// An element is NaN or infinite.
  case notFinite
}
