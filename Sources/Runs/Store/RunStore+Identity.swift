import Foundation
import GRDB

// MARK: - What it is made from

extension RunStore {
  /// What the run is made from; nil if it has not begun. A problem if it is not what was written.
  public func identity() throws(RunFolder.Problem) -> RunIdentity? {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM run") else { return nil }
      var inputs: [RunIdentity.Input] = []
      for input in try Row.fetchAll(database, sql: "SELECT name, text, digest FROM input") {
        let own = RunIdentity.Input(name: try input.text("name"), text: try input.text("text"))
        guard try input.text("digest") == own.digest else {
          throw damaged("the input '\(own.name)' in it is not what the run read")
        }
        inputs.append(own)
      }
      guard let seed = UInt64(try row.text("seed")) else { throw UnexpectedValue(column: "seed") }
      let seal = try row.optionalBytes("seal")
      let identity = RunIdentity(
        program: try row.text("program"), libraries: seal == nil ? "" : try row.text("libraries"), seed: seed,
        fit: try row.text("fit"), inputs: inputs, question: try row.optionalText("question"))
      guard seal == nil || seal == identity.seal else {
        throw damaged("what the run was made from is not what was written")
      }
      return identity
    }
  }

  /// Whether everything in it is bound to its place and to the run; not so in runs of older programs, of which it cannot be told
  /// whether something was exchanged.
  public func isSealed() throws(RunFolder.Problem) -> Bool { try read { try Self.seal($0) != nil } }

  /// The SHA-256 of what the run is made from, as it was written; nil in runs of older programs.
  static func seal(_ database: Database) throws -> Data? {
    try Row.fetchOne(database, sql: "SELECT * FROM run")?.optionalBytes("seal")
  }

  /// Begins the run anew: whatever was kept is forgotten.
  public func begin(_ identity: RunIdentity) throws(RunFolder.Problem) {
    try write { database in
      try database.execute(
        sql:
          "DELETE FROM run; DELETE FROM input; DELETE FROM task; DELETE FROM draws; DELETE FROM leg; DELETE FROM result"
      )
      try Self.insert(identity, seal: identity.seal, database)
    }
    known.withLock { $0 = [] }
  }

  /// Goes on with another identity whose tasks are the same: only goals differ.
  public func extend(to identity: RunIdentity) throws(RunFolder.Problem) {
    try write { database in
      // what was not sealed does not become so by being extended
      let seal = try Self.seal(database).map { _ in identity.seal }
      try database.execute(
        sql: "DELETE FROM run; DELETE FROM input; DELETE FROM draws; DELETE FROM leg; DELETE FROM result")
      try Self.insert(identity, seal: seal, database)
    }
  }

  private static func insert(_ identity: RunIdentity, seal: Data?, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO run (id, program, libraries, seed, fit, seal, question) VALUES (1, ?, ?, ?, ?, ?, ?)",
      arguments: [
        identity.program, identity.libraries, "\(identity.seed)", identity.fit, seal, identity.question,
      ])
    for input in identity.inputs {
      try database.execute(
        sql: "INSERT INTO input (name, digest, text) VALUES (?, ?, ?)",
        arguments: [input.name, input.digest, input.text])
    }
  }
}
