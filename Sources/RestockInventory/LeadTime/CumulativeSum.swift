/// The two-sided tabular cumulative sum that tells when a supplier's lead times have shifted.
///
/// C+ = max(0, C+ + (x - target) / sd - k), C- = max(0, C- + (target - x) / sd - k); the alarm is at
/// the first above h.
///
/// Source: Montgomery (2013), Introduction to Statistical Quality Control, 7th ed., section 9.1.
public struct CumulativeSum: Sendable, Hashable {
  /// Both sums after an observation, in standard deviations.
  public struct Point: Sendable, Hashable {
    /// C+: evidence that lead times are longer than the target.
    public let above: Double
    /// C-: evidence that they are shorter.
    public let below: Double
  }

  /// After each observation.
  public let path: [Point]
  /// The index of the first alarm, from 0; nil where there is none.
  public let firstAlarm: Int?

  /// Runs the chart.
  ///
  /// - Parameters:
  ///   - observations: Days, oldest first.
  ///   - target: Days.
  ///   - standardDeviation: Days, > 0.
  ///   - allowance: k, half the shift to be found, in standard deviations.
  ///   - threshold: h, in standard deviations.
  public init(
    _ observations: [Double], target: Double, standardDeviation: Double, allowance: Double = 0.5,
    threshold: Double = 4
  ) {
    precondition(standardDeviation > 0, "standard deviation \(standardDeviation)")
    var path: [Point] = []
    var above = 0.0
    var below = 0.0
    var alarm: Int?
    for (i, x) in observations.enumerated() {
      let z = (x - target) / standardDeviation
      above = max(0, above + z - allowance)
      below = max(0, below - z - allowance)
      path.append(Point(above: above, below: below))
      if alarm == nil, above > threshold || below > threshold { alarm = i }
    }
    self.path = path
    firstAlarm = alarm
  }
}
