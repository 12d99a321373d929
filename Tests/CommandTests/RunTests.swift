import Foundation
import Testing

/// What can be done with a run that was kept: look at it again, cite it, export it, and ask it further questions.
@Suite struct RunTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func fitted(_ name: String, _ words: String...) async throws {
    let run = try await workshop.mutau(["fit", "fits/\(name).yaml"] + words)
    #expect(run.exitCode == 0, "\(run.complaints)")
  }

  // MARK: - verify

  @Test func aRunIsReproducibleUntilAnInputChanges() async throws {
    try await fitted("leptonic")
    let good = try await workshop.mutau("verify", "runs/leptonic")
    #expect(good.exitCode == 0, "\(good.output)\(good.complaints)")
    #expect(good.output.hasPrefix("runs/leptonic can be reproduced by this program."))
    try workshop.edit("inputs/neutrino-trident/ccfr-1991.yaml", replacing: "0.28", with: "0.29")
    let changed = try await workshop.mutau("verify", "runs/leptonic/run.sqlite")
    #expect(changed.exitCode == 1)
    #expect(changed.output.hasPrefix("CHANGED: neutrino-trident/ccfr-1991"))
    try FileManager.default.removeItem(at: workshop.url("inputs/neutrino-trident/ccfr-1991.yaml"))
    let missing = try await workshop.mutau("verify", "runs/leptonic", "--format", "json")
    #expect(missing.exitCode == 1 && missing.output.contains("\"missing\""))
  }

  @Test func aRunThatWasMovedKnowsItsInputs() async throws {
    try await fitted("neutrino-trident")
    let other = try Workshop()
    try FileManager.default.copyItem(
      at: workshop.url("runs/neutrino-trident"), to: other.url("moved"))
    try FileManager.default.removeItem(at: other.url("inputs"))
    let export = try await other.mutau("export", "moved", "--as", "csv", "--to", "draws")
    #expect(export.exitCode == 0 && export.output == "draws.csv\n", "\(export.complaints)")
    let columns = try other.text(of: "draws.csv").prefix { $0 != "\n" }.split(separator: ",")
    #expect(columns.contains("gPrime") && columns.contains("R_trident"))
    // the couplings of the Standard Model are the same at every draw
    #expect(!columns.contains("gNu_SM"))
  }

  @Test(arguments: ["verify", "cite", "export", "predict", "report"])
  func whereThereIsNoRunTheMessageSaysSo(command: String) async throws {
    try workshop.write("", to: "empty/nothing")
    let words = command == "export" ? ["--as", "csv"] : []
    let run = try await workshop.mutau([command, "empty"] + words)
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.complaints.contains("there is no run in empty"), "\(run.complaints)")
  }

  @Test func aRunThatDidNotEndIsNotExported() async throws {
    try workshop.write(
      SmallFit.text(sample: "{sampler: ensemble, warmup: 10000000, ensembles: 200}"), to: "fits/one.yaml")
    let workshop = workshop
    _ = try await workshop.mutau("fit", "fits/one.yaml") { process in
      #expect(process.wait { workshop.keptTasks(in: "runs/one") > 0 })
      process.send(SIGKILL)
    }
    let run = try await workshop.mutau("export", "runs/one", "--as", "csv")
    #expect(run.exitCode == 2 && run.complaints.contains("did not come to its end"), "\(run.complaints)")
  }

  // MARK: - cite

  @Test func everyMeasurementIsCitedOnceWithTheModelAndTheProgram() async throws {
    try await fitted("leptonic")
    let cited = try await workshop.mutau("cite", "runs/leptonic")
    #expect(cited.exitCode == 0)
    for key in ["Mishra:1991bv", "Geiregat:1990gz", "Altmannshofer:2014cfa", "mutau"] {
      #expect(cited.output.components(separatedBy: "{\(key),").count == 2, "\(key)")
    }
    #expect(try await workshop.mutau("cite", "fits/leptonic.yaml").output == cited.output)
    let depth = cited.output.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
    #expect(depth == 0)
  }

  // MARK: - predict

  private struct Prediction: Decodable {
    struct Weights: Decodable {
      let paretoShape: Double
      let effectiveSampleSize: Double
    }
    let weights: Weights?
    let quantities: [PosteriorAnswer.Quantity]
    let logEvidenceRatio: Double?
  }

  @Test func furtherObservablesAreWhatAFitWithThemWouldHaveFound() async throws {
    try await fitted("leptonic")
    let asked: Prediction = try await workshop.mutau(
      "predict", "runs/leptonic", "--observable", "R_trident", "--observable", "v_Phi", "--format", "json"
    ).json()
    let fitted = try JSONDecoder().decode(
      Kept.self, from: Data(workshop.text(of: "runs/leptonic/summary.json").utf8)
    ).result.posterior.quantities
    for name in ["gPrime", "R_trident", "v_Phi"] {
      let mine = try #require(asked.quantities.first { $0.quantity == name })
      let theirs = try #require(fitted.first { $0.quantity == name })
      // the weights are normalised once more
      #expect(abs(mine.median / theirs.median - 1) < 1e-10)
    }
  }

  private struct Kept: Decodable { let result: Fitted }

  @Test(arguments: ["nutev-2000", "no-nutev", "g-2-2023", "g-2-2025", "lep-corrected"])
  func weightsGiveWhatFittingTheVariantGives(variant: String) async throws {
    try await fitted("leptonic")
    try await fitted("leptonic", "--variant", variant)
    func result(_ folder: String) throws -> Fitted {
      try JSONDecoder().decode(
        Kept.self, from: Data(workshop.text(of: "runs/\(folder)/summary.json").utf8)
      ).result
    }
    let run = try await workshop.mutau(
      "predict", "runs/leptonic", "--variant", variant, "--format", "json")
    let weighted: Prediction = try run.json()
    let weights = try #require(weighted.weights)
    try #require(weights.paretoShape < 0.7)
    #expect(weights.effectiveSampleSize > 500)
    let (base, other) = (try result("leptonic"), try result("leptonic-\(variant)"))
    for (mine, theirs) in zip(weighted.quantities, other.posterior.quantities) {
      #expect(mine.quantity == theirs.quantity)
      let error = (pow(mine.monteCarloErrorOfMedian, 2) + pow(theirs.monteCarloErrorOfMedian, 2)).squareRoot()
      #expect(abs(mine.median - theirs.median) < 5 * error, "\(mine.quantity)")
    }
    let (before, after) = (try #require(base.posterior.nested), try #require(other.posterior.nested))
    let ratio = after.logEvidence - before.logEvidence
    #expect(abs((weighted.logEvidenceRatio ?? .nan) - ratio) < 0.05, "\(ratio)")
  }

  @Test func weightsThatCannotBeTrustedAreRefusedUnlessForced() async throws {
    try await fitted("neutrino-trident")
    // a measurement a hundred times as precise, far from where the draws are
    try workshop.write(
      "far:\n  experiment: nobody\n  values:\n    R_trident: 3.0 ± 0.001\n",
      to: "inputs/neutrino-trident/far.yaml")
    let text = try workshop.text(of: "fits/neutrino-trident.yaml")
    try workshop.write(
      text.replacing("neutrino-trident/ccfr-1991", with: "neutrino-trident/far"), to: "fits/far.yaml")
    let refused = try await workshop.mutau("predict", "runs/neutrino-trident", "--fit", "fits/far.yaml")
    #expect(refused.exitCode == 1 && refused.output.isEmpty)
    #expect(refused.complaints.contains("is above 0.7"), "\(refused.complaints)")
    let forced = try await workshop.mutau(
      "predict", "runs/neutrino-trident", "--fit", "fits/far.yaml", "--force")
    #expect(forced.exitCode == 1 && forced.output.hasPrefix("NOT RELIABLE"), "\(forced.complaints)")
  }

  @Test func weightsDoNotAnswerForPriorsThatReachFurtherThanTheDraws() async throws {
    try await fitted("neutrino-trident")
    let text = try workshop.text(of: "fits/neutrino-trident.yaml")
    func predicted(_ maximum: String) async throws -> Program.Run {
      try workshop.write(
        text.replacing("min: 0, max: 1}", with: "min: 0, max: \(maximum)}"), to: "fits/other.yaml")
      return try await workshop.mutau("predict", "runs/neutrino-trident", "--fit", "fits/other.yaml")
    }
    let wider = try await predicted("2")
    #expect(wider.exitCode == 2 && wider.output.isEmpty)
    #expect(wider.complaints.contains("gPrime was drawn in [0, 1] only"), "\(wider.complaints)")
    let narrower = try await predicted("0.9")
    #expect(narrower.exitCode == 0, "\(narrower.complaints)")
  }

  @Test func weightsDoNotAnswerForAFitThatAllowsWhatWasExcludedOutright() async throws {
    try workshop.write(
      "edges:\n  experiment: nobody\n  values:\n    R_trident: '[0.95, 1.15]'\n",
      to: "inputs/neutrino-trident/edges.yaml")
    try workshop.edit(
      "fits/neutrino-trident.yaml", replacing: "  - neutrino-trident/nutev-1998\n",
      with: "  - neutrino-trident/nutev-1998\n  - neutrino-trident/edges\n")
    try workshop.edit(
      "fits/neutrino-trident.yaml", replacing: "variants:\n",
      with: "profile: []\nvariants:\n  no-edges: {remove: [neutrino-trident/edges]}\n")
    try await fitted("neutrino-trident")
    let refused = try await workshop.mutau("predict", "runs/neutrino-trident", "--variant", "no-edges")
    #expect(refused.exitCode == 2 && refused.output.isEmpty)
    #expect(
      refused.complaints.contains("nothing was drawn where neutrino-trident/edges excludes everything"),
      "\(refused.complaints)")
    // a comparison samples instead
    let run = try await workshop.mutau(
      "compare", "fits/neutrino-trident.yaml", "--variants", "no-edges", "--format", "json")
    let compared: Compared = try run.json()
    #expect(compared.origins.map(\.way) == ["kept", "sampled"])
    #expect(compared.origins[1].remark?.contains("excludes everything") == true)
    // ln of the mean of the three normal densities over t flat in [0, 1], by Simpson's rule in an independent program
    let nested = try #require(compared.results[1].posterior.nested)
    #expect(abs(nested.logEvidence + 3.7085679529797178) < 5 * nested.logEvidenceError)
  }

  @Test func otherParametersAreRefused() async throws {
    try await fitted("neutrino-trident")
    let run = try await workshop.mutau("predict", "runs/neutrino-trident", "--fit", "fits/global.yaml")
    #expect(run.exitCode == 2 && run.complaints.contains("the free parameters differ: "), "\(run.complaints)")
    let unknown = try await workshop.mutau("predict", "runs/neutrino-trident", "--observable", "R_tridnt")
    #expect(unknown.exitCode == 2 && unknown.complaints.contains("did you mean 'R_trident'?"))
  }
}
