/// The rounds of one seasonal-trend decomposition, with the arrays they work in.
struct STLPass {
  private let settings: STL
  private let values: ContiguousArray<Double>
  /// 1 where a period is known, else 0; nil where all are.
  private let known: ContiguousArray<Double>?
  private let seasonLoess: Loess
  private let trendLoess: Loess
  private let filterLoess: Loess
  private(set) var season: ContiguousArray<Double>
  private(set) var trend: ContiguousArray<Double>
  /// The weight of each period in local fits; empty where all weigh the same.
  private var weights: ContiguousArray<Double>
  /// The smoothed phases, from one season before the series to one after it.
  private var cycles: ContiguousArray<Double>
  private var low: ContiguousArray<Double>
  private var work: ContiguousArray<Double>
  private var smooth: ContiguousArray<Double>
  private var phaseValues: ContiguousArray<Double>
  private var phaseWeights: ContiguousArray<Double>
  private var kernel: ContiguousArray<Double>

  init(_ settings: STL, values: ContiguousArray<Double>, known: ContiguousArray<Double>?) {
    let n = values.count
    let m = settings.seasonLength
    self.settings = settings
    self.values = values
    self.known = known
    func loess(_ window: Int, degree: Int) -> Loess {
      // A tenth of the window, rounded up.
      Loess(
        window: window, degree: degree, jump: settings.isExact ? 1 : max(1, (window + 9) / 10))
    }
    seasonLoess = loess(settings.seasonWindow, degree: settings.seasonDegree)
    trendLoess = loess(settings.trendWindow, degree: 1)
    filterLoess = loess(m % 2 == 0 ? m + 1 : m + 2, degree: 1)
    season = ContiguousArray(repeating: 0, count: n)
    trend = season
    weights = known ?? []
    cycles = ContiguousArray(repeating: 0, count: n + 2 * m)
    low = cycles
    work = cycles
    smooth = ContiguousArray(repeating: 0, count: n + 2)
    phaseValues = ContiguousArray(repeating: 0, count: n / m + 2)
    phaseWeights = known == nil && settings.robustIterations == 0 ? [] : phaseValues
    kernel = ContiguousArray(repeating: 0, count: n)
  }

  mutating func run() {
    for round in 0...settings.robustIterations {
      for _ in 0..<settings.innerIterations { improve() }
      if round < settings.robustIterations { weighDown() }
    }
  }

  /// One round: phases, low-pass filter, season, trend.
  private mutating func improve() {
    let n = values.count
    let m = settings.seasonLength
    smoothPhases()
    // Moving averages over a season, a season, and three periods, then loess.
    Self.average(cycles, into: &low, count: n + 2 * m, length: m)
    Self.average(low, into: &work, count: n + m + 1, length: m)
    Self.average(work, into: &low, count: n + 2, length: 3)
    filterLoess.smooth(low, weights: [], count: n, into: &smooth, kernel: &kernel)
    for t in 0..<n {
      season[t] = cycles[m + t] - smooth[t + 1]
      work[t] = values[t] - season[t]
    }
    trendLoess.smooth(work, weights: weights, count: n, into: &smooth, kernel: &kernel)
    for t in 0..<n { trend[t] = smooth[t + 1] }
  }

  /// Smooths each phase of the detrended values over the years, one year longer at either end.
  private mutating func smoothPhases() {
    let n = values.count
    let m = settings.seasonLength
    for phase in 0..<m {
      var count = 0
      for t in stride(from: phase, to: n, by: m) {
        phaseValues[count] = values[t] - trend[t]
        if !phaseWeights.isEmpty { phaseWeights[count] = weights.isEmpty ? 1 : weights[t] }
        count += 1
      }
      seasonLoess.smooth(
        phaseValues, weights: phaseWeights, count: count, into: &smooth, extends: true,
        kernel: &kernel)
      for i in 0..<count + 2 { cycles[phase + i * m] = smooth[i] }
    }
  }

  /// The moving average of `length` periods over the first `count` values.
  private static func average(
    _ source: ContiguousArray<Double>, into target: inout ContiguousArray<Double>, count: Int,
    length: Int
  ) {
    var sum = 0.0
    for t in 0..<length { sum += source[t] }
    target[0] = sum / Double(length)
    for t in length..<max(length, count) {
      sum += source[t] - source[t - length]
      target[t - length + 1] = sum / Double(length)
    }
  }

  /// Tukey's biweight of each remainder, at six times their median size.
  private mutating func weighDown() {
    let sizes = ContiguousArray(values.indices.map { abs(values[$0] - season[$0] - trend[$0]) })
    let sorted = sizes.sorted()
    let n = sorted.count
    let bound = 3 * (sorted[n / 2] + sorted[n - n / 2 - 1])
    weights = ContiguousArray(
      sizes.indices.map { t in
        let own = known?[t] ?? 1
        if sizes[t] <= 0.001 * bound { return own }
        if sizes[t] > 0.999 * bound { return 0 }
        let ratio = sizes[t] / bound
        return own * (1 - ratio * ratio) * (1 - ratio * ratio)
      })
  }
}
