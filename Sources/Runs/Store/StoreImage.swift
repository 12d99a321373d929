import Foundation
import GRDB
import GRDBSQLite

/// A run's file and its write-ahead log as one file in memory: read without a lock, and without writing anything beside them.
///
/// So a run can be read from a full disk or one that is read-only, and while another process writes to it. SQLite opens nothing
/// by itself, whatever a file from elsewhere says.
struct StoreImage {
  /// What SQLite would have on the disk, had it moved the log to the file.
  let bytes: [UInt8]

  /// No run is larger; a file that claims to be would only cost memory.
  private static var largestSize: Int { 4 << 30 }
  /// How often reading begins again because somebody tidied the log away meanwhile.
  private static var attempts: Int { 100 }

  init(of path: String) throws(RunFolder.Problem) {
    // What is in the file itself is whole only together with the log of the same time: one that is still there after the file
    // was read holds everything that was moved from it to the file meanwhile.
    for _ in 0..<Self.attempts {
      let before = try RegularFile(path + "-wal")?.beginning(StoreLog.headerSize)
      guard let file = try RegularFile(path) else {
        throw RunFolder.Problem(refusal: "\(path): \(String(cString: strerror(ENOENT)))")
      }
      let bytes = try file.contents(most: Self.largestSize)
      let log = try RegularFile(path + "-wal")?.contents(most: Self.largestSize)
      guard before == log.map({ Array($0.prefix(StoreLog.headerSize)) }), !file.hasChanged || log != nil
      else {
        continue
      }
      self.bytes = StoreLog(log ?? []).merged(into: bytes)
      return
    }
    throw RunFolder.Problem(description: "\(path) is written to all the time; try again")
  }

  /// Makes it what is in a database in memory, to be read.
  func open(in database: Database) throws {
    guard !bytes.isEmpty else { return }
    let count = sqlite3_int64(bytes.count)
    guard let copy = sqlite3_malloc64(sqlite3_uint64(count)) else {
      throw RunFolder.Problem(description: "the run does not fit into memory")
    }
    bytes.withUnsafeBytes {
      copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: bytes.count)
    }
    // SQLite frees it, whatever comes of this
    let code = sqlite3_deserialize(
      database.sqliteConnection, "main", copy.assumingMemoryBound(to: UInt8.self), count, count,
      UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY))
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    database.clearSchemaCache()
  }
}
