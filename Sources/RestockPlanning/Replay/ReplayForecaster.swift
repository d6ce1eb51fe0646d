internal import RestockForecasting
internal import RestockNumerics
internal import RestockRecords

/// Forecasts as they would have been at past reviews: models are chosen and fitted to what was known
/// at some of them, and updated with each period in between.
struct ReplayForecaster {
  private let histories: [ItemHistory]
  private let inputs: PlanInputs
  private let settings: PlanSettings
  private let horizon: Int
  /// The forecast of each item, nil where there is none yet.
  private(set) var forecasts: [CalibratedForecast?]
  /// The pattern of each item's demand at the last fit.
  private(set) var patterns: [DemandPattern?]
  /// The first bucket that the forecasts do not know.
  private var bucket: Int

  /// Forecasts of the whole `histories`, none of which is looked at beyond the bucket of a fit or
  /// update; `horizon` is the periods that decisions look ahead, and those between two fits.
  init(_ histories: [ItemHistory], inputs: PlanInputs, settings: PlanSettings, horizon: Int) {
    self.histories = histories
    self.inputs = inputs
    self.settings = settings
    self.horizon = horizon
    forecasts = []
    patterns = []
    bucket = Int.min
  }

  /// Chooses and fits anew at the instant of `calendar`'s as-of, the start of a bucket.
  mutating func fit(at calendar: RunCalendar) {
    bucket = calendar.firstForecastBucket
    let known = histories.map { $0.prefix(throughBucket: bucket) }
    let stage = ForecastStage(
      known, inputs: inputs, calendar: calendar, settings: settings, horizon: horizon)
    let batch = stage.choose(observer: Planner.Observer())
    forecasts = known.indices.map { known[$0].demand.isEmpty ? nil : try? batch.forecast($0) }
    patterns = batch.models.map { try? $0.get().pattern }
  }

  /// Takes in the bucket that has just ended.
  mutating func update() {
    let histories = histories
    let bucket = bucket
    let old = forecasts
    forecasts = parallelMap(count: old.count, threads: settings.threads, chunk: 256) { i in
      guard var forecast = old[i] else { return nil }
      let history = histories[i]
      let place = bucket - history.firstBucket
      guard history.demand.indices.contains(place) else { return forecast }
      forecast.update(history.isKnown?[place] == false ? nil : history.demand[place])
      return forecast
    }
    self.bucket += 1
  }
}

extension ItemHistory {
  /// The history as it was known before a bucket.
  func prefix(throughBucket end: Int) -> Self {
    let count = max(0, min(demand.count, end - firstBucket))
    return Self(
      key: key, firstBucket: firstBucket, demand: ContiguousArray(demand.prefix(count)),
      isKnown: isKnown.map { ContiguousArray($0.prefix(count)) },
      soldWhileOut: soldWhileOut.filter { $0.key < count },
      outages: outages.filter { $0.key < count },
      promotedShare: promotedShare.filter { $0.key < end },
      prices: ContiguousArray(prices.prefix(count)), bulkOrders: bulkOrders,
      meanPrice: meanPrice)
  }

  /// Mean and standard deviation of the last `count` known buckets before `end`, and how many there
  /// are.
  func moments(last count: Int, before end: Int) -> (mean: Double, deviation: Double, known: Int) {
    var sum = 0.0
    var squares = 0.0
    var known = 0
    var i = min(demand.count, end - firstBucket) - 1
    while i >= 0, known < count {
      if isKnown?[i] != false {
        sum += demand[i]
        squares += demand[i] * demand[i]
        known += 1
      }
      i -= 1
    }
    guard known > 0 else { return (0, 0, 0) }
    let mean = sum / Double(known)
    let variance =
      known > 1 ? max(0, squares - sum * mean) / Double(known - 1) : 0
    return (mean, variance.squareRoot(), known)
  }
}
