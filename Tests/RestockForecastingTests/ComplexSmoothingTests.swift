import RestockForecasting
import RestockTestSupport
import Testing

@Suite("complex exponential smoothing")
struct ComplexSmoothingTests {
  /// Squared one-step errors of `Reference/complex_smoothing.csv`: statsforecast 2.1.1, whose search stops
  /// at its bounds and iterations. Ours may be a hundredth above, for states are backcast from another
  /// start.
  @Test(
    "the squared errors are no larger than statsforecast's",
    arguments: [
      ("N", CESSeasonality.none), ("S", .simple), ("P", .partial), ("F", .full),
    ])
  func squaredErrors(column: String, seasonality: CESSeasonality) throws {
    for row in try ReferenceTable.rows("complex_smoothing") {
      let theirs = try #require(Double(row[column] ?? ""))
      let demand = (row["demand"] ?? "").split(separator: " ").compactMap { Double($0) }
      let fitted = try ComplexExponentialSmoothing(seasonality: seasonality).fit(
        DemandSeries(demand: demand, seasonLengths: [12]))
      #expect(
        fitted.sumOfSquares <= 1.01 * theirs,
        "\(row["case"] ?? "") \(column): \(fitted.sumOfSquares) \(theirs) \(fitted.summary)")
    }
  }

  @Test("a trend goes on and a season comes again")
  func continued() throws {
    let season = [8.0, -3, 0, -5]
    let series = try DemandSeries(
      demand: (0..<80).map { 100 + 0.5 * Double($0) + season[$0 % 4] }, seasonLengths: [4])
    let fitted = try ComplexExponentialSmoothing().fit(series)
    #expect(fitted.seasonality == .partial || fitted.seasonality == .full)
    for (i, mean) in fitted.means(horizon: 4).enumerated() {
      #expect(abs(mean - (140 + 0.5 * Double(i) + season[i])) < 2, "\(i): \(mean)")
    }
  }

  @Test("a season that is asked for must be there twice")
  func missing() throws {
    let series = try DemandSeries(demand: Array(repeating: 4, count: 20), seasonLengths: [12])
    #expect(throws: FitError.self) {
      try ComplexExponentialSmoothing(seasonality: .full).fit(series)
    }
    #expect(try ComplexExponentialSmoothing().fit(series).seasonality == .none)
  }
}
