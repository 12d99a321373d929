import Foundation
import KnownPosteriors
import Synchronization
import Testing

@testable import Inference

@Suite("Work cut into tasks, and a memory of those that are done") struct WorkforceTests {
  /// A memory of its own, which counts.
  final class Shelf: Sendable {
    private let kept = Mutex<[String: Data]>([:])

    var memory: TaskMemory {
      TaskMemory(
        recall: { [self] work, task in kept.withLock { $0["\(work) \(task)"] } },
        keep: { [self] work, task, result in kept.withLock { $0["\(work) \(task)"] = result } })
    }

    var names: [String] { kept.withLock { $0.keys.sorted() } }

    /// Loses some of what it holds, as a killed run does.
    func lose(_ isLost: (Int) -> Bool) {
      kept.withLock { all in
        for (place, name) in all.keys.sorted().enumerated() where isLost(place) { all[name] = nil }
      }
    }

    func spoil() { kept.withLock { all in for name in all.keys { all[name] = Data([1, 2, 3]) } } }
  }

  struct Numbers: Codable, Sendable, Equatable {
    var word: UInt64
    var value: Double
    @Packed var list: [Double]
    var bits: [UInt64] { [word, value.bitPattern] + list.map(\.bitPattern) }
  }

  @Test("A result comes back to the bit, whatever the numbers")
  func bits() {
    let shelf = Shelf()
    let odd = Double(bitPattern: 0x7FF8_0000_0000_0123)
    let numbers = [
      Numbers(word: .max, value: -0.0, list: [.nan, odd, -.infinity, .leastNonzeroMagnitude, -0.0, 0.1]),
      Numbers(word: 1 << 63, value: .nan, list: []), Numbers(word: 0, value: .infinity, list: [.pi]),
    ]
    let team = Workforce(threads: 2, memory: shelf.memory)
    let first = team.map("numbers", 3) { numbers[$0] }
    let again = team.map("numbers", 3) { _ in Numbers(word: 7, value: 7, list: []) }
    #expect(first.map(\.bits) == numbers.map(\.bits))
    #expect(again.map(\.bits) == numbers.map(\.bits))
  }

  /// Hears of progress.
  private final class Listener: Sendable {
    private let all = Mutex<[WorkProgress]>([])
    var heard: [WorkProgress] { all.withLock { $0 } }
    func hear(_ progress: WorkProgress) { all.withLock { $0.append(progress) } }
  }

  @Test("Tasks are counted from none to all, those that are remembered too", arguments: [1, 3])
  func counting(threads: Int) {
    let (shelf, listener) = (Shelf(), Listener())
    var team = Workforce(threads: threads, memory: shelf.memory).part("outer").part("inner")
    team.told = { listener.hear($0) }
    _ = team.map("squares", 20) { $0 * $0 }
    let first = listener.heard
    #expect(first.allSatisfy { $0.part == "outer/inner/" && $0.total == 20 })
    #expect(first.first?.done == 0 && Set(first.map(\.done)) == Set(0...20) && first.count == 21)
    _ = team.map("squares", 20) { $0 * $0 }
    #expect(listener.heard.dropFirst(21).map(\.done).sorted() == Array(0...20))
    #expect(team.map("squares", 20) { _ in 0 } == (0..<20).map { $0 * $0 })
  }

  @Test("What is remembered is not done again; what is not, or cannot be read, is")
  func memory() {
    let shelf = Shelf()
    let done = Atomic(0)
    @Sendable func square(_ task: Int) -> Int {
      done.add(1, ordering: .relaxed)
      return task * task
    }
    let team = Workforce(threads: 2, memory: shelf.memory)
    let squares = (0..<20).map { $0 * $0 }
    #expect(team.map("squares", 20, square) == squares && done.load(ordering: .relaxed) == 20)
    #expect(team.map("squares", 20, square) == squares && done.load(ordering: .relaxed) == 20)
    #expect(team.part("other").map("squares", 20, square) == squares && done.load(ordering: .relaxed) == 40)
    shelf.lose { $0 % 4 == 0 }
    #expect(team.map("squares", 20, square) == squares && done.load(ordering: .relaxed) > 40)
    shelf.spoil()
    #expect(team.map("squares", 20, square) == squares)
    // tasks that were asked to stop are not results
    _ = team.map("halves", 10, keeping: { $0 % 2 == 0 }) { $0 }
    #expect(shelf.names.count { $0.hasPrefix("halves") } == 5)
  }

  @Test("A run of chains that lost part of its memory ends in the same bits", arguments: [1, 2, 3])
  func chains(threads: Int) throws {
    let target = KnownPosterior.correlatedNormal(2)
    func chains(_ sampler: some Sampler, _ team: Workforce) -> Chains {
      let settings = SamplingSettings(
        ensembles: 2, warmup: 100, draws: 200, maximumDraws: 800,
        goal: ConvergenceGoal(effectiveSampleSize: 300), seed: 5, threads: threads)
      var sampling = Sampling(target, with: sampler, settings: settings) {
        target.drawFromPrior(using: &$0)
      }
      return sampling.run(on: target, by: team)
    }
    func check(_ sampler: some Sampler) throws {
      let whole = chains(sampler, Workforce(threads: 1))
      let shelf = Shelf()
      let team = Workforce(threads: threads, memory: shelf.memory)
      #expect(chains(sampler, team) == whole)
      #expect(!shelf.names.isEmpty)
      for phase in 0..<3 {
        shelf.lose { $0 % 3 == phase }
        #expect(chains(sampler, team) == whole)
      }
    }
    try check(Ensemble())
    try check(NoUTurn(metric: .dense))
  }

  @Test("Nested sampling that lost part of its memory ends in the same bits", arguments: [1, 2, 3])
  func nested(threads: Int) throws {
    let model = KnownPosterior.correlatedNormal(2)
    func result(_ team: Workforce) -> NestedResult {
      var sampling = NestedSampling(
        dimension: model.dimension,
        settings: NestedSettings(
          runs: 8, goal: ConvergenceGoal(effectiveSampleSize: 1000), seed: 3, threads: threads))
      return sampling.run(on: model, by: team)
    }
    let whole = result(Workforce(threads: 1))
    let shelf = Shelf()
    let team = Workforce(threads: threads, memory: shelf.memory)
    func agrees(_ other: NestedResult) -> Bool {
      other.logEvidence == whole.logEvidence && other.calls == whole.calls
        && other.draws.values == whole.draws.values && other.draws.weights == whole.draws.weights
    }
    #expect(agrees(result(team)))
    let names = shelf.names
    #expect(names.count >= 8)
    shelf.lose { $0 % 2 == 0 }
    #expect(agrees(result(team)))
    #expect(shelf.names == names)
  }

  @Test("A search from many starts that lost part of its memory ends in the same bits")
  func starts() {
    let shelf = Shelf()
    let team = Workforce(threads: 2, memory: shelf.memory)
    func best(_ team: Workforce) -> Minimum {
      MultiStart(starts: 20).minimize(Functions.himmelblau, within: cube(2, -5...5), by: team).best
    }
    let whole = best(Workforce(threads: 1))
    #expect(best(team) == whole)
    shelf.lose { $0 > 7 }
    #expect(best(team) == whole && shelf.names.count == 20)
  }
}
