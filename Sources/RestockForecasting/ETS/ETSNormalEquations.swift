extension ETSWorkspace {
  /// Turns the derivatives of the forecasts into those of the errors' fit, up to sign, and fills
  /// `columnMeans` with the mean of d log f, by which the geometric mean of the forecasts changes.
  ///
  /// A multiplicative error has relative errors r = e / f, whose derivative is -(y / f^2) df.
  borrowing func weighRows(_ error: ETSForm.ErrorTerm, layout: ETSLayout, knownCount: Int) {
    for column in 0..<8 * layout.blocks { columnMeans[column] = 0 }
    guard error == .multiplicative else { return }
    // The trace's base is no longer needed: it holds y / f^2, and its slope 1 / f.
    for t in 0..<periods {
      let inverse = demand[t].isNaN ? 0 : 1 / trace.forecast[t]
      trace.slope[t] = inverse
      trace.base[t] = demand[t].isNaN ? 0 : demand[t] * inverse * inverse
      trace.innovation[t] *= inverse
    }
    for block in 0..<layout.blocks {
      let offset = block * periods
      var sum = ETSLanes.zero
      for t in 0..<periods {
        let row = rows[offset + t]
        sum += row * trace.slope[t]
        rows[offset + t] = row * trace.base[t]
      }
      sum /= Double(knownCount)
      for lane in 0..<8 { columnMeans[8 * block + lane] = sum[lane] }
    }
  }

  /// Fills `gradient` (J'r) and the upper triangle of `normal` (J'J) from the weighed rows and the
  /// errors in `trace.innovation`.
  ///
  /// The objective of a multiplicative error is the sum of r^2 times the squared geometric mean of
  /// the forecasts: a plain sum of squares with J = -D + r m', m the column means, all over the
  /// geometric mean. Hence D'D and D'r are summed up, and the rest is a correction of rank two.
  borrowing func normalEquations(layout: ETSLayout, sumOfSquares: Double) {
    for block in 0..<layout.blocks {
      var sum = ETSLanes.zero
      let offset = block * periods
      for t in 0..<periods { sum += rows[offset + t] * trace.innovation[t] }
      for lane in 0..<8 { gradient[8 * block + lane] = sum[lane] }
    }
    let scalars = UnsafeRawPointer(rows.baseAddress.unsafelyUnwrapped)
    for right in 0..<layout.blocks {
      for left in 0...right {
        for pair in Swift.stride(from: 0, to: 8, by: 2) where 8 * left + pair < layout.count {
          // Two rows of the matrix at a time: their sums just fit the registers.
          var first = ETSLanes.zero
          var second = ETSLanes.zero
          let column = scalars + (64 * left * periods + 8 * pair)
          let offset = right * periods
          for t in 0..<periods {
            let row = rows[offset + t]
            first += row * column.load(fromByteOffset: 64 * t, as: Double.self)
            second += row * column.load(fromByteOffset: 64 * t + 8, as: Double.self)
          }
          let start = (8 * left + pair) * stride + 8 * right
          for lane in 0..<8 {
            normal[start + lane] = first[lane]
            normal[start + stride + lane] = second[lane]
          }
        }
      }
    }
    for i in 0..<layout.count where columnMeans[i] != 0 || gradient[i] != 0 {
      for j in i..<layout.count {
        normal[i * stride + j] +=
          sumOfSquares * columnMeans[i] * columnMeans[j]
          - (gradient[i] * columnMeans[j] + columnMeans[i] * gradient[j])
      }
    }
    for i in 0..<layout.count { gradient[i] = sumOfSquares * columnMeans[i] - gradient[i] }
  }

  /// Takes the parameters that stand on a bound and are drawn out of the box out of the equations.
  borrowing func holdAtBounds(layout: ETSLayout) {
    for i in 0..<layout.weightCount where isHeld(i, layout) {
      gradient[i] = 0
      for j in 0..<layout.count { normal[min(i, j) * stride + max(i, j)] = 0 }
      normal[i * stride + i] = 1
    }
  }

  /// Whether a weight stands on a bound and is drawn out of the box.
  borrowing func isHeld(_ index: Int, _ layout: ETSLayout) -> Bool {
    guard index < layout.weightCount else { return false }
    let bounds = layout.bounds(index)
    return (parameters[index] <= bounds.lowerBound && gradient[index] > 0)
      || (parameters[index] >= bounds.upperBound && gradient[index] < 0)
  }

  /// Solves (J'J + lambda diag(J'J)) step = -J'r by a Cholesky decomposition, a pivot never below
  /// 1e-12 of the greatest diagonal element.
  borrowing func solve(layout: ETSLayout, damping: Double) {
    let count = layout.count
    var greatest = 0.0
    for i in 0..<count { greatest = max(greatest, normal[i * stride + i]) }
    let floor = max(1e-12 * greatest, 1e-300)
    for i in 0..<count {
      for j in i..<count { factor[i * stride + j] = normal[i * stride + j] }
      factor[i * stride + i] *= 1 + damping
      step[i] = -gradient[i]
    }
    for i in 0..<count {
      let inverse = 1 / max(factor[i * stride + i], floor).squareRoot()
      for j in i..<count { factor[i * stride + j] *= inverse }
      factor[i * stride + i] = 1 / inverse
      step[i] *= inverse
      for r in i + 1..<max(i + 1, count) {
        let multiple = factor[i * stride + r]
        for j in r..<count { factor[r * stride + j] -= multiple * factor[i * stride + j] }
        step[r] -= multiple * step[i]
      }
    }
    for i in (0..<count).reversed() {
      var sum = step[i]
      for j in i + 1..<max(i + 1, count) { sum -= factor[i * stride + j] * step[j] }
      step[i] = sum / factor[i * stride + i]
    }
  }
}
