import Foundation
import GRDB

// MARK: - Tasks

extension RunStore {
  /// Writes results of tasks in one transaction.
  static func writer(to connection: StoreConnection, _ path: String) -> TaskWriter {
    TaskWriter { results throws(RunFolder.Problem) in
      try attempt(path) {
        try connection.write { database in
          let isSealed = try seal(database) != nil
          let statement = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO task (work, number, result, digest) VALUES (?, ?, ?, ?)")
          for result in results {
            try statement.execute(
              arguments: [result.work, result.number, result.bytes, result.digest(isSealed: isSealed)])
          }
        }
      }
    }
  }

  /// The result of a task as it was kept; nil if it was not, or is not what was written: it is done again then.
  public func recall(_ work: String, _ task: Int) -> Data? {
    guard isReader || known.withLock({ $0.contains(TaskKey(work: work, number: task)) }) else { return nil }
    tasks.flush()
    return (try? read { try Self.task(work, task, $0) })?.flatMap(\.self)
  }

  /// The result of a task; nil if there is none, or it is not what was written.
  static func task(_ work: String, _ number: Int, _ database: Database) throws -> Data? {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM task WHERE work = ? AND number = ?", arguments: [work, number])
    return try row.flatMap { try whole($0, isSealed: seal(database) != nil) }
  }

  private static func whole(_ row: Row, isSealed: Bool) throws -> Data? {
    let result = TaskResult(
      work: try row.text("work"), number: try row.integer("number"), bytes: try row.bytes("result"))
    let digest = try row.optionalBytes("digest")
    // the first programs wrote none
    if digest == nil, !isSealed { return result.bytes }
    return digest == result.digest(isSealed: isSealed) ? result.bytes : nil
  }

  /// How many results of tasks are not what was written, or were there when the run was finished and are gone.
  public func damagedTasks() throws(RunFolder.Problem) -> Int {
    try read { database in
      let isSealed = try Self.seal(database) != nil
      var (count, damaged) = (0, 0)
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM task")
      while let row = try rows.next() {
        count += 1
        let isWhole = try? Self.whole(row, isSealed: isSealed) != nil
        if isWhole != true { damaged += 1 }
      }
      return damaged + max(0, (try Self.finishedTasks(database) ?? 0) - count)
    }
  }

  /// Keeps the result of a task soon. What cannot be kept costs nothing but being done again: see ``problem``.
  public func keep(_ work: String, _ task: Int, _ result: Data) {
    _ = known.withLock { $0.insert(TaskKey(work: work, number: task)) }
    tasks.take(TaskResult(work: work, number: task, bytes: result))
  }

  /// Waits until all results of tasks are written, or it is known why they are not.
  public func flush() { tasks.flush() }

  /// Why results of tasks could not be kept; nil if all are. It waits until that is known.
  public var problem: RunFolder.Problem? {
    tasks.flush()
    return tasks.problem
  }
}

extension TaskResult {
  /// What it is known again by: the SHA-256 over work, number and bytes; of runs of older programs over the bytes alone.
  func digest(isSealed: Bool) -> Data {
    guard isSealed else { return sha256(bytes) }
    var parts = FramedParts("task")
    parts.add(work)
    parts.add(number)
    parts.add(sha256(bytes))
    return parts.digest
  }
}
