import Foundation
import GRDB

/// The tables of a run's file, and how older ones become newer ones.
///
/// A migration that was released is never changed: a new one follows it.
enum StoreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE run (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            program TEXT NOT NULL, seed TEXT NOT NULL, fit TEXT NOT NULL
          );
          CREATE TABLE input (name TEXT PRIMARY KEY, digest TEXT NOT NULL, text TEXT NOT NULL);
          CREATE TABLE task (
            work TEXT NOT NULL, number INTEGER NOT NULL, result BLOB NOT NULL, UNIQUE (work, number)
          );
          CREATE TABLE draws (
            position INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, chains INTEGER NOT NULL,
            parts INTEGER NOT NULL, numbers BLOB NOT NULL
          );
          CREATE TABLE result (name TEXT PRIMARY KEY, json TEXT NOT NULL);
          """)
    }
    // Draws of chains stand in the results of the tasks that made them, and nowhere else.
    migrator.registerMigration("2") { database in
      try database.execute(
        sql: "CREATE TABLE leg (position INTEGER PRIMARY KEY, work TEXT NOT NULL, tasks INTEGER NOT NULL)")
    }
    // What was written is known again by its SHA-256; nil in rows of older programs.
    migrator.registerMigration("3") { database in
      try database.execute(
        sql: """
          ALTER TABLE task ADD COLUMN digest BLOB;
          ALTER TABLE result ADD COLUMN digest BLOB;
          ALTER TABLE run ADD COLUMN drawsDigest BLOB;
          """)
    }
    // Everything is bound to its place, and to the run. A run whose `seal` is nil was begun by an older program: its digests
    // are of bytes alone, and what it was made from has none.
    migrator.registerMigration("4") { database in
      try database.execute(
        sql: """
          ALTER TABLE run ADD COLUMN libraries TEXT;
          ALTER TABLE run ADD COLUMN seal BLOB;
          ALTER TABLE run ADD COLUMN tasks INTEGER;
          ALTER TABLE run ADD COLUMN resultsDigest BLOB;
          """)
    }
    // A run answers a question, or does all that the fit file asks for.
    migrator.registerMigration("5") { database in
      try database.execute(sql: "ALTER TABLE run ADD COLUMN question TEXT")
    }
    return migrator
  }

  /// What a file is, as far as its tables tell.
  enum Kind {
    /// There is nothing in it.
    case empty
    /// It has the tables that this program, or an older one, makes.
    case run
    /// A newer program made it.
    case newer
    /// Something else: other tables, a view, a trigger, a table that computes something when it is read.
    case foreign
  }

  static func kind(of database: Database) throws -> Kind {
    let tables = try tables(database)
    let model = try DatabaseQueue()
    try migrator.migrate(model)
    guard !tables.isEmpty else { return .empty }
    // nothing of it is read before it is known to be a plain table
    guard
      let register = try model.read(Self.tables).first(where: {
        $0[1] == "grdb_migrations" && $0[0] == "table"
      }),
      tables.contains(register)
    else { return .foreign }
    var applied: Set<String> = []
    for row in try Row.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations") {
      applied.insert(try row.text("identifier"))
    }
    guard applied.isSubset(of: migrator.migrations) else { return .newer }
    guard let last = migrator.migrations.last(where: applied.contains) else {
      return tables.allSatisfy { $0[2] == "grdb_migrations" } ? .empty : .foreign
    }
    let same = try DatabaseQueue()
    try migrator.migrate(same, upTo: last)
    return try tables == same.read(Self.tables) ? .run : .foreign
  }

  /// Every table, index, view and trigger, with what made it; blanks do not count.
  private static func tables(_ database: Database) throws -> Set<[String]> {
    Set(
      try Row.fetchAll(database, sql: "SELECT type, name, tbl_name, sql FROM sqlite_master").map { row in
        ["type", "name", "tbl_name", "sql"].map { column in
          (String.fromDatabaseValue(row[column]) ?? "").filter { !$0.isWhitespace }
        }
      })
  }
}
