extension Double {
  /// The number rounded to so many decimals, half away from zero.
  package func rounded(decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = self * scale
    return abs(scaled) < 1e15 ? scaled.rounded() / scale : self
  }

  /// A small probability for people: two digits that count, or below a millionth that much.
  package var asProbability: String {
    guard self >= 1e-6 else { return "below 0.000001" }
    var decimals = 2
    var value = self
    while value < 0.1, decimals < 8 {
      value *= 10
      decimals += 1
    }
    let rounded = rounded(decimals: decimals)
    guard rounded < 1e-4 else { return String(rounded) }
    let digits = String(Int((rounded * 1e8).rounded()))
    return "0." + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// Units for people: whole where they are, else two decimals.
  package var asUnits: String {
    let value = rounded(decimals: 2)
    guard value == value.rounded(), abs(value) < 1e15 else { return String(value) }
    return String(Int(value))
  }
}
