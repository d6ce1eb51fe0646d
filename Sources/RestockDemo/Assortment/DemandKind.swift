/// What the demand for an item of the made-up shop is like.
package enum DemandKind: String, CaseIterable, Sendable, Hashable {
  /// A level that stays, with the shop's week and events.
  case smooth
  /// A level that rises or falls in a straight line over the whole history.
  case trending
  /// A level with a yearly season as well as the week.
  case seasonal
  /// Few days with demand, of one unit or two.
  case intermittent
  /// Few days with demand, of very different sizes.
  case lumpy
  /// Launched a few weeks before the end of the history.
  case new
  /// A level that falls towards nothing in the second half of the history.
  case dying
  /// Taken out of the assortment before the end of the history.
  case discontinued
  /// Taken out of the assortment, with another item in its place.
  case superseded
  /// The item in the place of a superseded one.
  case successor
  /// In stock, but never sold.
  case neverSold = "never-sold"

  /// How many of 400 SKUs are of this kind; the rest is smooth.
  var shareOf400: Int {
    switch self {
    case .smooth: 0
    case .trending: 36
    case .seasonal: 88
    case .intermittent: 80
    case .lumpy: 30
    case .new: 12
    case .dying: 14
    case .discontinued: 12
    case .superseded, .successor: 8
    case .neverSold: 3
    }
  }
}
