/// The root of a rising function between two points of different sign, by the secant held to the
/// bracket, so that it always converges.
///
/// Source: the Illinois method, Dowell and Jarratt (1971), doi:10.1007/BF01934364.
///
/// - Parameters:
///   - start: Where the function is below 0; returned where it is not.
///   - end: Where the function is above 0; returned where it is not.
///   - precision: The width of the bracket at which to stop, relative to its ends.
///   - function: Rising, continuous.
/// - Returns: The root.
public func root(
  from start: Double, to end: Double, precision: Double, of function: (Double) -> Double
) -> Double {
  var low = start
  var high = end
  var atLow = function(low)
  var atHigh = function(high)
  if atLow >= 0 { return low }
  if atHigh <= 0 { return high }
  var lastSide = 0
  for _ in 0..<200 {
    let width = high - low
    if width <= precision * max(abs(low), abs(high), 1e-300) { break }
    var middle = (low * atHigh - high * atLow) / (atHigh - atLow)
    if !(middle > low && middle < high) { middle = 0.5 * (low + high) }
    guard middle > low && middle < high else { break }
    let value = function(middle)
    if value == 0 { return middle }
    if value < 0 {
      low = middle
      atLow = value
      if lastSide == -1 { atHigh *= 0.5 }
      lastSide = -1
    } else {
      high = middle
      atHigh = value
      if lastSide == 1 { atLow *= 0.5 }
      lastSide = 1
    }
  }
  return 0.5 * (low + high)
}
