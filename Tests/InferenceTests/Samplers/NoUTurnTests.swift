import Foundation
import Testing

@testable import Inference

@Suite("The No-U-Turn sampler")
struct NoUTurnTests {
  @Test(
    "Moments agree within Monte Carlo errors", arguments: SmoothTarget.all, [Metric.Kind.diagonal, .dense])
  func moments(target: SmoothTarget, metric: Metric.Kind) {
    let settings = SamplingSettings(warmup: 600, draws: 2000, maximumDraws: 2000, seed: 5, threads: 2)
    let chains = sample(target, with: NoUTurn(metric: metric), settings: settings, from: target.start)
    for truth in target.truths {
      let score = truth.zScore(in: chains)
      #expect(abs(score) < 4, "\(truth.name): z = \(score)")
    }
    #expect(chains.transition.trajectories.count == 8000)
    #expect(chains.transition.trajectories.atDepthLimit == 0)
    #expect(chains.acceptanceRate > 0.75)
  }

  @Test("The joint distribution stays as it is", arguments: GewekeTest.Prior.allCases, [1, 10])
  func geweke(prior: GewekeTest.Prior, maximumDepth: Int) {
    let sampler = NoUTurn(maximumDepth: maximumDepth, stepSize: 0.7)
    let scores = GewekeTest(prior: prior).zScores(of: sampler)
    #expect(scores.largest < 4, "z = \(scores)")
  }

  @Test("A kernel that forgets the Jacobian is found out by the joint distribution and by moments")
  func forgottenJacobian() {
    let broken = WithoutJacobian(kernel: NoUTurn(stepSize: 0.7))
    #expect(GewekeTest(prior: .halfNormal).zScores(of: broken).largest > 8)
    let target = SmoothTarget.beta
    let settings = SamplingSettings(warmup: 0, draws: 2000, maximumDraws: 2000, seed: 5, threads: 2)
    let chains = sample(target, with: broken, settings: settings, from: target.start)
    #expect(target.truths.map { $0.zScore(in: chains) }.largest > 8)
  }

  @Test("A wrong slope costs acceptance, not the truth: leaps stay reversible and keep volumes")
  func wrongSlope() {
    let normal = SmoothTarget.normal(2)
    let wrong = SmoothTarget(
      name: "wrong slope", dimension: 2,
      function: { x, slope in
        let value = normal.function(x, &slope)
        for i in x.indices { slope[i] *= 0.8 }
        return value
      }, start: normal.start, truths: normal.truths)
    let settings = SamplingSettings(warmup: 600, draws: 4000, maximumDraws: 4000, seed: 3, threads: 2)
    let chains = sample(wrong, with: NoUTurn(), settings: settings, from: wrong.start)
    #expect(wrong.truths.map { $0.zScore(in: chains) }.largest < 4)
  }

  @Test(
    "Over 100 seeds, (estimate − truth)/error has spread 1 and no bias",
    arguments: [SmoothTarget.normal(5), .correlated, .exponential, .vonMises])
  func honestErrors(target: SmoothTarget) {
    let runs = parallelMap(100, threads: 2) { seed in
      let settings = SamplingSettings(
        warmup: 300, draws: 500, maximumDraws: 500, seed: UInt64(seed), threads: 1)
      let chains = sample(target, with: NoUTurn(), settings: settings, from: target.start)
      return target.truths.prefix(2).map { $0.zScore(in: chains) }
    }
    for truth in 0..<2 {
      let scores = runs.map { $0[truth] }
      let spread = scores.variance.squareRoot()
      #expect(abs(scores.mean) < 0.3, "\(target.truths[truth].name): mean of z \(scores.mean)")
      #expect(spread > 0.8 && spread < 1.25, "\(target.truths[truth].name): spread of z \(spread)")
    }
  }

  @Test("Draws are those of the density: positions inside, log densities without the Jacobian")
  func reportedDraws() {
    for target in [SmoothTarget.beta, .exponential, .vonMises] {
      let settings = SamplingSettings(warmup: 100, draws: 200, maximumDraws: 200, seed: 2, threads: 1)
      let chains = sample(target, with: NoUTurn(), settings: settings, from: target.start)
      for (place, value) in chains.values.enumerated() {
        #expect(target.bounds(of: 0).contains(value))
        #expect(target.logDensity(at: [value].span) == chains.logDensities[place])
      }
    }
  }

  @Test("No bit depends on the number of threads, nor on a break in which the run was stored")
  func reproducible() throws {
    let target = SmoothTarget.correlated
    let runs = [1, 2].map { threads in
      sample(
        target, with: NoUTurn(metric: .dense),
        settings: SamplingSettings(warmup: 200, draws: 300, maximumDraws: 300, seed: 8, threads: threads),
        from: target.start)
    }
    #expect(runs[0] == runs[1])
    for stop in [60, 130, 350] {
      let settings = SamplingSettings(warmup: 200, draws: 300, maximumDraws: 300, seed: 8, threads: 1)
      var first = Sampling(target, with: NoUTurn(metric: .dense), settings: settings, from: target.start)
      _ = first.run(on: target) { ($0.phase == .warmup ? 0 : 200) + $0.done < stop }
      var second = try JSONDecoder().decode(
        Sampling<NoUTurn>.self, from: try JSONEncoder().encode(first))
      #expect(second.run(on: target) == runs[0])
    }
  }

  @Test("Where the density fails or ends at an edge nobody announced, trajectories end and the run says so")
  func failures() {
    let settings = SamplingSettings(warmup: 300, draws: 4000, maximumDraws: 4000, seed: 4, threads: 2)
    for outside in [-Double.infinity, .nan, .infinity] {
      let target = SmoothTarget(
        name: "half-normal without bounds", dimension: 1,
        function: { x, slope in
          slope[0] = x[0] < 0 ? .nan : -x[0]
          return x[0] < 0 ? outside : -x[0] * x[0] / 2
        }, start: { random in [random.uniform()] },
        truths: [
          .mean("x", 0.7978845608028654) { $0[0] }, .mean("x²", 1) { $0[0] * $0[0] },
          .quantile(0.95, 1.959963985) { $0[0] },
        ])
      let chains = sample(target, with: NoUTurn(), settings: settings, from: target.start)
      #expect(target.truths.map { $0.zScore(in: chains) }.largest < 4)
      let trajectories = chains.transition.trajectories
      #expect(trajectories.divergences > 1000)
      #expect(trajectories.edgeHits == (outside == -.infinity ? trajectories.divergences : 0))
      #expect(chains.invalidCount == trajectories.divergences - trajectories.edgeHits)
    }
  }

  @Test("Neal's funnel, too narrow for one step size, shows in divergences or in the mixing of energies")
  func funnel() {
    let target = SmoothTarget(
      name: "Neal's funnel", dimension: 10,
      function: { x, slope in
        var squares = 0.0
        for i in 1..<10 {
          squares += x[i] * x[i]
          slope[i] = -x[i] * exp(-x[0])
        }
        slope[0] = -x[0] / 9 - 4.5 + squares / 2 * exp(-x[0])
        return -x[0] * x[0] / 18 - 4.5 * x[0] - squares / 2 * exp(-x[0])
      },
      start: { random in (0..<10).map { _ in random.normal() } }, truths: [])
    let settings = SamplingSettings(warmup: 500, draws: 1000, maximumDraws: 1000, seed: 6, threads: 2)
    let chains = sample(target, with: NoUTurn(), settings: settings, from: target.start)
    #expect(chains.transition.trajectories.divergences > 0)
    #expect((chains.energyMixing.min() ?? 1) < 0.5)
    #expect(!chains.meet(ConvergenceGoal()))
  }
}

/// The kernel on a density from which the Jacobian of the map to unbounded numbers is divided out: the sampler as it
/// would be, had it forgotten it.
private struct WithoutJacobian: Sampler {
  let kernel: NoUTurn

  struct Density<Original: LogDensity>: LogDensity {
    let original: Original
    var dimension: Int { original.dimension }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { original.bounds(of: coordinate) }
    func logDensity(at point: Span<Double>) -> Double {
      var sum = original.logDensity(at: point)
      for index in point.indices {
        let map = UnboundedCoordinate(index, of: original)
        sum -= map.image(of: map.number(at: point[index])).logSlope
      }
      return sum
    }
  }

  func walkerCount(dimension: Int) -> Int { 1 }
  func start(at walkers: [[Double]], on density: some LogDensity) -> NoUTurn.State {
    kernel.start(at: walkers, on: Density(original: density))
  }
  func step(
    _ state: inout NoUTurn.State, on density: some LogDensity, using random: inout Random
  ) -> Transition { kernel.step(&state, on: Density(original: density), using: &random) }
  func positions(of state: NoUTurn.State) -> [Double] { kernel.positions(of: state) }
  func logDensities(of state: NoUTurn.State) -> [Double] { kernel.logDensities(of: state) }
}
