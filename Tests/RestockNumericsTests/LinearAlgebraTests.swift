import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Linear algebra")
struct LinearAlgebraTests {
  private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = RandomGenerator(seed: seed)
    return Matrix(
      rows: rows, columns: columns,
      columnMajor: (0..<rows * columns).map { _ in generator.uniform() - 0.5 })
  }

  private func product(_ matrix: Matrix, _ vector: [Double]) -> [Double] {
    (0..<matrix.rows).map { i in
      (0..<matrix.columns).reduce(0) { $0 + matrix[i, $1] * vector[$1] }
    }
  }

  @Test("least squares leave a residual that no regressor sees", arguments: UInt64(1)...20)
  func leastSquares(seed: UInt64) throws {
    let design = random(30, 5, seed: seed)
    let observations = random(30, 1, seed: seed + 100).elements
    let fit = try LeastSquares(design: design, observations: observations)
    #expect(fit.rank == 5)
    let residual = zip(observations, product(design, fit.coefficients)).map(-)
    for j in 0..<5 {
      let inner = (0..<30).reduce(0) { $0 + design[$1, j] * residual[$1] }
      #expect(abs(inner) < 1e-12)
    }
  }

  /// The normal equations of (0, 1), (1, 2), (2, 4) by hand: 5/6 + 3/2 x.
  @Test("a line through three points is the one by hand")
  func line() throws {
    let design = Matrix(rows: 3, columns: 2, columnMajor: [1, 1, 1, 0, 1, 2])
    let fit = try LeastSquares(design: design, observations: [1, 2, 4])
    #expect(fit.coefficients[0].isNear(5.0 / 6, Tolerance(relative: 1e-13)))
    #expect(fit.coefficients[1].isNear(1.5, Tolerance(relative: 1e-13)))
  }

  @Test("collinear regressors share their weight")
  func collinear() throws {
    let design = Matrix(rows: 3, columns: 2, columnMajor: [1, 2, 3, 1, 2, 3])
    let fit = try LeastSquares(design: design, observations: [2, 4, 6])
    #expect(fit.rank == 1)
    #expect(fit.coefficients.allSatisfy { $0.isNear(1, Tolerance(relative: 1e-12)) })
  }

  @Test("a Cholesky factor multiplies back, and solves", arguments: UInt64(1)...20)
  func cholesky(seed: UInt64) throws {
    let root = random(6, 6, seed: seed)
    var matrix = Matrix(rows: 6, columns: 6)
    for i in 0..<6 {
      for j in 0..<6 {
        let inner = (0..<6).reduce(0) { $0 + root[i, $1] * root[j, $1] }
        matrix[i, j] = inner + (i == j ? 1 : 0)
      }
    }
    let factor = try Cholesky(matrix).factor
    for i in 0..<6 {
      for j in 0..<6 {
        let back = (0..<6).reduce(0) { $0 + factor[i, $1] * factor[j, $1] }
        #expect(abs(back - matrix[i, j]) < 1e-13)
        #expect(j <= i || factor[i, j] == 0)
      }
    }
    let solution: [Double] = [1, -2, 3, 0, 5, -1]
    let solved = try Cholesky(matrix).solve(product(matrix, solution))
    for i in 0..<6 { #expect(abs(solved[i] - solution[i]) < 1e-11) }
    let product = (0..<6).reduce(1.0) { $0 * factor[$1, $1] * factor[$1, $1] }
    let logarithm = try Cholesky(matrix).logDeterminant
    #expect(abs(logarithm - product.naturalLogarithm) < 1e-12)
  }

  @Test("what is not positive definite says where")
  func indefinite() {
    let matrix = Matrix(rows: 2, columns: 2, columnMajor: [1, 2, 2, 1])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) { try Cholesky(matrix) }
  }

  @Test("what is not finite is refused")
  func notFinite() {
    let matrix = Matrix(rows: 1, columns: 1, columnMajor: [.nan])
    #expect(throws: LinearAlgebraError.notFinite) { try Cholesky(matrix) }
    #expect(throws: LinearAlgebraError.notFinite) { try SymmetricEigen(matrix) }
    #expect(throws: LinearAlgebraError.notFinite) {
      try LeastSquares(design: matrix, observations: [1])
    }
  }

  /// Those of the second-difference matrix are 2 - 2 cos(k pi / (n + 1)): here 2, 2 +- root 2.
  @Test("eigenvalues and eigenvectors of a known matrix")
  func eigen() throws {
    let matrix = Matrix(rows: 3, columns: 3, columnMajor: [2, -1, 0, -1, 2, -1, 0, -1, 2])
    let eigen = try SymmetricEigen(matrix)
    let expected = [2 - 2.0.squareRoot(), 2, 2 + 2.0.squareRoot()]
    for k in 0..<3 {
      #expect(eigen.values[k].isNear(expected[k], Tolerance(relative: 1e-13)))
      let vector = (0..<3).map { eigen.vectors[$0, k] }
      let image = product(matrix, vector)
      for i in 0..<3 { #expect(abs(image[i] - eigen.values[k] * vector[i]) < 1e-13) }
    }
  }
}

extension Double {
  /// By the series of Mercator on a number brought near 1, independent of the code under test.
  fileprivate var naturalLogarithm: Double {
    var x = self
    var powers = 0.0
    while x > 1.5 {
      x /= 2
      powers += 1
    }
    while x < 0.75 {
      x *= 2
      powers -= 1
    }
    let y = (x - 1) / (x + 1)
    var term = y
    var sum = 0.0
    for k in stride(from: 1.0, through: 61, by: 2) {
      sum += term / k
      term *= y * y
    }
    return 2 * sum + powers * 0.693_147_180_559_945_3
  }
}
