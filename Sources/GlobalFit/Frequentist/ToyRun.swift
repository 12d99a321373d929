import Inference
import Synchronization

/// Many toys, in parallel and reproducibly.
final class ToyRun: Sendable {
  /// How many toys are drawn at one place.
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

  /// The random numbers of one toy of a group: the same ones whatever else is computed.
  func random(_ group: UInt32, _ number: Int) -> Random {
    Random(seed: seed, stream: UInt64(group) << 32 + UInt64(number))
  }

  /// The result of every toy of one group, nil where the run was stopped.
  ///
  /// - Parameter work: says, with the group, all that a toy depends on besides its number.
  func map<Result: Codable & Sendable>(
    _ work: String, stream group: UInt32, _ body: @Sendable (_ random: inout Random) -> Result?
  ) -> [Result?] {
    map("toys \(group) \(work)", toys) { number in
      var random = random(group, number)
      return body(&random)
    }
  }

  /// The result of so many pieces of work that belong to toys, nil where the run was stopped.
  ///
  /// - Parameter work: says all that they depend on besides their number.
  func map<Result: Codable & Sendable>(
    _ work: String, _ count: Int, _ body: @Sendable (_ number: Int) -> Result?
  ) -> [Result?] {
    let size = 64
    let batches = workforce.map(
      work, (count + size - 1) / size, keeping: { $0.count == size },
      recalled: { _, results in finished.add(results.count, ordering: .relaxed) }
    ) { batch in
      var results: [Result?] = []
      for number in batch * size..<min((batch + 1) * size, count) {
        guard !isStopped.load(ordering: .relaxed) else { break }
        results.append(body(number))
      }
      let done = finished.add(results.count, ordering: .relaxed).newValue
      if progress?(done) == false { isStopped.store(true, ordering: .relaxed) }
      return results
    }
    let results = batches.flatMap(\.self)
    return results + [Result?](repeating: nil, count: count - results.count)
  }
}
