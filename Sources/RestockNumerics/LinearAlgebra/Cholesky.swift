internal import COpenBLAS

/// The Cholesky factor of a symmetric positive definite matrix, A = L L'.
public struct Cholesky: Sendable, Hashable {
  /// The lower triangular factor L; what stands above the diagonal is zero.
  public let factor: Matrix

  /// Decomposes `matrix`, of which only the lower triangle is read (LAPACK `dpotrf`).
  ///
  /// - Throws: `notFinite`, or `notPositiveDefinite` with the order of the first bad minor.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) x \(matrix.columns)")
    guard matrix.elements.allSatisfy(\.isFinite) else { throw .notFinite }
    _ = openBLASIsSingleThreaded
    var n = LAPACKInteger(matrix.rows)
    var leading = max(1, n)
    var a = matrix.elements
    var info = LAPACKInteger(0)
    dpotrf_("L", &n, &a, &leading, &info, 1)
    requireLegalArguments(info, "dpotrf")
    guard info == 0 else { throw .notPositiveDefinite(order: Int(info)) }
    for column in 0..<matrix.columns {
      for row in 0..<column { a[column * matrix.rows + row] = 0 }
    }
    factor = Matrix(rows: matrix.rows, columns: matrix.columns, columnMajor: a)
  }

  /// The solution x of A x = `rightHandSide` (LAPACK `dpotrs`).
  public func solve(_ rightHandSide: [Double]) -> [Double] {
    precondition(rightHandSide.count == factor.rows, "\(rightHandSide.count) of \(factor.rows)")
    var n = LAPACKInteger(factor.rows)
    var one = LAPACKInteger(1)
    var leading = max(1, n)
    var x = rightHandSide
    var info = LAPACKInteger(0)
    dpotrs_("L", &n, &one, factor.elements, &leading, &x, &leading, &info, 1)
    requireLegalArguments(info, "dpotrs")
    return x
  }

  /// The natural logarithm of the determinant of A.
  public var logDeterminant: Double {
    var sum = 0.0
    for i in 0..<factor.rows { sum += factor[i, i].logarithm }
    return 2 * sum
  }
}
