import Testing

@Suite struct ListTests {
  @Test func observablesListsEveryObservableWithMeaningAndUnit() async throws {
    struct Answer: Decodable {
      struct Row: Decodable { let name, meaning, unit, equation, validity: String }
      let observables: [Row]
    }
    let workshop = try Workshop()
    let answer: Answer = try await workshop.mutau("observables", "--format", "json").json()
    // Vector-like quarks predict everything.
    let settings = ["gPrime=1", "mZPrime=100", "mQ=2e4", "mD=3e4", "YQs.phase=3", "YDs.re=0.01"]
    let point: Evaluated = try await workshop.mutau(
      ["evaluate", "fits/reference.yaml", "--format", "json"] + settings.flatMap { ["--set", $0] }
    ).json()
    #expect(Set(answer.observables.map(\.name)) == Set(point.observables.keys))
    #expect(answer.observables.allSatisfy { !$0.meaning.isEmpty })
    #expect(answer.observables.first { $0.name == "v_Phi" }?.unit == "GeV")
    #expect(answer.observables.first { $0.name == "R_trident" }?.equation.contains("Eq. 34") == true)
    let text = try await workshop.mutau("observables").output
    for row in answer.observables { #expect(text.contains("\n\(row.name) ")) }
  }

  @Test func inputsListsEveryFileOfTheLibraryWithItsSource() async throws {
    struct Answer: Decodable {
      struct Row: Decodable { let input, observable, measured, citation: String }
      let inputs: [Row]
    }
    let workshop = try Workshop()
    let answer: Answer = try await workshop.mutau("inputs", "--format", "json").json()
    let files = workshop.files(below: "inputs").filter { $0.hasSuffix(".yaml") }.map {
      String($0.dropLast(5))
    }
    #expect(Set(answer.inputs.map(\.input)) == Set(files))
    #expect(answer.inputs.allSatisfy { !$0.citation.isEmpty && !$0.measured.isEmpty })
    let text = try await workshop.mutau("inputs").output
    for name in files { #expect(text.contains("\n\(name) ")) }
  }

  @Test func oneInputIsShownWithEverythingItsFileSays() async throws {
    let text = try await Workshop().mutau("inputs", "neutrino-trident/nutev-2000").output
    for words in [
      "NuTeV trident 2000", "inputs/neutrino-trident/nutev-2000.yaml:1", "NuTeV",
      "https://arxiv.org/abs/hep-ex/9909041", "arXiv:1902.06765", "neutrino-trident/nutev-1998",
      "neutrino-trident/average-2014", "0.72 + 1.73 − 0.72",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test func anotherLibraryCanBeNamed() async throws {
    let workshop = try Workshop()
    try workshop.write("Mine:\n  values: {R_trident: 1.0 ± 0.1}\n", to: "mine/trident.yaml")
    let run = try await workshop.mutau("inputs", "--inputs", "mine", "--combine", "R_trident")
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix("R_trident = 1.00 ± 0.10\n"))
  }

  /// The program finds the measurements it was built with, wherever it is called.
  @Test func fromAnyFolderTheShippedInputsAreFound() async throws {
    let workshop = try Workshop()
    try workshop.write("", to: "elsewhere/file")
    let fit = workshop.url("fits/leptonic.yaml").path
    for (words, place) in [
      (["inputs"], "elsewhere"), (["check", fit], "elsewhere"),
      (["check", "../fits/leptonic.yaml"], "elsewhere"),
      (["check", "leptonic.yaml"], "fits"), (["check", "./fits/leptonic.yaml"], "."),
    ] {
      let run = try await workshop.mutau(words, in: place)
      #expect(run.exitCode == 0, "\(words) in \(place): \(run.complaints)")
    }
  }
}
