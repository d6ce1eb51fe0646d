internal import RestockNumerics

/// How long a supplier of the made-up shop really takes, in whole calendar days.
package enum LeadTimeLaw: Sendable, Hashable {
  /// Always the same.
  case fixed(Int)
  /// Around one value.
  case regular(Hump)
  /// One law up to a day of the history, and another from then on, without notice.
  case shifting(before: Hump, after: Hump, from: Int)
  /// Mostly `first`, but `second` with a probability: by road, or by sea.
  case twoHumped(first: Hump, second: Hump, probabilityOfSecond: Double)

  /// At least `minimum` days, and a count of mean `mean` - `minimum` more.
  package struct Hump: Sendable, Hashable {
    package let minimum: Int
    package let mean: Double
    package let varianceToMean: Double

    /// The variance, in days squared.
    package var variance: Double { (mean - Double(minimum)) * varianceToMean }

    func draw(_ generator: inout RandomGenerator) -> Int {
      minimum + generator.count(mean: mean - Double(minimum), varianceToMean: varianceToMean)
    }
  }

  /// The lead time of an order placed on a day of the history.
  func draw(day: Int, _ generator: inout RandomGenerator) -> Int {
    switch self {
    case .fixed(let value): value
    case .regular(let hump): hump.draw(&generator)
    case .shifting(let before, let after, let from):
      (day < from ? before : after).draw(&generator)
    case .twoHumped(let first, let second, let probability):
      (generator.happens(probability) ? second : first).draw(&generator)
    }
  }

  /// The true mean of orders placed on a day, in days.
  package func mean(day: Int) -> Double {
    switch self {
    case .fixed(let value): return Double(value)
    case .regular(let hump): return hump.mean
    case .shifting(let before, let after, let from): return day < from ? before.mean : after.mean
    case .twoHumped(let first, let second, let probability):
      return (1 - probability) * first.mean + probability * second.mean
    }
  }

  /// The true standard deviation of orders placed on a day, in days.
  package func standardDeviation(day: Int) -> Double {
    switch self {
    case .fixed: return 0
    case .regular(let hump): return hump.variance.squareRoot()
    case .shifting(let before, let after, let from):
      return (day < from ? before.variance : after.variance).squareRoot()
    case .twoHumped(let first, let second, let probability):
      let apart = first.mean - second.mean
      let within = (1 - probability) * first.variance + probability * second.variance
      return (within + probability * (1 - probability) * apart * apart).squareRoot()
    }
  }

  /// What the truth file calls the law.
  package var name: String {
    switch self {
    case .fixed: "fixed"
    case .regular: "regular"
    case .shifting: "shifting"
    case .twoHumped: "two-humped"
    }
  }
}
