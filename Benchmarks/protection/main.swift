import Glibc
import RestockForecasting
import RestockInventory
import RestockNumerics

// Processor time of protection-demand quantiles: total demand until the next order arrives, mixed over
// the possible lead times, at six probabilities, for 100,000 SKUs. One line for each case: its name, the
// SKUs, CPU seconds of one thread, the mean number of lead times, and the mean quantile at 0.95.
//
// Forecasts are fitted before the clock starts: 2,000 series for each kind of demand, each under 50 lead
// times of its own. `runs/protection.py` runs this beside numpy.

private let probabilities = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99]
private let seriesPerKind = 2000
private let leadTimesEach = 50

/// Processor time of this process, seconds.
private func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// Three years of weekly demand of one kind.
private func series(_ kind: String, _ place: Int) -> DemandSeries? {
  var random = RandomGenerator(seed: 21, stream: UInt64(place))
  let mean = 0.2 * exp(6 * random.uniform())
  let demand = (0..<156).map { _ -> Double in
    let uniform = min(0.999_999, max(1e-6, random.uniform()))
    switch kind {
    case "counts": return NegativeBinomial(mean: mean, variance: 1.7 * mean).quantile(uniform)
    case "rare": return NegativeBinomial(mean: 0.15, variance: 0.6).quantile(uniform)
    default: return Gamma(mean: 10 * mean, standardDeviation: 4 * mean).quantile(uniform) + 0.001
    }
  }
  return try? DemandSeries(demand: demand)
}

/// A lead time of fifteen points, gamma or with two humps, or of one, in days.
private func leadTime(_ shape: String, _ random: inout RandomGenerator) -> LeadTime {
  let mean = 7 + 60 * random.uniform()
  switch shape {
  case "one": return LeadTime(always: mean)
  case "two humps":
    let short = LeadTime(mean: mean, standardDeviation: 0.2 * mean).condensed(to: 8)
    let long = LeadTime(mean: 2.5 * mean, standardDeviation: 0.4 * mean).condensed(to: 7)
    let humps = [(short, 0.7), (long, 0.3)]
    let points = humps.flatMap { hump, share in
      zip(hump.days, hump.probabilities).map { (days: $0, weight: share * $1) }
    }.sorted { $0.days < $1.days }
    return LeadTime(days: points.map { $0.days }, weights: points.map { $0.weight })
  default: return LeadTime(mean: mean, standardDeviation: 0.25 * mean).condensed(to: 15)
  }
}

/// Quantiles of the demand until the next order arrives, a week after this one.
private func quantiles(_ forecast: CalibratedForecast, _ leadTime: LeadTime) -> [Double] {
  let parts = zip(leadTime.days, leadTime.probabilities).map { days, probability in
    DemandDistribution.Component(
      weight: probability,
      distribution: forecast.total(over: ForecastWindow(from: 0, to: (days + 7) / 7)))
  }
  let demand = parts.count == 1 ? parts[0].distribution : .mixture(parts)
  return probabilities.map { demand.quantile($0) }
}

for kind in ["counts", "rare", "quantities"] {
  let all = (0..<seriesPerKind).compactMap { series(kind, $0) }
  let batch = BatchForecast(
    count: all.count, selection: ModelSelection(horizon: 26), threads: 2
  ) { (place: Int) throws(FitError) -> DemandSeries in all[place] }
  let forecasts = all.indices.compactMap { try? batch.forecast($0) }
  for shape in ["one", "gamma", "two humps"] {
    var random = RandomGenerator(seed: 5)
    let leadTimes = (0..<forecasts.count * leadTimesEach).map { _ in leadTime(shape, &random) }
    let started = processorTime()
    var sum = 0.0
    for (i, leadTime) in leadTimes.enumerated() {
      sum += quantiles(forecasts[i / leadTimesEach], leadTime)[3]
    }
    let taken = processorTime() - started
    let points = leadTimes.reduce(0) { $0 + $1.days.count }
    let count = Double(leadTimes.count)
    print(
      "\(kind), \(shape)", leadTimes.count, taken, Double(points) / count, sum / count,
      separator: ";")
  }
}
