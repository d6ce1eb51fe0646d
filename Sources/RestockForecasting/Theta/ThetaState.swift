internal import Glibc

/// The states of a Theta model, moved on value by value.
struct ThetaState: Sendable, Hashable {
  let kind: ThetaKind
  let alpha: Double
  let lineShare: Double
  private(set) var level: Double
  private var line: ThetaLine
  /// The line that the forecasts use; that of the history where it does not move on.
  private var intercept: Double
  private var slope: Double
  /// (1 - alpha) to the number of values.
  private(set) var decay: Double

  /// The states after `values`, scaled back by `scale`, with the parameters of `search`.
  init(_ search: ThetaSearch, kind: ThetaKind, values: ContiguousArray<Double>, scale: Double) {
    self.kind = kind
    alpha = search.alpha
    lineShare = search.lineShare
    var level = search.start * scale
    for y in values { level += search.alpha * (y * scale - level) }
    self.level = level
    line = ThetaLine(through: ContiguousArray(values.lazy.map { $0 * scale }))
    intercept = line.intercept
    slope = line.slope
    decay = pow(1 - alpha, Double(values.count))
  }

  /// The number of values taken in.
  var count: Int { line.count }

  /// The line's part in the forecast, at a share of 1.
  var lineTerm: Double { term.value(intercept: intercept, slope: slope) }

  /// Its derivative with respect to alpha.
  var lineTermByAlpha: Double { term.byAlpha(intercept: intercept, slope: slope) }

  private var term: ThetaLineTerm { ThetaLineTerm(alpha: alpha, count: count, decay: decay) }

  /// The expected next value.
  var forecast: Double { level + lineShare * lineTerm }

  /// Takes in the next value.
  mutating func append(_ value: Double) {
    level += alpha * (value - level)
    line.append(value)
    if kind.isDynamic {
      intercept = line.intercept
      slope = line.slope
    }
    decay *= 1 - alpha
  }
}
