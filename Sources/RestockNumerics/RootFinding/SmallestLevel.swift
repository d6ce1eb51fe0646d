/// The smallest level >= 0 at which a falling quantity is no longer above zero.
///
/// A bracket is widened from the guess by doubling steps, then narrowed by the secant, by halves
/// where that is slow. For whole levels the quantity may have jumps.
///
/// - Parameters:
///   - guess: Where to begin.
///   - step: How far to look first, > 0: the scale on which the quantity changes.
///   - unit: 1 for the smallest whole level; else the precision of the level.
///   - isWhole: Whether the level is whole.
///   - excess: Falling; above zero where the level is too small.
/// - Returns: The level, or the last tried where none below 1e300 is enough.
public func smallestLevel(
  guess: Double, step: Double, unit: Double = 1, isWhole: Bool = true,
  excess: (Double) -> Double
) -> Double {
  func rounded(_ x: Double) -> Double { isWhole ? x.rounded(.up) : x }
  var low = 0.0
  var atLow = excess(0)
  if atLow <= 0 { return 0 }
  var step = max(unit, rounded(step))
  var high = max(unit, rounded(guess))
  var atHigh = excess(high)
  if atHigh <= 0 {
    while high - step > 0 {
      let value = excess(high - step)
      if value > 0 {
        low = high - step
        atLow = value
        break
      }
      high -= step
      atHigh = value
      step *= 2
    }
  } else {
    while atHigh > 0 && high < 1e300 {
      low = high
      atLow = atHigh
      high += step
      step *= 2
      atHigh = excess(high)
    }
  }
  return smallestLevel(
    from: low, excess: atLow, to: high, excess: atHigh, unit: unit, isWhole: isWhole,
    of: excess)
}

/// The same between a level that is too small, by `atLow` above zero, and one that is not.
func smallestLevel(
  from start: Double, excess atStart: Double, to end: Double, excess atEnd: Double, unit: Double,
  isWhole: Bool, of excess: (Double) -> Double
) -> Double {
  var (low, atLow) = (start, atStart)
  var (high, atHigh) = (end, atEnd)
  var lastWidth = high - low
  var halves = false
  while high - low > unit {
    var x = low + (high - low) * (halves ? 0.5 : atLow / (atLow - atHigh))
    if isWhole { x = x.rounded(.down) }
    x = max(min(x, high - unit), low + unit)
    guard x > low && x < high else { break }
    let value = excess(x)
    if value > 0 {
      // The other end's weight is halved, so that it moves as well (Illinois).
      if !halves { atHigh *= 0.5 }
      low = x
      atLow = value
    } else {
      if !halves { atLow *= 0.5 }
      high = x
      atHigh = value
    }
    halves = high - low > 0.5 * lastWidth && !halves
    lastWidth = high - low
    if !(atHigh < atLow) || !atHigh.isFinite || !atLow.isFinite { halves = true }
  }
  return high
}
