import Inference
import Synchronization

/// Many toys, in parallel and reproducibly.
final class ToyRun: Sendable {
  let toys: Int
  let seed: UInt64
  let workforce: Workforce
  private let progress: (@Sendable (_ done: Int) -> Bool)?
  private let finished = Atomic(0)
  private let isStopped = Atomic(false)

  init(toys: Int, seed: UInt64, by workforce: Workforce, progress: (@Sendable (_ done: Int) -> Bool)?) {
    self.toys = toys
    self.seed = seed
    self.workforce = workforce
    self.progress = progress
  }

  /// The result of every toy of one group, nil where the run was stopped. Toy number k of a group has the same random
  /// numbers whatever else is computed: probabilities at neighbouring points then scatter together, and their difference
  /// scatters less.
  ///
  /// - Parameter work: says, with the group, all that a toy depends on besides its number.
  func map<Result: Codable & Sendable>(
    _ work: String, stream group: UInt32, _ body: @Sendable (_ random: inout Random) -> Result?
  ) -> [Result?] {
    let size = 64
    let batches = workforce.map(
      "toys \(group) \(work)", (toys + size - 1) / size, keeping: { $0.count == size }
    ) { batch in
      var results: [Result?] = []
      for number in batch * size..<min((batch + 1) * size, toys) {
        guard !isStopped.load(ordering: .relaxed) else { break }
        var random = Random(seed: seed, stream: UInt64(group) << 32 + UInt64(number))
        results.append(body(&random))
      }
      let done = finished.add(results.count, ordering: .relaxed).newValue
      if progress?(done) == false { isStopped.store(true, ordering: .relaxed) }
      return results
    }
    let results = batches.flatMap(\.self)
    return results + [Result?](repeating: nil, count: toys - results.count)
  }
}
