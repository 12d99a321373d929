import Inference
import Synchronization

/// Many toys, in parallel and reproducibly.
final class ToyRun: Sendable {
  let toys: Int
  let seed: UInt64
  let threads: Int
  private let progress: (@Sendable (_ done: Int) -> Bool)?
  private let finished = Atomic(0)
  private let isStopped = Atomic(false)

  init(toys: Int, seed: UInt64, threads: Int, progress: (@Sendable (_ done: Int) -> Bool)?) {
    self.toys = toys
    self.seed = seed
    self.threads = threads
    self.progress = progress
  }

  /// The result of every toy of one group, nil where the run was stopped. Toy number k of a group has the same random
  /// numbers whatever else is computed: probabilities at neighbouring points then scatter together, and their difference
  /// scatters less.
  func map<Result: Sendable>(
    stream group: UInt32, _ body: @Sendable (_ random: inout Random) -> Result?
  ) -> [Result?] {
    parallelMap(toys, threads: threads) { number in
      guard !isStopped.load(ordering: .relaxed) else { return nil }
      var random = Random(seed: seed, stream: UInt64(group) << 32 + UInt64(number))
      let result = body(&random)
      let done = finished.add(1, ordering: .relaxed).newValue
      if done % 64 == 0, progress?(done) == false { isStopped.store(true, ordering: .relaxed) }
      return result
    }
  }
}
