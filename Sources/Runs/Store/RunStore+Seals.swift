import Foundation
import GRDB

// MARK: - Whether it is what was written

extension RunStore {
  /// - Throws: if what the run is made from, its draws or its results are not what was written. Results of tasks are looked at as
  ///   they are used.
  public func check() throws(RunFolder.Problem) {
    _ = try identity()
    try read { database in
      try requireWholeDraws(database)
      try requireWholeResults(database)
    }
  }

  /// The SHA-256 of all rows that say what the draws are, and of which run.
  static func drawsDigest(_ database: Database) throws -> Data {
    guard let seal = try seal(database) else { return try olderDrawsDigest(database) }
    var parts = FramedParts("draws")
    parts.add(seal)
    let columns = try Row.fetchCursor(database, sql: "SELECT * FROM draws ORDER BY position")
    while let row = try columns.next() {
      parts.add("column")
      parts.add(try row.text("kind"))
      parts.add(try row.text("name"))
      parts.add(try row.integer("chains"))
      parts.add(try row.integer("parts"))
      parts.add(sha256(try row.bytes("numbers")))
    }
    let legs = try Row.fetchCursor(database, sql: "SELECT * FROM leg ORDER BY position")
    while let row = try legs.next() {
      parts.add("leg")
      parts.add(try row.text("work"))
      parts.add(try row.integer("tasks"))
    }
    return parts.digest
  }

  /// As programs wrote it before everything was bound to the run.
  private static func olderDrawsDigest(_ database: Database) throws -> Data {
    var rows = Data()
    let columns = try Row.fetchCursor(database, sql: "SELECT * FROM draws ORDER BY position")
    while let row = try columns.next() {
      let words = [try row.text("kind"), try row.text("name")]
      let numbers = [try row.integer("chains"), try row.integer("parts")].map(String.init)
      rows += sha256(Data((words + numbers).joined(separator: " ").utf8)) + sha256(try row.bytes("numbers"))
    }
    let legs = try Row.fetchCursor(database, sql: "SELECT * FROM leg ORDER BY position")
    while let row = try legs.next() {
      rows += sha256(Data("\(try row.integer("tasks")) \(try row.text("work"))".utf8))
    }
    return sha256(rows)
  }

  /// - Throws: if the rows that say what the draws are, are not what was written.
  func requireWholeDraws(_ database: Database) throws {
    guard let run = try Row.fetchOne(database, sql: "SELECT * FROM run") else { return }
    let digest = try run.optionalBytes("drawsDigest")
    if digest == nil, try run.optionalBytes("seal") == nil || Self.hasNoDraws(database) { return }
    guard try digest == Self.drawsDigest(database) else {
      throw damaged("its draws are not what was written")
    }
  }

  private static func hasNoDraws(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT (SELECT COUNT(*) FROM draws) + (SELECT COUNT(*) FROM leg)") == 0
  }

  /// How many results of tasks there were when the run was finished; nil if it was not, or by an older program.
  static func finishedTasks(_ database: Database) throws -> Int? {
    guard let row = try Row.fetchOne(database, sql: "SELECT * FROM run"),
      try row.optionalBytes("resultsDigest") != nil
    else { return nil }
    return try row.integer("tasks")
  }

  /// The SHA-256 of all results with their names, and of the draws and the run that they belong to.
  private static func resultsDigest(_ database: Database) throws -> Data? {
    guard let run = try Row.fetchOne(database, sql: "SELECT * FROM run"),
      let seal = try run.optionalBytes("seal")
    else {
      return nil
    }
    var parts = FramedParts("results")
    parts.add(seal)
    parts.add(try run.optionalBytes("drawsDigest") ?? Data())
    parts.add((run["tasks"] as DatabaseValue).isNull ? "no tasks" : String(try run.integer("tasks")))
    for row in try Row.fetchAll(database, sql: "SELECT * FROM result ORDER BY name") {
      parts.add(try row.text("name"))
      parts.add(sha256(Data(try row.text("json").utf8)))
    }
    return parts.digest
  }

  /// Binds the results to one another and to the run.
  static func sealResults(_ database: Database) throws {
    try database.execute(
      sql: "UPDATE run SET resultsDigest = ?", arguments: [try resultsDigest(database)])
  }

  /// - Throws: if the results, their names or their number are not what was written.
  func requireWholeResults(_ database: Database) throws {
    guard let run = try Row.fetchOne(database, sql: "SELECT * FROM run") else { return }
    guard try run.optionalBytes("seal") != nil else { return }
    let digest = try run.optionalBytes("resultsDigest")
    if digest == nil, try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM result") == 0 { return }
    guard try digest == Self.resultsDigest(database) else {
      throw damaged("its results are not what was written")
    }
  }
}
