internal import COpenBLAS

/// The solution of a linear least-squares problem.
public struct LeastSquares: Sendable, Hashable {
  /// One coefficient for each column of the design.
  public let coefficients: [Double]
  /// The effective rank of the design: below the number of columns, the solution is that of least
  /// Euclidean norm.
  public let rank: Int

  /// Minimises `|design * coefficients - observations|`, by singular value decomposition (LAPACK
  /// `dgelsd`), so that collinear columns give the solution of least norm and never a trap.
  ///
  /// - Parameters:
  ///   - design: n observations by k regressors, n and k at least 1.
  ///   - observations: n values.
  ///   - tolerance: singular values below `tolerance` times the largest count as zero.
  /// - Throws: `notFinite` when an input is NaN or infinite, `noConvergence` when the singular
  ///   values do not converge.
  public init(
    design: Matrix, observations: [Double], tolerance: Double = 1e-10
  ) throws(LinearAlgebraError) {
    precondition(design.rows == observations.count, "\(design.rows) rows, \(observations.count)")
    precondition(design.rows > 0 && design.columns > 0, "an empty design")
    guard design.elements.allSatisfy(\.isFinite), observations.allSatisfy(\.isFinite) else {
      throw .notFinite
    }
    _ = openBLASIsSingleThreaded
    var m = LAPACKInteger(design.rows)
    var n = LAPACKInteger(design.columns)
    var one = LAPACKInteger(1)
    var a = design.elements
    var leading = m
    var leadingB = max(m, n)
    var b = observations
    b.append(contentsOf: repeatElement(0, count: Int(leadingB) - observations.count))
    var singular = [Double](repeating: 0, count: Int(min(m, n)))
    var rcond = tolerance
    var rank = LAPACKInteger(0)
    var info = LAPACKInteger(0)
    var query = 0.0
    var integerQuery = LAPACKInteger(0)
    var workLength = LAPACKInteger(-1)
    dgelsd_(
      &m, &n, &one, &a, &leading, &b, &leadingB, &singular, &rcond, &rank, &query, &workLength,
      &integerQuery, &info)
    requireLegalArguments(info, "dgelsd")
    workLength = LAPACKInteger(query)
    var work = [Double](repeating: 0, count: max(1, Int(workLength)))
    var integerWork = [LAPACKInteger](repeating: 0, count: max(1, Int(integerQuery)))
    dgelsd_(
      &m, &n, &one, &a, &leading, &b, &leadingB, &singular, &rcond, &rank, &work, &workLength,
      &integerWork, &info)
    requireLegalArguments(info, "dgelsd")
    guard info == 0 else { throw .noConvergence }
    coefficients = Array(b[0..<design.columns])
    self.rank = Int(rank)
  }
}
