import Foundation
import GlobalFit
import Inference

/// Whether the answer of a fit depends on its seed: from each of many seeds the global minimum, the intervals and the limits.
///
/// Seeds decide where every start lies, and nothing else. What is printed is how far the answers lie apart, of ends of intervals
/// in units of the interval of one standard deviation.
struct SeedBenchmark {
  let seeds: Int
  /// The fit files; all shipped ones that can be fitted where there are none.
  let fits: [String]

  init(seeds: Int, fits: [String] = []) throws {
    self.seeds = seeds
    let shipped = try FileManager.default.contentsOfDirectory(atPath: "fits")
    self.fits = fits.isEmpty ? shipped.filter { $0.hasSuffix(".yaml") }.sorted().map { "fits/\($0)" } : fits
  }

  func report() throws {
    for path in fits {
      let problem = try Problem(Fit(contentsOf: path), library: InputLibrary(folder: "inputs"))
      report(problem, path)
    }
  }

  /// What one seed finds.
  private struct Answer: Sendable {
    let chiSquared: Double
    let isConverged: Bool
    let profiles: [ProfileResult]
  }

  private func report(_ problem: Problem, _ name: String) {
    let answers = parallelMap(seeds, threads: ProcessInfo.processInfo.activeProcessorCount) { number in
      let (seed, alone) = (UInt64(number + 1), Workforce(threads: 1))
      let best = problem.bestFit(seed: seed, by: alone)
      let profiles = best.isConverged ? problem.profiles(from: best, seed: seed, by: alone) : []
      return Answer(chiSquared: best.chiSquared, isConverged: best.isConverged, profiles: profiles)
    }
    let values = answers.map(\.chiSquared).sorted()
    let lowest = values[0]
    let agreeing = answers.count { $0.isConverged && $0.chiSquared < lowest + 1e-6 }
    print(
      "\(name): χ² = \(lowest.rounded(to: 6)), the same to 1e-6 from \(agreeing) of \(seeds) seeds, "
        + "at most \(scientific((values.last ?? lowest) - lowest)) above")
    for place in answers.first?.profiles.indices ?? 0..<0 {
      let results = answers.compactMap { $0.profiles.indices.contains(place) ? $0.profiles[place] : nil }
      let spread = Spread(results)
      print(
        "  \(results[0].quantity): ends at most \(scientific(spread.largest)) σ apart"
          + (spread.disagreeing.isEmpty
            ? "" : "; \(spread.disagreeing.count) seeds have other ends: \(spread.disagreeing.prefix(8))")
          + (spread.failed == 0 ? "" : "; \(spread.failed) seeds not converged"))
    }
  }

  /// How far intervals and limits of the same quantity lie apart.
  private struct Spread {
    /// The largest distance between the same ends, in units of the widest of each answer's intervals at Δχ² = 1, or of what
    /// stands in its place.
    private(set) var largest = 0.0
    /// The numbers of the seeds whose intervals have other ends, or pieces, than most.
    private(set) var disagreeing: [Int] = []
    private(set) var failed = 0

    init(_ results: [ProfileResult]) {
      func ends(_ result: ProfileResult) -> [Double?] {
        (result.intervals + [result.limits]).flatMap { interval in
          [interval.lower, interval.upper] + (interval.others ?? []).flatMap { [$0.lower, $0.upper] }
        }
      }
      failed = results.count { $0.problem != nil }
      let all = results.map(ends)
      let kinds = all.map { $0.map { $0 == nil } }
      let usual = Dictionary(grouping: kinds, by: \.self).max { ($0.value.count) < ($1.value.count) }?.key
      disagreeing = kinds.indices.filter { kinds[$0] != usual }.map { $0 + 1 }
      let alike = kinds.indices.filter { kinds[$0] == usual }
      guard let first = alike.first else { return }
      let widths = alike.map { index in
        let interval = results[index].intervals.first
        let known = [interval?.lower, interval?.upper].compactMap(\.self)
        let best = results[index].bestFit
        return known.map { ($0 - best).magnitude }.max() ?? best.magnitude
      }
      let unit = max(widths.max() ?? 0, .leastNormalMagnitude)
      for end in all[first].indices {
        let places = alike.compactMap { all[$0][end] }
        guard let lowest = places.min(), let highest = places.max() else { continue }
        largest = max(largest, (highest - lowest) / unit)
      }
    }
  }

  private func scientific(_ number: Double) -> String { String(format: "%.1e", number) }
}
