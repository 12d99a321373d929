import Foundation
import KnownPosteriors
import Synchronization
import Testing

@testable import Inference

/// Processes that share work, played by threads.
@Suite("Work shared by several ranks") struct RanksTests {
  /// Where ranks meet: each says its bytes and waits until all have.
  final class Meeting: @unchecked Sendable {
    private let condition = NSCondition()
    private let count: Int
    private var said: [Data?]
    private var heard: [Data] = []
    private var round = 0
    private(set) var rounds = 0

    init(_ count: Int) {
      self.count = count
      said = Array(repeating: nil, count: count)
    }

    func gather(_ data: Data, from rank: Int) -> [Data] {
      condition.lock()
      defer { condition.unlock() }
      said[rank] = data
      if said.allSatisfy({ $0 != nil }) {
        heard = said.compactMap(\.self)
        said = Array(repeating: nil, count: count)
        round += 1
        rounds += 1
        condition.broadcast()
        return heard
      }
      let mine = round
      while round == mine { condition.wait() }
      return heard
    }
  }

  /// What every rank comes to, each on a thread of its own.
  private func onRanks<Result: Sendable>(
    _ count: Int, memory: TaskMemory? = nil, threads: Int = 1,
    _ work: @escaping @Sendable (Workforce) -> Result
  ) -> [Result] {
    let meeting = Meeting(count)
    let results = Mutex<[Int: Result]>([:])
    let group = DispatchGroup()
    for rank in 0..<count {
      group.enter()
      Thread.detachNewThread {
        let team = Workforce(
          threads: threads, memory: rank == 0 ? memory : nil,
          ranks: Ranks(rank: rank, count: count) { meeting.gather($0, from: rank) })
        let result = work(team)
        results.withLock { $0[rank] = result }
        group.leave()
      }
    }
    group.wait()
    return results.withLock { all in (0..<count).compactMap { all[$0] } }
  }

  @Test(
    "Every rank has every result, and each task is done once", arguments: [1, 2, 3, 5], [0, 1, 4, 7, 100])
  func shared(ranks: Int, tasks: Int) {
    let done = Mutex<[Int]>([])
    let results = onRanks(ranks, threads: 2) { team in
      team.map("squares", tasks) { task in
        done.withLock { $0.append(task) }
        return task * task
      }
    }
    #expect(results == Array(repeating: (0..<tasks).map { $0 * $0 }, count: ranks))
    let all = done.withLock { $0.sorted() }
    #expect(all == Array(0..<tasks))
  }

  @Test("The first rank's memory spares all of them, and holds everything afterwards")
  func memory() {
    let shelf = WorkforceTests.Shelf()
    let done = Atomic(0)
    let square: @Sendable (Workforce) -> [Int] = { team in
      team.map("squares", 50) { task in
        done.add(1, ordering: .relaxed)
        return task * task
      }
    }
    let squares = (0..<50).map { $0 * $0 }
    #expect(onRanks(3, memory: shelf.memory, square) == [squares, squares, squares])
    #expect(shelf.names.count == 50 && done.load(ordering: .relaxed) == 50)
    shelf.lose { $0 % 5 == 0 }
    #expect(onRanks(2, memory: shelf.memory, square) == [squares, squares])
    #expect(shelf.names.count == 50 && done.load(ordering: .relaxed) == 60)
  }

  @Test("Where one rank is asked to stop, none waits for another for ever")
  func stop() {
    let shelf = WorkforceTests.Shelf()
    let results = onRanks(3, memory: shelf.memory) { team in
      let rank = team.ranks?.rank ?? 0
      return team.map("work", 60, keeping: { $0 >= 0 }) { task in rank == 1 && task > 10 ? -1 : task }
    }
    #expect(results.count == 3 && results.allSatisfy { $0.count == 60 })
    #expect(shelf.names.count < 60)
  }

  @Test("Chains and nested sampling give the same bits on any number of ranks", arguments: [1, 2, 3])
  func samplers(ranks: Int) {
    let model = KnownPosterior.correlatedNormal(2)
    let chains: @Sendable (Workforce) -> Chains = { team in
      var sampling = Sampling(
        model, with: NoUTurn(),
        settings: SamplingSettings(warmup: 100, draws: 200, maximumDraws: 400, seed: 5, threads: 1)
      ) { model.drawFromPrior(using: &$0) }
      return sampling.run(on: model, by: team)
    }
    let alone = chains(Workforce(threads: 1))
    #expect(onRanks(ranks, chains).allSatisfy { $0 == alone })
    let evidence: @Sendable (Workforce) -> [Double] = { team in
      var sampling = NestedSampling(
        dimension: 2,
        settings: NestedSettings(runs: 6, goal: ConvergenceGoal(effectiveSampleSize: 1000), threads: 1))
      let result = sampling.run(on: model, by: team)
      return [result.logEvidence, result.logEvidenceError, Double(result.calls)]
    }
    let one = evidence(Workforce(threads: 1))
    #expect(onRanks(ranks, evidence).allSatisfy { $0 == one })
  }
}
