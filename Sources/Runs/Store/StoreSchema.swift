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
    return migrator
  }
}
