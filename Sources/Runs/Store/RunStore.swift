import Foundation
import GRDB
import Synchronization

/// Everything about one run in one SQLite file, `run.sqlite` in its folder: what it is made from, the results of its tasks
/// as they are done, its draws and its result.
///
/// Everything is written in transactions, to a log first (write-ahead): a process that is killed, or a machine that goes
/// down, costs the last tasks at most. Results of tasks are written behind the back of those who do them: whoever has to be
/// sure of them calls ``flush()``. One process at a time may write; that is ensured by a lock of the folder.
public final class RunStore: Sendable {
  /// The folder.
  public let folder: RunFolder
  private let queue: DatabaseQueue
  private let lock: FolderLock?
  private let tasks: TaskWriter
  /// Which tasks are kept, or will be in a moment: nobody waits for the disk to hear that one is not.
  private let known: Mutex<Set<TaskKey>>

  private struct TaskKey: Hashable {
    let work: String
    let number: Int
  }

  /// The name of the file in its folder.
  public static let fileName = "run.sqlite"

  /// The path of the file.
  public var path: String { "\(folder.path)/\(Self.fileName)" }

  /// Opens the run in a folder to write, or begins one.
  ///
  /// - Parameter isReplaced: a file that is damaged, or no run, is thrown away.
  public init(writing folder: RunFolder, replacingDamaged isReplaced: Bool = false) throws(RunFolder.Problem)
  {
    self.folder = folder
    try folder.make()
    guard let lock = try FolderLock(folder.path) else {
      throw RunFolder.Problem(refusal: "\(folder.path) is in use: another process is working on this run")
    }
    self.lock = lock
    let path = "\(folder.path)/\(Self.fileName)"
    do throws(RunFolder.Problem) {
      queue = try Self.open(path)
    } catch {
      guard isReplaced, error.isRefusal else { throw error }
      for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
      queue = try Self.open(path)
    }
    tasks = Self.writer(to: queue, path)
    known = Mutex(
      try Self.attempt(path) { [queue] in
        try queue.read { database in
          Set(
            try Row.fetchAll(database, sql: "SELECT work, number FROM task").map {
              TaskKey(work: $0["work"], number: $0["number"])
            })
        }
      })
  }

  deinit { tasks.flush() }

  private static func writer(to queue: DatabaseQueue, _ path: String) -> TaskWriter {
    TaskWriter { results throws(RunFolder.Problem) in
      try attempt(path) {
        try queue.write { database in
          let statement = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO task (work, number, result, digest) VALUES (?, ?, ?, ?)")
          for result in results {
            try statement.execute(
              arguments: [result.work, result.number, result.bytes, sha256(result.bytes)])
          }
        }
      }
    }
  }

  private static func open(_ path: String) throws(RunFolder.Problem) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.journalMode = .wal
    // Most of it are results of a hundred kilobytes and more: larger pages are fewer.
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA page_size = 16384; PRAGMA synchronous = NORMAL")
    }
    return try attempt(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try migrate(queue, path)
      return queue
    }
  }

  /// Opens the run in a folder to read; a problem if there is none.
  public init(reading folder: RunFolder) throws(RunFolder.Problem) {
    self.folder = folder
    lock = nil
    let path = "\(folder.path)/\(Self.fileName)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw RunFolder.Problem(refusal: "there is no run in \(folder.path): it has no \(Self.fileName)")
    }
    var configuration = Configuration()
    // Whoever may write, and closes the journal last, tidies it away; one that is read only would stay beside the run.
    configuration.readonly = ![folder.path, path].allSatisfy(FileManager.default.isWritableFile)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = 1") }
    // SQLite wants a journal beside what it reads, unless it is told that nobody writes there.
    let isAtRest = configuration.readonly && !FileManager.default.fileExists(atPath: path + "-wal")
    let place = isAtRest ? URL(fileURLWithPath: path).absoluteString + "?immutable=1" : path
    queue = try Self.attempt(path) {
      let queue = try DatabaseQueue(path: place, configuration: configuration)
      let migrator = StoreSchema.migrator
      guard try queue.read({ try migrator.appliedIdentifiers($0) }).contains("1") else {
        let isEmpty = try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master") == 0 }
        guard !isEmpty else { throw RunFolder.Problem(refusal: "the run in \(folder.path) never began") }
        throw RunFolder.Problem(description: "\(path) is not a run of this program")
      }
      guard try queue.read({ try !migrator.hasBeenSuperseded($0) }) else {
        throw RunFolder.Problem(refusal: "\(path) was written by a newer version of this program")
      }
      return queue
    }
    tasks = Self.writer(to: queue, path)
    known = Mutex([])
  }

  static let advice = "choose another --output, or --overwrite it"

  private static func migrate(_ queue: DatabaseQueue, _ path: String) throws {
    let migrator = StoreSchema.migrator
    guard try queue.read({ try !migrator.hasBeenSuperseded($0) }) else {
      throw RunFolder.Problem(refusal: "\(path) was written by a newer version of this program")
    }
    let isForeign = try queue.read {
      try migrator.appliedIdentifiers($0).isEmpty
        && Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'")
          != 0
    }
    if isForeign { throw RunFolder.Problem(refusal: "\(path) is not a run of this program; " + advice) }
    try migrator.migrate(queue)
  }

  private static func attempt<T>(_ path: String, _ body: () throws -> T) throws(RunFolder.Problem) -> T {
    do {
      return try body()
    } catch let problem as RunFolder.Problem {
      throw problem
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        throw RunFolder.Problem(refusal: "\(path) is damaged, or no run of this program; " + advice)
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
        throw RunFolder.Problem(refusal: "\(path) cannot be opened: \(error.message ?? "")")
      default: throw RunFolder.Problem(description: "\(path): \(words(error))")
      }
    } catch {
      throw RunFolder.Problem(description: "\(path): \(error)")
    }
  }

  private static func words(_ error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_FULL: "the disk is full"
    case .SQLITE_IOERR: "the disk is full, or cannot be written: \(error.message ?? "")"
    default: error.message ?? "\(error)"
    }
  }

  func damaged(_ what: String) -> RunFolder.Problem {
    RunFolder.Problem(refusal: "\(path) is damaged: \(what); " + Self.advice)
  }

  func read<T>(_ body: (Database) throws -> T) throws(RunFolder.Problem) -> T {
    try Self.attempt(path) { try queue.read(body) }
  }

  func write(_ body: (Database) throws -> Void) throws(RunFolder.Problem) {
    try Self.attempt(path) { try queue.write(body) }
  }
}

// MARK: - What it is made from

extension RunStore {
  /// What the run is made from; nil if it has not begun.
  public func identity() throws(RunFolder.Problem) -> RunIdentity? {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT program, seed, fit FROM run") else {
        return nil
      }
      let inputs = try Row.fetchAll(database, sql: "SELECT name, text FROM input").map {
        RunIdentity.Input(name: $0["name"], text: $0["text"])
      }
      return RunIdentity(
        program: row["program"], seed: UInt64(row["seed"] as String) ?? 0, fit: row["fit"], inputs: inputs)
    }
  }

  /// Begins the run anew: whatever was kept is forgotten.
  public func begin(_ identity: RunIdentity) throws(RunFolder.Problem) {
    try write { database in
      try database.execute(
        sql:
          "DELETE FROM run; DELETE FROM input; DELETE FROM task; DELETE FROM draws; DELETE FROM leg; DELETE FROM result"
      )
      try Self.insert(identity, database)
    }
    known.withLock { $0 = [] }
  }

  /// Goes on with another identity whose tasks are the same: only goals differ.
  public func extend(to identity: RunIdentity) throws(RunFolder.Problem) {
    try write { database in
      try database.execute(
        sql: "DELETE FROM run; DELETE FROM input; DELETE FROM draws; DELETE FROM leg; DELETE FROM result")
      try Self.insert(identity, database)
    }
  }

  private static func insert(_ identity: RunIdentity, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO run (id, program, seed, fit) VALUES (1, ?, ?, ?)",
      arguments: [identity.program, "\(identity.seed)", identity.fit])
    for input in identity.inputs {
      try database.execute(
        sql: "INSERT INTO input (name, digest, text) VALUES (?, ?, ?)",
        arguments: [input.name, input.digest, input.text])
    }
  }

  /// The digests of the inputs as they were written.
  public func digests() throws(RunFolder.Problem) -> [String: String] {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT name, digest FROM input")
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["digest"]) })
    }
  }
}

// MARK: - Tasks

extension RunStore {
  /// The result of a task as it was kept; nil if it was not, or is not what was written: it is done again then.
  public func recall(_ work: String, _ task: Int) -> Data? {
    guard known.withLock({ $0.contains(TaskKey(work: work, number: task)) }) else { return nil }
    tasks.flush()
    return try? queue.read { try Self.task(work, task, $0).flatMap { $0.isWhole ? $0.result : nil } }
  }

  /// The result of a task, and whether it is what was written; nil if there is none.
  static func task(_ work: String, _ number: Int, _ database: Database) throws -> (
    result: Data, isWhole: Bool
  )? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM task WHERE work = ? AND number = ?", arguments: [work, number]
    ).map(contents)
  }

  private static func contents(_ row: Row) -> (result: Data, isWhole: Bool) {
    let result: Data = row["result"]
    return (result, isWhole(result, row["digest"]))
  }

  /// Whether bytes have the digest that was written with them; those of older programs had none.
  static func isWhole(_ bytes: Data, _ digest: Data?) -> Bool { digest.map { $0 == sha256(bytes) } ?? true }

  /// How many results of tasks are not what was written.
  public func damagedTasks() throws(RunFolder.Problem) -> Int {
    try read { database in
      var count = 0
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM task")
      while let row = try rows.next() { count += Self.contents(row).isWhole ? 0 : 1 }
      return count
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

  /// Writes what waits to be written, and closes the file; nothing is kept any more.
  public func close() {
    tasks.flush()
    try? queue.close()
  }
}
