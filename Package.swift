// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6 language mode (the default of these tools), existentials spelt out, no warnings.
let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error)]

let package = Package(
  name: "mutau",
  products: [.executable(name: "mutau", targets: ["mutau"])],
  traits: [.trait(name: "MPI", description: "Spreads the work over processes: needs OpenMPI")],
  // Pinned, since the numbers of a run may depend on them; none of them depends on others.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // MARK: - Libraries of the system
    .systemLibrary(name: "CNLopt", pkgConfig: "nlopt", providers: [.apt(["libnlopt-dev"])]),
    .systemLibrary(name: "CMath"),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),

    // MARK: - The house: Physics predicts, Inference explores, GlobalFit compares, Runs remembers, Figures draws;
    // FourMuons integrates Z → 4μ once and for all, into a table that Physics reads off
    .target(
      name: "Physics", dependencies: ["PolynomialPredictions", "CGSL", "CMath"], swiftSettings: strict),
    // Predictions that others have computed, from files in the format POPxf
    .target(name: "PolynomialPredictions", swiftSettings: strict),
    .target(name: "Inference", dependencies: ["CNLopt", "CGSL", "CMath"], swiftSettings: strict),
    .target(
      name: "GlobalFit",
      dependencies: [
        "Physics", "PolynomialPredictions", "Inference", "CGSL", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(name: "FourMuons", dependencies: ["Physics", "Inference"], swiftSettings: strict),
    .target(
      name: "Runs",
      dependencies: [
        "CCrypto", "CHDF5", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(name: "Figures", dependencies: ["Typesetting"], swiftSettings: strict),
    // Tables as text, LaTeX, Markdown and HTML, whatever they hold
    .target(name: "Typesetting", swiftSettings: strict),
    // Densities with known answers, on which the samplers are proved
    .target(name: "KnownPosteriors", dependencies: ["Inference"], swiftSettings: strict),

    // MARK: - The words typed
    .plugin(name: "SourceDigest", capability: .buildTool(), path: "Sources/SourceDigest"),
    .executableTarget(
      name: "mutau",
      dependencies: [
        "GlobalFit", "Physics", "Inference", "FourMuons", "Runs", "Figures", "Typesetting",
        .target(name: "CMPI", condition: .when(traits: ["MPI"])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict, plugins: ["SourceDigest"]),
    .executableTarget(
      name: "Benchmarks", dependencies: ["GlobalFit", "Inference", "Physics", "CAllocationCounter"],
      swiftSettings: strict),
    .target(name: "CAllocationCounter"),
    .executableTarget(
      name: "Battery",
      dependencies: [
        "Inference", "KnownPosteriors", "CGSL",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // MARK: - Tests
    .testTarget(
      name: "PhysicsTests", dependencies: ["Physics"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "PolynomialPredictionsTests", dependencies: ["PolynomialPredictions"], swiftSettings: strict),
    .testTarget(
      name: "InferenceTests", dependencies: ["Inference", "KnownPosteriors"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "GlobalFitTests", dependencies: ["GlobalFit", "Physics", "PolynomialPredictions", "Inference"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "FourMuonsTests", dependencies: ["FourMuons", "Physics", "Inference", "GlobalFit"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "BatteryTests", dependencies: ["Battery", "Inference", "KnownPosteriors"], swiftSettings: strict),
    .testTarget(
      name: "RunsTests", dependencies: ["Runs", "CHDF5", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["Neighbours", "MPI"], swiftSettings: strict),
    .testTarget(name: "FiguresTests", dependencies: ["Figures"], swiftSettings: strict),
    .testTarget(
      name: "TypesettingTests", dependencies: ["Typesetting", "Physics"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["mutau", "Runs", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["Fixtures", "Report"], swiftSettings: strict),
  ]
)
