import Foundation

/// Who does the numbered tasks that work is cut into: threads, other processes, and a memory that spares them what was done
/// before.
public struct Workforce: Sendable {
  /// How many threads to use at most; no result depends on it.
  public var threads: Int
  /// Where results of tasks are kept; nil where nothing is. Of several ranks the first one's counts.
  public var memory: TaskMemory?
  /// The processes that share the work; nil where there is this one only.
  public var ranks: Ranks?
  /// Hears how far each part of the work has come, on whatever thread; nil where nobody listens.
  public var told: (@Sendable (WorkProgress) -> Void)?
  /// Stands before the names of all work.
  private var prefix = ""

  /// So many threads, by default one for each core, and a memory if there is one.
  public init(
    threads: Int = ProcessInfo.processInfo.activeProcessorCount, memory: TaskMemory? = nil,
    ranks: Ranks? = nil
  ) {
    self.threads = threads
    self.memory = memory
    self.ranks = ranks
  }

  /// The same for a part of the work: its names do not meet those of other parts.
  public func part(_ name: String) -> Workforce {
    var part = self
    part.prefix += name + "/"
    return part
  }

  /// Counts so many tasks of this part of the work for whoever listens.
  public func counter(of tasks: Int) -> TaskCounter { TaskCounter(of: prefix, total: tasks, told: told) }

  /// The whole name of some work, by which its results are kept.
  func name(of work: String) -> String { prefix + work }

  /// The results of the tasks 0 ..< `count` in task order; see ``parallelMap(_:threads:_:)``.
  ///
  /// - Parameters:
  ///   - work: the name of the work; with the number of the task it says all that the result depends on.
  ///   - isWhole: whether a result is one to keep, and not that of a task which was asked to stop.
  ///   - recalled: hears of the results of tasks that were done before, which are not done again.
  public func map<Result: Codable & Sendable>(
    _ work: String, _ count: Int, keeping isWhole: @Sendable (Result) -> Bool = { _ in true },
    recalled: @Sendable (_ task: Int, Result) -> Void = { _, _ in },
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let name = name(of: work)
    let counter = counter(of: count)
    @Sendable func counted(_ task: Int) -> Result {
      let result = body(task)
      counter.advance()
      return result
    }
    @Sendable func known(_ task: Int, _ result: Result) {
      recalled(task, result)
      counter.advance()
    }
    if let ranks, ranks.count > 1 {
      return shared(by: ranks, name, count, keeping: isWhole, recalled: known, counted)
    }
    guard let memory else { return parallelMap(count, threads: threads, counted) }
    return parallelMap(count, threads: threads) { task in
      if let kept = memory.recall(name, task), let result = try? TaskRecord<Result>(kept).result {
        known(task, result)
        return result
      }
      let result = counted(task)
      if isWhole(result), let record = try? TaskRecord(result: result).data {
        memory.keep(name, task, record)
      }
      return result
    }
  }

  /// The result of work that is one task.
  public func result<Result: Codable & Sendable>(
    of work: String, keeping isWhole: @Sendable (Result) -> Bool = { _ in true },
    _ body: @Sendable () -> Result
  ) -> Result {
    map(work, 1, keeping: isWhole) { _ in body() }[0]
  }
}

extension Workforce {
  /// What a rank has to say of its tasks of one wave.
  private struct Wave: Codable {
    var tasks: [Int] = []
    var results: [Data] = []
    /// Whether a task was asked to stop.
    var isStopped = false
  }

  /// How many tasks of a wave each rank has for each of the first rank's threads.
  private static var tasksInWave: Int { 16 }

  /// The tasks dealt out to all ranks, in waves: after each, every rank knows all results, and the first keeps them. The tasks
  /// themselves know nothing of the ranks.
  ///
  /// Where one rank is asked to stop, none begins another wave: what is left is done by each rank by itself, whose tasks
  /// are asked to stop too.
  private func shared<Result: Codable & Sendable>(
    by ranks: Ranks, _ name: String, _ count: Int, keeping isWhole: @Sendable (Result) -> Bool,
    recalled: @Sendable (_ task: Int, Result) -> Void, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    var results = [Result?](repeating: nil, count: count)
    var own = Wave()
    if ranks.rank == 0, let memory {
      for task in 0..<count {
        guard let kept = memory.recall(name, task), (try? TaskRecord<Result>(kept)) != nil else { continue }
        own.tasks.append(task)
        own.results.append(kept)
      }
    }
    func take(_ wave: Wave) {
      for (task, result) in zip(wave.tasks, wave.results) {
        results[task] = try? TaskRecord<Result>(result).result
      }
    }
    // threads may differ from rank to rank, and the waves must not
    guard let known = try? ranks.exchange(own), let threadsOfAll = try? ranks.exchange(threads) else {
      return parallelMap(count, threads: threads, body)
    }
    known.forEach(take)
    for (task, result) in results.enumerated() { result.map { recalled(task, $0) } }
    let missing = results.indices.filter { results[$0] == nil }
    let size = ranks.count * threadsOfAll[0] * Self.tasksInWave
    var isStopped = false
    for first in stride(from: 0, to: missing.count, by: size) where !isStopped {
      let wave = missing[first..<min(first + size, missing.count)]
      let mine = wave.enumerated().filter { $0.offset % ranks.count == ranks.rank }.map(\.element)
      let done = parallelMap(mine.count, threads: threads) { body(mine[$0]) }
      var said = Wave()
      for (task, result) in zip(mine, done) {
        results[task] = result
        if !isWhole(result) { said.isStopped = true }
        guard isWhole(result), let record = try? TaskRecord(result: result).data else { continue }
        said.tasks.append(task)
        said.results.append(record)
      }
      guard let all = try? ranks.exchange(said) else { break }
      isStopped = all.contains(where: \.isStopped)
      for (rank, other) in all.enumerated() {
        if rank != ranks.rank { take(other) }
        if let memory, ranks.rank == 0 {
          for (task, record) in zip(other.tasks, other.results) { memory.keep(name, task, record) }
        }
      }
    }
    // a result that could not be sent, or that nobody was to begin any more
    let left = results.indices.filter { results[$0] == nil }
    let rest = parallelMap(left.count, threads: threads) { body(left[$0]) }
    for (task, result) in zip(left, rest) { results[task] = result }
    return results.compactMap(\.self)
  }
}

/// The result of a task as bytes, exact to the bit.
struct TaskRecord<Result: Codable>: Codable {
  let result: Result

  init(result: Result) { self.result = result }

  init(_ data: Data) throws { self = try PropertyListDecoder().decode(Self.self, from: data) }

  var data: Data {
    get throws {
      let encoder = PropertyListEncoder()
      encoder.outputFormat = .binary
      return try encoder.encode(self)
    }
  }
}
