import Foundation
import GRDB
import Synchronization

/// Everything about one run in one SQLite file, `run.sqlite` in its folder: what it is made from, the results of its tasks
/// as they are done, its draws and its result.
///
/// Everything is written in transactions, to a log first (write-ahead): a process that is killed, or a machine that goes
/// down, costs the last tasks at most. One process at a time may write; that is ensured by a lock of the folder.
public final class RunStore: Sendable {
  /// The folder.
  public let folder: RunFolder
  private let queue: DatabaseQueue
  private let lock: FolderLock?
  /// Why tasks can no longer be kept; the first reason.
  private let failure = Mutex<RunFolder.Problem?>(nil)

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
  }

  private static func open(_ path: String) throws(RunFolder.Problem) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
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
    configuration.readonly = true
    queue = try Self.attempt(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let known = try queue.read { try StoreSchema.migrator.appliedIdentifiers($0) }
      guard known.contains("1") else {
        throw RunFolder.Problem(description: "\(path) is not a run of this program")
      }
      return queue
    }
  }

  private static let advice = "choose another --output, or --overwrite it"

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
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: "it cannot be opened: \(error.message ?? "")"
    default: error.message ?? "\(error)"
    }
  }

  private func read<T>(_ body: (Database) throws -> T) throws(RunFolder.Problem) -> T {
    try Self.attempt(path) { try queue.read(body) }
  }

  private func write(_ body: (Database) throws -> Void) throws(RunFolder.Problem) {
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
        sql: "DELETE FROM run; DELETE FROM input; DELETE FROM task; DELETE FROM draws; DELETE FROM result")
      try Self.insert(identity, database)
    }
  }

  /// Goes on with another identity whose tasks are the same: only goals differ.
  public func extend(to identity: RunIdentity) throws(RunFolder.Problem) {
    try write { database in
      try database.execute(
        sql: "DELETE FROM run; DELETE FROM input; DELETE FROM draws; DELETE FROM result")
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
  /// The result of a task as it was kept; nil if it was not.
  public func recall(_ work: String, _ task: Int) -> Data? {
    try? queue.read {
      try Data.fetchOne(
        $0, sql: "SELECT result FROM task WHERE work = ? AND number = ?", arguments: [work, task])
    }
  }

  /// Keeps the result of a task. What cannot be kept costs nothing but being done again: see ``problem``.
  public func keep(_ work: String, _ task: Int, _ result: Data) {
    guard failure.withLock({ $0 == nil }) else { return }
    do throws(RunFolder.Problem) {
      try write {
        try $0.execute(
          sql: "INSERT OR REPLACE INTO task (work, number, result) VALUES (?, ?, ?)",
          arguments: [work, task, result])
      }
    } catch {
      failure.withLock { $0 = $0 ?? error }
    }
  }

  /// Why results of tasks could not be kept; nil if all were.
  public var problem: RunFolder.Problem? { failure.withLock { $0 } }

  /// How many results of tasks are kept.
  public func taskCount() throws(RunFolder.Problem) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM task") ?? 0 }
  }
}

// MARK: - Draws and results

extension RunStore {
  /// Keeps what came out: the result by its name, and the draws.
  public func finish(_ result: String, named name: String, draws: DrawTable?) throws(RunFolder.Problem) {
    try write { database in
      try database.execute(sql: "DELETE FROM draws")
      if let draws {
        var columns = zip(draws.parameters, draws.coordinates).map { ("parameter", $0, $1) }
        columns.append(("density", "logDensity", draws.logDensities))
        if let weights = draws.weights { columns.append(("weight", "weight", weights)) }
        if let part = draws.part { columns.append(("part", "part", part.map(Double.init))) }
        if let energies = draws.energies { columns.append(("energy", "energy", energies)) }
        for (kind, name, numbers) in columns {
          try database.execute(
            sql: "INSERT INTO draws (kind, name, chains, parts, numbers) VALUES (?, ?, ?, ?, ?)",
            arguments: [kind, name, draws.chains, draws.parts, numbers.withUnsafeBytes { Data($0) }])
        }
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO result (name, json) VALUES (?, ?)", arguments: [name, result])
    }
  }

  /// A result by its name; nil if there is none yet.
  public func result(named name: String) throws(RunFolder.Problem) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT json FROM result WHERE name = ?", arguments: [name]) }
  }

  /// The draws; nil if the run is not finished.
  public func draws() throws(RunFolder.Problem) -> DrawTable? {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT kind, name, chains, parts, numbers FROM draws ORDER BY position")
      func numbers(_ row: Row) -> [Double] {
        let data: Data = row["numbers"]
        return Array(unsafeUninitializedCapacity: data.count / 8) { buffer, count in
          _ = data.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
          count = data.count / 8
        }
      }
      func column(_ kind: String) -> [Double]? { rows.first { $0["kind"] == kind }.map(numbers) }
      let parameters = rows.filter { $0["kind"] == "parameter" }
      guard let density = rows.first(where: { $0["kind"] == "density" }) else { return nil }
      return DrawTable(
        chains: density["chains"], parameters: parameters.map { $0["name"] },
        coordinates: parameters.map(numbers), logDensities: numbers(density),
        weights: column("weight"), parts: density["parts"], part: column("part")?.map { Int32($0) },
        energies: column("energy"))
    }
  }
}
