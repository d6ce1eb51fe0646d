public import RestockNumerics

/// The history as a distribution.
public struct FittedEmpirical: FittedModel {
  /// Demand at index 1, oldest first, nil where it is not known; at least one is.
  private var history: ContiguousArray<Double?>
  private let capacity: Int
  private var futureIndex: FutureIndex
  private let isWholeUnits: Bool

  init(
    history: ContiguousArray<Double?>, capacity: Int, futureIndex: FutureIndex, isWholeUnits: Bool
  ) {
    self.history = history
    self.capacity = capacity
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var summary: String { "empirical(\(history.count))" }

  private var moments: (mean: Double, variance: Double) {
    var mean = 0.0
    var squares = 0.0
    var count = 0.0
    for value in history {
      guard let value else { continue }
      count += 1
      let deviation = value - mean
      mean += deviation / count
      squares += deviation * (value - mean)
    }
    return (mean, count > 1 ? squares / (count - 1) : 0)
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    let mean = moments.mean
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for i in 0..<horizon { means.append(max(0, mean) * futureIndex[i + 1]) }
    return means
  }

  /// Windows below which a total gets moments instead.
  private static let leastWindows = 10
  /// Totals up to which the probabilities of single units are kept.
  private static let largestLattice = 4096.0

  public func total(over window: ForecastWindow) -> DemandDistribution {
    let target = mean(over: window)
    guard window.length > 0, target > 0 else { return .point(0) }
    var totals = pastTotals(over: window)
    guard totals.count >= Self.leastWindows, let largest = totals.max(), largest > 0 else {
      let (mean, variance) = moments
      let share = mean > 0 ? target / mean : 0
      return demandDistribution(
        mean: target, variance: share * variance, wholeUnits: isWholeUnits)
    }
    // The windows hold the ends of the history less often: scaled to the mean that is forecast.
    let average = totals.reduce(0) { $0 + $1 / Double(totals.count) }
    if average > 0 {
      for i in totals.indices { totals[i] *= target / average }
    }
    totals.sort()
    return isWholeUnits && totals[totals.count - 1] < Self.largestLattice
      ? .lattice(counts(totals)) : tabulated(totals)
  }

  private func pastTotals(over window: ForecastWindow) -> ContiguousArray<Double> {
    let shares = window.movedToStart.shares
    let offset = window.start
    var totals = ContiguousArray<Double>()
    guard shares.count <= history.count else { return totals }
    for start in 0...(history.count - shares.count) {
      var sum = 0.0
      var isKnown = true
      for (i, share) in shares.enumerated() {
        guard let value = history[start + i] else {
          isKnown = false
          break
        }
        sum += share * value * futureIndex[offset + i + 1]
      }
      if isKnown { totals.append(sum) }
    }
    return totals
  }

  /// Each total on the whole units around it, so that the mean stays.
  private func counts(_ totals: ContiguousArray<Double>) -> Lattice {
    let largest = Int(totals[totals.count - 1].rounded(.up))
    var weights = [Double](repeating: 0, count: largest + 2)
    for total in totals {
      let whole = Int(total)
      let part = total - Double(whole)
      weights[whole] += 1 - part
      weights[whole + 1] += part
    }
    return Lattice(weights: weights)
  }

  /// The sorted totals, each a step of probability spread over the way from the one before.
  private func tabulated(_ totals: ContiguousArray<Double>) -> DemandDistribution {
    let n = Double(totals.count)
    var values: [Double] = []
    var survival: [Double] = []
    for (i, total) in totals.enumerated() {
      let tail = 1 - Double(i + 1) / n
      if total == values.last {
        survival[survival.count - 1] = tail
      } else {
        values.append(total)
        survival.append(tail)
      }
    }
    return .tabulated(Tabulated(values: values, survival: survival))
  }

  public mutating func update(_ demand: Double?) {
    // One known period stays, whatever comes.
    let known = history.count(where: { $0 != nil })
    if history.count == capacity && (history[0] == nil || known > 1) { history.removeFirst() }
    history.append(demand.map { $0 / futureIndex[1] })
    futureIndex.advance()
  }
}
