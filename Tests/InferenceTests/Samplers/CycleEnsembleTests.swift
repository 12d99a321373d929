import Foundation
import KnownPosteriors
import Testing

@testable import Inference

/// A density that may be asked only inside the range of each cycle.
private struct InsideOnly: LogDensity {
  let posterior: KnownPosterior

  var dimension: Int { posterior.dimension }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { posterior.cycle(of: coordinate) }

  func logDensity(at point: Span<Double>) -> Double {
    for index in 0..<dimension {
      if let cycle = cycle(of: index), !cycle.contains(point[index]) { return .nan }
    }
    return posterior.logDensity(at: point)
  }
}

@Suite("The ensemble moves around circles")
struct CycleEnsembleTests {
  @Test(
    "A peak on the ends of the range, and phases tied to each other and to a length",
    arguments: [KnownPosterior.vonMises, .phases], [0, 0.25, 1] as [Double])
  func moments(target: KnownPosterior, stretchFraction: Double) {
    let chains = sample(
      InsideOnly(posterior: target), with: Ensemble(walkers: 16, stretchFraction: stretchFraction),
      settings: SamplingSettings(draws: 8000, maximumDraws: 8000, seed: 31), from: target.start)
    #expect(chains.invalidCount == 0)
    for truth in target.truths {
      let z = truth.zScore(in: chains)
      #expect(abs(z) < 4, "\(truth.name): z = \(z)")
    }
  }
}
