import Foundation
import Runs
import Testing

@Suite struct ArviZExportTests {
  private let folder = TemporaryFolder()
  private var root: String { folder.path + "/run" }

  /// What a test reads from the exported file, while no other uses the library.
  private func read<Value: Sendable>(
    _ posterior: SampledPosterior, _ body: (HDF5Reader) throws -> Value
  ) throws -> Value {
    let paths = try posterior.export(as: .arviz, to: root)
    #expect(paths == [root + ".nc"])
    return try HDF5Library.use { () throws(any Error) in try body(HDF5Reader(path: paths[0])) }
  }

  @Test func groupsAreThoseOfTheSchemaInOrder() throws {
    let groups = try read(ExamplePosterior.posterior(chains: 2, draws: 5)) { try $0.names() }
    #expect(
      groups == [
        "posterior", "sample_stats", "log_likelihood", "log_prior", "posterior_predictive", "observed_data",
      ])
  }

  @Test func everyQuantityIsAVariableOverChainsAndDrawsBitByBit() throws {
    let posterior = ExamplePosterior.posterior(chains: 3, draws: 40)
    let names = [
      "posterior/gPrime", "posterior/YQs_phase_2", "posterior/YQs_phase", "posterior/lambda_",
      "posterior/free",
      "posterior_predictive/sigma_SM_total_", "posterior_predictive/Gamma_Zprime",
      "posterior_predictive/weight_",
    ]
    try read(posterior) { (file: HDF5Reader) throws in
      #expect(
        try file.names(in: "posterior") == ["chain", "draw"] + names[..<5].map { String($0.dropFirst(10)) })
      for (index, name) in names.enumerated() {
        let (shape, values) = try file.doubles(name)
        #expect(shape == [3, 40])
        #expect(values.bits == posterior.chains.flatMap { ($0.parameters + $0.predictions)[index] }.bits)
        #expect(try file.dimensions(of: name) == ["chain", "draw"])
      }
      #expect(try file.integers("posterior/chain") == [0, 1, 2])
      #expect(try file.integers("posterior/draw") == (0..<40).map(Int64.init))
    }
  }

  @Test func densitiesArePointwiseAndTheirSumIsLp() throws {
    let posterior = ExamplePosterior.posterior(chains: 2, draws: 10)
    try read(posterior) { (file: HDF5Reader) throws in
      let (shape, pointwise) = try file.doubles("log_likelihood/y")
      #expect(shape == [2, 10, 3])
      #expect(try file.dimensions(of: "log_likelihood/y") == ["chain", "draw", "measurement"])
      let prior = try file.doubles("log_prior/log_prior").values
      let density = try file.doubles("sample_stats/lp").values
      let energy = try file.doubles("sample_stats/energy").values
      for chain in 0..<2 {
        for draw in 0..<10 {
          let place = 10 * chain + draw
          let terms = (0..<3).map { posterior.chains[chain].logLikelihood[$0][draw] }
          #expect(Array(pointwise[(3 * place)..<(3 * place + 3)]) == terms)
          #expect(prior[place] == posterior.chains[chain].logPrior[draw])
          #expect(abs(density[place] - prior[place] - terms.reduce(0, +)) < 1e-14)
          #expect(energy[place] == posterior.chains[chain].energy?[draw])
        }
      }
      #expect(try !file.names(in: "sample_stats").contains("weight"))
    }
  }

  @Test func measurementsHaveTheirNamesAndValues() throws {
    try read(ExamplePosterior.posterior(chains: 1, draws: 2)) { (file: HDF5Reader) throws in
      for group in ["log_likelihood", "observed_data"] {
        #expect(
          try file.texts("\(group)/measurement") == ["neutrino-trident/ccfr", "z-couplings/lep", "τ-decay"])
      }
      let (shape, observed) = try file.doubles("observed_data/y")
      #expect(shape == [3])
      #expect(observed.bits == [0.82, .nan, 1 / 3].bits)
    }
  }

  @Test func attributesSayWhatEverythingIsAndWhereItComesFrom() throws {
    let posterior = ExamplePosterior.posterior(chains: 1, draws: 2)
    try read(posterior) { (file: HDF5Reader) throws in
      #expect(try file.text("long_name", of: "posterior/YQs_phase_2") == "YQs.phase")
      #expect(try file.text("units", of: "posterior/YQs_phase") == "GeV⁻²")
      #expect(try file.number("lower", of: "posterior/YQs_phase_2") == -Double.pi)
      #expect(try file.number("periodic", of: "posterior/YQs_phase_2") == 1)
      #expect(try !file.has("lower", of: "posterior/free"), "−∞ is no end")
      #expect(try file.text("inference_library", of: "posterior") == "mutau")
      #expect(try file.text("inference_library_version", of: "posterior") == "0.1.0")
      #expect(try file.text("creation_library_language", of: "/") == "Swift")
      #expect(try file.text("fit", of: "/") == posterior.fit)
      #expect(try file.text("seed", of: "/") == "7")
      #expect(try !file.has("created_at", of: "/"), "the same posterior is the same bytes")
      #expect(try !file.has("weights", of: "/"))
    }
  }

  @Test func theSamePosteriorIsTheSameBytes() throws {
    let posterior = ExamplePosterior.posterior(chains: 2, draws: 30, isWeighted: true)
    let paths = ["a", "b"].map { "\(folder.path)/\($0)" }
    for path in paths { _ = try posterior.export(as: .arviz, to: path) }
    let first = FileManager.default.contents(atPath: paths[0] + ".nc")
    // A time stored in whole seconds would not differ before the next one.
    let second = time(nil)
    while time(nil) == second { usleep(10_000) }
    _ = try posterior.export(as: .arviz, to: paths[1])
    #expect(first == FileManager.default.contents(atPath: paths[1] + ".nc"))
  }

  /// Of the weights w, Kish's number is (Σ w)² / Σ w². Systematic resampling takes a draw n w / Σ w times, rounded up or down.
  @Test func weightedDrawsAreTakenAsOftenAsTheyCount() throws {
    let posterior = ExamplePosterior.posterior(chains: 2, draws: 500, isWeighted: true)
    let weights = posterior.chains.flatMap { $0.weights ?? [] }
    let sum = weights.reduce(0, +)
    let kish = sum * sum / weights.reduce(0) { $0 + $1 * $1 }
    try read(posterior) { (file: HDF5Reader) throws in
      let (shape, values) = try file.doubles("posterior/gPrime")
      #expect(shape == [1, Int(kish)], "one chain, of as many draws as the weighted ones are worth")
      let all = posterior.chains.flatMap { $0.parameters[0] }
      var taken = [Int](repeating: 0, count: all.count)
      let places = Dictionary(uniqueKeysWithValues: zip(all, all.indices))
      for value in values { taken[try #require(places[value])] += 1 }
      for (count, weight) in zip(taken, weights) {
        #expect(abs(Double(count) - Double(Int(kish)) * weight / sum) < 1 + 1e-9)
      }
      #expect(taken.max() == 2, "n w / Σ w of the heaviest is 2: (N / 3) (6 / N)")
      // Other columns are of the same draws.
      let predictions = posterior.chains.flatMap { $0.predictions[1] }
      let predicted = try file.doubles("posterior_predictive/Gamma_Zprime").values
      #expect(zip(values, predicted).allSatisfy { predictions[places[$0] ?? 0] == $1 })

      for object in ["/", "posterior"] {
        #expect(abs(try file.number("kish_effective_draws", of: object) - kish) < 1e-9 * kish)
        #expect(try file.number("distinct_draws", of: object) == Double(taken.count { $0 > 0 }))
        #expect(try file.number("weighted_draws", of: object) == 1000)
      }
      #expect(try file.number("log_evidence", of: "/") == -12.25)
      #expect(try file.names(in: "sample_stats") == ["chain", "draw", "lp"])

      // Not in the order of nested sampling: as many draws rise from one to the next as fall, to five deviations.
      let order = values.map { places[$0] ?? 0 }
      let rises = zip(order, order.dropFirst()).count { $0 < $1 }
      #expect(abs(Double(rises) - Double(order.count) / 2) < 5 * (Double(order.count) / 12).squareRoot() + 3)
    }
  }

  @Test func drawsOfAMarkovChainKeepTheirOrder() throws {
    var posterior = ExamplePosterior.posterior(chains: 1, draws: 200, isWeighted: true)
    posterior.sampler = .init(name: "ensemble", isNested: false)
    let places = Dictionary(uniqueKeysWithValues: zip(posterior.chains[0].parameters[0], 0..<200))
    let order = try read(posterior) { try $0.doubles("posterior/gPrime").values.map { places[$0] ?? -1 } }
    #expect(order == order.sorted())
  }

  @Test func equalWeightsAreNoWeights() throws {
    var posterior = ExamplePosterior.posterior(chains: 2, draws: 20)
    for chain in 0..<2 { posterior.chains[chain].weights = [Double](repeating: 0.3, count: 20) }
    let (shape, isResampled) = try read(posterior) {
      (try $0.doubles("posterior/free").shape, try $0.has("weights", of: "/"))
    }
    #expect(shape == [2, 20])
    #expect(!isResampled)
  }

  @Test func oneDrawThatHoldsAllTheWeightIsOneDraw() throws {
    var posterior = ExamplePosterior.posterior(chains: 1, draws: 20, isWeighted: true)
    posterior.chains[0].weights = (0..<20).map { $0 == 11 ? 1e300 : 1e-300 }
    let values = try read(posterior) { try $0.doubles("posterior/gPrime").values }
    #expect(values == [posterior.chains[0].parameters[0][11]])
  }

  @Test func aPosteriorOfThePriorAloneHasNoMeasurements() throws {
    var posterior = ExamplePosterior.posterior(chains: 1, draws: 3)
    (posterior.terms, posterior.predictions) = ([], [])
    (posterior.chains[0].logLikelihood, posterior.chains[0].predictions) = ([], [])
    #expect(try read(posterior) { try $0.names() } == ["posterior", "sample_stats", "log_prior"])
  }

  @Test func manyThreadsExportAtOnce() async throws {
    let posterior = ExamplePosterior.posterior(chains: 2, draws: 50)
    let folder = folder.path
    try await withThrowingTaskGroup { group in
      for number in 0..<8 {
        group.addTask { _ = try posterior.export(as: .arviz, to: "\(folder)/\(number)") }
      }
      try await group.waitForAll()
    }
    let files = (0..<8).map { FileManager.default.contents(atPath: "\(folder)/\($0).nc") }
    #expect(files[0] != nil && files.allSatisfy { $0 == files[0] })
  }
}
