extension Double {
  /// The number rounded to so many decimals, half away from zero.
  package func rounded(decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = self * scale
    return abs(scaled) < 1e15 ? scaled.rounded() / scale : self
  }

  /// Units for people: whole where they are, else two decimals.
  package var asUnits: String {
    let value = rounded(decimals: 2)
    guard value == value.rounded(), abs(value) < 1e15 else { return String(value) }
    return String(Int(value))
  }
}
