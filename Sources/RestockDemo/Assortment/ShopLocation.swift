/// Where the made-up shop keeps its stock.
package enum ShopLocation: Int, CaseIterable, Sendable, Hashable {
  /// The warehouse, which mostly serves orders from the web.
  case main
  /// The branch with a counter.
  case north

  /// The key in the files.
  package var key: String {
    switch self {
    case .main: "MAIN"
    case .north: "NORTH"
    }
  }

  /// How demand is spread over the days of the week, Monday first; the mean is 1.
  package var weekdayFactors: [Double] {
    switch self {
    case .main: [1.15, 1.05, 1.0, 0.95, 0.95, 0.8, 1.1]
    case .north: [0.7, 0.75, 0.85, 0.95, 1.25, 1.7, 0.8]
    }
  }

  /// The share of the order lines that comes through each channel.
  package var channelShares: [(channel: String, share: Double)] {
    switch self {
    case .main: [("web", 0.6), ("marketplace", 0.28), ("store", 0.12)]
    case .north: [("store", 0.8), ("web", 0.15), ("marketplace", 0.05)]
    }
  }
}
