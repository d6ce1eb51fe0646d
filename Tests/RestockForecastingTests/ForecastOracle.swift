import Foundation
import RestockForecasting
import RestockTestSupport

/// Forecasts of statsforecast 2.1.1 on M3 and on made-up intermittent series.
struct ForecastOracle: Decodable {
  struct Flat: Decodable { let mean: Double }
  struct Path: Decodable { let mean: [Double] }

  struct Intermittent: Decodable {
    let id: String
    let y: [Double]
    let crostonClassic: Flat
    let crostonSBA: Flat
    let crostonOptimized: Flat
    let tsb: Flat
    let adida: Flat
    let imapa: Flat
    let windowAverage: Flat

    private enum CodingKeys: String, CodingKey {
      case id, y
      case crostonClassic = "CrostonClassic"
      case crostonSBA = "CrostonSBA"
      case crostonOptimized = "CrostonOptimized"
      case tsb = "TSB_0_2_0_2"
      case adida = "ADIDA"
      case imapa = "IMAPA"
      case windowAverage = "WindowAverage12"
    }

    func series() throws -> DemandSeries { try DemandSeries(demand: y) }
  }

  struct Business: Decodable {
    let id: String
    let y: [Double]
    let actual: [Double]
    let h: Int
    let seasonLength: Int
    let smoothing: Path
    let smoothingOptimized: Path
    let seasonalNaive: Path
    let naive2: Path

    private enum CodingKeys: String, CodingKey {
      case id, y, actual, h
      case seasonLength = "season_length"
      case smoothing = "SES_0.3"
      case smoothingOptimized = "SES_optimized"
      case seasonalNaive = "SeasonalNaive"
      case naive2 = "Naive2"
    }

    func series() throws -> DemandSeries {
      try DemandSeries(demand: y, seasonLengths: [seasonLength])
    }
  }

  let m3: [Business]
  let intermittent: [Intermittent]

  /// The file, nil where it is not beside the checkout.
  static let shared: ForecastOracle? = SharedFiles.url("oracles/forecast.json").flatMap {
    try? JSONDecoder().decode(ForecastOracle.self, from: Data(contentsOf: $0))
  }
}
