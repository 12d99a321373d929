import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// The shipped lepton fit, whose best fit sits at a corner of the prior.
struct BestFitTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private func problem(_ fit: String) throws -> Problem {
    try Problem(
      Fit(contentsOf: "\(Self.root)/fits/\(fit).yaml"), library: InputLibrary(folder: "\(Self.root)/inputs"))
  }

  @Test("At the corner the mass is flagged, and no start finds anything lower")
  func theCornerIsFlagged() throws {
    let problem = try problem("leptonic")
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    #expect(best.isConverged)
    let mass = try #require(best.parameters.first { $0.parameter == .mZPrime })
    #expect(mass.limit == .upper)
    #expect(mass.error == nil)
    #expect(mass.value == 1000, "rounding must not carry a value over the edge of its prior")
    #expect(best.evaluation.logPosterior.isFinite)
    // The errors of the others hold the mass where it is, and are said to.
    #expect(best.isAtEdge)
    // A brute-force grid over the whole prior must not find a lower χ².
    let chiSquared = ChiSquared(problem)
    var lowest = Double.infinity
    for g in 0...60 {
      for m in 0...60 {
        for tau in -10...10 {
          let point = [Double(g) / 60, Double(m) / 60, Double(tau) / 5]
          lowest = min(lowest, chiSquared.value(at: point.span))
        }
      }
    }
    #expect(best.chiSquared <= lowest)
    // The grid has the edge in m_Z'; in g' it is 0.13 in ln g' wide, where χ² rises by less than 0.05 over half a cell.
    #expect(lowest - best.chiSquared < 0.05)
  }

  @Test("The seed changes neither the best fit nor its χ²", arguments: [2, 3, 5, 8])
  func theSeedDoesNotMatter(seed: UInt64) throws {
    let problem = try problem("leptonic")
    let (first, other) = (
      problem.bestFit(seed: 1, by: Workforce(threads: 2)),
      problem.bestFit(seed: seed, by: Workforce(threads: 2))
    )
    #expect(abs(first.chiSquared - other.chiSquared) < 1e-7)
    for (mine, theirs) in zip(first.parameters, other.parameters) {
      #expect(abs(mine.value - theirs.value) < 1e-4 * abs(mine.value))
    }
  }

  @Test("Degrees of freedom count auxiliary measurements and nuisance parameters")
  func degreesOfFreedomCountBothSides() throws {
    // 3 tridents, g−2, BR and 7 Z couplings, and the prior of the lifetime; g', m_Z' and the lifetime are free.
    let problem = try problem("leptonic")
    #expect(problem.measuredNumbers == 13)
    #expect(problem.degreesOfFreedom == 10)
  }

  @Test("The excess of τ → μνν is 7.0 ± 3.0 per mille")
  func theTauExcessIsTheOneOfThePaper() throws {
    let problem = try problem("tau-decay")
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    let profile = problem.profile(of: .observable(.tauToMuNuNuExcess), from: best, seed: 1)
    // BR/(τ Γ) − 1 with 0.1741(4), 5.956(2)e11/s and the weighted mean of six lifetimes, errors propagated linearly.
    let lifetimes = [
      (290.17, 0.53, 0.33), (290.1, 1.5, 1.1), (289.2, 1.7, 1.2), (293.2, 2.0, 1.5), (290.9, 1.4, 1.0),
      (289.0, 2.8, 4.0),
    ]
    let weights = lifetimes.map { 1 / ($0.1 * $0.1 + $0.2 * $0.2) }
    let sum = weights.reduce(0, +)
    let mean = zip(lifetimes, weights).reduce(0) { $0 + $1.0.0 * $1.1 } / sum
    let excess = 0.1741 / (mean * 1e-15 * 5.956e11) - 1
    let relative = (pow(0.0004 / 0.1741, 2) + 1 / sum / (mean * mean) + pow(0.002 / 5.956, 2)).squareRoot()
    #expect(abs(profile.bestFit - excess) < 1e-7)
    let one = try #require(profile.intervals.first)
    let (lower, upper) = (try #require(one.lower), try #require(one.upper))
    #expect(abs((upper - lower) / 2 - (1 + excess) * relative) < 1e-5)
    #expect(abs(excess - 7.0e-3) < 0.05e-3 && abs((1 + excess) * relative - 3.0e-3) < 0.05e-3)
  }

  @Test("Quantities of any size are profiled, down to shifts of 1e-10")
  func smallQuantitiesAreProfiled() throws {
    let text = """
      title: small
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: {prior: uniform, min: 10, max: 500}}
      constraints: [neutrino-trident/charm-ii-1990, neutrino-trident/ccfr-1991, muon-magnetic-moment/2025]
      predictions: [Delta_a_mu]
      """
    let problem = try Problem(
      Fit(Document.parse(Array(text.utf8), file: "fit.yaml")),
      library: InputLibrary(folder: "\(Self.root)/inputs"))
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    let profile = problem.profile(of: .observable(.muonMagneticMoment), from: best, seed: 1)
    #expect(profile.problem == nil)
    let upper = try #require(profile.intervals[0].upper)
    // Eq. 26 and Eq. 34 depend on v_Φ alone: Δχ² = 1 solved for 1/v_Φ² in one dimension.
    func chiSquared(_ shift: Double) -> Double {
      let t = shift * 12 * .pi * .pi * 246.22 * 246.22 / (0.1056583715 * 0.1056583715)
      let (vector, shifted) = (1.924, 1.924 + 2 * t)
      let ratio = (1 + shifted * shifted) / (1 + vector * vector)
      return pow((1.58 - ratio) / 0.57, 2) + pow((0.82 - ratio) / 0.28, 2) + pow((38e-11 - shift) / 63e-11, 2)
    }
    let lowest = (0...10_000).map { chiSquared(Double($0) * 1e-14) }.min() ?? .nan
    // The exact loop differs from Eq. 26 by some 1e-4 at 10 GeV.
    #expect(abs(chiSquared(upper) - lowest - 1) < 2e-3)
  }
}
