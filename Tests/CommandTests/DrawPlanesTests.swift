import Foundation
import Testing

/// Planes that were profiled, drawn.
@Suite(.enabled(if: DrawTests.hasGnuplot)) struct DrawPlanesTests {
  private let workshop: Workshop

  /// Tridents alone know v_Φ = m_Z'/g' and nothing else of the plane.
  init() throws {
    workshop = try Workshop()
    try workshop.write(Self.fit(), to: "fits/one.yaml")
    try workshop.write(Self.fit(constraint: "neutrino-trident/ccfr-1991"), to: "fits/two.yaml")
  }

  private static func fit(constraint: String = "neutrino-trident/charm-ii-1990") -> String {
    """
    title: One trident
    parametrisation: leptonic
    parameters:
      gPrime: {prior: log-uniform, min: 1e-2, max: 1}
      mZPrime: {prior: log-uniform, min: 10, max: 1000}
    constraints: [\(constraint)]
    planes: [[mZPrime, gPrime]]
    minimize: {starts: 4}
    sample: {sampler: nested, effective-sample-size: 100}
    """
  }

  private func run(_ words: String...) async throws -> Program.Run {
    let run = try await workshop.mutau(words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    return run
  }

  /// The numbers of the blocks of a figure whose comments hold these words.
  private func blocks(_ words: String, in path: String) throws -> [[[Double]]] {
    try workshop.text(of: path).components(separatedBy: "\n\n\n").filter { $0.contains(words) }.map { block in
      block.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
        $0.split(separator: " ").compactMap { Double($0) }
      }
    }
  }

  @Test func contoursOfTridentsAreStraightAndThoseOfAProfileAndOfAFitTheSame() async throws {
    _ = try await run("fit", "fits/one.yaml")
    _ = try await run("profile", "fits/one.yaml", "--over", "gPrime,mZPrime")
    _ = try await run("draw", "runs/one", "planes", "--lines", "--output", "a", "--format", "svg")
    _ = try await run(
      "draw", "runs/one", "runs/one-profile-gPrime-mZPrime", "--lines", "--output", "b", "--format", "svg")
    let contours = try blocks("lines: x y", in: "a/planes.dat")
    #expect(!contours.isEmpty)
    for contour in contours {
      let scales = contour.map { $0[0] / $0[1] }
      let middle = try #require(scales.sorted()[safely: scales.count / 2])
      #expect(scales.allSatisfy { abs($0 / middle - 1) < 1e-4 })
    }
    // The axes of the other run are the other way round.
    let both = try blocks("lines: x y", in: "b/planes.dat")
    #expect(both.count == 2 * contours.count)
    for (contour, other) in zip(both, both.dropFirst(contours.count)) {
      #expect(abs(contour[0][0] / contour[0][1] / (other[0][0] / other[0][1]) - 1) < 1e-3)
    }
  }

  @Test func whatLiesInsideIsFilled() async throws {
    _ = try await run("fit", "fits/one.yaml")
    _ = try await run("draw", "runs/one", "planes", "--format", "svg", "--level", "0.683")
    let area = try #require(blocks("areas: x y", in: "runs/one/figures/planes.dat").first)
    // Large v_Φ is the Standard Model, with which CHARM-II agrees: the corner at the lower right is inside.
    #expect(area.contains { abs($0[0] / 1000 - 1) < 1e-6 && abs($0[1] / 0.01 - 1) < 1e-6 })
    #expect(!area.contains { abs($0[0] / 10 - 1) < 1e-6 && abs($0[1] - 1) < 1e-6 })
  }

  @Test func otherLevelsAreSearchedForAndKept() async throws {
    _ = try await run("fit", "fits/one.yaml")
    for _ in 1...2 {
      _ = try await run("draw", "runs/one", "planes", "--level", "0.9,0.5", "--format", "svg")
      let caption = try workshop.text(of: "runs/one/figures/planes.txt")
      // −2 ln(1 − 0.5) and −2 ln(1 − 0.9)
      #expect(caption.contains("less than 1.39 (50 %) and 4.61 (90 %)"), "\(caption)")
    }
    #expect(try await workshop.mutau("verify", "runs/one").exitCode == 0)
  }

  @Test func runsHaveLabelsAndTruthIsMarked() async throws {
    _ = try await run("fit", "fits/one.yaml")
    _ = try await run("fit", "fits/two.yaml")
    let drawn = try await run(
      "draw", "runs/one", "runs/two", "--output", "both", "--format", "svg", "--label", "CHARM-II", "--label",
      "CCFR & $\\nu$", "--truth", "gPrime=0.1,mZPrime=50", "--filled")
    #expect(drawn.output == "both/corner.svg\nboth/planes.svg\nboth/forest.svg\n")
    for name in ["corner", "planes", "forest"] {
      let drawing = try workshop.text(of: "both/\(name).svg")
      #expect(drawing.contains(">CHARM-II</tspan>") && drawing.contains("CCFR &amp;"), "\(name)")
    }
    for name in ["corner", "planes"] {
      #expect(
        try blocks("marks: x y", in: "both/\(name).dat").contains {
          $0.count == 1 && Set($0[0]) == [50, 0.1]
        })
    }
    // two levels of two runs, and above them their lines
    #expect(try blocks("areas: x y", in: "both/planes.dat").count == 4)
    let kinds = try workshop.text(of: "both/planes.dat").matches(of: /(areas|lines): x y/).map(\.output.1)
    #expect(kinds.lastIndex(of: "areas") ?? .max < kinds.firstIndex(of: "lines") ?? 0)
  }

  @Test func aProfileOfOneQuantityIsDrawn() async throws {
    _ = try await run("profile", "fits/one.yaml", "--over", "v_Phi", "--points", "60")
    let drawn = try await run("draw", "runs/one-profile-v_Phi", "--format", "svg", "--level", "0.9")
    #expect(drawn.output == "runs/one-profile-v_Phi/figures/profiles.svg\n")
    let caption = try workshop.text(of: "runs/one-profile-v_Phi/figures/profiles.txt")
    #expect(caption.contains("2.71 (90 %)") && !caption.contains("posterior"), "\(caption)")
    // CHARM-II, 1.58 ± 0.57: χ² of the Standard Model above the best fit
    let curve = try #require(
      blocks("profile likelihood", in: "runs/one-profile-v_Phi/figures/profiles.dat").first)
    let far = try #require(curve.last)
    #expect(abs(far[1] - pow(0.58 / 0.57, 2)) < 0.02, "\(far)")
    let several = try await workshop.mutau(
      "draw", "runs/one-profile-v_Phi", "runs/one-profile-v_Phi", "--output", "x")
    #expect(several.exitCode == 2 && several.complaints.contains("planes cannot be drawn"))
  }

  @Test func aForestHasTheLevelsThatAreWished() async throws {
    _ = try await run("fit", "fits/one.yaml")
    _ = try await run("fit", "fits/two.yaml")
    func lengths(_ level: String...) async throws -> [Double] {
      _ = try await run(
        "draw", "runs/one", "runs/two", "forest", "--quantities", "gPrime", "--output", "f", "--format",
        "svg", "--level", level.joined(separator: ","))
      let words = try workshop.text(of: "f/forest.txt")
      #expect(words.contains("with \(level.map { "\((100 * (Double($0) ?? 0)).formatted()) %" }[0])"))
      // the posterior in the middle of its row, the profile likelihood below it
      return try blocks("lines: x y", in: "f/forest.dat").flatMap(\.self).filter {
        $0.count == 2 && $0[1].truncatingRemainder(dividingBy: 1) == 0.5
      }.map { $0[0] }
    }
    // the usual levels are those of the tables; a wider one reaches farther
    let (usual, narrow) = (try await lengths("0.683", "0.954"), try await lengths("0.3"))
    #expect((usual.min() ?? 1) < (narrow.min() ?? 0) && (usual.max() ?? 0) > (narrow.max() ?? 1))
  }

  @Test(
    arguments: [
      (["--label", "a"], "--label is given once, and there are 2 runs"),
      (["--label", "a", "--label", "$b"], "dollar"),
      (["--level", "95"], "'95'"), (["--level", "0.9,"], "found ''"),
      (["--truth", "gPrim=1"], "did you mean 'gPrime'?"),
      (["--truth", "gPrime"], "found 'gPrime'"), (["--truth", "gPrime=x"], "'x' is not a number"),
      (["--truth", "gPrime=1,gPrime=2"], "twice"),
      (["--quantities", "gPrime,mZPrim"], "did you mean 'mZPrime'?"),
    ])
  func whatIsWishedForIsReadStrictly(words: [String], expected: String) async throws {
    _ = try await run("fit", "fits/one.yaml")
    _ = try await run("fit", "fits/two.yaml")
    let refused = try await workshop.mutau(["draw", "runs/one", "runs/two", "--output", "both"] + words)
    #expect(
      refused.exitCode == 2 && refused.output.isEmpty && refused.complaints.contains(expected),
      "\(refused.complaints)")
    #expect(!workshop.exists("both"))
  }

  @Test func aFitFileTakesNoWishes() async throws {
    let refused = try await workshop.mutau("draw", "fits/figure-3.yaml", "--level", "0.9")
    #expect(refused.exitCode == 2 && refused.complaints.contains("for figures of runs"))
  }
}

extension Array {
  fileprivate subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
