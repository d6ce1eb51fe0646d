// The components of a form as types: a pass over the data is generic over them, so that it is
// compiled once for each form and asks nothing about the form while it runs.

/// An error term as a type.
protocol ETSErrorComponent {
  static var term: ETSForm.ErrorTerm { get }
}
enum AdditiveErrorComponent: ETSErrorComponent {
  static var term: ETSForm.ErrorTerm { .additive }
}
enum MultiplicativeErrorComponent: ETSErrorComponent {
  static var term: ETSForm.ErrorTerm { .multiplicative }
}

/// A trend as a type.
protocol ETSTrendComponent {
  static var trend: ETSForm.Trend { get }
}
enum NoTrendComponent: ETSTrendComponent {
  static var trend: ETSForm.Trend { .none }
}
enum AdditiveTrendComponent: ETSTrendComponent {
  static var trend: ETSForm.Trend { .additive }
}
enum DampedTrendComponent: ETSTrendComponent {
  static var trend: ETSForm.Trend { .additiveDamped }
}

/// A season as a type.
protocol ETSSeasonalComponent {
  static var seasonal: ETSForm.Seasonal { get }
}
enum NoSeasonComponent: ETSSeasonalComponent {
  static var seasonal: ETSForm.Seasonal { .none }
}
enum AdditiveSeasonComponent: ETSSeasonalComponent {
  static var seasonal: ETSForm.Seasonal { .additive }
}
enum MultiplicativeSeasonComponent: ETSSeasonalComponent {
  static var seasonal: ETSForm.Seasonal { .multiplicative }
}

extension ETSTrendComponent {
  static var isPresent: Bool { trend != .none }
  static var isDamped: Bool { trend == .additiveDamped }
}
