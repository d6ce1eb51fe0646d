import RestockNumerics
import RestockPlanning
import RestockTestSupport
import Testing

@Suite("Demand centred on another mean")
struct CentredDemandTests {
  /// An exponential family keeps its form: a Poisson becomes the Poisson of the other mean.
  @Test("a Poisson becomes the Poisson of that mean", arguments: [0.3, 2, 25], [0.7, 0.95, 1.3])
  func poisson(mean: Double, factor: Double) {
    let weights = (0...200).map { Poisson(mean: mean).probability($0) }
    let other = Poisson(mean: factor * mean)
    let centred = DemandDistribution.lattice(Lattice(weights: weights)).centred(on: factor * mean)
    for k in 0...60 {
      #expect(
        abs(centred.survivalProbability(Double(k)) - other.survivalProbability(Double(k))) < 2e-6)
    }
  }

  @Test("the mean is met, from wild counts too", arguments: [0.05, 0.5, 1.0, 2.5])
  func mean(factor: Double) {
    let wild = DemandDistribution.lattice(Lattice(weights: [80, 10, 5, 0, 0, 2, 0, 0, 0, 0, 0, 3]))
    let centred = wild.centred(on: factor * wild.mean)
    #expect(centred.mean.isNear(factor * wild.mean, Tolerance(relative: 2e-6)))
  }

  @Test("what is out of reach, or not counted, stays as it is")
  func unreachable() {
    let few = DemandDistribution.lattice(Lattice(weights: [1, 1]))
    #expect(few.centred(on: 3) == few)
    #expect(few.centred(on: 0) == few)
    let point = DemandDistribution.point(4)
    #expect(point.centred(on: 5) == point)
  }
}
