import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// What figures of a posterior are made from.
struct DrawnQuantitiesTests {
  private func problem(_ fit: String = "leptonic") throws -> Problem {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    return try Problem(
      Fit(contentsOf: "\(root)/fits/\(fit).yaml"), library: InputLibrary(folder: "\(root)/inputs"))
  }

  /// Coordinates drawn evenly from the unit cube, weighted by the first one: its density is then 2z.
  private func sample(_ count: Int, weighted: Bool) -> PosteriorSample {
    var random = Random(seed: 3, stream: 0)
    let coordinates = (0..<3 * count).map { _ in random.uniform() }
    return PosteriorSample(
      chains: 1, coordinates: coordinates, logDensities: [Double](repeating: 0, count: count),
      weights: weighted ? (0..<count).map { coordinates[3 * $0] } : nil, parts: 1,
      part: weighted ? [Int32](repeating: 0, count: count) : nil)
  }

  @Test("Densities are per unit of the logarithm where the prior is simple there, and obey weights")
  func densities() throws {
    let problem = try problem()
    let drawn = DrawnQuantities(
      [.parameter(.gPrime), .parameter(.mZPrime)], of: problem, at: sample(40_000, weighted: true), threads: 2
    )
    let density = try #require(drawn.density(0))
    let (low, high) = (log(1e-3), log(3.0))
    #expect(drawn.quantities[0].isLogarithmic)
    for z in [0.2, 0.5, 0.8] {
      // 2z per unit of z, which is the logarithm over its range
      #expect(abs(density.density(at: low + z * (high - low)) * (high - low) - 2 * z) < 0.1)
    }
    // The median of 2z is at 1/√2.
    #expect(abs((log(drawn.quantities[0].quantiles[2]) - low) / (high - low) - 0.5.squareRoot()) < 0.01)
    let plane = try #require(drawn.density(0, 1))
    let (bottom, top) = (log(10.0), log(1000.0))
    let middle = plane.density(at: (low + high) / 2, (bottom + top) / 2) * (high - low) * (top - bottom)
    #expect(abs(middle - 1) < 0.15)
  }

  @Test("A density on another axis is per unit of that one")
  func otherAxes() throws {
    let drawn = DrawnQuantities(
      [.parameter(.gPrime)], of: try problem(), at: sample(40_000, weighted: true), threads: 1)
    let density = try #require(drawn.density(0, isLogarithmic: false))
    let (low, high) = (log(1e-3), log(3.0))
    for coupling in [0.5, 1, 2.0] {
      // 2z per unit of z, of which d z/d g' = 1/(g' (high - low))
      let known = 2 * (log(coupling) - low) / (high - low) / (coupling * (high - low))
      #expect(abs(density.density(at: coupling) / known - 1) < 0.15, "\(coupling)")
    }
  }

  @Test(
    "A prediction that spreads over decades is shown by its logarithm, with the shortest interval along it")
  func predictions() throws {
    let drawn = DrawnQuantities(
      [.observable(.symmetryBreakingScale), .observable(.zCouplingVectorNeutrino)], of: try problem(),
      at: sample(20_000, weighted: false), threads: 2)
    #expect(drawn.quantities[0].isLogarithmic && !drawn.quantities[1].isLogarithmic)
    let shortest = try #require(drawn.quantities[0].shortest?.first)
    let inside = drawn.quantities[0].values.count { shortest.contains($0) }
    #expect(abs(Double(inside) / 20_000 - 0.6827) < 1e-3)
    // Scales are shown by their logarithm however little they spread, as in the tables.
    #expect(drawn.quantities[0].isPositive)
    // v_Φ = m_Z'/g', with both even in their logarithms: a trapezium, symmetric about the product of their middles
    let centre = log((10.0 * 1000).squareRoot() / (1e-3 * 3.0).squareRoot())
    #expect(abs((log(shortest.lowerBound) + log(shortest.upperBound)) / 2 - centre) < 0.3)
  }

  @Test("Tables and figures count densities per unit of the same")
  func measures() throws {
    let (problem, sample) = (try problem(), sample(4000, weighted: false))
    let parameters: [Parameter] = [.gPrime, .mZPrime, .lepton(.tauLifetime)]
    let observables: [Observable] = [
      .symmetryBreakingScale, .muonMagneticMoment, .tauToMuNuNuExcess, .trident, .zCouplingVectorNeutrino,
    ]
    let quantities = parameters.map { Quantity.parameter($0) } + observables.map { Quantity.observable($0) }
    let draws = Chains(
      values: sample.coordinates, logDensities: sample.logDensities, chainCount: 1, ensembleCount: 1,
      dimension: 3, outcome: .converged)
    let drawn = DrawnQuantities(quantities, of: problem, at: sample, threads: 2).quantities
    for own in drawn {
      let told = problem.summarize(own.quantity, own.values, draws)
      #expect((told.densityScale == "logarithmic") == own.isLogarithmic, "\(own.quantity.name)")
      for (shortest, region) in zip(own.shortest ?? [], told.highestDensity) {
        let piece = try #require(region.pieces.first)
        #expect(region.pieces.count == 1 && piece.lower == shortest.lowerBound)
        #expect(piece.upper == shortest.upperBound)
      }
    }
    // g'²/m_Z'² is spread over decades by priors that are flat in ln g' and ln m_Z'; σ/σ_SM is 1 for most of them.
    #expect(drawn.map(\.isLogarithmic) == [true, true, false, true, true, true, false, false])
  }

  @Test("The curve of a prior holds one, on the scale on which it is shown")
  func priors() throws {
    for own in try problem("global").free {
      let curve = own.priorCurve(points: 4001)
      let places = curve.isLogarithmic ? curve.values.map { log($0) } : curve.values
      let integral = zip(places, places.dropFirst()).enumerated().reduce(0.0) { sum, cell in
        sum + (cell.element.1 - cell.element.0)
          * (curve.densities[cell.offset] + curve.densities[cell.offset + 1]) / 2
      }
      #expect(abs(integral - 1) < 1e-3, "\(own.parameter)")
    }
  }

  @Test("The experiment's share of an error with a theory error in quadrature, of 249 ± 22 ± 43")
  func shares() throws {
    let library = try InputLibrary(folder: Shipped.inputs)
    let fit = try fit(
      """
      title: one
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 100}
      constraints: [muon-magnetic-moment/2023, neutrino-trident/ccfr-1991]
      sample: {sampler: nested}
      """)
    let problem = try Problem(fit, library: library)
    let shares = problem.constraints.map(problem.experimentalShares)
    #expect(abs(shares[0][0] - 22 / (22.0 * 22 + 43 * 43).squareRoot()) < 1e-12)
    #expect(shares[1] == [1])
  }
}
