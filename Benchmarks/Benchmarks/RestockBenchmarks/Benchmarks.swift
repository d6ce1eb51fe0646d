import Benchmark
import RestockForecasting
import RestockIO
import RestockInventory
import RestockNumerics

/// The parts of a plan, each on made-up data that is ready before the clock starts.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .cpuTotal], warmupIterations: 1, scalingFactor: .one,
    maxDuration: .seconds(3), maxIterations: 200)

  Benchmark("Read sales, long CSV, 1,000,000 rows of 10,000 SKUs, 1 thread") { benchmark, path in
    for _ in benchmark.scaledIterations {
      var reader = InputReader(ReadingOptions())
      blackHole(try reader.sales([path]))
    }
  } setup: {
    SalesFile.write(rows: 1_000_000, skus: 10_000)
  }

  Benchmark("Pooled seasonal index, 5,000 series x 156 weeks, 1 thread") { benchmark, members in
    for _ in benchmark.scaledIterations {
      blackHole(
        PooledSeasonalIndex(
          members: members, phases: ContiguousArray((0..<169).map { $0 % 52 }), phaseCount: 52,
          threads: 1))
    }
  } setup: {
    MadeSeries.pool(5000)
  }

  Benchmark("Choice of a model, 200 intermittent series x 156 weeks") { benchmark, series in
    let selection = ModelSelection(horizon: 4)
    for _ in benchmark.scaledIterations {
      for one in series { blackHole(try selection.select(one)) }
    }
  } setup: {
    MadeSeries.intermittent(200)
  }

  for name in ["ses", "croston", "tsb", "negative-binomial", "auto-ets", "dynamic-theta"] {
    guard let family = try? ModelFamily.parse(name) else { continue }
    let isCount = ["croston", "tsb", "negative-binomial"].contains(name)
    let what = isCount ? "50 intermittent series x 156 weeks" : "50 monthly series x 84"
    Benchmark("Fit and forecast \(name), \(what)") { benchmark, series in
      for _ in benchmark.scaledIterations {
        for one in series { blackHole(try family.fit(one).means(horizon: 18)) }
      }
    } setup: {
      isCount ? MadeSeries.intermittent(50) : MadeSeries.monthly(50)
    }
  }

  Benchmark("Reorder level for a fill rate, 100 items, negative binomial") { benchmark, cycles in
    for _ in benchmark.scaledIterations {
      for cycle in cycles { blackHole(cycle.reorderLevel(for: .fillRate(0.98))) }
    }
  } setup: {
    MadeSeries.cycles(100)
  }

  inventoryBenchmarks()
}
