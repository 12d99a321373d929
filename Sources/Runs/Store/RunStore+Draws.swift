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
      try database.execute(
        sql: "UPDATE run SET drawsDigest = ?, tasks = (SELECT COUNT(*) FROM task)",
        arguments: [Self.drawsDigest(database)])
      try Self.sealResults(database)
    }
  }

  /// Keeps what was made of a finished run, by its name, in the place of what had that name before.
  public func keep(_ result: String, named name: String) throws(RunFolder.Problem) {
    if let problem { throw problem }
    try write { database in
      try Self.insert(result, named: name, database)
      try Self.sealResults(database)
    }
  }

  private static func insert(_ result: String, named name: String, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO result (name, json, digest) VALUES (?, ?, ?)",
      arguments: [name, result, sha256(Data(result.utf8))])
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
      let row = try Row.fetchOne(database, sql: "SELECT * FROM result WHERE name = ?", arguments: [name])
      guard let row else { return nil }
      let text = try row.text("json")
      let digest = try row.optionalBytes("digest")
      let isOld = try digest == nil && Self.seal(database) == nil
      guard isOld || digest == sha256(Data(text.utf8)) else {
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
        let (work, tasks) = (try leg.text("work"), try leg.integer("tasks"))
        guard tasks >= 0 else { throw UnexpectedValue(column: "tasks") }
        return try (0..<tasks).map { number in
          guard let task = try Self.task(work, number, database) else { throw damaged("it has lost draws") }
          return task
        }
      }
      return legs.isEmpty ? nil : legs
    }
  }

  /// The draws that stand in a table; nil if the run is not finished, or the results of its tasks hold them (``legs()``).
  public func draws() throws(RunFolder.Problem) -> DrawTable? {
    try read { database in
      try requireWholeDraws(database)
      let rows = try Row.fetchAll(database, sql: "SELECT * FROM draws ORDER BY position")
      let columns = try rows.map {
        (kind: try $0.text("kind"), name: try $0.text("name"), numbers: try Self.numbers($0))
      }
      func column(_ kind: String) -> [Double]? { columns.first { $0.kind == kind }?.numbers }
      guard let density = column("density"), let first = rows.first else { return nil }
      let (chains, parts) = (try first.integer("chains"), try first.integer("parts"))
      guard chains > 0, parts > 0, density.count % chains == 0,
        columns.allSatisfy({ $0.numbers.count == density.count })
      else {
        throw damaged("columns of its draws differ in length")
      }
      let part = try column("part")?.map { number in
        guard let part = Int32(exactly: number), (0..<parts).contains(Int(part)) else {
          throw damaged("its draws come from parts that there are not")
        }
        return part
      }
      let weights = column("weight")
      guard weights?.allSatisfy({ $0 >= 0 && $0.isFinite }) ?? true else {
        throw damaged("its draws have weights that are none")
      }
      let parameters = columns.filter { $0.kind == "parameter" }
      return DrawTable(
        chains: chains, parameters: parameters.map(\.name), coordinates: parameters.map(\.numbers),
        logDensities: density, weights: weights, parts: parts, part: part, energies: column("energy"))
    }
  }

  private static func numbers(_ row: Row) throws -> [Double] {
    let data = try row.bytes("numbers")
    return Array(unsafeUninitializedCapacity: data.count / 8) { buffer, count in
      _ = data.copyBytes(to: UnsafeMutableRawBufferPointer(buffer), count: data.count / 8 * 8)
      count = data.count / 8
    }
  }
}
