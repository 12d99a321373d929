import Foundation

/// Who does the numbered tasks that work is cut into: threads, and a memory that spares them what was done before.
public struct Workforce: Sendable {
  /// How many threads to use at most; no result depends on it.
  public var threads: Int
  /// Where results of tasks are kept; nil where nothing is.
  public var memory: TaskMemory?
  /// Stands before the names of all work.
  private var prefix = ""

  /// So many threads, by default one for each core, and a memory if there is one.
  public init(
    threads: Int = ProcessInfo.processInfo.activeProcessorCount, memory: TaskMemory? = nil
  ) {
    self.threads = threads
    self.memory = memory
  }

  /// The same for a part of the work: its names do not meet those of other parts.
  public func part(_ name: String) -> Workforce {
    var part = self
    part.prefix += name + "/"
    return part
  }

  /// The results of the tasks 0 ..< `count` in task order; see ``parallelMap(_:threads:_:)``.
  ///
  /// - Parameters:
  ///   - work: the name of the work; with the number of the task it says all that the result depends on.
  ///   - isWhole: whether a result is one to keep, and not that of a task which was asked to stop.
  public func map<Result: Codable & Sendable>(
    _ work: String, _ count: Int, keeping isWhole: @Sendable (Result) -> Bool = { _ in true },
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard let memory else { return parallelMap(count, threads: threads, body) }
    let name = prefix + work
    return parallelMap(count, threads: threads) { task in
      if let kept = memory.recall(name, task), let result = try? TaskRecord<Result>(kept).result {
        return result
      }
      let result = body(task)
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

/// The result of a task as bytes, exact to the bit.
private struct TaskRecord<Result: Codable>: Codable {
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
