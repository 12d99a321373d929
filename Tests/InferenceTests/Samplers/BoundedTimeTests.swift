import Foundation
import Testing

@testable import Inference

/// A likelihood that is the same on a disc of radius 0.3 in the unit square, and nothing outside: no slope shows the edge.
private struct Disc: BayesianModel {
  let dimension = 2

  func logPrior(at point: Span<Double>) -> Double {
    (0..<2).allSatisfy { point[$0] > 0 && point[$0] < 1 } ? 0 : -.infinity
  }

  func logLikelihood(at point: Span<Double>) -> Double {
    let (x, y) = (point[0] - 0.5, point[1] - 0.5)
    return x * x + y * y < 0.09 ? 0 : -.infinity
  }

  func drawFromPrior(using random: inout Random) -> [Double] { [random.uniform(), random.uniform()] }

  func bounds(of coordinate: Int) -> ClosedRange<Double> { 0...1 }
}

@Suite("No density keeps a sampler busy for ever")
struct BoundedTimeTests {
  @Test("A plateau with a hard edge costs few evaluations, and its moments come out right")
  func plateau() {
    let settings = SamplingSettings(seed: 1, threads: 2)
    let byEnsemble = sample(Disc(), with: Ensemble(), settings: settings, from: Disc().drawFromPrior)
    let byNoUTurn = sample(Disc(), with: NoUTurn(), settings: settings, from: Disc().drawFromPrior)
    for chains in [byEnsemble, byNoUTurn] {
      #expect(chains.outcome == .converged)
      #expect(chains.warmup.proposed + chains.transition.proposed < 5_000_000)
      // the second moment of a disc of radius r is r²/4
      let square = chains.diagnostics(ofQuantity: chains.values { ($0[0] - 0.5) * ($0[0] - 0.5) })
      #expect(abs(square.mean - 0.0225) < 4 * square.monteCarloErrorOfMean)
    }
  }

  @Test("When evaluations are used up it says so, and keeps the draws", arguments: [20_000, 60_000, 150_000])
  func limit(evaluations: Int) {
    var settings = SamplingSettings(maximumEvaluations: evaluations, seed: 2, threads: 1)
    settings.goal.rHat = 0
    let target = TwoPeaks(dimension: 2, lightShare: 0.3)
    let chains = sample(target, with: Ensemble(), settings: settings, from: target.drawFromPrior)
    #expect(chains.outcome == .evaluationLimit)
    let spent = chains.warmup.proposed + chains.transition.proposed
    // a leg of steps is ended: up to 80 000 proposals of each of four ensembles, but no more than there were before
    #expect(spent >= evaluations && spent < 3 * evaluations)
    settings.threads = 2
    #expect(sample(target, with: Ensemble(), settings: settings, from: target.drawFromPrior) == chains)
  }
}
