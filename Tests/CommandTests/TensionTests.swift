import Foundation
import Testing

/// What `tension --format json` prints, as far as the tests read it.
private struct TensionAnswer: Decodable {
  struct Estimate: Decodable { let value, error: Double }
  struct Group: Decodable {
    let constraints: [String]
    let measuredNumbers: Int
    let chiSquared: Double
    let logEvidence, information, dimensionality: Estimate
  }
  struct GoodnessOfFit: Decodable {
    let deltaChiSquared: Double
    let degreesOfFreedom: Int
    let pValue: Double?
  }
  struct Comparison: Decodable {
    let first, second, joint: Group
    let goodnessOfFit: GoodnessOfFit
    let logEvidenceRatio, logSuspiciousness, dimensionality: Estimate
  }
  let comparisons: [Comparison]
  let problems: [String]
}

/// What `sensitivity --format json` prints, as far as the tests read it.
private struct SensitivityAnswer: Decodable {
  struct Estimate: Decodable { let value, error: Double }
  struct Scaling: Decodable { let name: String }
  struct Constraint: Decodable {
    let information: Estimate
    let scaling: Scaling
  }
  let information: Estimate?
  let constraints: [Constraint]
  let priors: [Scaling]
  let problems: [String]
}

@Suite struct TensionCommandTests {
  /// Tridents alone are a function of one t, flat between 0 and 1: R = ((1 + 4 s² + 2 t)² + 1)/((1 + 4 s²)² + 1).
  private enum Tridents {
    static let measured: [String: (value: Double, sigma: Double)] = [
      "neutrino-trident/charm-ii-1990": (1.58, 0.57), "neutrino-trident/ccfr-1991": (0.82, 0.28),
      "neutrino-trident/nutev-1998": (0.67, 0.27),
    ]

    static func logLikelihood(_ t: Double, _ names: [String]) -> Double {
      let vector = 1 + 4 * 0.2312
      let ratio = ((vector + 2 * t) * (vector + 2 * t) + 1) / (vector * vector + 1)
      return names.reduce(0) { sum, name in
        let (value, sigma) = measured[name] ?? (.nan, .nan)
        let pull = (value - ratio) / sigma
        return sum - pull * pull / 2 - log(sigma * (2 * .pi).squareRoot())
      }
    }

    /// ln Z, ⟨ln L⟩ and 2 Var(ln L) by Simpson's rule.
    static func posterior(_ names: [String]) -> (logEvidence: Double, mean: Double, dimensionality: Double) {
      let steps = 20_000
      var (total, first, second) = (0.0, 0.0, 0.0)
      for step in 0...steps {
        let logL = logLikelihood(Double(step) / Double(steps), names)
        let weight = (step == 0 || step == steps ? 1 : step % 2 == 1 ? 4 : 2) * exp(logL) / Double(3 * steps)
        total += weight
        first += weight * logL
        second += weight * logL * logL
      }
      let mean = first / total
      return (log(total), mean, 2 * (second / total - mean * mean))
    }
  }

  private func near(_ estimate: TensionAnswer.Estimate, _ truth: Double, _ name: String) {
    #expect(
      abs(estimate.value - truth) < 4 * estimate.error + 1e-6,
      "\(name): \(estimate.value) ± \(estimate.error), not \(truth)")
    #expect(estimate.error < 0.05, "\(name) ± \(estimate.error)")
  }

  @Test func everyTridentAgainstTheOthersIsKnownByIntegration() async throws {
    let run = try await Workshop().mutau("tension", "fits/neutrino-trident.yaml", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let answer: TensionAnswer = try run.json()
    #expect(answer.comparisons.count == 3 && answer.problems.isEmpty)
    for comparison in answer.comparisons {
      let groups = [comparison.first, comparison.second, comparison.joint]
      #expect(groups.map(\.measuredNumbers) == [1, 2, 3])
      let truths = groups.map { Tridents.posterior($0.constraints) }
      for (group, truth) in zip(groups, truths) {
        near(group.logEvidence, truth.logEvidence, "ln Z")
        near(group.information, truth.mean - truth.logEvidence, "D")
        near(group.dimensionality, truth.dimensionality, "d")
      }
      near(
        comparison.logEvidenceRatio, truths[2].logEvidence - truths[0].logEvidence - truths[1].logEvidence,
        "ln R")
      near(comparison.logSuspiciousness, truths[2].mean - truths[0].mean - truths[1].mean, "ln S")
      // χ² of each on a fine grid
      let lowest = groups.map { group in
        let best = (0...20_000).map { Tridents.logLikelihood(Double($0) / 20_000, group.constraints) }.max()
        let perfect = group.constraints.reduce(0) {
          $0 - log((Tridents.measured[$1]?.sigma ?? .nan) * (2 * .pi).squareRoot())
        }
        return 2 * (perfect - (best ?? .nan))
      }
      for (group, truth) in zip(groups, lowest) { #expect(abs(group.chiSquared - truth) < 1e-5) }
      #expect(comparison.goodnessOfFit.degreesOfFreedom == 1)
      #expect(abs(comparison.goodnessOfFit.deltaChiSquared - (lowest[2] - lowest[0] - lowest[1])) < 1e-5)
    }
  }

  @Test func groupsAreInputsOrFoldersAndTheTextNamesEveryAnswer() async throws {
    let run = try await Workshop().mutau(
      "tension", "fits/leptonic.yaml", "--between", "neutrino-trident", "--and",
      "muon-magnetic-moment/2009,tau-decay")
    #expect(run.exitCode == 0, "\(run.complaints)")
    for words in [
      "charm-ii-1990", "goodness of fit", "evidence ratio", "suspiciousness", "parameter shift",
      "information",
    ] { #expect(run.output.contains(words)) }
    let groups = try #require(run.output.components(separatedBy: "\nGroups\n").last)
    #expect(groups.contains("tau-decay/pdg-2013") && !groups.contains("z-couplings"))
  }

  @Test(arguments: [
    (
      ["--between", "neutrino-tridents"],
      "no constraint 'neutrino-tridents'; did you mean 'neutrino-trident'?"
    ),
    (["--and", "tau-decay"], "--and needs --between"),
    (["--between", "neutrino-trident", "--and", "neutrino-trident/ccfr-1991"], "is in both groups"),
    (["--between", "tau-decay,"], "takes names of inputs or folders"),
  ])
  func wrongGroupsAreRefused(words: [String], said: String) async throws {
    let run = try await Workshop().mutau(["tension", "fits/leptonic.yaml"] + words)
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.complaints.contains(said), "\(run.complaints)")
  }

  @Test func oneConstraintCannotDisagree() async throws {
    let workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    let run = try await workshop.mutau("tension", "fits/one.yaml")
    #expect(run.exitCode == 2 && run.complaints.contains("has one constraint"))
  }

  @Test func theBitsDoNotDependOnTheThreads() async throws {
    let workshop = try Workshop()
    for command in ["tension", "sensitivity"] {
      let texts = try await [1, 3].asyncMap { threads in
        try await workshop.mutau(
          command, "fits/neutrino-trident.yaml", "--format", "json", "--threads", "\(threads)"
        ).output
      }
      #expect(!texts[0].isEmpty)
      let isSame = texts[0] == texts[1]
      #expect(isSame)
    }
  }

  @Test func whatTridentsTaughtIsKnownByIntegration() async throws {
    let run = try await Workshop().mutau("sensitivity", "fits/neutrino-trident.yaml", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let answer: SensitivityAnswer = try run.json()
    let names = answer.constraints.map(\.scaling.name)
    #expect(Set(names) == Set(Tridents.measured.keys) && answer.priors.map(\.name) == ["gPrime"])
    let all = Tridents.posterior(names)
    for constraint in answer.constraints {
      let others = names.filter { $0 != constraint.scaling.name }
      // ⟨ln L_i⟩ over the whole posterior, by the slope of ln ∫ L_i^(1+ε) … at ε = 0
      let truth = Self.divergence(all: names, without: others)
      #expect(
        abs(constraint.information.value - truth) < 4 * constraint.information.error,
        "\(constraint.scaling.name): \(constraint.information.value) ± \(constraint.information.error), not \(truth)"
      )
    }
    let total = try #require(answer.information)
    #expect(abs(total.value - (all.mean - all.logEvidence)) < 4 * total.error)
  }

  /// ∫ p ln(p/q) dt of the posteriors with and without something, on a grid.
  private static func divergence(all: [String], without: [String]) -> Double {
    let steps = 20_000
    let (with, others) = (Tridents.posterior(all).logEvidence, Tridents.posterior(without).logEvidence)
    return (0..<steps).reduce(0) { sum, step in
      let t = (Double(step) + 0.5) / Double(steps)
      let p = Tridents.logLikelihood(t, all) - with
      let q = Tridents.logLikelihood(t, without) - others
      return sum + exp(p) * (p - q) / Double(steps)
    }
  }

  @Test func aRunIsTakenAsItIsAndAHalfRunIsRefused() async throws {
    let workshop = try Workshop()
    #expect(
      try await workshop.mutau("fit", "fits/neutrino-trident.yaml", "--output", "runs/one").exitCode == 0)
    let ofRun = try await workshop.mutau("sensitivity", "runs/one")
    let ofFit = try await workshop.mutau("sensitivity", "fits/neutrino-trident.yaml")
    #expect(ofRun.exitCode == 0, "\(ofRun.complaints)")
    for words in ["Sensitivity", "Constraints", "Priors", "neutrino-trident/ccfr-1991"] {
      #expect(ofRun.output.contains(words) && ofFit.output.contains(words))
    }
    let nowhere = try await workshop.mutau("sensitivity", "runs")
    #expect(nowhere.exitCode == 2 && nowhere.complaints.contains("there is no run in runs"))
  }
}

extension Array {
  fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
