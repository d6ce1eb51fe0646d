internal import RestockNumerics

/// The two-speed level at the end of the history.
public struct FittedTwoSpeedLevel: LevelModel {
  public let model: TwoSpeedLevel
  private var state = LevelSums()
  /// The posterior chance that the item is still on sale.
  public private(set) var aliveProbability = 1.0
  /// Known periods without demand since the last, and the rate of demands until that.
  private var zeros = 0.0
  private var demandRate = 0.0
  /// Periods with demand, and periods since the first.
  private var demands = 0
  private var age = 0
  private var sumOfSquares = 0.0
  private var errors = 0
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(model: TwoSpeedLevel, futureIndex: FutureIndex, isWholeUnits: Bool) {
    self.model = model
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var level: Double {
    aliveProbability * model.recurrence.factor(demands: demands, age: age) * state.level(model)
  }

  public var spread: InnovationSpread {
    InnovationSpread(sumOfSquares: sumOfSquares, count: errors, alpha: state.newestWeight(model))
  }

  public var summary: String {
    aliveProbability > 0.995
      ? "two-speed level" : "two-speed level(alive=\(twoDecimals(aliveProbability)))"
  }

  mutating func smooth(_ series: DemandSeries) {
    var sums = LevelSums()
    var squares = 0.0
    var errors = 0
    let lastDemand = series.demand.lastIndex { $0 > 0 } ?? -1
    if let first = series.demand.firstIndex(where: { $0 > 0 }) { age = series.count - first }
    demands = series.demand.count { $0 > 0 }
    for t in series.demand.indices {
      let multiplier = series.index?[t] ?? 1
      guard series.isKnown?[t] != false else {
        sums.decay(model)
        continue
      }
      let demand = series.demand[t]
      if sums.hasBegun {
        let level = sums.level(model)
        // At index 1, as if the variance went with the index: what the mean's errors do nearly.
        let error = demand - multiplier * level
        squares += error * error / max(multiplier, 0.05)
        errors += 1
        if t > lastDemand { noteZero(demandProbability: sums.demandProbability) }
      }
      sums.add(demand, multiplier: multiplier, model)
    }
    state = sums
    sumOfSquares = squares
    self.errors = errors
  }

  /// Bayes' rule for a period without demand, of which so many have gone before: with a rate that is
  /// gamma distributed about its mean, none in the next has the probability
  /// ((k + n rate) / (k + (n + 1) rate))^k.
  private mutating func noteZero(demandProbability: Double) {
    if zeros == 0 { demandRate = -(1 - demandProbability).logarithm }
    let shape = 1 + demandRate
    let before = (shape + zeros * demandRate).logarithm
    zeros += 1
    let none = (shape * (before - (shape + zeros * demandRate).logarithm)).exponential
    let survives = aliveProbability * (1 - model.hazard)
    let both = survives * none
    aliveProbability = both / (both + 1 - survives)
  }

  public mutating func update(_ demand: Double?) {
    if demands > 0 || (demand ?? 0) > 0 { age += 1 }
    if let demand, demand > 0 { demands += 1 }
    if let demand {
      let multiplier = futureIndex[1]
      if state.hasBegun {
        let level = state.level(model)
        let error = demand - multiplier * level
        sumOfSquares += error * error / max(multiplier, 0.05)
        errors += 1
        if demand > 0 {
          aliveProbability = 1
          zeros = 0
        } else {
          noteZero(demandProbability: state.demandProbability)
        }
      }
      state.add(demand, multiplier: multiplier, model)
    } else {
      state.decay(model)
    }
    futureIndex.advance()
  }
}

/// Exponentially weighted sums of demand and of the index, of three speeds.
struct LevelSums: Sendable, Hashable {
  /// The slow ones: of demand, of the index, of the periods, of the periods with demand.
  private var slow = SIMD4<Double>.zero
  /// Of demand, and of the index, for the two faster weights.
  private var fastDemand = SIMD2<Double>.zero
  private var fastIndex = SIMD2<Double>.zero

  /// Whether a known period has been seen.
  var hasBegun: Bool { slow.y > 0 }

  /// The chance of demand in a period, from the slow sums and half a period of either kind.
  var demandProbability: Double { (slow.w + 0.5) / (slow.z + 1) }

  mutating func decay(_ model: TwoSpeedLevel) {
    slow *= 1 - model.slowWeight
    fastDemand *= 1 - model.fastWeights
    fastIndex *= 1 - model.fastWeights
  }

  mutating func add(_ demand: Double, multiplier: Double, _ model: TwoSpeedLevel) {
    decay(model)
    slow += SIMD4(demand, multiplier, 1, demand > 0 ? 1 : 0)
    fastDemand += demand
    fastIndex += multiplier
  }

  /// Units a period at index 1; 0 before the first known period.
  func level(_ model: TwoSpeedLevel) -> Double {
    guard slow.y > 0 else { return 0 }
    let own = slow.x / slow.y
    let levels = (fastDemand + model.pseudoPeriods * own) / (fastIndex + model.pseudoPeriods)
    return 0.5 * (levels.x + levels.y)
  }

  /// The weight of the newest period in the level.
  func newestWeight(_ model: TwoSpeedLevel) -> Double {
    guard slow.y > 0 else { return 0 }
    let own = model.pseudoPeriods / slow.y
    let weights = (1 + own) / (fastIndex + model.pseudoPeriods)
    return min(1, 0.5 * (weights.x + weights.y))
  }
}
