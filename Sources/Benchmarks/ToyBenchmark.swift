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

  /// How much too high the minima of toys of a fit end, against so many descents each.
  static func minimaOfToys(_ words: ArraySlice<String>) throws {
    let words = Array(words)
    let toys = words.first.flatMap { Int($0) } ?? 48
    let descents = words.dropFirst().first.flatMap { Int($0) } ?? 768
    let file = words.dropFirst(2).first ?? "fits/global.yaml"
    let problem = try Problem(Fit(contentsOf: file), library: InputLibrary(folder: "inputs"))
    let excess = try problem.excessOfToyMinima(
      toys: toys, descents: descents, seed: 1, threads: ProcessInfo.processInfo.activeProcessorCount)
    for (name, own) in [
      ("learned valleys", excess.map(\.learned)), ("points of the priors", excess.map(\.plain)),
    ] {
      let mean = own.reduce(0, +) / Double(toys)
      let high = [0.001, 0.1, 1].map { least in "\(own.count { $0 > least }) by more than \(least)" }
      print(
        "\(file), toys from \(name): above the lowest of \(descents) descents by \(mean.rounded(to: 2)) on average, "
          + "of \(toys) \(high.joined(separator: ", "))")
    }
  }
}
