/// The index of the periods still to come, read off a series' index and moved on with each update.
public struct FutureIndex: Sendable, Hashable {
  private let values: ContiguousArray<Double>?
  /// The last so many values come again and again; 0 for none.
  private let cycle: Int
  private var position: Int

  /// An index of 1 throughout.
  public static let flat = Self(values: nil, cycle: 0, position: 0)

  private init(values: ContiguousArray<Double>?, cycle: Int, position: Int) {
    self.values = values
    self.cycle = cycle
    self.position = position
  }

  /// The index of the periods after `series`; 1 throughout where the series has none.
  public init(after series: DemandSeries) {
    self.init(values: series.index, cycle: series.indexCycle, position: series.count)
  }

  /// The multipliers `values` from the next period on, then 1.
  init(_ values: ContiguousArray<Double>) {
    self.init(values: values, cycle: 0, position: 0)
  }

  /// The multiplier of the period `step`, from 1; past the last that is known, that of the cycle, or 1.
  public subscript(step: Int) -> Double {
    guard let values else { return 1 }
    let place = position + step - 1
    if place < values.count { return values[place] }
    return cycle > 0 ? values[values.count - cycle + (place - values.count) % cycle] : 1
  }

  /// Whether every multiplier is 1.
  public var isFlat: Bool { values == nil }

  /// Moves on by one period.
  public mutating func advance() { position += 1 }
}

extension DemandSeries {
  /// The known demands, oldest first, each divided by its index: what a model of the level sees.
  ///
  /// A level that is not updated in an unknown period is the same as one of a series without it.
  func knownLevels() -> ContiguousArray<Double> {
    guard isKnown != nil || index != nil else { return demand }
    var values = ContiguousArray<Double>()
    values.reserveCapacity(count)
    for t in demand.indices where isKnown?[t] != false {
      values.append(index.map { demand[t] / $0[t] } ?? demand[t])
    }
    return values
  }

  /// The demand of all periods divided by the index, 0 where it is not known.
  func demandOverIndex() -> ContiguousArray<Double> {
    guard let index else { return demand }
    return ContiguousArray(demand.indices.map { demand[$0] / index[$0] })
  }

  /// The demand of period `t` divided by its index, nil where it is not known.
  func level(at t: Int) -> Double? {
    guard isKnown?[t] != false else { return nil }
    return index.map { demand[t] / $0[t] } ?? demand[t]
  }

  /// Throws where fewer than `needed` periods are known.
  func requireKnown(_ needed: Int) throws(FitError) {
    let got = knownCount
    guard got >= needed else { throw FitError(.tooShort(needed: needed, got: got)) }
  }
}
