/// Eight numbers that go through the recursions side by side: eight candidates, or the derivatives
/// with respect to eight parameters.
typealias ETSLanes = SIMD8<Double>

/// The memory of the fits to one series: allocated once, so that no pass allocates.
///
/// The buffers are unsafe pointers because the passes walk several of them at once; their lengths
/// are fixed here, and debug builds check every index.
struct ETSWorkspace: ~Copyable {
  /// The number of periods.
  let periods: Int
  /// Periods in the longest season of a form to be fitted, at least 1.
  let seasonLength: Int

  /// Scaled demand; NaN where it is unknown.
  let demand: UnsafeMutableBufferPointer<Double>
  /// What the filter went through, period by period, for the derivatives.
  let trace: ETSTrace
  /// The derivatives of the forecasts, `periods` rows of 8 columns for each block.
  let rows: UnsafeMutableBufferPointer<ETSLanes>
  /// The derivatives of the last states: level, trend, and the season from the next period's on.
  let stateRows: UnsafeMutableBufferPointer<ETSLanes>
  /// The seasonal states of eight candidates, or their derivatives.
  let laneRing: UnsafeMutableBufferPointer<ETSLanes>
  /// The seasonal states of one candidate.
  let ring: UnsafeMutableBufferPointer<Double>
  /// The parameters, and the step from them.
  let parameters: UnsafeMutableBufferPointer<Double>
  let step: UnsafeMutableBufferPointer<Double>
  /// J'r, the mean of each column, J'J and its factor; J'J has rows of `stride`.
  let gradient: UnsafeMutableBufferPointer<Double>
  let columnMeans: UnsafeMutableBufferPointer<Double>
  let normal: UnsafeMutableBufferPointer<Double>
  let factor: UnsafeMutableBufferPointer<Double>
  /// Columns of the derivatives, a multiple of 8.
  let stride: Int

  private let memory: UnsafeMutableRawPointer

  /// Memory for `periods` periods and seasons of up to `seasonLength`.
  init(periods: Int, seasonLength: Int) {
    self.periods = periods
    self.seasonLength = seasonLength
    // Four weights, level, trend and all but one of the seasonal starts.
    let blocks = (4 + 2 + seasonLength - 1 + 7) / 8
    let stride = 8 * blocks
    self.stride = stride
    let lanes = blocks * (periods + 2 + seasonLength) + seasonLength
    let doubles = 6 * periods + seasonLength + 4 * stride + 2 * stride * stride
    memory = .allocate(byteCount: 64 * lanes + 8 * doubles, alignment: 64)
    var next = memory
    func carve<T>(_ type: T.Type, _ count: Int) -> UnsafeMutableBufferPointer<T> {
      defer { next += count * MemoryLayout<T>.stride }
      return UnsafeMutableBufferPointer(
        start: next.bindMemory(to: type, capacity: count), count: count)
    }
    rows = carve(ETSLanes.self, blocks * periods)
    stateRows = carve(ETSLanes.self, blocks * (2 + seasonLength))
    laneRing = carve(ETSLanes.self, seasonLength)
    demand = carve(Double.self, periods)
    trace = ETSTrace(
      innovation: carve(Double.self, periods), forecast: carve(Double.self, periods),
      base: carve(Double.self, periods), seasonal: carve(Double.self, periods),
      slope: carve(Double.self, periods))
    ring = carve(Double.self, seasonLength)
    parameters = carve(Double.self, stride)
    step = carve(Double.self, stride)
    gradient = carve(Double.self, stride)
    columnMeans = carve(Double.self, stride)
    normal = carve(Double.self, stride * stride)
    factor = carve(Double.self, stride * stride)
    // Every buffer starts out as zeros, so that none is ever read before it is written.
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: 64 * lanes + 8 * doubles)
  }

  deinit { memory.deallocate() }
}

/// What one candidate's filter went through, one value a period.
struct ETSTrace {
  /// y - f; 0 where demand is unknown.
  let innovation: UnsafeMutableBufferPointer<Double>
  /// The one-step forecast f.
  let forecast: UnsafeMutableBufferPointer<Double>
  /// Level and trend carried on to the period, without the season.
  let base: UnsafeMutableBufferPointer<Double>
  /// The seasonal state that met the period.
  let seasonal: UnsafeMutableBufferPointer<Double>
  /// The trend before the period.
  let slope: UnsafeMutableBufferPointer<Double>
}
