import Foundation
import GlobalFit
import Inference

/// Nested sampling of a fit with many seeds: what it costs, and what its draws are worth.
struct NestedBenchmark {
  private let model: Posterior

  init(_ problem: Problem) { model = Posterior(problem) }

  /// Runs with the seeds 1 … `seeds`, and prints what they took, alone on a thread and on two, and whether the errors
  /// that they claim are those by which they differ.
  func report(_ name: String, seeds: Int) {
    let alone = (1...seeds).map { timed(seed: $0, threads: 1) }
    let paired = (1...seeds).map { timed(seed: $0, threads: 2) }
    let likelihood = nanosecondsOfALikelihood()
    let calls = Self.mean(alone.map { Double($0.result.calls) })
    let overhead = alone.map { $0.seconds * 1e9 / Double($0.result.calls) / likelihood - 1 }
    print(
      "nested sampling of fits/\(name).yaml, \(seeds) seeds: \(median(paired.map(\.seconds)).rounded(to: 3)) s on 2 threads, "
        + "\(median(zip(alone, paired).map { $0.seconds / $1.seconds }).rounded(to: 2)) × faster than on 1")
    print(
      "  \(Int(calls)) likelihood calls of \(likelihood.rounded(to: 0)) ns, and as much again × "
        + "\(median(overhead).rounded(to: 2)) outside of the likelihood (median, 1 thread)")
    let converged = alone.map(\.result).filter { $0.problems.isEmpty }
    print("  \(converged.count) of \(seeds) converged")
    guard converged.count > 2 else { return }
    let logEvidences = converged.map(\.logEvidence)
    print(
      "  ln Z = \(Self.mean(logEvidences).rounded(to: 4)), scatter \(Self.spread(logEvidences).rounded(to: 4)), claimed "
        + "\(Self.mean(converged.map(\.logEvidenceError)).rounded(to: 4))")
    let found = (0..<model.dimension).map { parameter in
      converged.map { $0.draws.diagnostics(ofQuantity: $0.draws.values(of: parameter)) }
    }
    let scatter = found.map { Self.spread($0.map(\.mean)) }
    let worth = zip(found, scatter).map { pow(Self.mean($0.map(\.standardDeviation)) / $1, 2) }
    let claimed = found.map { Self.mean($0.map(\.meanEffectiveSampleSize)) }
    let ratios = zip(found, scatter).map { found, scatter in
      scatter / Self.mean(found.map { pow($0.monteCarloErrorOfMean, 2) }).squareRoot()
    }
    print(
      "  effective draws by the scatter of the means, worst parameter: \(Int(worth.min() ?? 0)), median \(Int(median(worth))); "
        + "claimed: \(Int(claimed.min() ?? 0)), \(Int(median(claimed)))")
    print(
      "  scatter of the means over the error claimed: \(median(ratios).rounded(to: 2)) in the median, "
        + "\((ratios.max() ?? 0).rounded(to: 2)) worst of \(ratios.count)")
    print(
      "  likelihood calls per effective draw: \((calls / (worth.min() ?? 1)).rounded(to: 1)) (worst parameter)"
    )
  }

  private func timed(seed: Int, threads: Int) -> (result: NestedResult, seconds: Double) {
    var sampling = NestedSampling(
      dimension: model.dimension, settings: NestedSettings(seed: UInt64(seed), threads: threads))
    let start = ContinuousClock.now
    let result = sampling.run(on: model)
    return (result, (ContinuousClock.now - start) / .seconds(1))
  }

  /// At points of the prior, as many as fill a tenth of a second or so.
  private func nanosecondsOfALikelihood() -> Double {
    var random = Random(seed: 1, stream: 0)
    let points = (0..<1000).map { _ in model.drawFromPrior(using: &random) }
    var sum = 0.0
    let times = (0..<21).map { _ in
      let start = ContinuousClock.now
      for point in points { sum += model.logLikelihood(at: point.span) }
      return (ContinuousClock.now - start) / .nanoseconds(points.count)
    }
    return sum.isNaN ? .nan : median(times)
  }

  private static func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }

  private static func spread(_ numbers: [Double]) -> Double {
    let mean = mean(numbers)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(numbers.count - 1)).squareRoot()
  }
}

private func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
