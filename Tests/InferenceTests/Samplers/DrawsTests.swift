import Foundation
import KnownPosteriors
import Synchronization
import Testing

@testable import Inference

@Suite("Draws as a memory keeps them") struct DrawsTests {
  /// Two walkers in two dimensions; the second stays where it is but for its last step.
  private let draws = {
    var draws = Draws(walkers: 2)
    draws.values = [1, 2, -0.0, .nan, 3, 4, -0.0, .nan, 1, 2, 0.0, .nan]
    draws.logDensities = [-1, -2, -.infinity, -2, .leastNonzeroMagnitude, -2]
    return draws
  }()

  private func coded(_ draws: Draws) throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(draws)
  }

  @Test("They come back to the bit, whoever stays and whatever the numbers") func bits() throws {
    let again = try PropertyListDecoder().decode(Draws.self, from: coded(draws))
    #expect(again.walkers == 2 && again.energies == [])
    #expect(again.values.map(\.bitPattern) == draws.values.map(\.bitPattern))
    #expect(again.logDensities.map(\.bitPattern) == draws.logDensities.map(\.bitPattern))
    let none = Draws(walkers: 3)
    #expect(try PropertyListDecoder().decode(Draws.self, from: coded(none)) == none)
  }

  @Test("A walker that stays is not told again") func size() throws {
    var still = Draws(walkers: 2)
    for _ in 0..<1000 {
      still.values += [Double](repeating: 0.5, count: 20)
      still.logDensities += [1, 2]
    }
    #expect(try coded(still).count < 3000, "a byte a draw and 22 numbers, of 22 000")
    #expect(try PropertyListDecoder().decode(Draws.self, from: coded(still)) == still)
  }

  private func run<S: Sampler>(_ sampler: S) throws {
    let shelf = Mutex<[String: Data]>([:])
    let target = StandardNormalTarget(dimension: 3)
    var sampling = Sampling(
      target, with: sampler,
      settings: SamplingSettings(
        ensembles: 3, warmup: 100, draws: 700, maximumDraws: 700, seed: 4, threads: 2)
    ) { random in [random.normal(), random.normal(), random.normal()] }
    let memory = TaskMemory(
      recall: { work, task in shelf.withLock { $0["\(work) \(task)"] } },
      keep: { work, task, result in shelf.withLock { $0["\(work) \(task)"] = result } })
    let chains = sampling.run(on: target, by: Workforce(threads: 2, memory: memory).part("part"))
    #expect(chains.legs.count > 1 && chains.legs.allSatisfy { $0.hasPrefix("part/draws") })
    var legs = try chains.legs.map { leg in
      try (0..<3).map { task in try #require(shelf.withLock { $0["\(leg) \(task)"] }) }
    }
    let arranged = try #require(ArrangedDraws(legs: legs, dimension: 3))
    #expect(arranged.chainCount == chains.chainCount && arranged.ensembleCount == 3)
    let isSame =
      arranged.values == chains.values && arranged.logDensities == chains.logDensities
      && arranged.energies == chains.energies
    #expect(isSame)
    #expect(ArrangedDraws(legs: legs, dimension: 2) == nil, "not of this problem")
    legs[0][1] = legs[0][1].dropLast(40)
    #expect(ArrangedDraws(legs: legs, dimension: 3) == nil, "damaged")
    #expect(ArrangedDraws(legs: [], dimension: 3) == nil)
  }

  @Test("Legs of an ensemble hold its chains") func ensemble() throws { try run(Ensemble()) }

  @Test("Legs of single chains hold them and their energies") func noUTurn() throws { try run(NoUTurn()) }
}

private struct StandardNormalTarget: LogDensity {
  let dimension: Int
  func logDensity(at point: Span<Double>) -> Double {
    var sum = 0.0
    for index in 0..<dimension { sum -= point[index] * point[index] / 2 }
    return sum
  }
}
