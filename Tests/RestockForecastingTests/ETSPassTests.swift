import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

/// A made-up series with a trend, a season of four, noise and two gaps, on which every form can run.
private func fitter(seed: UInt64) -> ETSFitter {
  var random = RandomGenerator(seed: seed)
  let demand = ContiguousArray<Double>(
    (0..<60).map { t in
      let season = 1 + 0.3 * sin(Double(t) * .pi / 2)
      let value = (100 + Double(t)) * season * exp(0.1 * random.standardNormal())
      return t == 17 || t == 40 ? .nan : value
    })
  return ETSFitter(demand, seasonLength: 4)
}

/// Parameters well within their boxes, and states near those of the series.
private func point(
  _ form: ETSForm, _ names: [String]
) -> (parameters: [Double], lastSeasonal: Double) {
  let isMultiplicative = form.seasonal == .multiplicative
  let pattern = [0.05, 0.25, -0.02]
  var seasons = 0
  let parameters = names.map { name in
    switch name {
    case "alpha": return 0.35
    case "u": return 0.2
    case "v": return 0.3
    case "phi": return 0.9
    case "level": return 0.8
    case "trend": return 0.01
    default:
      seasons += 1
      return pattern[seasons - 1] + (isMultiplicative ? 1 : 0)
    }
  }
  return (parameters, isMultiplicative ? 0.72 : -0.28)
}

@Suite("passes of exponential smoothing")
struct ETSPassTests {
  @Test("the derivatives agree with central differences", arguments: ETSForm.all)
  func derivatives(form: ETSForm) {
    let fitter = fitter(seed: 1)
    let (parameters, last) = point(form, fitter.parameterNames(form))
    let exact = fitter.derivatives(form, parameters: parameters, lastSeasonal: last)
    let width = 1e-6
    for column in parameters.indices {
      var above = parameters
      var below = parameters
      above[column] += width
      below[column] -= width
      let high = fitter.forecasts(form, parameters: above, lastSeasonal: last)
      let low = fitter.forecasts(form, parameters: below, lastSeasonal: last)
      for t in exact.indices where t != 17 && t != 40 {
        // A central difference of width 1e-6 is good to about 1e-9.
        let difference = (high[t] - low[t]) / (2 * width)
        #expect(exact[t][column].isNear(difference, Tolerance(relative: 1e-7, absolute: 1e-8)))
      }
    }
  }

  /// The objective of a multiplicative error is S times the squared geometric mean of the forecasts,
  /// whose logarithm is the deviance over n: so d deviance = 2 n / S times the gradient.
  @Test("the gradient of the objective agrees with central differences", arguments: ETSForm.all)
  func gradient(form: ETSForm) {
    let fitter = fitter(seed: 2)
    let names = fitter.parameterNames(form)
    let (parameters, last) = point(form, names)
    let (gradient, sum) = fitter.gradient(form, parameters: parameters, lastSeasonal: last)
    // Without the prior, whose own derivative is known.
    let exponent = 5.0 * 4 - 1
    func deviance(_ parameters: [Double]) -> Double {
      let zero = [Double](repeating: 0, count: parameters.count)
      var value = fitter.deviances(
        form, parameters: parameters, step: zero, lastSeasonal: last
      ).scalar[0]
      if let u = names.firstIndex(of: "u") { value += 2 * exponent * log(1 - parameters[u]) }
      return value
    }
    for column in parameters.indices {
      var above = parameters
      var below = parameters
      above[column] += 1e-5
      below[column] -= 1e-5
      let difference = (deviance(above) - deviance(below)) / 2e-5
      let exact = 2 * Double(fitter.knownCount) / sum * gradient[column]
      #expect(exact.isNear(difference, Tolerance(relative: 1e-5, absolute: 1e-4)))
    }
  }

  @Test("eight candidates in lanes have the deviances of the scalar filter", arguments: ETSForm.all)
  func lanes(form: ETSForm) {
    let fitter = fitter(seed: 3)
    let (parameters, last) = point(form, fitter.parameterNames(form))
    // Long enough for some lengths to meet the bounds of the box.
    let step = parameters.indices.map { 0.3 * sin(Double(3 * $0 + 1)) }
    let (scalar, lanes) = fitter.deviances(
      form, parameters: parameters, step: step, lastSeasonal: last)
    #expect(lanes.contains { $0.isFinite })
    for (a, b) in zip(scalar, lanes) {
      #expect(a == b || a.isNear(b, Tolerance(relative: 1e-10, absolute: 1e-8)))
    }
  }
}
