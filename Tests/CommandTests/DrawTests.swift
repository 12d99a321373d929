import Foundation
import Testing

/// Figures of runs that were kept.
@Suite struct DrawTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    try workshop.write(SmallFit.text(extra: "profile: [gPrime]"), to: "fits/one.yaml")
  }

  static let hasGnuplot = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }

  private func fit(_ words: String...) async throws {
    let run = try await workshop.mutau(["fit", "fits/one.yaml"] + words)
    #expect(run.exitCode == 0, "\(run.complaints)")
  }

  private func figures(_ folder: String) -> [String] {
    Set(workshop.files(below: folder).map { String($0.prefix { $0 != "." }) }).sorted()
  }

  @Test(.enabled(if: hasGnuplot)) func aRunOfChainsIsDrawnInAllThatItCanShow() async throws {
    try await fit()
    let run = try await workshop.mutau("draw", "runs/one")
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(
      figures("runs/one/figures") == ["corner", "prior-posterior", "profiles", "pulls", "rank", "trace"])
    let names = run.output.split(separator: "\n").map(String.init)
    #expect(names.count == 18)
    for name in names { #expect(workshop.exists(name)) }
    // The profiles took some time, and are kept: the same picture comes back.
    let before = try workshop.text(of: "runs/one/figures/profiles.dat")
    #expect(try await workshop.mutau("draw", "runs/one", "profiles").exitCode == 0)
    #expect(try workshop.text(of: "runs/one/figures/profiles.dat") == before)
    // and the run is what it was
    #expect(try await workshop.mutau("verify", "runs/one").exitCode == 0)
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
  }

  @Test(.enabled(if: hasGnuplot)) func weightedDrawsHaveWeightsAndNoTrace() async throws {
    try workshop.write(
      SmallFit.text(sample: "{sampler: nested, effective-sample-size: 100}"), to: "fits/one.yaml")
    try await fit("--draw")
    #expect(figures("runs/one/figures").contains("weights"))
    let words = try workshop.text(of: "runs/one/figures/evidence.txt")
    #expect(words.contains("ln Z by each of") && words.contains("parts lie outside the band"))
    #expect(!figures("runs/one/figures").contains("trace"))
    let run = try await workshop.mutau("draw", "runs/one", "trace")
    #expect(run.exitCode == 2)
    #expect(run.complaints.contains("no chains"))
  }

  @Test(.enabled(if: hasGnuplot)) func severalRunsAreComparedInThoseFiguresThatCan() async throws {
    try await fit()
    try await fit("--seed", "2", "--output", "runs/two")
    let run = try await workshop.mutau("draw", "runs/one", "runs/two", "--output", "both", "--format", "svg")
    #expect(run.exitCode == 0 && run.output == "both/corner.svg\nboth/forest.svg\n", "\(run.complaints)")
    let drawing = try workshop.text(of: "both/corner.svg")
    #expect(drawing.contains(">one</tspan>") && drawing.contains(">two</tspan>"))
    let wrong = try await workshop.mutau("draw", "runs/one", "runs/two", "pulls")
    #expect(wrong.exitCode == 2 && wrong.complaints.contains("one run"))
  }

  @Test(.enabled(if: hasGnuplot)) func theWordsSayWhatTheTableSays() async throws {
    try await fit()
    struct Summary: Decodable {
      struct Result: Decodable {
        struct BestFit: Decodable { let chiSquared: Double }
        let bestFit: BestFit
      }
      let result: Result
    }
    let summary = try JSONDecoder().decode(
      Summary.self, from: Data(workshop.text(of: "runs/one/summary.json").utf8))
    #expect(try await workshop.mutau("draw", "runs/one", "pulls", "--format", "svg").exitCode == 0)
    let words = try workshop.text(of: "runs/one/figures/pulls.txt").split(separator: "\n")
    let chiSquared = String(format: "%.1f", summary.result.bestFit.chiSquared)
    #expect(words[0].contains("$\\chi^2$ = \(chiSquared) for 0 degrees of freedom"))
    #expect(words[1].hasPrefix("1 pulls. None is larger"))
  }

  @Test(.enabled(if: hasGnuplot)) func theProfileCurveIsLowestAtTheBestFit() async throws {
    try await fit()
    #expect(try await workshop.mutau("draw", "runs/one", "profiles", "--format", "svg").exitCode == 0)
    let blocks = try workshop.text(of: "runs/one/figures/profiles.dat").components(separatedBy: "\n\n\n")
    func numbers(_ name: String) throws -> [[Double]] {
      let block = try #require(blocks.first { $0.contains("\"\(name)\"") })
      return block.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
        $0.split(separator: " ").compactMap { Double($0) }
      }
    }
    let curve = try numbers("profile likelihood")
    let best = try #require(numbers("best fit").first?.first)
    let lowest = try #require(curve.min { $0[1] < $1[1] })
    #expect(lowest[0] == best && lowest[1] == 0)
    #expect(curve.count > 10)
  }

  @Test(.enabled(if: hasGnuplot)) func outlinesOfAPlaneLieAboveItsFillsAndEveryLayerIsNamed() async throws {
    let run = try await workshop.mutau(
      "draw", "fits/figure-3.yaml", "--output", "planes", "--format", "svg")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let blocks = try workshop.text(of: "planes/figure-3.dat").split(separator: "\n")
      .filter { $0.hasPrefix("#") && $0.contains(", layer ") }
    let lastFill = try #require(blocks.lastIndex { $0.contains("areas: x y") })
    let firstLine = try #require(blocks.firstIndex { $0.contains("lines: x y") })
    #expect(lastFill < firstLine)
    let words = try workshop.text(of: "planes/figure-3.txt")
    for sentence in [
      "Excluded by B_s mixing: ", "Limit of CCFR alone: a line.",
      "Mass difference of B_s mesons above that of the SM: lines at 5 %, 10 %.",
    ] {
      #expect(words.contains(sentence), "\(words)")
    }
  }

  @Test(arguments: ["check", "draw"]) func formulasThatNobodyUnderstandsAreRefused(command: String)
    async throws
  {
    try workshop.edit("fits/figure-3.yaml", replacing: "'$B_s$ mixing'", with: "'$\\foo$ mixing'")
    let run = try await workshop.mutau(command, "fits/figure-3.yaml")
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(
      run.complaints.contains("fits/figure-3.yaml:35:16: '\\foo' is not understood"), "\(run.complaints)")
  }

  @Test func withoutGnuplotTheNumbersAreThereAndTheFitIsNoWorse() async throws {
    try workshop.write("", to: "nothing/.empty")
    let path = ["PATH": workshop.url("nothing").path]
    let fitted = try await workshop.mutau(["fit", "fits/one.yaml", "--draw"], environment: path)
    #expect(fitted.exitCode == 0)
    #expect(fitted.complaints.contains("note: no figures; gnuplot was not found"))
    #expect(workshop.exists("runs/one/summary.json") && workshop.exists("runs/one/figures/corner.dat"))
    let drawn = try await workshop.mutau(["draw", "runs/one", "corner"], environment: path)
    #expect(drawn.exitCode == 1)
    #expect(drawn.complaints.contains("gnuplot-nox") && drawn.complaints.contains("runs/one/figures"))
    #expect(drawn.output.isEmpty)
  }

  @Test(
    arguments: [
      (["draw", "runs/one", "cornr"], "corner"), (["draw", "corner"], "takes a run"),
      (["draw", "runs/two"], "runs/two"), (["draw", "runs/one", "--format", "pfd"], "pdf"),
      (["draw", "runs/one", "corner", "--quantity", "gPrim"], "gPrime"),
      (["draw", "runs/one", "weights"], "count the same"),
      (["draw", "runs/one", "impact"], "one constraint"),
    ])
  func whatCannotBeDrawnIsSaid(words: [String], expected: String) async throws {
    try await fit()
    let run = try await workshop.mutau(words)
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.complaints.contains(expected), "\(run.complaints)")
  }
}
