internal import RestockForecasting
internal import RestockNumerics

/// How much each origin of a series counts, so that all series count alike.
struct ScoringWeights {
  /// For each series, the origins at which it is scored, as a whole and at each step, and those of
  /// them at which its scale is not 0.
  private struct Counts: Sendable {
    var all = 0
    var scaled = 0
    var allAtStep: ContiguousArray<Int32>
    var scaledAtStep: ContiguousArray<Int32>
  }

  private let counts: [Counts]

  /// Counts the origins of `lags.count` series.
  init(_ origins: EvaluationOrigins, scaleLags lags: [Int], threads: Int) {
    counts = parallelMap(count: lags.count, threads: threads, chunk: 256) { place in
      var counts = Counts(allAtStep: [], scaledAtStep: [])
      for age in 0..<origins.count {
        guard let then = origins.cut(place, age) else { continue }
        let scale = (try? then.history.series(seasonLength: lags[place])).map {
          AccuracyScale(history: $0, lag: lags[place])
        }
        let isScaled = (scale?.meanAbsoluteChange ?? 0) > 0
        if counts.allAtStep.isEmpty {
          counts.allAtStep = ContiguousArray(repeating: 0, count: then.outcomes.count)
          counts.scaledAtStep = counts.allAtStep
        }
        var isScored = false
        for (step, outcome) in then.outcomes.enumerated() where outcome != nil {
          isScored = true
          counts.allAtStep[step] += 1
          if isScaled { counts.scaledAtStep[step] += 1 }
        }
        if isScored { counts.all += 1 }
        if isScored && isScaled { counts.scaled += 1 }
      }
      return counts
    }
  }

  /// The weights of an origin of a series.
  func weights(of place: Int) -> AccuracySums.Weights {
    let counts = counts[place]
    return AccuracySums.Weights(all: inverse(counts.all), scaled: inverse(counts.scaled))
  }

  /// The weights of an origin of a series at a step, the first is 0.
  func weights(of place: Int, step: Int) -> AccuracySums.Weights {
    let counts = counts[place]
    return AccuracySums.Weights(
      all: inverse(Int(counts.allAtStep[step])), scaled: inverse(Int(counts.scaledAtStep[step])))
  }

  /// The series that are scored, and those of them whose scale is 0 at every origin.
  var scored: (series: Int, withoutScale: Int) {
    (counts.count { $0.all > 0 }, counts.count { $0.all > 0 && $0.scaled == 0 })
  }

  private func inverse(_ count: Int) -> Double { count > 0 ? 1 / Double(count) : 0 }
}
