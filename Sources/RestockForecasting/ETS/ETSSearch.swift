internal import Glibc

/// The search among the forms of exponential smoothing that a series allows.
struct ETSSearch: ~Copyable {
  let fitter: ETSFitter
  /// The forms fitted so far, in the order in which they were.
  private(set) var estimates: [ETSEstimate] = []
  private var tried: Set<ETSForm> = []
  /// Whether forms with a season are in the choice.
  private let allowsSeason: Bool

  /// Which forms are fitted.
  enum Scope {
    /// None before they are asked for.
    case none
    /// Those on the way to the best, about six.
    case pruned
    /// All that the series allows.
    case exhaustive
  }

  /// The search over `series`, done.
  ///
  /// A season whose autocorrelation is not half a standard error above zero is left out: the
  /// criterion alone would take it for one where a single outlier is all there is in a phase. (On
  /// the tails of the training parts of M3 and Tourism this costs no accuracy; at 1.6 standard
  /// errors, the usual test, it does.)
  init(of series: DemandSeries, settings: ETSSettings, scope: Scope) {
    let demand = series.levels()
    let seasonLength = series.smoothedSeasonLength
    allowsSeason =
      seasonLength > 1 && SeasonTest(demand, seasonLength: seasonLength).statistic > 0.5
    fitter = ETSFitter(demand, seasonLength: seasonLength, settings: settings)
    switch scope {
    case .none: break
    case .pruned: searchPruned()
    case .exhaustive: searchAll()
    }
  }

  /// The best form fitted so far. Where the fit is exact the deviance stands still at its floor, so
  /// that the criterion picks the simplest.
  var best: ETSEstimate? {
    var best: ETSEstimate?
    for estimate in estimates where estimate.correctedAkaike < best?.correctedAkaike ?? .infinity {
      best = estimate
    }
    return best
  }

  /// The weight of each estimate, proportional to exp(-AICc / 4) and summing to 1; 0 for those of less
  /// than `FittedAkaikeETS.leastWeight` relative to the best.
  var akaikeWeights: [Double] {
    guard let best else { return [] }
    let weights = estimates.map { estimate in
      let weight = exp(-0.25 * (estimate.correctedAkaike - best.correctedAkaike))
      return weight >= FittedAkaikeETS.leastWeight ? weight : 0
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// The estimate of `form`, fitted now unless it was on the way; without its season where the series has
  /// none to tell or is too short for it. Nil where neither can be fitted.
  mutating func estimate(_ form: ETSForm) -> ETSEstimate? {
    fit(form)
    if let estimate = estimates.first(where: { $0.form == form }) { return estimate }
    let plain = ETSForm(checked: form.error, form.trend, .none)
    return plain == form ? nil : estimate(plain)
  }

  /// Fits the season's three kinds without trend; from the best of them on, fits its trends and its
  /// other error, and moves there as long as the criterion improves. Monthly about 6.4 fits of 15.
  private mutating func searchPruned() {
    fit(ETSForm(checked: .additive, .none, .none))
    fit(ETSForm(checked: .additive, .none, .additive))
    fit(ETSForm(checked: .multiplicative, .none, .multiplicative))
    while let form = best?.form {
      if let twin = form.errorTwin { fit(twin) }
      for trend in ETSForm.Trend.allCases {
        fit(ETSForm(checked: form.error, trend, form.seasonal))
      }
      guard best?.form != form else { return }
    }
  }

  /// Fits all forms.
  private mutating func searchAll() {
    for form in ETSForm.all { fit(form) }
  }

  /// Fits `form` once; a multiplicative error after its additive twin, which it starts from.
  private mutating func fit(_ form: ETSForm) {
    guard allowsSeason || form.seasonal == .none, fitter.canFit(form), tried.insert(form).inserted
    else { return }
    var twin: ETSEstimate?
    if form.error == .multiplicative, let other = form.errorTwin {
      fit(other)
      twin = estimates.first { $0.form == other }
    }
    guard let estimate = fitter.fit(form, from: twin) else { return }
    // A relative error with a standard deviation above a third says that demand may be negative:
    // after a level shift by orders of magnitude its likelihood is no measure of a fit.
    let isBelievable =
      form.error == .additive || 9 * estimate.sumOfSquares < Double(estimate.knownCount)
    if isBelievable { estimates.append(estimate) }
  }
}
