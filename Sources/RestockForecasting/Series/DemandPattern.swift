/// The pattern of an item's demand: how often it comes and how much its size varies.
///
/// By the average interval between demands p (known periods over periods with demand) and the
/// squared coefficient of variation of the demands above zero, with the cut-offs 1.32 and 0.49.
///
/// Source: Syntetos, Boylan and Croston (2005), On the categorization of demand patterns, Journal
/// of the Operational Research Society 56, 495-503, doi:10.1057/palgrave.jors.2601841.
public enum DemandPattern: String, Sendable, Hashable, Codable, CaseIterable {
  /// Frequent demand of steady size.
  case smooth
  /// Frequent demand of varying size.
  case erratic
  /// Rare demand of steady size.
  case intermittent
  /// Rare demand of varying size.
  case lumpy
  /// No demand in any known period.
  case noDemand = "none"
  /// Too little history to tell: fewer than `shortHistory` known periods since the first demand,
  /// or a single demand.
  case short

  /// Known periods from the first demand on that a pattern needs.
  public static let shortHistory = 6
  /// The average interval from which demand is rare, in periods.
  public static let intervalCutOff = 1.32
  /// The squared coefficient of variation from which the size varies.
  public static let variationCutOff = 0.49

  /// The pattern of `series`, seen from its first demand on; demand is divided by the index, if any.
  public init(_ series: DemandSeries) {
    self.init(PatternStatistics(series))
  }

  /// The pattern that these statistics tell.
  init(_ statistics: PatternStatistics) {
    if statistics.demands == 0 {
      self = .noDemand
    } else if statistics.demands < 2 || statistics.periods < Self.shortHistory {
      self = .short
    } else {
      let isRare = statistics.averageInterval >= Self.intervalCutOff
      let varies = statistics.squaredVariation >= Self.variationCutOff
      self = isRare ? (varies ? .lumpy : .intermittent) : (varies ? .erratic : .smooth)
    }
  }
}

/// What the pattern of demand is told from.
public struct PatternStatistics: Sendable, Hashable {
  /// Known periods from the first demand on.
  public private(set) var periods = 0
  /// Known periods with demand.
  public private(set) var demands = 0
  private var scale = 0.0
  private var sum = 0.0
  private var sumOfSquares = 0.0

  /// Known periods per period with demand; 0 where there is no demand.
  public var averageInterval: Double { demands > 0 ? Double(periods) / Double(demands) : 0 }

  /// The squared coefficient of variation (population) of the demands above zero, 0...; 0 where
  /// there are fewer than two.
  public var squaredVariation: Double {
    demands > 1 ? max(0, sumOfSquares * Double(demands) / (sum * sum) - 1) : 0
  }

  /// Of no period.
  init() {}

  /// Counts `series`.
  public init(_ series: DemandSeries) {
    for t in series.demand.indices {
      if let value = series.level(at: t) { add(value) }
    }
  }

  /// Counts the next known demand, divided by its index.
  mutating func add(_ value: Double) {
    if value > 0 {
      // Relative to the first demand, so that no scale overflows.
      if demands == 0 { scale = value }
      demands += 1
      let relative = value / scale
      sum += relative
      sumOfSquares += relative * relative
    }
    if demands > 0 { periods += 1 }
  }
}
