// swift-tools-version: 6.3

import PackageDescription

/// One set of settings for every target: the strictest the toolchain offers, and warnings are errors.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "triage",
  products: [
    .library(name: "ThresholdDSL", targets: ["ThresholdDSL"]),
    .library(name: "TriageEngine", targets: ["TriageEngine"]),
    .executable(name: "triage", targets: ["triage"]),
  ],
  targets: [
    .target(name: "ThresholdDSL", swiftSettings: settings),
    .target(name: "TriageEngine", dependencies: ["ThresholdDSL"], swiftSettings: settings),
    .executableTarget(
      name: "triage", dependencies: ["ThresholdDSL", "TriageEngine"], swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["ThresholdDSL", "TriageEngine"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "ThresholdDSLTests", dependencies: ["ThresholdDSL", "TestSupport"],
      exclude: ["Snapshots", "Cases"], swiftSettings: settings),
    .testTarget(
      name: "TriageEngineTests", dependencies: ["TriageEngine", "ThresholdDSL", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: settings),
    .testTarget(
      name: "TriageTests", dependencies: ["triage", "TriageEngine", "ThresholdDSL", "TestSupport"],
      exclude: ["Snapshots", "Cases"], swiftSettings: settings),
  ]
)
