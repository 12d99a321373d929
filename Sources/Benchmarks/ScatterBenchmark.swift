import Foundation
import GlobalFit
import Inference

/// Whether the numbers that a fit prints of its posterior scatter from seed to seed as their Monte Carlo errors claim, and how much
/// the dearest seed costs: `Benchmarks scatter [SEEDS] [nested|ensemble|nuts] [FIT …]`.
///
/// For numbers that are normal the scatter over the error has the distribution of (χ²_{N−1}/(N−1))^½.
struct ScatterBenchmark {
  /// The chance that an honest error leaves the bounds, above and as much below.
  private static let chance = 1e-4

  let seeds: Int
  let sampler: SampleSettings.Sampler?
  let fits: [String]
  private let workforce = Workforce(threads: 1)

  /// - Parameter words: how many seeds, the sampler in place of the fits' own with its default settings, and names of shipped
  ///   fits, each of which may be left out.
  init(_ words: some Collection<String>) {
    seeds = words.lazy.compactMap { Int($0) }.first ?? 50
    sampler = words.lazy.compactMap(SampleSettings.Sampler.init).first
    let names = words.filter { Int($0) == nil && SampleSettings.Sampler(rawValue: $0) == nil }
    fits = names.isEmpty ? ["leptonic", "tau-decay", "neutrino-trident", "b-physics", "global"] : names
  }

  func report() throws {
    let freedom = seeds - 1
    let bounds = [Self.chance, 1 - Self.chance].map { probability in
      (deltaChiSquared(confidence: probability, degreesOfFreedom: freedom) / Double(freedom)).squareRoot()
    }
    print(
      "| fit | sampler | converged | calls, median | worst/median | numbers | scatter/error, median | least | most | outside of "
        + "\(bounds[0].rounded(to: 2))–\(bounds[1].rounded(to: 2)) |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in fits {
      var fit = try Fit(contentsOf: "fits/\(name).yaml")
      if let sampler, sampler != fit.sample.sampler {
        fit.sample = SampleSettings(sampler, dimension: fit.parameters.count { $0.prior != nil })
      }
      let problem = try Problem(fit, library: InputLibrary(folder: "inputs"))
      let runs = parallelMap(seeds, threads: ProcessInfo.processInfo.activeProcessorCount) { index in
        problem.posterior(seed: UInt64(index + 1), by: workforce)
      }
      print(row(name, fit.sample.sampler, runs, bounds[0]...bounds[1], edges: Edges(of: problem)))
      fflush(nil)
    }
  }

  private func row(
    _ name: String, _ sampler: SampleSettings.Sampler, _ runs: [PosteriorSummary],
    _ bounds: ClosedRange<Double>, edges: Edges
  ) -> String {
    let converged = runs.filter(\.isConverged)
    let ratios = edges.judged(converged.map(printedNumbers)).sorted { $0.ratio < $1.ratio }
    let calls = runs.compactMap { $0.nested.map { Double($0.calls) } }.sorted()
    let middle = calls.isEmpty ? nil : calls[calls.count / 2]
    let outside = ratios.filter { !bounds.contains($0.ratio) }.map(\.words)
    let cells: [String] = [
      name, sampler.rawValue, "\(converged.count)/\(runs.count)",
      middle.map { String(format: "%.2e", $0) } ?? "",
      middle.map { ((calls.last ?? 0) / $0).rounded(to: 2) } ?? "", "\(ratios.count)",
      ratios.isEmpty ? "" : ratios[ratios.count / 2].ratio.rounded(to: 2),
      ratios.first?.words ?? "", ratios.last?.words ?? "",
      outside.isEmpty ? "none" : "\(outside.count): " + outside.joined(separator: ", "),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

/// The scatter of a number over its error.
private struct Ratio {
  let name: String
  let ratio: Double

  var words: String { "\(ratio.rounded(to: 2)) \(name)" }
}

/// A number with the error that is claimed of it.
private struct Claim {
  let value: Double
  let error: Double
  /// The quantity that it is a value of; nil of the evidence.
  var quantity: Quantity?
}

/// All that is printed of one posterior, by name.
private func printedNumbers(_ summary: PosteriorSummary) -> [String: Claim] {
  var numbers: [String: Claim] = [:]
  if let evidence = summary.logEvidence {
    numbers["ln Z"] = Claim(value: evidence.value, error: evidence.error)
  }
  for own in summary.quantities {
    func add(_ name: String, _ value: Double, _ error: Double) {
      numbers["\(name) of \(own.quantity)"] = Claim(value: value, error: error, quantity: own.quantity)
    }
    func add(_ name: String, _ interval: CredibleIntervalResult) {
      let percent = (100 * interval.probability).rounded(to: 0)
      add("lower \(name) \(percent) %", interval.lower, interval.monteCarloErrorOfLower)
      add("upper \(name) \(percent) %", interval.upper, interval.monteCarloErrorOfUpper)
    }
    add("mean", own.mean, own.monteCarloErrorOfMean)
    add("median", own.median, own.monteCarloErrorOfMedian)
    own.equalTailed.forEach { add("equal-tailed", $0) }
    if let limits = own.limits { add("limit", limits) }
    for region in own.highestDensity {
      for (number, piece) in region.pieces.enumerated() {
        add("highest-density piece \(number + 1) of \(region.pieces.count)", piece)
      }
    }
  }
  for region in summary.regions {
    for level in region.levels {
      numbers[
        "area \((100 * level.probability).rounded(to: 0)) % of \(region.x.rawValue), \(region.y.rawValue)"] =
        Claim(
          value: level.priorFraction, error: level.monteCarloErrorOfPriorFraction ?? .nan)
    }
  }
  return numbers
}

/// Where numbers cannot go further: there they do not scatter as normal ones do.
private struct Edges {
  private var supports: [Quantity: ClosedRange<Double>] = [:]
  private var turns: [Quantity: Double] = [:]

  init(of problem: Problem) {
    for own in problem.free {
      supports[.parameter(own.parameter)] = own.prior.support
      if own.isPeriodic {
        turns[.parameter(own.parameter)] = own.prior.support.upperBound - own.prior.support.lowerBound
      }
    }
  }

  /// The scatter over the error of each number that all runs print, but for those at an edge of a prior.
  func judged(_ runs: [[String: Claim]]) -> [Ratio] {
    guard runs.count > 2, let first = runs.first else { return [] }
    return first.keys.sorted().compactMap { name in
      let claims = runs.compactMap { $0[name] }
      guard claims.count == runs.count, let origin = claims.first, claims.allSatisfy({ $0.error > 0 }) else {
        return nil
      }
      var values = claims.map(\.value)
      if let quantity = origin.quantity {
        if let turn = turns[quantity] { values = values.map { remainder($0 - origin.value, turn) } }
        if let support = supports[quantity], isAtEdge(claims, of: support) { return nil }
      }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
      let claimed = claims.reduce(0) { $0 + $1.error * $1.error } / Double(claims.count)
      return Ratio(name: name, ratio: (variance / claimed).squareRoot())
    }
  }

  private func isAtEdge(_ claims: [Claim], of support: ClosedRange<Double>) -> Bool {
    claims.contains { claim in
      min(claim.value - support.lowerBound, support.upperBound - claim.value) < claim.error
    }
  }
}
