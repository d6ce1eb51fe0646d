// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "restock-benchmarks",
  dependencies: [
    .package(name: "restock", path: "../"),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "RestockWeights",
      dependencies: [
        .product(name: "RestockForecasting", package: "restock"),
        .product(name: "RestockNumerics", package: "restock"),
      ],
      path: "weights", exclude: ["learn.py"]),
    .executableTarget(
      name: "RestockProtection",
      dependencies: [
        .product(name: "RestockForecasting", package: "restock"),
        .product(name: "RestockInventory", package: "restock"),
        .product(name: "RestockNumerics", package: "restock"),
      ],
      path: "protection"),
    .executableTarget(
      name: "RestockBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "RestockForecasting", package: "restock"),
        .product(name: "RestockIO", package: "restock"),
        .product(name: "RestockInventory", package: "restock"),
        .product(name: "RestockNumerics", package: "restock"),
      ],
      path: "Benchmarks/RestockBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
