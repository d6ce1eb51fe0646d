internal import COpenBLAS

/// The eigenvalues and eigenvectors of a symmetric matrix, A = V diag(values) V'.
public struct SymmetricEigen: Sendable, Hashable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// The eigenvectors, one a column, orthonormal, in the order of `values`.
  public let vectors: Matrix

  /// Decomposes `matrix`, of which only the lower triangle is read (LAPACK `dsyev`).
  ///
  /// - Throws: `notFinite`, or `noConvergence`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) x \(matrix.columns)")
    guard matrix.elements.allSatisfy(\.isFinite) else { throw .notFinite }
    _ = openBLASIsSingleThreaded
    var n = LAPACKInteger(matrix.rows)
    var leading = max(1, n)
    var a = matrix.elements
    var eigenvalues = [Double](repeating: 0, count: matrix.rows)
    var info = LAPACKInteger(0)
    var query = 0.0
    var workLength = LAPACKInteger(-1)
    dsyev_("V", "L", &n, &a, &leading, &eigenvalues, &query, &workLength, &info, 1, 1)
    requireLegalArguments(info, "dsyev")
    workLength = LAPACKInteger(query)
    var work = [Double](repeating: 0, count: max(1, Int(workLength)))
    dsyev_("V", "L", &n, &a, &leading, &eigenvalues, &work, &workLength, &info, 1, 1)
    requireLegalArguments(info, "dsyev")
    guard info == 0 else { throw .noConvergence }
    values = eigenvalues
    vectors = Matrix(rows: matrix.rows, columns: matrix.columns, columnMajor: a)
  }
}
