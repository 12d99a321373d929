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

  @Test func severalRunsNeedAFolderOfTheirOwn() async throws {
    try await fit()
    try await fit("--seed", "2", "--output", "runs/two")
    let run = try await workshop.mutau("draw", "runs/one", "runs/two")
    #expect(run.exitCode == 2 && run.complaints.contains("--output"))
    #expect(!workshop.exists("runs/one/figures"))
  }

  @Test(.enabled(if: hasGnuplot)) func runsInFoldersOfTheSameNameAreToldApart() async throws {
    try await fit()
    try await fit("--seed", "2", "--output", "others/one")
    let run = try await workshop.mutau(
      "draw", "runs/one", "others/one", "corner", "--output", "both", "--format", "svg")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let drawing = try workshop.text(of: "both/corner.svg")
    #expect(drawing.contains("runs/one") && drawing.contains("others/one"))
  }

  /// The numbers of blocks of a figure whose comments hold these words.
  private func numbers(_ words: String, in path: String) throws -> [[Double]] {
    let blocks = try workshop.text(of: path).components(separatedBy: "\n\n\n")
    let block = try #require(blocks.first { $0.contains(words) }, "no \(words) in \(path)")
    return block.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: " ").compactMap { Double($0) }
    }
  }

  @Test(.enabled(if: hasGnuplot)) func densitiesOnASharedAxisHaveTheSameArea() async throws {
    // Flat in g' and flat in ln g', without data to speak of
    let flat = SmallFit.text(sample: "{sampler: nested}")
    try workshop.write(flat.replacing("max: 1}", with: "max: 0.001}"), to: "fits/one.yaml")
    try workshop.write(
      flat.replacing("{prior: uniform, min: 0, max: 1}", with: "{prior: log-uniform, min: 1e-5, max: 1e-3}"),
      to: "fits/two.yaml")
    try await fit()
    #expect(try await workshop.mutau("fit", "fits/two.yaml").exitCode == 0)
    for runs in [["runs/one", "runs/two"], ["runs/two", "runs/one"]] {
      let run = try await workshop.mutau(
        ["draw"] + runs + ["corner", "--quantity", "gPrime", "--output", "both", "--format", "svg"])
      #expect(run.exitCode == 0, "\(run.complaints)")
      for name in ["one", "two"] {
        let curve = try numbers("\"\(name)\"", in: "both/corner.dat")
        let area = zip(curve, curve.dropFirst()).reduce(0) { sum, points in
          sum + (points.0[1] + points.1[1]) / 2 * log(points.1[0] / points.0[0])
        }
        #expect(abs(area - 1) < 0.05, "\(name): \(area)")
      }
    }
  }

  @Test(.enabled(if: hasGnuplot)) func aFlatPosteriorFillsItsPanel() async throws {
    try workshop.write(
      """
      title: Flat
      parametrisation: leptonic
      parameters:
        gPrime: {prior: log-uniform, min: 1e-6, max: 1e-5}
        mZPrime: {prior: uniform, min: 500, max: 1000}
      constraints: [neutrino-trident/ccfr-1991]
      sample: {sampler: nested}
      """, to: "fits/one.yaml")
    try await fit()
    #expect(try await workshop.mutau("draw", "runs/one", "corner", "--format", "svg").exitCode == 0)
    let area = try numbers("row 2, column 1, layer 1, areas", in: "runs/one/figures/corner.dat")
    for (axis, range) in [(0, 1e-6...1e-5), (1, 500.0...1000)] {
      let values = area.map { $0[axis] }
      #expect(abs((values.min() ?? 0) / range.lowerBound - 1) < 1e-6)
      #expect(abs((values.max() ?? 0) / range.upperBound - 1) < 1e-6)
    }
  }

  @Test(.enabled(if: hasGnuplot)) func theProfileCurveCrossesTheLevelsWhereTheTableSays() async throws {
    try await fit()
    #expect(try await workshop.mutau("draw", "runs/one", "profiles", "--format", "svg").exitCode == 0)
    struct Summary: Decodable {
      struct Result: Decodable { let profiles: [Profile] }
      struct Profile: Decodable { let intervals: [Interval] }
      struct Interval: Decodable { let deltaChiSquared: Double; let lower, upper: Double? }
      let result: Result
    }
    let summary = try JSONDecoder().decode(
      Summary.self, from: Data(workshop.text(of: "runs/one/summary.json").utf8))
    let curve = try numbers("\"profile likelihood\"", in: "runs/one/figures/profiles.dat")
    let intervals = try #require(summary.result.profiles.first).intervals
    for interval in intervals {
      for end in [interval.lower, interval.upper].compactMap(\.self) {
        let point = try #require(curve.min { abs($0[0] - end) < abs($1[0] - end) })
        #expect(abs(point[0] / end - 1) < 1e-6 && abs(point[1] - interval.deltaChiSquared) < 1e-6)
      }
    }
    #expect(intervals.contains { $0.upper != nil })
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
    // a region of it is one of Δχ²
    #expect(words.contains("nuisance parameters too, held fixed: nothing is fitted again"), "\(words)")
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
