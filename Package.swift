// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "restock",
  products: [
    .library(name: "RestockNumerics", targets: ["RestockNumerics"]),
    .library(name: "RestockForecasting", targets: ["RestockForecasting"]),
    .library(name: "RestockInventory", targets: ["RestockInventory"]),
    .library(name: "RestockPlanning", targets: ["RestockPlanning"]),
    .library(name: "RestockIO", targets: ["RestockIO"]),
    .executable(name: "restock", targets: ["restock"]),
  ],
  traits: [
    // GRDB takes longer to build than all the rest: who needs no store leaves it out.
    .trait(name: "Ledger", description: "A memory of runs: --store and restock history (SQLite)")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    .target(
      name: "RestockNumerics", dependencies: ["COpenBLAS"], swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "RestockForecasting", dependencies: ["RestockNumerics"], swiftSettings: strict),
    .target(name: "RestockInventory", dependencies: ["RestockNumerics"], swiftSettings: strict),
    .target(name: "RestockRecords", swiftSettings: strict, linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "RestockPlanning",
      dependencies: [
        "RestockNumerics", "RestockForecasting", "RestockInventory", "RestockRecords",
      ],
      swiftSettings: strict),
    .target(
      name: "RestockIO", dependencies: ["CZlib", "RestockRecords"],
      resources: [.embedInCode("Profiles/BuiltIn")], swiftSettings: strict),
    .target(
      name: "RestockReport",
      dependencies: [
        "RestockPlanning", "RestockIO", "RestockRecords", "RestockNumerics", "RestockInventory",
        "RestockForecasting",
      ],
      resources: [
        .embedInCode("Page/report.css"), .embedInCode("Page/report.js"),
        .embedInCode("Notebooks/plan.py"),
        .embedInCode("Notebooks/evaluation.py"), .embedInCode("Notebooks/simulation.py"),
      ],
      swiftSettings: strict),
    .target(
      name: "RestockDemo", dependencies: ["RestockNumerics", "RestockIO", "RestockRecords"],
      swiftSettings: strict),
    // Empty without the trait Ledger.
    .target(
      name: "RestockLedger",
      dependencies: [
        "RestockPlanning", "RestockRecords", "RestockInventory",
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Ledger"])),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "restock",
      dependencies: [
        "RestockPlanning", "RestockIO", "RestockReport", "RestockDemo", "RestockRecords",
        "RestockForecasting", "RestockInventory", "RestockNumerics", "RestockLedger", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(name: "RestockTestSupport", path: "Tests/RestockTestSupport", swiftSettings: strict),
    .testTarget(
      name: "RestockNumericsTests",
      dependencies: ["RestockNumerics", "RestockTestSupport"],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "RestockForecastingTests",
      dependencies: ["RestockForecasting", "RestockNumerics", "RestockTestSupport"],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "RestockInventoryTests",
      dependencies: ["RestockInventory", "RestockNumerics", "RestockTestSupport"],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "RestockRecordsTests",
      dependencies: ["RestockRecords", "RestockTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RestockIOTests",
      dependencies: ["RestockIO", "RestockRecords", "RestockTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RestockPlanningTests",
      dependencies: [
        "RestockPlanning", "RestockRecords", "RestockForecasting", "RestockInventory",
        "RestockNumerics", "RestockIO", "RestockTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RestockReportTests",
      dependencies: [
        "RestockReport", "RestockPlanning", "RestockRecords", "RestockForecasting",
        "RestockInventory", "RestockNumerics", "RestockTestSupport",
      ],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "RestockDemoTests",
      dependencies: [
        "RestockDemo", "RestockNumerics", "RestockRecords", "RestockIO", "RestockTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RestockLedgerTests",
      dependencies: ["RestockLedger", "RestockPlanning", "RestockRecords", "RestockTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RestockCommandTests", dependencies: ["restock", "RestockTestSupport"],
      swiftSettings: strict),
  ]
)
