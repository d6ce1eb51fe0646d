internal import RestockNumerics

/// The spread of totals as the direct errors of many series show it.
///
/// Of quantities: one series' dozen past totals can't tell how far its model underrates them, and no
/// square-root-of-time rule holds where the level is uncertain. So the squared errors of totals over H
/// periods, forecast at past origins, are pooled by demand pattern and H, each over the variance by the
/// model's own formula. Their mean, capped at 36, is the factor on such a variance. Factors of a pattern
/// with little evidence lean on those of all patterns, and these on a default. A series has a factor of
/// its own besides: (10 + sum of w e^2 / v) / (10 + sum of w) with the weight w of an error the share of
/// its window that no other covers.
///
/// Small counts (whole units, under 50 a period) have most of their spread of themselves, since sizes
/// differ by orders of magnitude within a pattern: their ratio of variance to mean pooled, or a factor
/// pooled on each one's own, cost 4 to 9 % of pinball loss at past origins of spare parts and retail. What
/// goes with the square of their mean is pooled (`PooledVariation`).
public struct PooledDispersion: Sendable, Hashable {
  /// The factor of one pattern and length.
  public struct Coefficients: Sendable, Hashable {
    /// v = inflation times the model's own variance.
    public let inflation: Double
    /// Errors it rests on, each counted by the share of its window that no other covers.
    public let evidence: Double
  }

  /// By pattern, then by the length's place in `WindowLengths.quantities`.
  private let byPattern: [DemandPattern: [Coefficients]]
  private let all: [Coefficients]
  /// What counts vary beyond their own ratios.
  public let variation: PooledVariation

  /// What quantities have on average, where nothing is known.
  static let unknown = Coefficients(inflation: 1.2, evidence: 0)

  /// Learns from the past totals of `members`.
  ///
  /// - Parameters:
  ///   - members: Models chosen for the series.
  ///   - threads: At most this many; the result does not depend on it.
  public init(_ members: [SelectedModel], threads: Int = 1) {
    let patterns = DemandPattern.allCases
    let tables = parallelMap(
      count: WindowLengths.quantities.periods.count, threads: threads, chunk: 1
    ) {
      place in Self.coefficients(members, place: place)
    }
    // A length with no errors of its own takes the coefficients of the length before.
    var before = PlaceCoefficients(
      all: Self.unknown, byPattern: Array(repeating: Self.unknown, count: patterns.count))
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
    variation = PooledVariation(members, threads: threads)
  }

  /// The coefficients of one length, by pattern in the order of `DemandPattern.allCases`.
  private struct PlaceCoefficients: Sendable {
    let all: Coefficients
    let byPattern: [Coefficients]
  }

  /// The coefficients of totals over `WindowLengths.quantities.periods[place]` periods; nil where there are none.
  private static func coefficients(_ members: [SelectedModel], place: Int) -> PlaceCoefficients? {
    var errors = DispersionErrors()
    var own = [DispersionErrors](repeating: DispersionErrors(), count: DemandPattern.allCases.count)
    for (i, pattern) in DemandPattern.allCases.enumerated() {
      for member in members where member.pattern == pattern {
        guard let totals = member.originTotals, !totals.isSmallCount else { continue }
        own[i].append(totals, place: place)
      }
      errors.append(own[i])
    }
    guard !errors.isEmpty else { return nil }
    let all = errors.fit(prior: unknown)
    return PlaceCoefficients(all: all, byPattern: own.map { $0.fit(prior: all) })
  }

  /// The coefficients of a pattern for totals over `WindowLengths.quantities.periods[place]` periods.
  public func coefficients(_ pattern: DemandPattern, place: Int) -> Coefficients {
    byPattern[pattern]?[place] ?? all[place]
  }

  /// The spread of one series: its own, and the factors of its pattern.
  public func spread(of member: SelectedModel) -> SeriesDispersion {
    SeriesDispersion(
      inflation: WindowLengths.quantities.periods.indices.map {
        coefficients(member.pattern, place: $0).inflation
      }, variation: variation.variation(member.pattern), varianceToMean: member.varianceToMean,
      unit: member.countUnit ?? 1,
      totals: member.originTotals)
  }
}

/// Squared errors of totals over the variance by the model's own formula.
struct DispersionErrors {
  private struct Observation {
    let ratio: Double
    let weight: Double
  }

  private var observations: [Observation] = []

  var isEmpty: Bool { observations.isEmpty }

  /// The cap on a squared error, in variances.
  static let cap = 36.0
  /// Errors' worth of the prior.
  private static let priorEvidence = 40.0

  mutating func append(_ totals: OriginTotals, place: Int) {
    guard place < totals.totals.count else { return }
    let weight = min(1, totals.spacing / Double(WindowLengths.quantities.periods[place]))
    for total in totals.totals[place] where total.standardDeviation > 0 {
      let error = (Double(total.actual) - Double(total.forecast)) / Double(total.standardDeviation)
      observations.append(Observation(ratio: error * error, weight: weight))
    }
  }

  mutating func append(_ other: Self) {
    observations.append(contentsOf: other.observations)
  }

  /// The mean of the ratios, each capped at so many times that mean.
  func fit(prior: PooledDispersion.Coefficients) -> PooledDispersion.Coefficients {
    var inflation = prior.inflation
    var evidence = 0.0
    for _ in 0..<4 {
      var sum = Self.priorEvidence * prior.inflation
      evidence = 0
      for observation in observations {
        sum += observation.weight * min(observation.ratio, Self.cap * inflation)
        evidence += observation.weight
      }
      inflation = sum / (Self.priorEvidence + evidence)
    }
    return PooledDispersion.Coefficients(inflation: inflation, evidence: evidence)
  }
}
