import Foundation
import GRDB
import Synchronization

/// Everything about one run in one SQLite file, `run.sqlite` in its folder: what it is made from, the results of its tasks
/// as they are done, its draws and its result.
///
/// Everything is written in transactions, to a log first (write-ahead): a process that is killed, or a machine that goes
/// down, costs the last tasks at most. Results of tasks are written behind the back of those who do them: whoever has to be
/// sure of them calls ``flush()``. One process at a time may write; that is ensured by a lock of the folder, which is let go by
/// ``close()``. Who reads writes nothing, and has what was there when it was opened.
public final class RunStore: Sendable {
  /// The folder.
  public let folder: RunFolder
  private let connection: StoreConnection
  private let lock: FolderLock?
  /// Whether it is only read.
  var isReader: Bool { lock == nil }
  let tasks: TaskWriter
  /// Which tasks are kept, or will be in a moment: nobody waits for the disk to hear that one is not.
  let known: Mutex<Set<TaskKey>>

  struct TaskKey: Hashable {
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
      throw RunFolder.Problem(
        refusal: "\(folder.path) is in use: another process is working on this run", isTaken: true)
    }
    self.lock = lock
    let place = StorePlace(folder)
    let queue: DatabaseQueue
    do throws(RunFolder.Problem) {
      queue = try Self.open(place)
    } catch {
      guard isReplaced, error.isRefusal else { throw error }
      place.remove()
      queue = try Self.open(place)
    }
    connection = StoreConnection(queue, place.path)
    tasks = Self.writer(to: connection, place.path)
    known = Mutex(
      try Self.attempt(place.path) {
        try queue.read { database in
          Set(
            try Row.fetchAll(database, sql: "SELECT work, number FROM task").map {
              TaskKey(work: try $0.text("work"), number: try $0.integer("number"))
            })
        }
      })
  }

  deinit { close() }

  private static func open(_ place: StorePlace) throws(RunFolder.Problem) -> DatabaseQueue {
    try place.check()
    var configuration = Configuration()
    configuration.journalMode = .wal
    // Most of it are results of a hundred kilobytes and more: larger pages are fewer.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA page_size = 16384; PRAGMA synchronous = NORMAL")
      try distrust(database)
    }
    return try attempt(place.path) {
      let queue = try DatabaseQueue(path: place.pathForSQLite, configuration: configuration)
      switch try queue.read(StoreSchema.kind) {
      case .newer:
        throw RunFolder.Problem(refusal: "\(place.path) was written by a newer version of this program")
      case .foreign:
        throw RunFolder.Problem(refusal: "\(place.path) is not a run of this program; " + advice)
      case .empty, .run: try StoreSchema.migrator.migrate(queue)
      }
      return queue
    }
  }

  /// Opens the run in a folder to read; a problem if there is none.
  public init(reading folder: RunFolder) throws(RunFolder.Problem) {
    self.folder = folder
    lock = nil
    let path = "\(folder.path)/\(Self.fileName)"
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw RunFolder.Problem(refusal: "there is no run in \(folder.path): it has no \(Self.fileName)")
    }
    let image = try StoreImage(of: path)
    let queue = try Self.attempt(path) {
      var configuration = Configuration()
      configuration.prepareDatabase { try Self.distrust($0) }
      let queue = try DatabaseQueue(configuration: configuration)
      try queue.inDatabase { database in
        try image.open(in: database)
        try database.execute(sql: "PRAGMA query_only = 1")
      }
      switch try queue.read(StoreSchema.kind) {
      case .empty: throw RunFolder.Problem(refusal: "the run in \(folder.path) never began")
      case .foreign: throw RunFolder.Problem(refusal: "\(path) is not a run of this program")
      case .newer: throw RunFolder.Problem(refusal: "\(path) was written by a newer version of this program")
      case .run: return queue
      }
    }
    connection = StoreConnection(queue, path)
    tasks = TaskWriter { _ throws(RunFolder.Problem) in
      throw RunFolder.Problem(description: "\(path) is only read")
    }
    known = Mutex([])
  }

  /// Nothing that a file says of itself is run, and its pages are looked at before they are used.
  private static func distrust(_ database: Database) throws {
    try database.execute(sql: "PRAGMA trusted_schema = 0; PRAGMA cell_size_check = 1")
  }

  static let advice = "choose another --output, or --overwrite it"

  static func attempt<T>(_ path: String, _ body: () throws -> T) throws(RunFolder.Problem) -> T {
    do {
      return try body()
    } catch let problem as RunFolder.Problem {
      throw problem
    } catch let unexpected as UnexpectedValue {
      throw damaged(path, "its column \(unexpected.column) holds something else")
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

  func damaged(_ what: String) -> RunFolder.Problem { Self.damaged(path, what) }

  private static func damaged(_ path: String, _ what: String) -> RunFolder.Problem {
    RunFolder.Problem(refusal: "\(path) is damaged: \(what); " + advice)
  }

  func read<T>(_ body: (Database) throws -> T) throws(RunFolder.Problem) -> T {
    try Self.attempt(path) { try connection.read(body) }
  }

  func write(_ body: (Database) throws -> Void) throws(RunFolder.Problem) {
    try Self.attempt(path) { try connection.write(body) }
  }

  /// Writes what waits to be written, closes the file, and lets the run go: from here on another process, or another part of this
  /// one, may work on it. Nothing is kept or read any more.
  public func close() {
    tasks.flush()
    connection.close()
    lock?.release()
  }
}
