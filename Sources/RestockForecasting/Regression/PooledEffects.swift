internal import RestockNumerics

/// What known drivers (a promotion, the logarithm of a price) do to demand, learned from many items
/// together: log effects by item, shrunk to those of its group, which are shrunk to those of all.
///
/// Expected demand is the usual one times exp(sum of effect x driver); the usual demand of a period is the
/// ratio of the sums of demand and of multipliers over the eight known periods on either side, so that
/// level, trend and slow seasons need no model. The effects maximise the Poisson likelihood over the item's
/// own ratio of variance to mean, with normal priors; Newton's method, the usual demand moving along. For
/// one driver of zeros and ones, without priors, the effect is the logarithm of a ratio of sums.
///
/// Items that sell little say little, and lean on their group: the prior standard deviations say how much
/// items of a group are taken to differ.
///
/// Source: McCullagh and Nelder (1989), *Generalized Linear Models*, chapters 6 and 9 (log-linear models,
/// quasi-likelihood); Gelman and Hill (2007), *Data Analysis Using Regression and Multilevel Models*,
/// section 12.2, for the shrinkage.
public struct PooledEffects: Sendable, Hashable {
  /// What is believed of a driver's effect before any data.
  public struct Prior: Sendable, Hashable {
    /// The mean effect, on the logarithm of demand for one unit of the driver.
    public let mean: Double
    /// How far all items together may be from it: a standard deviation.
    public let deviation: Double
    /// How far a group may be from all, and an item from its group.
    public let difference: Double

    /// A prior; both standard deviations above 0.
    public init(mean: Double, deviation: Double, difference: Double) {
      precondition(deviation > 0 && difference > 0, "\(deviation), \(difference)")
      self.mean = mean
      self.deviation = deviation
      self.difference = difference
    }

    /// Of a promotion, 1 while it lasts: from a fifth less to four fifths more within one deviation.
    public static let promotion = Self(mean: 0.2, deviation: 0.4, difference: 0.3)
    /// Of the logarithm of a price: elasticities are -2.6 on average over 1,851 published ones (Bijmolt,
    /// van Heerde and Pieters 2005, doi:10.1509/jmkr.42.2.141.62296), smaller where demand is not for brands
    /// that stand side by side.
    public static let price = Self(mean: -1.5, deviation: 1, difference: 0.7)
  }

  /// One item.
  public struct Member: Sendable {
    /// Units in each period, oldest first; what stands in an unknown period is ignored.
    public let demand: ContiguousArray<Double>
    /// Whether the demand of a period is known; nil where all are.
    public let isKnown: ContiguousArray<Bool>?
    /// Multipliers that are known already (the season); nil for none.
    public let index: ContiguousArray<Double>?
    /// A column for each driver, each of as many values as `demand` at least.
    public let drivers: [ContiguousArray<Double>]
    /// The group it belongs to, from 0.
    public let group: Int

    /// An item with its drivers.
    public init(
      demand: ContiguousArray<Double>, isKnown: ContiguousArray<Bool>? = nil,
      index: ContiguousArray<Double>? = nil, drivers: [ContiguousArray<Double>], group: Int = 0
    ) {
      precondition(isKnown == nil || isKnown?.count == demand.count, "flags for \(demand.count)")
      precondition(index.map { $0.count >= demand.count } ?? true, "index too short")
      precondition(drivers.allSatisfy { $0.count >= demand.count }, "driver too short")
      self.demand = demand
      self.isKnown = isKnown
      self.index = index
      self.drivers = drivers
      self.group = group
    }
  }

  /// The effect of each driver over all items, by group and by item in the order of the members.
  public let all: [Double]
  public let groups: [[Double]]
  public let items: [[Double]]

  /// Learns from `members`.
  ///
  /// - Parameters:
  ///   - members: Items that have drivers.
  ///   - priors: One for each driver, at least one.
  ///   - threads: At most this many; the result does not depend on it.
  public init(_ members: [Member], priors: [Prior], threads: Int = 1) {
    precondition(!priors.isEmpty, "no drivers")
    precondition(members.allSatisfy { $0.drivers.count == priors.count }, "a prior a driver")
    func evidence(_ effects: (Int) -> [Double]) -> [DriverEvidence] {
      let own = members.indices.map(effects)
      return parallelMap(count: members.count, threads: threads, chunk: 32) {
        DriverEvidence(of: members[$0], effects: own[$0])
      }
    }
    var all = priors.map(\.mean)
    for _ in 0..<6 {
      var sum = DriverEvidence(drivers: priors.count)
      for own in evidence({ _ in all }) { sum.add(own) }
      all = sum.improved(
        all, prior: priors.map(\.mean), deviations: priors.map(\.deviation))
    }
    let differences = priors.map(\.difference)
    let groupCount = (members.map(\.group).max() ?? -1) + 1
    var groups = [[Double]](repeating: all, count: groupCount)
    for _ in 0..<4 where groupCount > 1 {
      var sums = [DriverEvidence](
        repeating: DriverEvidence(drivers: priors.count), count: groupCount)
      for (member, own) in zip(members, evidence { groups[members[$0].group] }) {
        sums[member.group].add(own)
      }
      for group in groups.indices {
        groups[group] = sums[group].improved(groups[group], prior: all, deviations: differences)
      }
    }
    var items = members.map { groups[$0.group] }
    for _ in 0..<4 {
      for (place, own) in evidence({ items[$0] }).enumerated() {
        items[place] = own.improved(
          items[place], prior: groups[members[place].group], deviations: differences)
      }
    }
    self.all = all
    self.groups = groups
    self.items = items
  }

  /// The multiplier of demand for these values of the drivers, within 0.1...10.
  public static func multiplier(_ drivers: [Double], effects: [Double]) -> Double {
    var sum = 0.0
    for (driver, effect) in zip(drivers, effects) { sum += driver * effect }
    return min(max(sum, -largest), largest).exponential
  }

  /// The logarithm of 10.
  private static let largest = 2.302_585_092_994_046
}

/// What items say of the effects of drivers: the gradient of the likelihood and its curvature.
struct DriverEvidence: Sendable {
  private var score: [Double]
  private var information: Matrix

  /// None.
  init(drivers: Int) {
    score = Array(repeating: 0, count: drivers)
    information = Matrix(rows: drivers, columns: drivers)
  }

  /// Periods on either side that make up the usual demand.
  private static let reach = 8

  /// What a member says at these effects, over its ratio of variance to mean.
  init(of member: PooledEffects.Member, effects: [Double]) {
    self.init(drivers: effects.count)
    let n = member.demand.count
    let k = effects.count
    // Running sums over the known periods: demand, multipliers, multipliers times drivers.
    var demand = ContiguousArray<Double>(repeating: 0, count: n + 1)
    var multipliers = demand
    var driven = [ContiguousArray<Double>](repeating: demand, count: k)
    var own = ContiguousArray<Double>(repeating: 0, count: n)
    var drivers = [Double](repeating: 0, count: k)
    for t in 0..<n {
      for i in 0..<k { drivers[i] = member.drivers[i][t] }
      own[t] = PooledEffects.multiplier(drivers, effects: effects) * (member.index?[t] ?? 1)
      let share = member.isKnown?[t] == false ? 0.0 : 1
      demand[t + 1] = demand[t] + share * member.demand[t]
      multipliers[t + 1] = multipliers[t] + share * own[t]
      for i in 0..<k { driven[i][t + 1] = driven[i][t] + share * own[t] * drivers[i] }
    }
    var squares = 0.0
    var expected = 0.0
    for t in 0..<n where member.isKnown?[t] != false {
      let low = max(0, t - Self.reach)
      let high = min(n, t + Self.reach + 1)
      let around = multipliers[high] - multipliers[low] - own[t]
      guard around > 1e-9 else { continue }
      let mean = (demand[high] - demand[low] - member.demand[t]) / around * own[t]
      guard mean > 0 else { continue }
      let error = member.demand[t] - mean
      squares += error * error
      expected += mean
      // The usual demand moves with the effects: what counts is the driver less its mean around.
      for i in 0..<k {
        let x = member.drivers[i][t]
        drivers[i] = x - (driven[i][high] - driven[i][low] - own[t] * x) / around
      }
      for i in 0..<k {
        score[i] += error * drivers[i]
        for j in 0...i { information[i, j] += mean * drivers[i] * drivers[j] }
      }
    }
    guard expected > 0, squares > 0 else {
      self.init(drivers: k)
      return
    }
    let ratio = squares / expected
    for i in 0..<k {
      score[i] /= ratio
      for j in 0...i { information[i, j] /= ratio }
    }
  }

  mutating func add(_ other: Self) {
    for i in score.indices {
      score[i] += other.score[i]
      for j in 0...i { information[i, j] += other.information[i, j] }
    }
  }

  /// One step of Newton's method from `effects`, at most 1 for each.
  func improved(_ effects: [Double], prior: [Double], deviations: [Double]) -> [Double] {
    var matrix = information
    var gradient = score
    for i in effects.indices {
      let precision = 1 / (deviations[i] * deviations[i])
      matrix[i, i] += precision
      gradient[i] -= precision * (effects[i] - prior[i])
    }
    guard let factor = try? Cholesky(matrix) else { return effects }
    return zip(effects, factor.solve(gradient)).map { $0 + min(max($1, -1), 1) }
  }
}
