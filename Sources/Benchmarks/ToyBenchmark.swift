import Foundation
import GlobalFit
import Inference

extension Benchmarks {
  /// Data drawn at the best fit of the lepton sector and fitted again, and as many at the Standard Model.
  static func toys(_ problem: Problem) throws {
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let count = 10_000
    let clock = ContinuousClock()
    let times = try (0..<3).map { _ in
      try clock.measure {
        _ = try problem.toyChiSquared(toys: count, seed: 1, by: Workforce(threads: threads))
      }
    }
    let seconds = times.map { Double($0.components.seconds) + Double($0.components.attoseconds) / 1e18 }
      .sorted()
    print(
      "\(count) toys of fits/leptonic.yaml, refitted, on \(threads) threads: \(seconds[1].rounded(to: 2)) s (median of 3)"
    )
  }
}
