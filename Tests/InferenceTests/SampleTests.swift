import Foundation
import KnownPosteriors
import Synchronization
import Testing

@testable import Inference

@Suite("A run")
struct SampleTests {
  static let short = SamplingSettings(
    ensembles: 3, warmup: 50, draws: 100, maximumDraws: 100, seed: 9, threads: 1)
  let target = KnownPosterior.correlatedNormal(2)

  @Test("No bit depends on the number of threads", arguments: [2, 3, 8])
  func threads(count: Int) {
    var settings = Self.short
    let serial = sample(target, with: Ensemble(), settings: settings, from: target.start)
    settings.threads = count
    #expect(sample(target, with: Ensemble(), settings: settings, from: target.start) == serial)
  }

  @Test("Another seed gives other draws")
  func seeds() {
    var settings = Self.short
    let first = sample(target, with: Ensemble(), settings: settings, from: target.start)
    settings.seed += 1
    #expect(sample(target, with: Ensemble(), settings: settings, from: target.start).values != first.values)
  }

  @Test("A run that was prolonged has the bits of one that was long from the start")
  func continuation() {
    var settings = Self.short
    let short = sample(target, with: Ensemble(), settings: settings, from: target.start)
    settings.goal.rHat = 0
    settings.maximumDraws = 700
    let prolonged = sample(target, with: Ensemble(), settings: settings, from: target.start)
    settings.draws = 700
    let long = sample(target, with: Ensemble(), settings: settings, from: target.start)
    #expect(prolonged == long)
    #expect(long.drawCount == 700)
    for chain in 0..<long.chainCount {
      for draw in 0..<short.drawCount {
        #expect(long.point(chain: chain, draw: draw) == short.point(chain: chain, draw: draw))
      }
    }
  }

  @Test("An ensemble stepped in blocks of any size takes the same steps")
  func blocks() {
    let random = Random(seed: 4, stream: 4)
    var whole = Course(Ensemble(), on: target, stream: random, from: target.start)
    var cut = whole
    let draws = whole.draw(30, on: target)
    let blocks = [1, 7, 22].map { cut.draw($0, on: target) }
    #expect(draws.values == blocks.flatMap(\.values))
    #expect(draws.logDensities == blocks.flatMap(\.logDensities))
  }

  @Test("Stored log densities are those of the stored points")
  func logDensities() {
    let chains = sample(target, with: Ensemble(), settings: Self.short, from: target.start)
    for place in stride(from: 0, to: chains.logDensities.count, by: 37) {
      let point = chains.point(chain: place / chains.drawCount, draw: place % chains.drawCount)
      #expect(target.logDensity(at: point.span) == chains.logDensities[place])
    }
    #expect(chains.highest?.logDensity == chains.logDensities.max())
  }

  @Test("It ends when the goal is reached, and says so when it is not")
  func outcome() {
    var settings = SamplingSettings(warmup: 200, draws: 200, maximumDraws: 12_800)
    let chains = sample(target, with: Ensemble(), settings: settings, from: target.start)
    #expect(chains.outcome == .converged)
    #expect(chains.drawCount < 12_800)
    #expect(chains.meet(settings.goal))
    settings.maximumDraws = 300
    let unfinished = sample(target, with: Ensemble(), settings: settings, from: target.start)
    #expect(unfinished.outcome == .drawLimit)
    #expect(unfinished.drawCount == 300)
  }

  @Test("Walkers that cannot change peaks are not called converged")
  func stuck() {
    let target = OneOff(
      dimension: 1,
      logarithm: { x in -pow(min(abs(x[0] - 100), abs(x[0] + 100)), 2) / 2 },
      start: { random in [(random.uniform() < 0.5 ? -100 : 100) + random.normal()] })
    let sampler = Ensemble(stretchFraction: 0, modeJumpProbability: 0)
    let chains = sample(
      target, with: sampler, settings: SamplingSettings(maximumDraws: 1000, seeksPeaks: false),
      from: target.start)
    #expect(chains.outcome == .drawLimit)
    #expect(chains.diagnostics(of: 0).rHat > 1.5)
    let jumping = sample(target, with: Ensemble(), settings: SamplingSettings(), from: target.start)
    #expect(jumping.outcome == .converged)
  }

  @Test("Densities that are NaN or +∞ are rejected and counted", arguments: [Double.nan, .infinity])
  func invalid(value: Double) {
    let target = OneOff(
      dimension: 1, logarithm: { x in x[0] < 0 ? value : -x[0] * x[0] / 2 },
      start: { random in [random.normal()] })
    let chains = sample(
      target, with: Ensemble(), settings: SamplingSettings(draws: 4000, maximumDraws: 4000),
      from: target.start)
    #expect(chains.invalidCount > 0)
    for truth in KnownPosterior.halfNormal.truths { #expect(abs(truth.zScore(in: chains)) < 4) }
  }

  @Test("It says so if no start has a finite density", arguments: [-Double.infinity, .nan])
  func hopeless(value: Double) {
    let target = OneOff(
      dimension: 2, logarithm: { _ in value }, start: { random in [random.normal(), 0] })
    let chains = sample(target, with: Ensemble(), settings: Self.short, from: target.start)
    #expect(chains.outcome == .noFiniteDensity)
    #expect(chains.drawCount == 0)
    #expect(chains.chainCount == 3 * 16)
    #expect(chains.highest == nil)
  }

  @Test("Starts are drawn again until they fall into the support")
  func unlucky() {
    let target = OneOff(
      dimension: 1, logarithm: { x in abs(x[0]) < 0.5 ? 0 : -.infinity },
      start: { random in [200 * (random.uniform() - 0.5)] })
    let chains = sample(target, with: Ensemble(), settings: SamplingSettings(), from: target.start)
    #expect(chains.outcome == .converged)
    #expect(chains.logDensities.allSatisfy { $0 == 0 })
    #expect(abs(Truth.mean("x", 0) { $0[0] }.zScore(in: chains)) < 4)
  }

  @Test("Asked to stop, it keeps the draws so far, which are those of an uninterrupted run")
  func stopping() {
    let long = SamplingSettings(ensembles: 2, warmup: 20, draws: 2000, maximumDraws: 2000, threads: 1)
    let stopped = sample(
      target, with: Ensemble(), settings: long, progress: { $0.phase == .warmup || $0.done < 100 },
      from: target.start)
    #expect(stopped.outcome == .stopped)
    #expect(stopped.drawCount >= 100 && stopped.drawCount < 2000)
    let whole = sample(target, with: Ensemble(), settings: long, from: target.start)
    #expect(whole.point(chain: 3, draw: 99) == stopped.point(chain: 3, draw: 99))
    let early = sample(target, with: Ensemble(), settings: long, progress: { _ in false }, from: target.start)
    #expect(early.outcome == .stopped)
    #expect(early.drawCount == 0)
  }

  @Test("Stopped, stored, read back and gone on with, it has the bits of a run without a break")
  func resuming() throws {
    var settings = SamplingSettings(ensembles: 2, warmup: 100, draws: 200, maximumDraws: 1600, seed: 6)
    settings.goal.rHat = 0
    let whole = sample(target, with: Ensemble(), settings: settings, from: target.start)
    var sampling = Sampling(target, with: Ensemble(), settings: settings, from: target.start)
    for stop in [10, 50, 120, 300, 900] {
      let part = sampling.run(on: target) { progress in
        progress.done + (progress.phase == .warmup ? 0 : 100) < stop
      }
      #expect(part.outcome == .stopped)
      sampling = try JSONDecoder().decode(Sampling<Ensemble>.self, from: JSONEncoder().encode(sampling))
      sampling.settings.threads = 1 + stop % 3
    }
    #expect(sampling.run(on: target) == whole)
    sampling.settings.maximumDraws = 2000
    let longer = sampling.run(on: target)
    #expect(longer.drawCount == 2000)
    #expect(longer.point(chain: 5, draw: 1599) == whole.point(chain: 5, draw: 1599))
  }

  @Test("A stored run remembers the peaks between which it jumps")
  func resumingWithPeaks() throws {
    let target = TwoPeaks(dimension: 2, lightShare: 0.3)
    let settings = SamplingSettings(ensembles: 2, warmup: 50, draws: 400, maximumDraws: 400, seed: 6)
    try expectSameBits(Ensemble(), on: target, settings)
    try expectSameBits(NoUTurn(), on: target, settings)
  }

  private func expectSameBits<S: Sampler>(
    _ sampler: S, on target: TwoPeaks, _ settings: SamplingSettings
  ) throws {
    let whole = sample(target, with: sampler, settings: settings, from: target.drawFromPrior)
    var sampling = Sampling(target, with: sampler, settings: settings, from: target.drawFromPrior)
    for stop in [10, 40, 80] {
      let part = sampling.run(on: target) { progress in
        progress.done + (progress.phase == .warmup ? 0 : 50) < stop
      }
      #expect(part.outcome == .stopped)
      sampling = try JSONDecoder().decode(Sampling<S>.self, from: JSONEncoder().encode(sampling))
    }
    #expect(sampling.run(on: target) == whole)
  }

  @Test("Progress counts up to what is planned")
  func progress() {
    let seen = Mutex<[SamplingProgress]>([])
    let chains = sample(
      target, with: Ensemble(), settings: Self.short,
      progress: { progress in
        seen.withLock { $0.append(progress) }
        return true
      }, from: target.start)
    let all = seen.withLock { $0 }
    #expect(all.first?.phase == .warmup)
    #expect(all.last?.phase == .sampling)
    #expect(all.last?.done == 100)
    #expect(all.last?.transition == chains.transition)
    #expect(chains.transition.proposed == 3 * 16 * 100)
  }
}
