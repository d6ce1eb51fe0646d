/// Where a function that falls and then rises is least, by golden section.
///
/// Source: Kiefer (1953), doi:10.1090/S0002-9939-1953-0055639-3.
///
/// - Parameters:
///   - start: The lower end.
///   - end: The upper end.
///   - precision: The width of the bracket at which to stop, relative to its ends.
///   - function: Unimodal between them.
/// - Returns: The least point.
public func leastPoint(
  from start: Double, to end: Double, precision: Double, of function: (Double) -> Double
) -> Double {
  let ratio = 0.5 * (5.squareRoot() - 1)
  var low = start
  var high = end
  var left = high - ratio * (high - low)
  var right = low + ratio * (high - low)
  var atLeft = function(left)
  var atRight = function(right)
  while high - low > precision * max(abs(low), abs(high)) {
    if atLeft <= atRight {
      high = right
      right = left
      atRight = atLeft
      left = high - ratio * (high - low)
      atLeft = function(left)
    } else {
      low = left
      left = right
      atLeft = atRight
      right = low + ratio * (high - low)
      atRight = function(right)
    }
    guard left > low && right < high else { break }
  }
  return 0.5 * (low + high)
}
