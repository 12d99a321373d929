import Foundation
import Testing

@Suite("The first screen of a result") struct FirstScreenTests {
  static let results = [
    ["fit", "fits/leptonic.yaml"], ["fit", "fits/b-physics.yaml"], ["fit", "fits/tau-decay.yaml"],
    ["sample", "fits/b-physics.yaml"], ["minimize", "fits/global-latest.yaml"],
    ["compare", "fits/leptonic.yaml"],
  ]

  @Test("has at most forty lines of a hundred letters", arguments: results)
  func fits(words: [String]) async throws {
    let run = try await Workshop().mutau(words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 40)
    for line in lines { #expect(line.count <= 100, "\(line)") }
  }

  @Test(
    "names every free parameter once: in the table, as not learned, or as left to --full",
    arguments: [
      ["fit"], ["sample"], ["minimize"],
    ])
  func everyParameter(words: [String]) async throws {
    let workshop = try Workshop()
    let run = try await workshop.mutau(words + ["fits/b-physics.yaml"])
    let parts = run.output.components(separatedBy: "\n\n")
    let table = try #require(
      parts.first { $0.contains("posterior, 68 %") || $0.contains("best fit") && !$0.contains("χ²") })
    let named = table.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let lists = parts.filter { $0.contains("Not learned") || $0.contains("With --full") }
      .joined().replacing(/\n +/, with: " ")
    for symbol in [
      "m_Q", "m_D", "|Y_Qs|", "|Y_Ds|", "arg Y_Qs", "arg Y_Ds", "|V_ts*V_tb|", "S₀", "LR factor",
    ] {
      let rows = named.count { $0.hasPrefix(symbol + " ") }
      let mentions = lists.split(separator: "\n").filter {
        $0.hasPrefix("Not learned") || $0.hasPrefix("With --full")
      }
      .flatMap { ($0.components(separatedBy: ": ").last ?? "").components(separatedBy: ", ") }
      .count { $0.trimmingCharacters(in: .whitespaces).hasSuffix(symbol) }
      #expect(rows + mentions == 1, "\(symbol) in\n\(run.output)")
    }
  }

  /// The trident's data say nothing of the mass when the coupling is far below what they can see.
  @Test("calls a parameter not learned whose posterior is its prior, and shows it where it was asked for")
  func notLearned() async throws {
    let workshop = try Workshop()
    let flat = SmallFit.text(sample: "{sampler: nested}")
      .replacingOccurrences(of: "max: 1}", with: "max: 1e-3}")
    try workshop.write(flat + "profile: []\n", to: "fits/flat.yaml")
    let silent = try await workshop.mutau("sample", "fits/flat.yaml")
    #expect(
      silent.output.contains("Not learned     1 parameter is as the prior left it (less than 0.05 nats): g'"))
    try workshop.write(flat + "profile: [gPrime]\n", to: "fits/asked.yaml")
    let asked = try await workshop.mutau("sample", "fits/asked.yaml")
    #expect(!asked.output.contains("Not learned") && asked.output.contains("\n  g' "))
  }

  @Test("says of a best fit outside of the posterior's region that the priors have little volume there")
  func priorVolume() async throws {
    let run = try await Workshop().mutau("fit", "fits/leptonic.yaml")
    #expect(
      run.output.contains("Prior volume    the best fit lies outside the posterior's 95.4 % regions of g'"))
  }

  @Test("loses nothing: --full and JSON have every parameter and every note")
  func full() async throws {
    let workshop = try Workshop()
    let full = try await workshop.mutau("fit", "fits/leptonic.yaml", "--full")
    #expect(full.output.components(separatedBy: " is superseded by ").count == 5)
    #expect(full.output.contains("68.3 % equal-tailed") && full.output.contains("\nLimits at 95 %"))
  }
}

@Suite("A table of a comparison") struct ComparisonTableTests {
  @Test("has variants down and methods across, and says in type of what it is")
  func limits() async throws {
    let words = [
      "compare", "fits/leptonic.yaml", "--variants", "nutev-2000", "--quantity", "v_Phi", "--table", "limits",
    ]
    let workshop = try Workshop()
    let text = try await workshop.mutau(words).output
    #expect(text.contains("\n                profile likelihood  posterior\n"))
    #expect(
      text.firstMatch(of: /\n  nutev-2000 +> 474\.3, < 2903 +> 5\d\d(\.\d)? ± \d(\.\d)?, < \d+ ± \d+\n/)
        != nil, "\(text)")
    let latex = try await workshop.mutau(words + ["--format", "latex"]).output
    #expect(latex.components(separatedBy: #"\begin{tabular}"#).count == 2)
    #expect(latex.contains(#"\caption{$v_\Phi$ {[}GeV{]}: limits at 95 \%, each side by itself; profile"#))
    #expect(latex.contains("$\\pm$ is the statistical error") && latex.contains("with the priors of the fit"))
    #expect(latex.contains(#"$v_\Phi$ {[}GeV{]} & profile likelihood & posterior \\"#), "\(latex)")
  }

  @Test("of limits has the columns that were asked for")
  func methods() async throws {
    let workshop = try Workshop()
    let words = ["compare", "fits/leptonic.yaml", "--variants", "nutev-2000", "--quantity", "v_Phi"]
    let only = try await workshop.mutau(words + ["--table", "limits", "--method", "posterior"])
    #expect(only.output.contains("\n                posterior\n"), "\(only.output)")
    let unknown = try await workshop.mutau(words + ["--table", "limits", "--method", "posterio"])
    #expect(unknown.exitCode == 2 && unknown.complaints.contains("did you mean 'posterior'?"))
    let nowhere = try await workshop.mutau(words + ["--method", "posterior"])
    #expect(nowhere.exitCode == 2 && nowhere.complaints.contains("columns of --table limits"))
  }

  @Test("of every quantity that was asked for is there, however many lines that takes")
  func allThatWasAskedFor() async throws {
    let names = ["gPrime", "mZPrime", "tauLifetime", "v_Phi", "Delta_a_mu", "Delta_tau_mu", "R_trident"]
    let run = try await Workshop().mutau(
      "compare", "fits/leptonic.yaml", "--variants", "nutev-2000", "--quantity",
      names.joined(separator: ","))
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(
      run.output.components(separatedBy: "limits at 95 %, each side by itself").count == names.count + 1)
  }

  @Test("that does not exist, or of a quantity that is not carried, gets the nearest spelling")
  func unknown() async throws {
    let workshop = try Workshop()
    let table = try await workshop.mutau("compare", "fits/leptonic.yaml", "--table", "limit")
    #expect(table.exitCode == 2 && table.complaints.contains("no table 'limit'; did you mean 'limits'?"))
    let quantity = try await workshop.mutau("compare", "fits/leptonic.yaml", "--quantity", "v_phi")
    #expect(quantity.exitCode == 2 && quantity.complaints.contains("did you mean 'v_Phi'?"))
    #expect(workshop.files(below: "runs").isEmpty)
  }
}
