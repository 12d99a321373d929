import Foundation
import Testing

/// A name that a fit file accepts is accepted by every option, commas and all.
@Suite struct EveryNameTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    try workshop.write(
      """
      title: every name
      parametrisation: vector-like-quarks
      parameters:
        gPrime: {prior: uniform, min: 0.1, max: 0.9}
        mZPrime: {prior: uniform, min: 100, max: 200}
        mQ: 3000
        mD: 4000
        YQb.modulus: 1
        YDb.modulus: 1
        YQs.modulus: 0.1
        YDs.modulus: 0.1
        YQs.phase: 3
        YDs.phase: 3
      constraints: [neutrino-trident/charm-ii-1990, neutrino-trident/ccfr-1991]
      minimize: {starts: 2}
      sample: {sampler: ensemble, warmup: 50, draws: 400, maximum-draws: 400}
      """, to: "fits/names.yaml")
  }

  private func names() async throws -> [String] {
    struct Answer: Decodable { let observables: [Observable] }
    struct Observable: Decodable { let name: String }
    let run = try await workshop.mutau("observables", "--format", "json")
    let names = try run.json(as: Answer.self).observables.map(\.name)
    try #require(names.count > 50 && names.contains("R_K*[1.1,6]"))
    return names
  }

  @Test func ofAnObservableInFitFiles() async throws {
    let names = try await names()
    let text = try workshop.text(of: "fits/names.yaml")
    let quoted = "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    let listed = names.map { "\n  - \($0)" }.joined()
    for list in [quoted, listed] {
      try workshop.write(
        text + "\npredictions: \(list)\nprofile: \(list)\nlimits: \(list)\n", to: "fits/lists.yaml")
      let run = try await workshop.mutau("check", "fits/lists.yaml", "--resolved")
      #expect(run.exitCode == 0, "\(run.complaints)")
    }
  }

  @Test(arguments: [
    ["profile", "--points", "5", "--over"], ["limit", "--toys", "0", "--no-posterior", "--on"],
    ["impact", "--on"],
  ])
  func ofAnObservableInAnOption(words: [String]) async throws {
    for name in try await names() {
      let run = try await workshop.mutau([words[0], "fits/names.yaml"] + words.dropFirst() + [name])
      // a quantity that nothing changes may have no profile, but it has its name
      #expect(run.exitCode == 0 || run.exitCode == 1, "\(name): \(run.complaints)")
    }
  }

  /// In a list of two, first or last: a plane, or what this fit cannot do with it, of which the whole name is said.
  @Test func ofAnObservableBesideAnother() async throws {
    for name in try await names() where name.contains(where: { ",[(/".contains($0) }) {
      for over in ["\(name),gPrime", "gPrime,\(name)"] {
        let run = try await workshop.mutau("profile", "fits/names.yaml", "--points", "5", "--over", over)
        let isNamed = run.complaints.contains("'\(name)' ")
        #expect(run.exitCode == 0 || run.exitCode == 1 || isNamed, "\(over): \(run.complaints)")
      }
    }
  }

  @Test func ofEveryObservableAtOnce() async throws {
    // the events of Z → 4μ need a table, which this fit has not
    let names = try await names().filter { !$0.hasPrefix("N_4mu") }
    let fit = try await workshop.mutau("fit", "fits/names.yaml", "--output", "runs/one")
    #expect(fit.exitCode == 0 || fit.exitCode == 1, "\(fit.complaints)")
    let run = try await workshop.mutau(["predict", "runs/one"] + names.flatMap { ["--observable", $0] })
    #expect(run.exitCode == 0, "\(run.complaints)")
    for name in names.prefix(3) + ["R_K*[1.1,6]"] {
      let inputs = try await workshop.mutau("inputs", "--combine", name)
      #expect(!inputs.complaints.contains("unknown observable"), "\(inputs.complaints)")
    }
  }

  @Test func ofInputsThatAreListed() async throws {
    let input = try workshop.text(of: "inputs/neutrino-trident/ccfr-1991.yaml")
    try workshop.write(input, to: "inputs/odd/a,b[c.yaml")
    try workshop.edit(
      "fits/names.yaml", replacing: "neutrino-trident/ccfr-1991]", with: "\"odd/a,b[c\"]")
    let names = "odd/a,b[c,neutrino-trident/charm-ii-1990"
    let only = try await workshop.mutau("inputs", "--combine", "R_trident", "--only", names)
    #expect(only.exitCode == 0, "\(only.complaints)")
    let tension = try await workshop.mutau("tension", "fits/names.yaml", "--between", "odd/a,b[c")
    #expect(tension.exitCode == 0 || tension.exitCode == 1, "\(tension.complaints)")
  }

  @Test(arguments: [
    ("R_K*[1.1,7]", "unknown quantity 'R_K*[1.1,7]'; did you mean 'R_K*[1.1,6]'?"),
    ("gPrime,R_K*[1.1,7]", "unknown quantity 'R_K*[1.1,7]'"), ("gPrime,", "takes one quantity or two"),
    ("gPrime,mZPrime,mQ", "takes one quantity or two"), ("gPrime,gPrime", "two different"),
  ])
  func aNameThatIsNoneIsComplainedOfAsAWhole(over: String, reason: String) async throws {
    let run = try await workshop.mutau("profile", "fits/names.yaml", "--over", over)
    #expect(run.exitCode == 2 && run.complaints.contains(reason), "\(run.complaints)")
  }
}
