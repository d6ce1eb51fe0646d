import Benchmark
import RestockInventory
import RestockNumerics

/// The exact policies of the textbook, on random problems of one seed.
func inventoryBenchmarks() {
  Benchmark("(s, S) optimum, Poisson demand of mean 75") { benchmark in
    for _ in benchmark.scaledIterations {
      let demand = Poisson(mean: 75)
      let policy = MinMaxPolicy(
        fixedCost: 64, costs: Newsvendor(holdingCost: 1, stockoutCost: 9),
        demand: Lattice(weights: (0...200).map(demand.probability)))
      blackHole(policy.best())
    }
  }

  Benchmark("(r, Q) optimum, 10,000 items, normal demand") { benchmark, problems in
    for _ in benchmark.scaledIterations {
      for problem in problems { blackHole(problem.best()) }
    }
  } setup: {
    normalProblems()
  }

  Benchmark("(r, Q) optimum, 10,000 items, Poisson demand") { benchmark, problems in
    for _ in benchmark.scaledIterations {
      for problem in problems { blackHole(problem.best()) }
    }
  } setup: {
    poissonProblems()
  }

  Benchmark("Wagner-Whitin, 10,000 items x 52 weeks") { benchmark, problems in
    for _ in benchmark.scaledIterations {
      for problem in problems { blackHole(problem.wagnerWhitin()) }
    }
  } setup: {
    lotSizingProblems()
  }
}

private func normalProblems() -> [ReorderPointQuantity] {
  var random = RandomGenerator(seed: 1)
  return (0..<10_000).map { _ in
    let rate = 100 + 3000 * random.uniform()
    return ReorderPointQuantity(
      fixedCost: 5 + 50 * random.uniform(), costs: costs(&random), demandRate: rate,
      demandStandardDeviation: rate * (0.05 + 0.3 * random.uniform()),
      leadTime: 0.02 + 0.3 * random.uniform())
  }
}

private func poissonProblems() -> [PoissonReorderPointQuantity] {
  var random = RandomGenerator(seed: 2)
  return (0..<10_000).map { _ in
    PoissonReorderPointQuantity(
      fixedCost: 5 + 50 * random.uniform(), costs: costs(&random),
      demandRate: 1 + 20 * random.uniform(), leadTime: 0.2 + 2 * random.uniform())
  }
}

private func lotSizingProblems() -> [LotSizing] {
  var random = RandomGenerator(seed: 3)
  return (0..<10_000).map { _ in
    LotSizing(
      demand: (0..<52).map { _ in (random.uniform() * 100).rounded() },
      fixedCost: 20 + 200 * random.uniform(), holdingCost: 0.2 + random.uniform())
  }
}

private func costs(_ random: inout RandomGenerator) -> Newsvendor {
  Newsvendor(
    holdingCost: 0.1 + random.uniform(), stockoutCost: 2 + 20 * random.uniform())
}
