import Foundation
import GRDB
import Testing

@testable import Runs

@Suite("A run in its file") struct RunStoreTests {
  let temporary = TemporaryFolder()
  var folder: RunFolder { RunFolder(path: temporary.path + "/runs/one") }
  var file: String { folder.path + "/run.sqlite" }
  let identity = RunIdentity(
    program: "mutau 0.1", seed: .max, fit: "title: \"Δχ²\"\n",
    inputs: [.init(name: "b", text: "two"), .init(name: "a", text: "")])

  func taskCount(_ store: RunStore) throws -> Int {
    store.flush()
    return try DatabaseQueue(path: file).read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM task") ?? 0 }
  }

  /// What a disk or a hand may do to the file, past the store.
  func tamper(_ statement: String) throws {
    try DatabaseQueue(path: file).write { try $0.execute(sql: statement) }
  }

  @Test func theDigestOfATextIsItsSHA256() {
    // FIPS 180-4, and the empty text
    #expect(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func whatARunIsMadeFromComesBackWhole() throws {
    do {
      let store = try RunStore(writing: folder)
      #expect(try store.identity() == nil)
      try store.begin(identity)
    }
    #expect(try RunStore(reading: folder).identity() == identity)
    #expect(identity.inputs.map(\.name) == ["a", "b"])
  }

  @Test func tasksAreRememberedByWorkAndNumberAndReplaced() throws {
    let store = try RunStore(writing: folder)
    try store.begin(identity)
    #expect(store.recall("starts", 0) == nil)
    store.keep("starts", 0, Data([1, 2]))
    store.keep("starts", 1, Data())
    store.keep("more", 0, Data([7]))
    store.keep("starts", 0, Data([3]))
    #expect(store.recall("starts", 0) == Data([3]) && store.recall("starts", 1) == Data())
    #expect(try store.recall("more", 0) == Data([7]) && taskCount(store) == 3)
    #expect(store.problem == nil)
    try store.extend(to: identity)
    #expect(try taskCount(store) == 3, "other goals, the same tasks")
    try store.begin(identity)
    #expect(try taskCount(store) == 0, "another run")
  }

  @Test func drawsAndResultsComeBackToTheBit() throws {
    let draws = DrawTable(
      chains: 2, parameters: ["gPrime", "mZPrime"],
      coordinates: [[0.1, -0.0, .pi, 5e-300], [.infinity, 1, 2, .leastNonzeroMagnitude]],
      logDensities: [-1, -.infinity, 2, 3], weights: [0.25, 0, 0.5, 0.25], parts: 2,
      part: [0, 0, 1, 1], energies: [1, 2, 3, .nan])
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      #expect(try store.draws() == nil && store.result(named: "fit") == nil)
      try store.finish("{}", named: "fit", draws: .table(draws))
    }
    let store = try RunStore(reading: folder)
    let kept = try #require(try store.draws())
    #expect(kept.coordinates == draws.coordinates && kept.coordinates[0][1].sign == .minus)
    #expect(kept.logDensities == draws.logDensities && kept.weights == draws.weights)
    #expect(kept.part == draws.part && kept.parts == 2 && kept.chains == 2)
    #expect(kept.energies?.map(\.bitPattern) == draws.energies?.map(\.bitPattern))
    #expect(try store.result(named: "fit") == "{}")
  }

  @Test func drawsThatTasksHoldAreKeptOnce() throws {
    let draws = DrawTable(
      chains: 1, parameters: ["gPrime"], coordinates: [[1]], logDensities: [-1], weights: nil, parts: 1,
      part: nil, energies: nil)
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      for task in 0..<2 {
        store.keep("draws 0..<8", task, Data([1, UInt8(task)]))
        store.keep("draws 8..<16", task, Data([2, UInt8(task)]))
      }
      try store.finish("{}", named: "fit", draws: .table(draws))
      try store.finish("{}", named: "fit", draws: .legs(["draws 0..<8", "draws 8..<16"], tasks: 2))
      let problem = #expect(throws: RunFolder.Problem.self) {
        try store.finish("{1}", named: "fit", draws: .legs(["draws 0..<8", "draws 16..<32"], tasks: 2))
      }
      #expect(problem?.description.contains("not every task of “draws 16..<32” could be kept") == true)
    }
    do {
      let store = try RunStore(reading: folder)
      #expect(try store.draws() == nil && store.result(named: "fit") == "{}")
      #expect(
        try store.legs() == [[Data([1, 0]), Data([1, 1])], [Data([2, 0]), Data([2, 1])]], "in their order")
    }
    do {
      let store = try RunStore(writing: folder)
      try store.extend(to: identity)
      #expect(try store.legs() == nil && taskCount(store) == 4, "not finished, and nothing lost")
      try store.finish("{}", named: "fit", draws: .legs(["draws 0..<8"], tasks: 2))
    }
    try tamper("DELETE FROM task WHERE number = 1")
    let problem = #expect(throws: RunFolder.Problem.self) { try RunStore(reading: folder).legs() }
    #expect(problem?.description.contains("it has lost draws") == true)
  }

  @Test func resultsWrittenBehindTheBackAreAllThereWhenTheRunIsLetGo() async throws {
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      await withTaskGroup { group in
        for hand in 0..<4 {
          group.addTask {
            for task in 0..<500 { store.keep("hand \(hand)", task, Data([UInt8(hand), UInt8(task % 256)])) }
          }
        }
      }
      #expect(store.recall("hand 3", 499) == Data([3, 243]), "written or not, it is remembered")
    }
    #expect(!FileManager.default.fileExists(atPath: file + "-wal"), "closed, and nothing left to be written")
    let store = try RunStore(writing: folder)
    for hand in 0..<4 {
      for task in 0..<500 {
        #expect(store.recall("hand \(hand)", task) == Data([UInt8(hand), UInt8(task % 256)]))
      }
    }
  }

  @Test func moreThanMayWaitInMemoryIsKeptAllTheSame() throws {
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      for task in 0..<60 { store.keep("large", task, Data(repeating: UInt8(task), count: 1 << 20)) }
    }
    let store = try RunStore(writing: folder)
    for task in 0..<60 {
      let isSame = store.recall("large", task) == Data(repeating: UInt8(task), count: 1 << 20)
      #expect(isSame)
    }
  }

  @Test func aRunOfTheFirstSchemaIsReadAndGoneOnWith() throws {
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      store.keep("work", 0, Data([1]))
    }
    try DatabaseQueue(path: file).write {
      try $0.execute(
        sql: """
          DROP TABLE leg;
          ALTER TABLE task DROP COLUMN digest; ALTER TABLE result DROP COLUMN digest;
          ALTER TABLE run DROP COLUMN drawsDigest;
          ALTER TABLE run DROP COLUMN libraries; ALTER TABLE run DROP COLUMN seal;
          ALTER TABLE run DROP COLUMN tasks; ALTER TABLE run DROP COLUMN resultsDigest;
          ALTER TABLE run DROP COLUMN question;
          DELETE FROM grdb_migrations WHERE identifier IN ('2', '3', '4', '5')
          """)
    }
    #expect(try RunStore(reading: folder).legs() == nil)
    let store = try RunStore(writing: folder)
    #expect(store.recall("work", 0) == Data([1]))
    try store.finish("{}", named: "fit", draws: .legs(["work"], tasks: 1))
    #expect(try store.legs() == [[Data([1])]])
  }

  @Test func aSecondProcessIsRefusedWhileTheFirstWorksAndReadersAreNot() throws {
    let store = try RunStore(writing: folder)
    try store.begin(identity)
    let problem = #expect(throws: RunFolder.Problem.self) { try RunStore(writing: folder) }
    #expect(problem?.description.contains("in use") == true && problem?.isRefusal == true)
    store.keep("work", 1, Data([1]))
    #expect(try RunStore(reading: folder).identity() == identity)
  }

  @Test func whereThereIsNoRunReadingSaysSoAndMakesNothing() {
    let problem = #expect(throws: RunFolder.Problem.self) { try RunStore(reading: folder) }
    #expect(problem?.description.contains("there is no run") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func aRunOfANewerVersionIsLeftAlone() throws {
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
    }
    do {
      let queue = try DatabaseQueue(path: file)
      try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2999')") }
    }
    let problem = #expect(throws: RunFolder.Problem.self) { try RunStore(writing: folder) }
    #expect(problem?.description.contains("newer version") == true && problem?.isRefusal == true)
  }
}
