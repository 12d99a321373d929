import Foundation
import GRDB
import Testing

@testable import Runs

@Suite("A run in which something was altered") struct RunSealTests {
  private let temporary = TemporaryFolder()
  private var folder: RunFolder { RunFolder(path: temporary.path + "/one") }
  private var file: String { folder.path + "/run.sqlite" }

  /// A finished run with two inputs, six tasks of which four hold the draws, and two results.
  private func makeRun() throws {
    let store = try RunStore(writing: folder)
    defer { store.close() }
    try store.begin(
      RunIdentity(
        program: "mutau 0.1", libraries: "GSL 2.7", seed: 7, fit: "gASM: 0.5\n",
        inputs: [.init(name: "a", text: "one"), .init(name: "b", text: "two")]))
    for task in 0..<2 {
      store.keep("starts", task, Data([0, UInt8(task)]))
      store.keep("first", task, Data([1, UInt8(task)]))
      store.keep("second", task, Data([2, UInt8(task)]))
    }
    try store.finish("{}", named: "fit", draws: .legs(["first", "second"], tasks: 2))
    try store.keep("[]", named: "comparison")
  }

  private func tamper(_ statements: String) throws {
    try DatabaseQueue(path: file).write { try $0.execute(sql: statements) }
  }

  @Test func whatNobodyTouchedIsWhole() throws {
    try makeRun()
    let store = try RunStore(reading: folder)
    try store.check()
    #expect(try store.isSealed() && store.damagedTasks() == 0)
    #expect(try store.legs() == [[Data([1, 0]), Data([1, 1])], [Data([2, 0]), Data([2, 1])]])
  }

  @Test(arguments: [
    "UPDATE run SET fit = 'gASM: 0.6\n'", "UPDATE run SET seed = '8'", "UPDATE run SET program = 'mutau 0.2'",
    "UPDATE run SET libraries = 'GSL 2.8'", "UPDATE run SET seal = x'00'",
    "UPDATE run SET question = 'limit v_Phi'",
    "UPDATE input SET text = 'three' WHERE name = 'a'", "DELETE FROM input WHERE name = 'b'",
    "INSERT INTO input SELECT 'c', digest, text FROM input WHERE name = 'a'",
    "UPDATE input SET name = 'z' WHERE name = 'a'",
    "UPDATE input SET name = 'x' WHERE name = 'a'; UPDATE input SET name = 'a' WHERE name = 'b'; UPDATE input SET name = 'b' WHERE name = 'x'",
    "UPDATE leg SET position = position + 10 WHERE work = 'first'", "DELETE FROM leg WHERE work = 'second'",
    "UPDATE leg SET tasks = 1", "UPDATE leg SET tasks = -1",
    "INSERT INTO leg (work, tasks) VALUES ('starts', 2)",
    "UPDATE run SET drawsDigest = NULL", "UPDATE run SET resultsDigest = NULL", "UPDATE run SET tasks = 1",
    "UPDATE result SET name = 'x' WHERE name = 'fit'; UPDATE result SET name = 'fit' WHERE name = 'comparison'; UPDATE result SET name = 'comparison' WHERE name = 'x'",
    "UPDATE result SET name = 'other' WHERE name = 'comparison'", "DELETE FROM result WHERE name = 'fit'",
    "INSERT INTO result SELECT 'copy', json, digest FROM result WHERE name = 'fit'",
    "UPDATE input SET text = x'FF' WHERE name = 'a'", "UPDATE run SET fit = x'FFFE'",
  ])
  func isNoticedBeforeAnythingIsComputed(tampering: String) throws {
    try makeRun()
    try tamper(tampering)
    let problem = #expect(throws: RunFolder.Problem.self) { try RunStore(reading: folder).check() }
    #expect(
      problem?.isRefusal == true && problem?.description.contains("is damaged: ") == true, "\(problem as Any)"
    )
  }

  @Test(arguments: [
    // two rows of one work exchanged, of two works, a digest that belongs to the bytes but not to the place
    "UPDATE task SET number = 9 WHERE work = 'first' AND number = 0; UPDATE task SET number = 0 WHERE work = 'first' AND number = 1; UPDATE task SET number = 1 WHERE number = 9",
    "UPDATE task SET work = 'x' WHERE work = 'first'; UPDATE task SET work = 'first' WHERE work = 'second'; UPDATE task SET work = 'second' WHERE work = 'x'",
    "UPDATE task SET result = (SELECT result FROM task WHERE work = 'second' AND number = 0), digest = (SELECT digest FROM task WHERE work = 'second' AND number = 0) WHERE work = 'first' AND number = 0",
    "DELETE FROM task WHERE work = 'second'", "UPDATE task SET result = 5 WHERE work = 'first'",
    "UPDATE task SET digest = NULL",
  ])
  func tasksThatAreNotInTheirPlaceAreNotUsed(tampering: String) throws {
    try makeRun()
    try tamper(tampering)
    let store = try RunStore(reading: folder)
    #expect(throws: RunFolder.Problem.self) { try store.legs() }
    #expect(try store.damagedTasks() > 0)
  }

  @Test func aTaskThatIsGoneIsMissedEvenWhereItHoldsNoDraws() throws {
    try makeRun()
    try tamper("DELETE FROM task WHERE work = 'starts' AND number = 1")
    let store = try RunStore(reading: folder)
    #expect(try store.damagedTasks() == 1 && store.recall("starts", 0) == Data([0, 0]))
  }

  @Test(arguments: [
    "CREATE TRIGGER t AFTER INSERT ON task BEGIN DELETE FROM result; END",
    "ALTER TABLE input RENAME TO hidden; CREATE VIEW input AS SELECT name, digest, text FROM hidden",
    "CREATE TABLE more (a)", "CREATE INDEX i ON task (abs(number))", "ALTER TABLE task ADD COLUMN more",
    "DROP TABLE leg; CREATE VIRTUAL TABLE leg USING fts5(work, tasks)",
  ])
  func tablesThatThisProgramDoesNotMakeAreRefused(tampering: String) throws {
    try makeRun()
    try tamper(tampering)
    for open in [{ try RunStore(reading: folder) }, { try RunStore(writing: folder) }] {
      let problem = #expect(throws: RunFolder.Problem.self) { _ = try open() }
      #expect(problem?.description.contains("is not a run of this program") == true, "\(problem as Any)")
    }
  }

  @Test func aRunOfAnOlderProgramIsReadAndSaysThatItIsNotSealed() throws {
    try makeRun()
    try tamper(
      """
      UPDATE task SET digest = NULL; UPDATE run SET drawsDigest = NULL;
      ALTER TABLE run DROP COLUMN libraries; ALTER TABLE run DROP COLUMN seal;
      ALTER TABLE run DROP COLUMN tasks; ALTER TABLE run DROP COLUMN resultsDigest;
      ALTER TABLE run DROP COLUMN question;
      DELETE FROM grdb_migrations WHERE identifier IN ('4', '5')
      """)
    let store = try RunStore(reading: folder)
    try store.check()
    #expect(try !store.isSealed() && store.legs()?.count == 2 && store.result(named: "fit") == "{}")
  }
}
