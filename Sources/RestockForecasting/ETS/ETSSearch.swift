/// The search among the forms of exponential smoothing that a series allows.
struct ETSSearch: ~Copyable {
  let fitter: ETSFitter
  /// The forms fitted so far, in the order in which they were.
  private(set) var estimates: [ETSEstimate] = []
  private var tried: Set<ETSForm> = []
  /// Whether forms with a season are in the choice.
  private let allowsSeason: Bool

  /// The search over `series`, done.
  ///
  /// A season whose autocorrelation is not half a standard error above zero is left out: the
  /// criterion alone would take it for one where a single outlier is all there is in a phase. (On
  /// the tails of the training parts of M3 and Tourism this costs no accuracy; at 1.6 standard
  /// errors, the usual test, it does.)
  init(of series: DemandSeries, settings: ETSSettings, isExhaustive: Bool) {
    let demand = series.levels()
    let seasonLength = series.smoothedSeasonLength
    allowsSeason =
      seasonLength > 1 && SeasonTest(demand, seasonLength: seasonLength).statistic > 0.5
    fitter = ETSFitter(demand, seasonLength: seasonLength, settings: settings)
    if isExhaustive { searchAll() } else { searchPruned() }
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
