import CAllocationCounter
import Foundation
import GlobalFit
import Inference

/// `swift run -c release Benchmarks [likelihood] [global] [nested] [nuts] [toys] [plane] [projections] [fit]`: what one
/// evaluation of the lepton fit costs, and what it is measured against. `Benchmarks coverage [EXPERIMENTS]` tells how often
/// limits hold, `Benchmarks plane CHECKS FIT X Y` what one plane costs and whether it is right, `Benchmarks minima [TOYS] [DESCENTS] [FIT]` how often
/// toys are given their lowest minimum, `Benchmarks seeds [N] [FIT…]` whether the answers of fits depend on their seeds, `Benchmarks scatter [SEEDS]` whether
/// the Monte Carlo errors of shipped fits are right.
///
/// Ratios are what counts: the machine's speed drifts, so both sides of a ratio are timed in turn and the median of
/// their ratios is printed.
@main
struct Benchmarks {
  static func main() throws {
    reportNumericalErrorsInResults()
    let wanted = CommandLine.arguments.dropFirst()
    if wanted.first == "coverage" {
      return try CoverageTable(experiments: wanted.dropFirst().first.flatMap { Int($0) } ?? 5000).report()
    }
    if wanted.first == "scatter" { return try ScatterBenchmark(wanted.dropFirst()).report() }
    if wanted.first == "seeds" {
      let count = wanted.dropFirst().first.flatMap { Int($0) } ?? 100
      return try SeedBenchmark(seeds: count, fits: Array(wanted.dropFirst(2))).report()
    }
    if wanted.first == "plane", wanted.count > 1 { return try onePlane(Array(wanted.dropFirst())) }
    if wanted.first == "minima" { return try minimaOfToys(wanted.dropFirst()) }
    let problem = try Problem(Fit(contentsOf: "fits/leptonic.yaml"), library: InputLibrary(folder: "inputs"))
    if wanted.isEmpty || wanted.contains("likelihood") { likelihood(problem) }
    if wanted.isEmpty || wanted.contains("global") {
      globalLikelihood(
        try Problem(
          Fit(contentsOf: ProcessInfo.processInfo.environment["GLOBAL"] ?? "fits/global.yaml"),
          library: InputLibrary(folder: "inputs")))
    }
    if wanted.isEmpty || wanted.contains("nested") {
      for name in ["leptonic", "global"] {
        let fit = try Fit(contentsOf: "fits/\(name).yaml")
        NestedBenchmark(try Problem(fit, library: InputLibrary(folder: "inputs"))).report(name, seeds: 50)
      }
    }
    if wanted.isEmpty || wanted.contains("nuts") {
      for name in ["leptonic", "global"] {
        let fit = try Fit(contentsOf: "fits/\(name).yaml")
        noUTurn(try Problem(fit, library: InputLibrary(folder: "inputs")), name)
      }
    }
    if wanted.isEmpty || wanted.contains("toys") { try toys(problem) }
    if wanted.isEmpty || wanted.contains("plane") {
      let fit = try Fit(contentsOf: "fits/global.yaml")
      PlaneBenchmark(try Problem(fit, library: InputLibrary(folder: "inputs"))).report()
    }
    if wanted.isEmpty || wanted.contains("projections") { ProjectionBenchmark().report() }
    if wanted.isEmpty || wanted.contains("fit") { wholeFit(problem) }
  }

  /// The plane of a fit over two quantities, with so many of its points checked.
  private static func onePlane(_ words: [String]) throws {
    guard words.count == 4, let checks = Int(words[0]), let x = PlaneBenchmark.quantity(named: words[2]),
      let y = PlaneBenchmark.quantity(named: words[3])
    else { return print("usage: Benchmarks plane CHECKS FIT X Y") }
    let problem = try Problem(Fit(contentsOf: words[1]), library: InputLibrary(folder: "inputs"))
    PlaneBenchmark(problem, over: [(x, y)], checks: checks).report()
  }

  private static func likelihood(_ problem: Problem) {
    let points = lowDiscrepancyPoints(1024, dimension: 3, seed: 1).map(problem.coordinates(atPriorQuantiles:))
    let posterior = Posterior(problem)
    let hand = HandWritten()
    requireAgreement(points, posterior, hand)

    let value = { () -> Double in points.reduce(0) { $0 + posterior.logDensity(at: $1.span) } }
    let byHand = { () -> Double in points.reduce(0) { $0 + hand.logPosterior($1) } }
    let gradient = { () -> Double in
      var slope = [0.0, 0.0, 0.0]
      var sum = 0.0
      for point in points {
        var span = slope.mutableSpan
        sum += posterior.logDensity(at: point.span, gradient: &span)
      }
      return sum
    }
    let calls = Double(points.count)
    report(
      "ln posterior of fits/leptonic.yaml", Timing(value, against: byHand, calls: calls), "the same by hand")
    report("its gradient", Timing(gradient, against: value, calls: calls), "ln posterior")
    print(allocations("ln posterior", value, calls: calls))
    print(allocations("gradient", gradient, calls: calls))
  }

  /// The full model: ln L alone against the lepton sector's, and its gradient against it.
  private static func globalLikelihood(_ problem: Problem) {
    let dimension = problem.free.count
    let points = lowDiscrepancyPoints(1024, dimension: dimension, seed: 1)
      .map(problem.coordinates(atPriorQuantiles:))
    let posterior = Posterior(problem)
    let value = { () -> Double in points.reduce(0) { $0 + posterior.logDensity(at: $1.span) } }
    var slope = [Double](repeating: 0, count: dimension)
    let gradient = { () -> Double in
      var sum = 0.0
      for point in points {
        var span = slope.mutableSpan
        sum += posterior.logDensity(at: point.span, gradient: &span)
      }
      return sum
    }
    let calls = Double(points.count)
    report(
      "gradient of ln posterior of fits/global.yaml, \(dimension) parameters",
      Timing(gradient, against: value, calls: calls), "ln posterior")
    print(allocations("ln posterior", value, calls: calls))
    print(allocations("gradient", gradient, calls: calls))
  }

  /// A trajectory of the No-U-Turn sampler against the gradients it consists of.
  private static func noUTurn(_ problem: Problem, _ name: String) {
    let benchmark = NoUTurnBenchmark(Posterior(problem))
    report(
      "a gradient of fits/\(name).yaml and the sampler around it",
      Timing(benchmark.steps, against: benchmark.gradients, calls: benchmark.calls, repetitions: 21),
      "the gradient")
    print(allocations("the sampler, 200 steps", benchmark.steps, calls: benchmark.calls))
  }

  /// The two sides compute the same number, or the comparison means nothing.
  private static func requireAgreement(_ points: [[Double]], _ posterior: Posterior, _ hand: HandWritten) {
    for point in points {
      let (own, other) = (posterior.logDensity(at: point.span), hand.logPosterior(point))
      precondition(abs(own - other) <= 1e-10 * max(1, abs(own)), "hand-written \(other), ours \(own)")
    }
  }

  private static func report(_ name: String, _ timing: Timing, _ floor: String) {
    print(
      "\(name): \(timing.nanoseconds.rounded(to: 1)) ns a call, "
        + "\(timing.ratio.rounded(to: 2)) × \(floor) (\(timing.floorNanoseconds.rounded(to: 1)) ns)")
  }

  private static func allocations(_ name: String, _ work: () -> Double, calls: Double) -> String {
    _ = work()
    let before = mutau_allocations()
    for _ in 0..<100 { _ = work() }
    let counted = mutau_allocations() - before
    return "\(name): \(counted) allocations in \(Int(calls) * 100) calls"
  }

  private static func wholeFit(_ problem: Problem) {
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let clock = ContinuousClock()
    let times = (0..<5).map { _ in
      clock.measure { _ = try? problem.result(seed: 1, by: Workforce(threads: threads)) }
    }
    let seconds = times.map { Double($0.components.seconds) + Double($0.components.attoseconds) / 1e18 }
      .sorted()
    print("the whole fit on \(threads) threads: \(seconds[2].rounded(to: 2)) s (median of 5)")
  }
}

extension Double {
  func rounded(to decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}
