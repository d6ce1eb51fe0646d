internal import RestockNumerics

/// The spread of totals as the direct errors of many series show it.
///
/// One series' dozen past totals can't tell its spread, and no square-root-of-time rule holds where
/// the level is uncertain. So the squared errors of totals over H periods, forecast at past origins,
/// are pooled by demand pattern and H:
///
/// - small counts (whole units, under 50 a period): v = m (1 + a) + b m^2, by weighted least squares on
///   (forecast total m, squared error), the weights 1 / v^2, squared errors capped at 36 v;
/// - other quantities: v = c times the variance by the model's own formula.
///
/// Coefficients of a pattern with little evidence lean on those of all patterns, and these on
/// defaults. A series' own factor, (10 + sum of w e^2 / v) / (10 + sum of w) with the weight w of an
/// error the share of its window that no other covers, then says how much more or less it varies
/// than its like.
///
/// Source: recipe B of our comparison of quantiles on four data sets (10 % less pinball loss than a
/// negative binomial by moments); the variance function is that of the negative binomial with extra
/// noise, as in McCullagh and Nelder (1989), Generalized Linear Models, chapter 9.
public struct PooledDispersion: Sendable, Hashable {
  /// Coefficients of one pattern and length.
  public struct Coefficients: Sendable, Hashable {
    /// Of small counts: v = m (1 + linear) + quadratic m^2.
    public let linear: Double
    public let quadratic: Double
    /// Of other quantities: v = inflation times the model's own variance.
    public let inflation: Double
    /// Errors it rests on, each counted by the share of its window that no other covers.
    public let evidence: Double
  }

  /// By pattern, then by the length's place in `OriginTotals.lengths`.
  private let byPattern: [DemandPattern: [Coefficients]]
  private let all: [Coefficients]

  /// What retail data has on average, where nothing is known: over longer windows the level's error
  /// adds to the linear part, and the noise of single periods evens out in the quadratic one.
  static func defaults(length: Int) -> Coefficients {
    let growth = (0.6 * Double(length).logarithm).exponential
    return Coefficients(
      linear: 0.5 * growth, quadratic: 0.25 / growth, inflation: 1.2, evidence: 0)
  }

  /// Learns from the past totals of `members`.
  ///
  /// - Parameters:
  ///   - members: Models chosen for the series.
  ///   - threads: At most this many; the result does not depend on it.
  public init(_ members: [SelectedModel], threads: Int = 1) {
    let patterns = DemandPattern.allCases
    let lengths = OriginTotals.lengths.count
    let tables = parallelMap(count: lengths, threads: threads, chunk: 1) { place in
      Self.coefficients(members, place: place)
    }
    // A length with no errors of its own takes the coefficients of the length before.
    let unknown = Self.defaults(length: 1)
    var before = PlaceCoefficients(
      all: unknown, byPattern: Array(repeating: unknown, count: patterns.count))
    var pooled: [Coefficients] = []
    var byPattern: [DemandPattern: [Coefficients]] = [:]
    for table in tables {
      before = table ?? before
      pooled.append(before.all)
      for (pattern, coefficients) in zip(patterns, before.byPattern) {
        byPattern[pattern, default: []].append(coefficients)
      }
    }
    all = pooled
    self.byPattern = byPattern
  }

  /// The coefficients of one length, by pattern in the order of `DemandPattern.allCases`.
  private struct PlaceCoefficients: Sendable {
    let all: Coefficients
    let byPattern: [Coefficients]
  }

  /// The coefficients of totals over `OriginTotals.lengths[place]` periods; nil where there are none.
  private static func coefficients(_ members: [SelectedModel], place: Int) -> PlaceCoefficients? {
    var errors = DispersionErrors()
    var own = [DispersionErrors](repeating: DispersionErrors(), count: DemandPattern.allCases.count)
    for (i, pattern) in DemandPattern.allCases.enumerated() {
      for member in members where member.pattern == pattern {
        guard let totals = member.originTotals else { continue }
        own[i].append(totals, place: place)
      }
      errors.append(own[i])
    }
    guard !errors.isEmpty else { return nil }
    let all = errors.fit(prior: defaults(length: OriginTotals.lengths[place]))
    return PlaceCoefficients(all: all, byPattern: own.map { $0.fit(prior: all) })
  }

  /// The coefficients of a pattern for totals over `OriginTotals.lengths[place]` periods.
  public func coefficients(_ pattern: DemandPattern, place: Int) -> Coefficients {
    byPattern[pattern]?[place] ?? all[place]
  }

  /// The spread of one series: the coefficients of its pattern and its own factors.
  public func spread(of member: SelectedModel) -> SeriesDispersion {
    SeriesDispersion(
      coefficients: OriginTotals.lengths.indices.map { coefficients(member.pattern, place: $0) },
      totals: member.originTotals, largest: member.largestTotals)
  }
}

/// Squared errors of totals with what explains them.
struct DispersionErrors {
  private struct Observation {
    let mean: Double
    let square: Double
    let weight: Double
  }

  private var counts: [Observation] = []
  private var ratios: [Observation] = []

  var isEmpty: Bool { counts.isEmpty && ratios.isEmpty }

  /// The cap on a squared error, in variances.
  static let cap = 36.0
  /// Errors' worth of the prior.
  private static let priorEvidence = 40.0

  mutating func append(_ totals: OriginTotals, place: Int) {
    guard place < totals.totals.count else { return }
    let weight = min(1, totals.spacing / Double(OriginTotals.lengths[place]))
    for total in totals.totals[place] {
      let mean = Double(total.forecast)
      let error = Double(total.actual) - mean
      if totals.isSmallCount {
        guard mean > 1e-6 else { continue }
        counts.append(Observation(mean: mean, square: error * error, weight: weight))
      } else if total.standardDeviation > 0 {
        let ratio = error / Double(total.standardDeviation)
        ratios.append(Observation(mean: 1, square: ratio * ratio, weight: weight))
      }
    }
  }

  mutating func append(_ other: Self) {
    counts.append(contentsOf: other.counts)
    ratios.append(contentsOf: other.ratios)
  }

  func fit(prior: PooledDispersion.Coefficients) -> PooledDispersion.Coefficients {
    let (linear, quadratic, evidence) = fitCounts(prior: prior)
    let (inflation, ratioEvidence) = fitRatios(prior: prior)
    return PooledDispersion.Coefficients(
      linear: linear, quadratic: quadratic, inflation: inflation,
      evidence: evidence + ratioEvidence)
  }

  /// Weighted least squares of e^2 - m on m and m^2, the weights 1 / v^2 from the round before.
  private func fitCounts(
    prior: PooledDispersion.Coefficients
  ) -> (linear: Double, quadratic: Double, evidence: Double) {
    var linear = prior.linear
    var quadratic = prior.quadratic
    var evidence = 0.0
    for observation in counts { evidence += observation.weight }
    guard evidence > 0 else { return (linear, quadratic, 0) }
    for _ in 0..<4 {
      // Of the regressors m / v and m^2 / v, and the response (e^2 - m) / v.
      var s11 = 0.0
      var s12 = 0.0
      var s22 = 0.0
      var r1 = 0.0
      var r2 = 0.0
      for observation in counts {
        let m = observation.mean
        let v = m * (1 + linear) + quadratic * m * m
        let x1 = m / v
        let x2 = m * x1
        let y = min(observation.square / v, Self.cap) - x1
        s11 += observation.weight * x1 * x1
        s12 += observation.weight * x1 * x2
        s22 += observation.weight * x2 * x2
        r1 += observation.weight * x1 * y
        r2 += observation.weight * x2 * y
      }
      // The prior's word, as that of the same regressors at its coefficients.
      let share = Self.priorEvidence / evidence
      r1 += share * (s11 * prior.linear + s12 * prior.quadratic)
      r2 += share * (s12 * prior.linear + s22 * prior.quadratic)
      s11 *= 1 + share
      s12 *= 1 + share
      s22 *= 1 + share
      let determinant = s11 * s22 - s12 * s12
      if determinant > 1e-12 * s11 * s22 {
        linear = (r1 * s22 - r2 * s12) / determinant
        quadratic = (r2 * s11 - r1 * s12) / determinant
      }
      if quadratic < 0 {
        quadratic = 0
        linear = r1 / s11
      }
      if linear < Self.leastLinear {
        linear = Self.leastLinear
        quadratic = max(0, (r2 - linear * s12) / s22)
      }
    }
    return (linear, quadratic, evidence)
  }

  /// Counts can vary a little less than Poisson's, on average over a pattern.
  private static let leastLinear = -0.5

  /// The mean of e^2 / v, capped.
  private func fitRatios(
    prior: PooledDispersion.Coefficients
  ) -> (inflation: Double, evidence: Double) {
    var inflation = prior.inflation
    var evidence = 0.0
    for _ in 0..<4 {
      var sum = Self.priorEvidence * prior.inflation
      evidence = 0
      for observation in ratios {
        sum += observation.weight * min(observation.square, Self.cap * inflation)
        evidence += observation.weight
      }
      inflation = sum / (Self.priorEvidence + evidence)
    }
    return (inflation, evidence)
  }
}
