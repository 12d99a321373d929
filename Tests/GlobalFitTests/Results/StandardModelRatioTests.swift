import Foundation
import Inference
import Testing

@testable import GlobalFit

@Suite("The Standard Model beside the best fit")
struct StandardModelRatioTests {
  private func bestFit(_ parameters: String, _ constraints: String) throws -> BestFit {
    try Problem(
      fit(
        """
        title: one coupling
        parametrisation: leptonic
        parameters: {\(parameters)}
        constraints: [\(constraints)]
        """), library: InputLibrary(folder: Shipped.inputs)
    ).bestFit(seed: 1, by: Workforce(threads: 2))
  }

  @Test("One coupling at the edge of its range: Chernoff's half of the probability")
  func oneCoupling() throws {
    // CHARM-II: 1.58 ± 0.57, which some g' describes exactly
    let best = try bestFit(
      "gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 246.22", "neutrino-trident/charm-ii-1990")
    let ratio = try #require(best.standardModel)
    let excess = 0.58 / 0.57
    #expect(abs(ratio.chiSquared - excess * excess) < 1e-9)
    #expect(abs(ratio.deltaChiSquared - excess * excess) < 1e-7)
    #expect(ratio.isReferenceValid && ratio.degreesOfFreedom == 1 && ratio.idle.isEmpty)
    #expect(abs(ratio.pValue - 0.5 * erfc(excess / 2.0.squareRoot())) < 1e-7)
    #expect(abs(erfc(ratio.significance / 2.0.squareRoot()) - ratio.pValue) < 1e-9)
    #expect(!ratio.words.contains("locally"))
  }

  @Test(
    "With a mass that then means nothing the significance is local, and says for how many degrees of freedom")
  func local() throws {
    let best = try bestFit(
      "gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: {prior: uniform, min: 100, max: 300}",
      "neutrino-trident/charm-ii-1990")
    let ratio = try #require(best.standardModel)
    let square = 0.58 * 0.58 / 0.57 / 0.57
    #expect(!ratio.isReferenceValid && ratio.degreesOfFreedom == 2 && ratio.idle == ["m_Z'"])
    // the tail of χ² for two degrees of freedom is exponential
    #expect(abs(ratio.pValue - exp(-square / 2)) < 1e-7)
    #expect(
      ratio.words.contains("locally 0.5 σ for 2 dof (Wilks does not hold: at g' = 0 m_Z' means nothing)"))
  }

  @Test("Where the probability is too small for a number the significance has a lower bound")
  func beyondNumbers() throws {
    let point = StandardModelPoint(
      problem: try Problem(
        fit(
          """
          title: one coupling
          parametrisation: leptonic
          parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 246.22}
          constraints: [neutrino-trident/charm-ii-1990]
          """), library: InputLibrary(folder: Shipped.inputs)),
      coordinates: [], chiSquared: 10_000, lost: [.init(symbol: "g'", place: .inside)])
    let ratio = try #require(StandardModelRatio(point, bestFit: 0))
    #expect(ratio.words.contains("Δχ² = 10000.00; more than 37 σ by χ²(1)"), "\(ratio.words)")
  }

  @Test("Nothing is said where no parameter goes beyond the Standard Model")
  func nothingToCompare() throws {
    let best = try bestFit(
      "gPrime: 0.1, mZPrime: 100, tauLifetime: {prior: uniform, min: 280, max: 300}",
      "neutrino-trident/charm-ii-1990")
    #expect(best.standardModel == nil)
  }

  @Test("Priors that keep the fit from a Standard Model that describes the data better: no significance")
  func keptAway() throws {
    let best = try bestFit(
      "gPrime: {prior: log-uniform, min: 0.3, max: 1}, mZPrime: 246.22", "neutrino-trident/ccfr-1991")
    let ratio = try #require(best.standardModel)
    #expect(ratio.deltaChiSquared < -1 && ratio.words.contains("no worse than anything within the priors"))
  }

  @Test("One minimum from 64 starts: 2/61 more to be expected, in words and by number")
  func unfound() throws {
    let best = try bestFit(
      "gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 246.22", "neutrino-trident/charm-ii-1990")
    #expect(best.unfound == UnfoundMinima(starts: 64, minima: 1))
    #expect(abs((best.unfound?.expectedNumber ?? 0) - 2.0 / 61) < 1e-15)
    #expect(best.search == "64 of 64 starts agree; an expected 0.03 minima missed")
  }
}
