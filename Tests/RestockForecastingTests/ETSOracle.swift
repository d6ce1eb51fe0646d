import Foundation
import RestockForecasting
import RestockTestSupport

/// Exponential smoothing and Theta of statsforecast 2.1.1 on 134 series of M3.
struct ETSOracle: Decodable {
  struct Fit: Decodable {
    let method: String
    /// alpha, beta, gamma, phi, then the starting states.
    let par: [Double?]
    let loglik: Double
    let sigma2: Double
    let mean: [Double]
    let lower95: [Double]
    let upper95: [Double]

    private enum CodingKeys: String, CodingKey {
      case method, par, loglik, sigma2, mean
      case lower95 = "lo-95"
      case upper95 = "hi-95"
    }

    var form: ETSForm? { ETSForm(method) }
    var alpha: Double { par[0] ?? 0 }
    var beta: Double { par[1] ?? 0 }
    var gamma: Double { par[2] ?? 0 }
    var phi: Double { par[3] ?? 1 }

    /// Whether the weights keep to the usual region, to which theirs are not held.
    var isInUsualRegion: Bool { beta <= alpha && gamma <= 1 - alpha }
  }

  struct ThetaFit: Decodable {
    struct Parameters: Decodable {
      let alpha: Double
      let theta: Double
    }
    let par: Parameters
    /// Squared errors from the fourth on, out of season, over the mean of |demand| out of season.
    let mse: Double
    let deseasonalised: Bool
    let mean: [Double]
  }

  struct Row: Decodable {
    let id: String
    let y: [Double]
    let h: Int
    let seasonLength: Int
    let ann: Fit
    let aan: Fit
    let aadn: Fit
    let ana: Fit?
    let aaa: Fit?
    let mam: Fit?
    let auto: Fit
    let theta: ThetaFit
    let optimizedTheta: ThetaFit
    let dynamicOptimizedTheta: ThetaFit

    private enum CodingKeys: String, CodingKey {
      case id, y, h
      case seasonLength = "season_length"
      case ann = "ETS_ANN"
      case aan = "ETS_AAN"
      case aadn = "ETS_AAN_damped"
      case ana = "ETS_ANA"
      case aaa = "ETS_AAA"
      case mam = "ETS_MAM"
      case auto = "AutoETS"
      case theta = "Theta_STM"
      case optimizedTheta = "Theta_OTM"
      case dynamicOptimizedTheta = "Theta_DOTM"
    }

    func series() throws -> DemandSeries {
      try DemandSeries(demand: y, seasonLengths: [seasonLength])
    }

    /// Their fits, each of the form it was asked for, and of the form it chose.
    var fits: [Fit] { [ann, aan, aadn, ana, aaa, mam, auto].compactMap { $0 } }
  }

  let m3: [Row]

  /// The file, nil where it is not beside the checkout.
  static let shared: ETSOracle? = SharedFiles.url("oracles/forecast.json").flatMap {
    try? JSONDecoder().decode(ETSOracle.self, from: Data(contentsOf: $0))
  }
}
