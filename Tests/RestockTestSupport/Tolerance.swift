/// How near two numbers must be, with the reason in the name.
public struct Tolerance: Sendable, Hashable {
  /// Relative to the expected value.
  public let relative: Double
  /// In the units of the value.
  public let absolute: Double

  /// A tolerance: near means within either bound.
  public init(relative: Double = 0, absolute: Double = 0) {
    self.relative = relative
    self.absolute = absolute
  }

  /// A closed form in double precision: a few dozen roundings.
  public static let closedForm = Self(relative: 1e-13, absolute: 1e-300)

  /// Half a unit of the last digit that a source printed.
  public static func printed(digits: Int) -> Self {
    var unit = 0.5
    for _ in 0..<digits { unit /= 10 }
    // A hair more, for the value that lies just on the half.
    return Self(absolute: unit * (1 + 1e-9))
  }

  /// The result of an optimiser, that stops when its objective gains less.
  public static func optimiser(_ relative: Double) -> Self { Self(relative: relative) }
}

extension Double {
  /// Whether the number is near `expected`; NaN is near nothing.
  public func isNear(_ expected: Double, _ tolerance: Tolerance) -> Bool {
    if self == expected { return true }
    let difference = abs(self - expected)
    return difference <= tolerance.absolute || difference <= tolerance.relative * abs(expected)
  }
}
