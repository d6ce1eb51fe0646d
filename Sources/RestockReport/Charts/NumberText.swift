extension Double {
  /// The number with at most so many decimals, rounded half away from zero, without trailing zeros:
  /// `12.5`, `-3`, `0`. Numbers of 2^53 and more keep their shortest form; NaN and infinities are
  /// empty.
  ///
  /// - Parameters:
  ///   - places: Decimals kept, 0...6.
  ///   - separator: What groups thousands, empty for none.
  /// - Returns: The decimal text.
  func text(places: Int, separator: String = "") -> String {
    guard isFinite else { return "" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (magnitude * scale).rounded()
    guard scaled < 9e15 else { return "\(self)" }
    let all = UInt64(scaled)
    let unit = UInt64(scale)
    var whole = String(all / unit)
    if !separator.isEmpty, whole.count > 3 {
      var grouped = ""
      for (i, digit) in whole.enumerated() {
        if i > 0, (whole.count - i) % 3 == 0 { grouped += separator }
        grouped.append(digit)
      }
      whole = grouped
    }
    if self < 0, all > 0 { whole = "-" + whole }
    let fraction = all % unit
    guard fraction > 0 else { return whole }
    var digits = String(fraction + unit).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return whole + "." + digits
  }

  /// Units for people: `1,250` or `0.35`.
  var units: String { text(places: magnitude < 10 ? 2 : magnitude < 100 ? 1 : 0, separator: ",") }

  /// Money for people, in whole units of the currency from 100 on: `1,250` or `9.95`.
  var money: String {
    guard magnitude < 100, self != rounded() else { return text(places: 0, separator: ",") }
    let cents = text(places: 2)
    // 9.5 is not how money is written.
    let decimals = cents.split(separator: ".").last?.count ?? 0
    return cents.contains(".") && decimals == 1 ? cents + "0" : cents
  }

  /// A probability for people, in percent: `3%`, `<1%`, `>99%`.
  var percent: String {
    if self > 0, self < 0.01 { return "<1%" }
    if self < 1, self > 0.99 { return ">99%" }
    return (self * 100).text(places: 0) + "%"
  }
}

extension Int {
  /// A count for people: `12,500`.
  var grouped: String { Double(self).text(places: 0, separator: ",") }

  /// A count of things: `1 order`, `2,000 orders`.
  func of(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}
