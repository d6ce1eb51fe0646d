internal import RestockForecasting
internal import RestockNumerics
internal import RestockRecords

/// Past forecasts of series and sums, the oldest origin first: how well each method would have done,
/// and the errors that methods weigh by.
struct CoherenceOrigins {
  /// The base forecasts at one origin and what came.
  private struct Origin {
    let bottom: [[Double]]
    let aggregates: [[Double]]
    /// Whether the series had a forecast.
    let isForecast: [Bool]
    /// The outcomes by period ahead; nil where not known.
    let bottomOutcomes: [[Double?]]
    let aggregateOutcomes: [[Double]]
    let recentDemand: [Double]
  }

  private let origins: [Origin]
  private let hierarchy: SeriesHierarchy
  private let prior: (aggregates: [Double], bottom: [Double])
  private let horizon: Int
  /// Periods from one origin to the next.
  private let step: Int

  /// Origins that are tried, and the first of them that only teach.
  static let count = 8
  private static let teaching = 3

  /// Makes the forecasts of past origins.
  ///
  /// - Parameters:
  ///   - histories: The series as they are now.
  ///   - levels: Their sums.
  ///   - horizon: Periods ahead.
  ///   - prior: The squared errors expected where there were none.
  ///   - forecast: Forecasts histories, sums or series, as of their end: the means of each period, nil
  ///     where there is no forecast.
  init(
    _ histories: [ItemHistory], levels: LevelSeries, horizon: Int,
    prior: (aggregates: [Double], bottom: [Double]),
    forecast: (_ histories: [ItemHistory], _ areSums: Bool) -> [ContiguousArray<Double>?]
  ) {
    hierarchy = levels.hierarchy
    self.prior = prior
    self.horizon = horizon
    let end = histories.map(\.endBucket).max() ?? 0
    let longest = histories.map(\.demand.count).max() ?? 0
    let step = max(1, horizon / 3)
    self.step = step
    let room = longest - horizon - max(4, horizon)
    let count = room < 0 ? 0 : min(Self.count, room / step + 1)
    let filled = histories.map(\.demandFilled)
    origins = (0..<count).reversed().map { age in
      let first = end - horizon - age * step
      let known = histories.map { $0.prefix(first - $0.firstBucket) }
      let bottom = forecast(known, false)
      let sums = forecast(levels.histories(of: known, before: first), true)
      func outcomes(_ i: Int, _ h: Int) -> (known: Double?, filled: Double) {
        let t = first + h - histories[i].firstBucket
        guard filled[i].indices.contains(t) else { return (nil, 0) }
        return (histories[i].isKnown?[t] == false ? nil : filled[i][t], filled[i][t])
      }
      func transposed(_ rows: [ContiguousArray<Double>?]) -> [[Double]] {
        (0..<horizon).map { h in rows.map { $0?[h] ?? 0 } }
      }
      return Origin(
        bottom: transposed(bottom), aggregates: transposed(sums),
        isForecast: bottom.map { $0 != nil },
        bottomOutcomes: (0..<horizon).map { h in histories.indices.map { outcomes($0, h).known } },
        aggregateOutcomes: (0..<horizon).map { h in
          levels.hierarchy.aggregated(histories.indices.map { outcomes($0, h).filled })
        },
        recentDemand: known.map(\.recentRate))
    }
  }

  /// Whether there are past forecasts enough to choose by.
  var canChoose: Bool { origins.count > Self.teaching }

  /// All past errors.
  var errors: ForecastErrorMatrix { errors(knownAt: nil) }

  /// The errors that were known at an origin: those of older origins' periods that were over by then.
  private func errors(knownAt place: Int?) -> ForecastErrorMatrix {
    var errors = ForecastErrorMatrix()
    for (older, origin) in origins.prefix(place ?? origins.count).enumerated() {
      let over = place.map { ($0 - older) * step } ?? horizon
      append(origin, periods: min(over, horizon), to: &errors)
    }
    return errors
  }

  private func append(
    _ origin: Origin, periods: Int, to errors: inout ForecastErrorMatrix
  ) {
    for h in 0..<periods {
      errors.append(
        aggregates: zip(origin.aggregateOutcomes[h], origin.aggregates[h]).map { $0 - $1 },
        bottom: origin.bottom[h].indices.map { i in
          guard origin.isForecast[i], let outcome = origin.bottomOutcomes[h][i] else { return 0 }
          return outcome - origin.bottom[h][i]
        })
    }
  }

  /// The root mean squared scaled error of each aggregate and series under each method, and without
  /// any; each method has learned from older origins only. NaN where a series was never scored.
  func scaledErrors(
    of methods: [Reconciliation]
  ) -> [(method: Reconciliation?, aggregates: [Double], bottom: [Double])] {
    let known = origins.indices.map { errors(knownAt: $0) }
    return ([nil] + methods.map { Optional($0) }).map { method in
      var aggregateSums = [Double](repeating: 0, count: hierarchy.aggregates)
      var bottomSums = [Double](repeating: 0, count: hierarchy.series)
      var aggregateCounts = aggregateSums
      var bottomCounts = bottomSums
      for place in origins.indices.dropFirst(Self.teaching) {
        let origin = origins[place]
        let weights = method.flatMap {
          try? ReconciliationWeights(
            $0, hierarchy: hierarchy, recentDemand: origin.recentDemand, errors: known[place],
            prior: prior)
        }
        for h in 0..<horizon {
          let bottom =
            weights?.reconciled(aggregates: origin.aggregates[h], bottom: origin.bottom[h])
            ?? origin.bottom[h]
          let aggregates = method == nil ? origin.aggregates[h] : hierarchy.aggregated(bottom)
          for (i, forecast) in aggregates.enumerated() {
            let error = origin.aggregateOutcomes[h][i] - forecast
            aggregateSums[i] += error * error
            aggregateCounts[i] += 1
          }
          for (i, forecast) in bottom.enumerated() where origin.isForecast[i] {
            guard let outcome = origin.bottomOutcomes[h][i] else { continue }
            bottomSums[i] += (outcome - forecast) * (outcome - forecast)
            bottomCounts[i] += 1
          }
        }
      }
      func scaled(_ sums: [Double], _ counts: [Double], _ scales: [Double]) -> [Double] {
        sums.indices.map {
          counts[$0] > 0 && scales[$0] > 0
            ? (sums[$0] / counts[$0] / scales[$0]).squareRoot() : .nan
        }
      }
      return (
        method, scaled(aggregateSums, aggregateCounts, prior.aggregates),
        scaled(bottomSums, bottomCounts, prior.bottom)
      )
    }
  }
}

extension ItemHistory {
  /// Units a period over the last thirteen known ones.
  var recentRate: Double {
    let recent = recentDemand(buckets: 13)
    return recent.knownBuckets > 0 ? recent.units / Double(recent.knownBuckets) : 0
  }
}
