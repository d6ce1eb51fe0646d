/// The choice of a model for a series, by rolling origins on its own history.
///
/// The pattern of demand decides who may stand; of those, the first is the incumbent, and another
/// takes its place only where it was clearly better at past origins, for the best of several on a
/// dozen origins is best by luck as often as not.
public struct ModelSelection: Sendable, Hashable {
  /// Periods ahead that matter.
  public let horizon: Int
  /// Origins tried at most.
  public let origins: Int
  /// Who may stand, the incumbent first; nil for those that fit the pattern.
  public let candidates: [ModelFamily]?
  /// By what share of its error another model must beat the incumbent; nil for what fits the pattern.
  public let margin: Double?
  /// The level of retail series, whose weights are a week's, or what suits shorter periods.
  public let level: TwoSpeedLevel
  /// How much time it may take.
  public let effort: Effort
  /// Whether past forecasts are made where there is nothing to choose, to learn their spread.
  public let learnsSpread: Bool

  /// The settings of a choice.
  ///
  /// - Parameters:
  ///   - horizon: Periods, at least 1.
  ///   - origins: At least 1; nil for what suits the effort.
  ///   - candidates: Models, the incumbent first; nil for those that fit the pattern.
  ///   - margin: 0..<1; nil for what fits the pattern, or with candidates of one's own for none.
  ///   - learnsSpread: Whether past forecasts are wanted for their spread too: without it a series
  ///     with one candidate has none made.
  ///   - level: The level of retail series.
  ///   - effort: How much time it may take.
  public init(
    horizon: Int, origins: Int? = nil, candidates: [ModelFamily]? = nil, margin: Double? = nil,
    learnsSpread: Bool = true, level: TwoSpeedLevel = TwoSpeedLevel(), effort: Effort = .standard
  ) {
    let origins = origins ?? effort.origins
    precondition(horizon >= 1 && origins >= 1, "horizon \(horizon), \(origins) origins")
    precondition(candidates?.isEmpty != true, "no candidates")
    precondition(margin.map { $0 >= 0 && $0 < 1 } ?? true, "margin \(margin ?? 0)")
    self.horizon = horizon
    self.origins = origins
    self.candidates = candidates
    self.margin = margin
    self.learnsSpread = learnsSpread
    self.level = level
    self.effort = effort
  }

  /// Chooses a model for `series` and fits it to the whole of it.
  ///
  /// - Throws: `FitError` where no candidate can be fitted: no known period.
  public func select(_ series: DemandSeries) throws(FitError) -> SelectedModel {
    // What the index says of the season the series must not be asked again.
    let keepsSeason = candidates?.allSatisfy(\.estimatesSeason) ?? false
    let series = series.index == nil || keepsSeason ? series : series.withoutSeason
    let pattern = DemandPattern(series)
    let candidates =
      candidates ?? Self.candidates(for: pattern, series: series, level: level, effort: effort)
    var scores: [ModelScore] = []
    var records: [ModelFamily: OriginTotals] = [:]
    // Before an item has sold it is not forecast by its own history.
    let first = series.demand.firstIndex { $0 > 0 } ?? 0
    let plan = origins(of: series, least: first + 1)
    let needsOrigins = learnsSpread || candidates.count > 1
    let tried = needsOrigins ? plan.origins + plan.later : []
    let past = PastDemand.states(of: series, at: tried)
    let countUnit =
      needsOrigins ? past[past.count - 1].countUnit(wholeUnits: series.isWholeUnits) : nil
    let largest = LargestTotals.states(
      of: series, at: tried, lengths: countUnit == nil ? .quantities : .counts)
    let standings = zip(past, largest).map { OriginStanding(past: $0, largest: $1) }
    let now = standings[standings.count - 1]
    let scorer = OriginScorer(
      series: series, plan: plan, standings: standings, countUnit: countUnit)
    for family in candidates where needsOrigins && !plan.origins.isEmpty {
      guard let record = try? family.accept(scorer) else { continue }
      scores.append(ModelScore(family: family, errors: record.errors))
      records[family] = record.totals
    }
    let ranked = rank(scores, of: candidates, pattern: pattern)
    var failure = FitError(.tooShort(needed: 1, got: series.knownCount))
    for family in ranked {
      do throws(FitError) {
        let fitted = try family.fit(series)
        return SelectedModel(
          family: family, fitted: fitted, pattern: pattern, scores: scores,
          isWholeUnits: series.isWholeUnits, originTotals: records[family],
          largestTotals: now.largest, varianceToMean: now.past.varianceToMean,
          demands: now.past.demands, countUnit: countUnit)
      } catch {
        failure = error
      }
    }
    throw failure
  }

  /// Where past forecasts are made: of several seasons over two of the shortest, from origins all over the
  /// longest, each with two of the longest before it.
  private func origins(of series: DemandSeries, least: Int) -> RollingOrigins {
    guard series.hasSeveralSeasons, let (shortest, longest) = series.shortestAndLongestSeason else {
      return RollingOrigins(length: series.count, horizon: horizon, count: origins, least: least)
    }
    let horizon = max(horizon, 2 * shortest)
    return RollingOrigins(
      length: series.count, horizon: horizon, count: origins, reach: longest + horizon,
      least: max(least, 2 * longest))
  }

  /// The candidates, best first: the incumbent's error counts as if it were less by the margin.
  private func rank(
    _ scores: [ModelScore], of candidates: [ModelFamily], pattern: DemandPattern
  ) -> [ModelFamily] {
    let margin = self.margin ?? (self.candidates == nil ? Self.margin(for: pattern) : 0)
    var errors: [(family: ModelFamily, error: Double)] = []
    for (place, family) in candidates.enumerated() {
      guard let score = scores.first(where: { $0.family == family })?.errors else {
        errors.append((family, .infinity))
        continue
      }
      // A count's mean is what stock needs, and it has the least squared error; the least absolute
      // one belongs to the median, for rare demand zero.
      let error = pattern == .smooth ? score.meanAbsolute : score.totalRootMeanSquare
      errors.append((family, place == 0 ? error * (1 - margin) : error))
    }
    // Stable: the earlier of equals first.
    return errors.enumerated().sorted {
      ($0.element.error, $0.offset) < ($1.element.error, $1.offset)
    }.map(\.element.family)
  }

  /// Who may stand for a pattern, the incumbent first.
  ///
  /// A series that sells in every period and knows its season, without a pooled index, has its trend
  /// and season to itself: the average of exponential smoothing, theta, an autoregression and a drift,
  /// which no choice among its members beat on the training parts of M3. Everything else has the
  /// two-speed level, which others must clearly beat. In a hurry there is the incumbent alone, but for
  /// smooth demand, where a trend is worth telling.
  /// Rare demand has that alone: of a dozen origins most of which saw nothing, whoever expects least is
  /// best (Croston and TSB among the candidates cost 1 to 2 % of pinball loss on spare parts).
  public static func candidates(
    for pattern: DemandPattern, series: DemandSeries, level: TwoSpeedLevel = TwoSpeedLevel(),
    effort: Effort = .standard
  ) -> [ModelFamily] {
    let candidates = competitors(for: pattern, series: series, level: level, effort: effort)
    return effort == .fast && pattern != .smooth ? Array(candidates.prefix(1)) : candidates
  }

  private static func competitors(
    for pattern: DemandPattern, series: DemandSeries, level: TwoSpeedLevel, effort: Effort
  ) -> [ModelFamily] {
    if pattern != .noDemand && series.hasSeveralSeasons {
      return [.multipleSeasons(MultipleSeasons())]
    }
    let level = ModelFamily.twoSpeedLevel(level)
    let steady = ModelFamily.businessAverage(BusinessAverage(effort: effort))
    // What promotions and prices do, only a regression on them can tell.
    let informed: [ModelFamily] = series.regressors.isEmpty ? [] : [.regression(Regression())]
    // A few weeks of a shop are not yet a series of its own, whose season could be told.
    let knowsSeason =
      series.seasonLength <= 1 || series.knownCount >= 2 * series.seasonLength
    let isItsOwn =
      series.index == nil && knowsSeason && PatternStatistics(series).averageInterval == 1
    switch pattern {
    case .noDemand, .short: return [level]
    case .smooth:
      return (series.index == nil && knowsSeason ? [steady] : [level, steady]) + informed
    case .erratic: return (isItsOwn ? [steady, level] : [level, steady]) + informed
    case .intermittent, .lumpy: return [level]
    }
  }

  /// By what share a challenger must beat the incumbent: where demand is rare or wild, past errors say
  /// little of who will be better, and every choice on them cost pinball loss on four retail sets.
  private static func margin(for pattern: DemandPattern) -> Double {
    pattern == .smooth ? 0.15 : 0.5
  }
}

/// A model chosen for a series and fitted to it.
public struct SelectedModel: Sendable {
  /// The model.
  public let family: ModelFamily
  /// It, fitted to the whole history.
  public let fitted: FittedForecast
  /// The pattern of demand.
  public let pattern: DemandPattern
  /// How the candidates did; empty where there was too little history to tell.
  public let scores: [ModelScore]
  /// Whether demand comes in whole units.
  public let isWholeUnits: Bool
  /// Its forecasts of totals at past origins; nil where there was too little history.
  public let originTotals: OriginTotals?
  /// The largest totals that the series has had.
  public let largestTotals: LargestTotals
  /// The variance of demand over its mean, from the series' own periods.
  public let varianceToMean: Double
  /// Known periods with demand.
  public let demands: Int
  /// The unit in which its totals are counted, nil where its model's formula gives their spread.
  public let countUnit: Double?
}

/// A candidate and its errors over the rolling origins.
public struct ModelScore: Sendable, Hashable {
  public let family: ModelFamily
  public let errors: OriginErrors
}
