import Foundation
import GRDB

// MARK: - Draws and results

extension RunStore {
  /// Keeps what came out: the result by its name, and the draws, which tasks that are kept need not hold a second time.
  public func finish(_ result: String, named name: String, draws: KeptDraws?) throws(RunFolder.Problem) {
    if let problem { throw problem }
    try write { database in
      try database.execute(sql: "DELETE FROM draws; DELETE FROM leg")
      switch draws {
      case .table(let draws): try Self.insert(draws, database)
      case .legs(let works, let tasks): try Self.insert(legs: works, of: tasks, database)
      case nil: break
      }
      try Self.insert(result, named: name, database)
      try database.execute(sql: "UPDATE run SET drawsDigest = ?", arguments: [Self.drawsDigest(database)])
    }
  }

  /// Keeps what was made of a finished run, by its name, in the place of what had that name before.
  public func keep(_ result: String, named name: String) throws(RunFolder.Problem) {
    if let problem { throw problem }
    try write { try Self.insert(result, named: name, $0) }
  }

  private static func insert(_ result: String, named name: String, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO result (name, json, digest) VALUES (?, ?, ?)",
      arguments: [name, result, sha256(Data(result.utf8))])
  }

  /// The SHA-256 of all rows that say what the draws are.
  private static func drawsDigest(_ database: Database) throws -> Data {
    var rows = Data()
    let columns = try Row.fetchCursor(
      database, sql: "SELECT kind, name, chains, parts, numbers FROM draws ORDER BY position")
    while let row = try columns.next() {
      let (kind, name, chains, parts): (String, String, Int, Int) = (
        row["kind"], row["name"], row["chains"], row["parts"]
      )
      rows += sha256(Data("\(kind) \(name) \(chains) \(parts)".utf8)) + sha256(row["numbers"])
    }
    let legs = try Row.fetchCursor(database, sql: "SELECT work, tasks FROM leg ORDER BY position")
    while let row = try legs.next() {
      let (work, tasks): (String, Int) = (row["work"], row["tasks"])
      rows += sha256(Data("\(tasks) \(work)".utf8))
    }
    return sha256(rows)
  }

  /// - Throws: if the rows that say what the draws are, are not what was written.
  private func requireWholeDraws(_ database: Database) throws {
    guard let digest = try Row.fetchOne(database, sql: "SELECT * FROM run")?["drawsDigest"] as Data? else {
      return
    }
    guard try digest == Self.drawsDigest(database) else {
      throw damaged("its draws are not what was written")
    }
  }

  private static func insert(legs: [String], of tasks: Int, _ database: Database) throws {
    for work in legs {
      let kept = try Int.fetchOne(
        database, sql: "SELECT COUNT(*) FROM task WHERE work = ? AND number >= 0 AND number < ?",
        arguments: [work, tasks])
      guard kept == tasks else {
        throw RunFolder.Problem(description: "not every task of “\(work)” could be kept")
      }
      try database.execute(sql: "INSERT INTO leg (work, tasks) VALUES (?, ?)", arguments: [work, tasks])
    }
  }

  private static func insert(_ draws: DrawTable, _ database: Database) throws {
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

  /// A result by its name; nil if there is none yet.
  public func result(named name: String) throws(RunFolder.Problem) -> String? {
    try read { database in
      guard
        let row = try Row.fetchOne(database, sql: "SELECT * FROM result WHERE name = ?", arguments: [name])
      else { return nil }
      let text: String = row["json"]
      guard Self.isWhole(Data(text.utf8), row["digest"]) else {
        throw damaged("its result is not what was written")
      }
      return text
    }
  }

  /// The results of the tasks that hold the draws, leg by leg; nil if the run is not finished, or its draws stand in a table.
  public func legs() throws(RunFolder.Problem) -> [[Data]]? {
    try read { database in
      guard try database.tableExists("leg") else { return nil }
      try requireWholeDraws(database)
      let legs = try Row.fetchAll(database, sql: "SELECT work, tasks FROM leg ORDER BY position").map { leg in
        let (work, tasks): (String, Int) = (leg["work"], leg["tasks"])
        return try (0..<tasks).map { number in
          guard let task = try Self.task(work, number, database), task.isWhole else {
            throw damaged("it has lost draws")
          }
          return task.result
        }
      }
      return legs.isEmpty ? nil : legs
    }
  }

  /// The draws that stand in a table; nil if the run is not finished, or the results of its tasks hold them (``legs()``).
  public func draws() throws(RunFolder.Problem) -> DrawTable? {
    try read { database in
      try requireWholeDraws(database)
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
      let (chains, parts): (Int, Int) = (density["chains"], density["parts"])
      let count = numbers(density).count
      guard chains > 0, parts > 0, count % chains == 0, rows.allSatisfy({ numbers($0).count == count }) else {
        throw damaged("columns of its draws differ in length")
      }
      return DrawTable(
        chains: chains, parameters: parameters.map { $0["name"] },
        coordinates: parameters.map(numbers), logDensities: numbers(density),
        weights: column("weight"), parts: parts, part: column("part")?.map { Int32($0) },
        energies: column("energy"))
    }
  }
}
