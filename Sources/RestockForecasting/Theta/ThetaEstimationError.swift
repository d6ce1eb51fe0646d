/// The error of estimation of a Theta model, over the variance of a one-step error: by the delta
/// method, with the derivatives of the one-step forecasts with respect to start, share and alpha.
///
/// Share and alpha count as spread evenly over 0...1 before the data, which bounds their variances by
/// 1/12 where the data say little.
struct ThetaEstimationError: Sendable, Hashable {
  /// The covariances of alpha and of the share of the line.
  private(set) var alpha = 0.0
  private(set) var share = 0.0
  private(set) var alphaShare = 0.0
  /// How the last level moves with alpha, units.
  private(set) var levelByAlpha = 0.0
  /// The variance of a seasonal value, in units: one over the number of seasons it is a mean of.
  private(set) var season = 0.0

  /// No error of estimation.
  static let none = Self()

  private init() {}

  /// The error of the parameters that `search` found for `series`, the mean of its squared errors
  /// being `meanSquare`, scaled.
  init(_ series: ThetaSeries, _ search: ThetaSearch, kind: ThetaKind, meanSquare: Double) {
    let alpha = search.alpha
    var level = search.start + alpha * (series.values[0] - search.start)
    var levelByAlpha = series.values[0] - search.start
    var term = ThetaLineTerm(alpha: alpha, count: 1, decay: 1 - alpha)
    // J'J over start (s), share (c) and alpha (a).
    var (ss, sc, sa, cc, ca, aa) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for t in 1..<series.values.count {
      if t >= search.firstError && series.isKnown[t] {
        let (intercept, slope) = search.line(before: t)
        let byShare = term.value(intercept: intercept, slope: slope)
        let byAlpha =
          levelByAlpha + search.lineShare * term.byAlpha(intercept: intercept, slope: slope)
        ss += term.decay * term.decay
        sc += term.decay * byShare
        sa += term.decay * byAlpha
        cc += byShare * byShare
        ca += byShare * byAlpha
        aa += byAlpha * byAlpha
      }
      let innovation = series.values[t] - level
      levelByAlpha += innovation - alpha * levelByAlpha
      level += alpha * innovation
      term.advance()
    }
    let prior = 12 * meanSquare
    self.levelByAlpha = levelByAlpha * series.scale
    if let cycles = series.season.map({ series.values.count / $0.values.count }) {
      season = 1 / Double(max(1, cycles))
    }
    // The start is eliminated; what is not estimated is known.
    if search.isStartFree && ss > 0 {
      cc -= sc * sc / ss
      ca -= sc * sa / ss
      aa -= sa * sa / ss
    }
    aa = max(aa, 0) + prior
    cc = max(cc, 0) + prior
    let isShareFree = kind.isOptimized && search.isStartFree
    let determinant = isShareFree ? aa * cc - ca * ca : aa
    guard determinant > 0 else { return }
    let unit = 1 / (series.scale * series.scale)
    self.alpha = unit * (isShareFree ? cc : 1) / determinant
    guard isShareFree else { return }
    share = unit * aa / determinant
    alphaShare = -unit * ca / determinant
  }
}
