import Foundation
import Testing

@testable import Inference

/// Densities on circles, with their mass across the ends of the range.
private struct CircleTarget: LogDensity {
  let dimension: Int
  let phases: Int
  let logarithm: @Sendable (Span<Double>) -> Double

  func cycle(of coordinate: Int) -> ClosedRange<Double>? {
    coordinate < phases ? -Double.pi...Double.pi : nil
  }

  func logDensity(at point: Span<Double>) -> Double {
    for index in 0..<phases where !(-Double.pi...Double.pi).contains(point[index]) { return .nan }
    return logarithm(point)
  }
}

/// Moments of von Mises' density exp(κ cos φ) with κ = 2: I₁/I₀, I₂/I₀ and the mass within 1 of the peak, by mpmath.
@Suite("The ensemble moves around circles")
struct CycleEnsembleTests {
  private static let cosine = 0.697774657964007982
  private static let doubleCosine = 0.302225342035992018

  private func zScore(
    _ chains: Chains, _ truth: Double, _ function: @escaping @Sendable (Span<Double>) -> Double
  )
    -> Double
  {
    let found = chains.diagnostics(ofQuantity: chains.values(of: function))
    return (found.mean - truth) / found.monteCarloErrorOfMean
  }

  private func run(_ target: CircleTarget, stretchFraction: Double) -> Chains {
    sample(
      target, with: Ensemble(walkers: 16, stretchFraction: stretchFraction),
      settings: SamplingSettings(draws: 8000, maximumDraws: 8000, seed: 31)
    ) { random in
      (0..<target.dimension).map { _ in .pi * (2 * random.uniform() - 1) }
    }
  }

  @Test("Von Mises' density with its peak on the ends of the range", arguments: [0, 0.25, 1] as [Double])
  func vonMises(stretchFraction: Double) {
    let chains = run(
      CircleTarget(dimension: 1, phases: 1) { 2 * cos($0[0] - .pi) }, stretchFraction: stretchFraction)
    #expect(chains.invalidCount == 0)
    let scores = [
      zScore(chains, Self.cosine) { cos($0[0] - .pi) },
      zScore(chains, Self.doubleCosine) { cos(2 * ($0[0] - .pi)) },
      zScore(chains, 0) { sin($0[0]) }, zScore(chains, 0.5) { $0[0] > 0 ? 1 : 0 },
      zScore(chains, Self.withinOne) { cos($0[0] - .pi) > cos(1) ? 1 : 0 },
    ]
    #expect(scores.largest < 4, "z = \(scores)")
  }

  @Test(
    "Two phases whose difference is held, and a length that follows one", arguments: [0, 0.25, 1] as [Double])
  func together(stretchFraction: Double) {
    // φ₁ is uniform, φ₂ − φ₁ von Mises, x normal around 2 cos φ₁
    let target = CircleTarget(dimension: 3, phases: 2) { p in
      let pull = p[2] - 2 * cos(p[0])
      return 2 * cos(p[1] - p[0] - 2) - pull * pull / 2
    }
    let chains = run(target, stretchFraction: stretchFraction)
    let scores = [
      zScore(chains, 0) { cos($0[0]) }, zScore(chains, 0) { sin($0[0]) }, zScore(chains, 0) { sin($0[1]) },
      zScore(chains, Self.cosine) { cos($0[1] - $0[0] - 2) },
      zScore(chains, 0) { sin($0[1] - $0[0] - 2) }, zScore(chains, 0) { $0[2] },
      zScore(chains, 3) { $0[2] * $0[2] }, zScore(chains, 1) { $0[2] * cos($0[0]) },
    ]
    #expect(scores.largest < 4, "z = \(scores)")
  }

  private static let withinOne = 0.77915547391007306909
}
