import Foundation
import Testing

@testable import Inference

@Suite("The volumes of nested sampling")
struct MergedRunsTests {
  /// A run without a walk: the volume is the coordinate, uniform in 0 … 1, and ln L falls with it; a new point is
  /// drawn below the volume of the one it replaces.
  private func perfectRun(_ live: Int, seed: Int, logLikelihood: (Double) -> Double) -> NestedRun {
    var random = Random(seed: UInt64(seed), stream: 7)
    var volumes = (0..<live).map { _ in random.uniform() }
    var births = [Double](repeating: -.infinity, count: live)
    var points: [(volume: Double, birth: Double)] = []
    while volumes.max() ?? 0 > 1e-6 {
      let worst = volumes.indices.max { volumes[$0] < volumes[$1] } ?? 0
      points.append((volumes[worst], births[worst]))
      births[worst] = logLikelihood(volumes[worst])
      volumes[worst] *= random.uniform()
    }
    for point in volumes.indices.sorted(by: { volumes[$0] > volumes[$1] }) {
      points.append((volumes[point], births[point]))
    }
    return NestedRun(
      positions: points.map(\.volume), logLikelihoods: points.map { logLikelihood($0.volume) },
      births: points.map(\.birth))
  }

  /// ∫ e^(−X/s) dX = s (1 − e^(−1/s)); the mean volume under the posterior is s to e^(−1/s).
  private static let scale = 0.01
  private func logLikelihood(_ volume: Double) -> Double { -volume / Self.scale }

  @Test("give an evidence without bias, with the error that is claimed, of one run and of several merged")
  func evidence() {
    for (runs, live) in [(1, 40), (8, 10)] {
      let results = (0..<400).map { seed in
        Exploration(
          (0..<runs).map { perfectRun(live, seed: seed * runs + $0, logLikelihood: logLikelihood) })
      }
      let ratios = results.map { exp($0.merged.logEvidence - log(Self.scale)) }
      // Z itself, not ln Z, is unbiased
      let mean = ratios.mean
      #expect(abs(mean - 1) < 4.5 * (ratios.variance / 400).squareRoot(), "⟨Z⟩ \(mean) with \(runs) runs")
      let scores = results.map { ($0.merged.logEvidence - log(Self.scale)) / $0.logEvidenceError }
      #expect((0.85...1.15).contains(scores.variance.squareRoot()), "\(scores.variance.squareRoot())")
      let volumes = results.map { result in
        let found = result.draws.diagnostics(ofQuantity: result.draws.values)
        return (found.mean - Self.scale) / found.monteCarloErrorOfMean
      }
      #expect((0.8...1.25).contains(volumes.variance.squareRoot()), "\(volumes.variance.squareRoot())")
      #expect(abs(volumes.mean) < 0.4, "\(volumes.mean)")
    }
  }

  @Test("Without the shrinking of the volume in it the error of ln Z is far too small")
  func negativeControl() {
    let scores = (0..<200).map { seed in
      let found = MergedRuns([perfectRun(40, seed: seed, logLikelihood: logLikelihood)])
      let naive = zip(found.logWeights, found.alive).reduce(0) { $0 + exp(2 * ($1.0 - found.logEvidence)) }
      return (found.logEvidence - log(Self.scale)) / naive.squareRoot()
    }
    #expect(scores.variance.squareRoot() > 1.5)
  }

  @Test("A plateau gives its likelihood exactly, and half a prior without likelihood is counted")
  func plateaus() {
    let flat = NestedRun(
      positions: [0.1, 0.2, 0.3, 0.4], logLikelihoods: [2, 2, 2, 2],
      births: [Double](repeating: -.infinity, count: 4))
    #expect(abs(MergedRuns([flat]).logEvidence - 2) < 1e-15)
    // Two of four draws are excluded: Z = 1/2 · e⁰.
    let half = NestedRun(
      positions: [0.1, 0.2, 0.3, 0.4], logLikelihoods: [LivePoints.excluded, LivePoints.excluded, 0, 0],
      births: [Double](repeating: -.infinity, count: 4))
    #expect(abs(MergedRuns([half]).logEvidence - log(0.5)) < 1e-15)
    #expect(MergedRuns([half, half]).alive == [8, 7, 6, 5, 4, 3, 2, 1])
  }

  @Test("The influence of a point is the derivative with respect to how often it counts")
  func influences() {
    // Three points, the last one born when the first had left: Σ g L w with each point counted c times.
    let births: [Int32] = [0, 0, 1]
    func sum(_ counts: [Double]) -> Double {
      var (volume, sum) = (1.0, 0.0)
      for i in 0..<3 {
        let alive = (i..<3).reduce(0.0) { Int(births[$1]) <= i ? $0 + counts[$1] : $0 }
        sum += [0.3, 1.2, 0.7][i] * volume * counts[i] / alive
        // A point that counts c times takes (1 − 1/N)^c of the volume away.
        volume *= pow(1 - 1 / alive, counts[i])
      }
      return sum
    }
    let alive: [Int32] = [2, 2, 1]
    var (volume, terms) = (1.0, [Double]())
    for i in 0..<3 {
      terms.append([0.3, 1.2, 0.7][i] * volume / Double(alive[i]))
      volume *= 1 - 1 / Double(alive[i])
    }
    let found = pointInfluences(births: births, alive: alive) { terms[$0] }
    // The last point is alone: its own departure, 1 − 1/N = 0, moves nothing that comes after it.
    for i in 0..<2 {
      var (up, down) = ([1.0, 1, 1], [1.0, 1, 1])
      up[i] += 1e-6
      down[i] -= 1e-6
      let numerical = (sum(up) - sum(down)) / 2e-6
      // To first order in 1/N, for the effect on later volumes is that of ln(1 − 1/N).
      #expect(abs(found[i] - numerical) < 0.35 * abs(numerical) + 0.1)
    }
  }
}
