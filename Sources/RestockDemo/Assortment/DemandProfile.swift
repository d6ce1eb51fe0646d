internal import RestockNumerics

/// The true demand for an item: its mean on each day, and how it varies about it.
package struct DemandProfile: Sendable {
  /// What varies from day to day.
  package enum Variation: Sendable, Hashable {
    /// A count each day, with this variance-to-mean ratio (1: Poisson; above: negative binomial).
    case counts(varianceToMean: Double)
    /// On a day there is demand or none; its size is 1 + a count of mean `sizeMean` - 1.
    case occasional(sizeMean: Double, sizeVarianceToMean: Double)

    /// The demand of a day (or week) with this mean.
    func draw(mean: Double, _ generator: inout RandomGenerator) -> Int {
      switch self {
      case .counts(let ratio): return generator.count(mean: mean, varianceToMean: ratio)
      case .occasional(let size, let ratio):
        guard generator.happens(mean / size) else { return 0 }
        return 1 + generator.count(mean: size - 1, varianceToMean: ratio)
      }
    }
  }

  package let kind: DemandKind
  /// Units a day when the item starts and when the history (or the item) ends, by location, without
  /// week, season and events; 0 where the item is not sold.
  package var rateAtStart: [Double]
  package var rateAtEnd: [Double]
  /// The day on which the level begins to move from the first rate to the second.
  package var turn: Int
  /// The yearly season: a cosine of this amplitude (a share of the level), highest on this day of the
  /// year.
  package var seasonAmplitude: Double
  package var seasonPeak: Int
  package var variation: Variation
  /// The first day of sale, an index into the history (0: sold from before it).
  package var launch: Int
  /// The first day without sale, where the item is taken out.
  package var end: Int?
  /// The days of the history.
  package let days: Int

  /// Units a day at `location` on a day of the history or after it, without week, season and events.
  package func level(day: Int, location: ShopLocation) -> Double {
    guard day >= launch, end.map({ day < $0 }) ?? true else { return 0 }
    let start = rateAtStart[location.rawValue]
    let finish = rateAtEnd[location.rawValue]
    let last = (end ?? days) - 1
    guard last > turn, start != finish else { return finish }
    let share = Double(day - turn) / Double(last - turn)
    // A level that has fallen to nothing stays there.
    return max(0, start + (finish - start) * max(0, share))
  }

  /// The factor of the yearly season on a day of the year, 1...366.
  package func season(dayOfYear: Int) -> Double {
    guard seasonAmplitude > 0 else { return 1 }
    return 1 + seasonAmplitude * portableCosine(turns: Double(dayOfYear - seasonPeak) / 365.25)
  }

  /// The variance of a day's demand whose mean is `mean`.
  package func variance(mean: Double) -> Double {
    switch variation {
    case .counts(let ratio): return ratio * mean
    case .occasional(let size, let ratio):
      let probability = min(1, mean / size)
      return probability * ((size - 1) * ratio + size * size) - mean * mean
    }
  }
}
