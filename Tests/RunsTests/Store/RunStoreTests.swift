import Foundation
import GRDB
import Testing

@testable import Runs

@Suite("A run in its file") struct RunStoreTests {
  private let temporary = TemporaryFolder()
  private var folder: RunFolder { RunFolder(path: temporary.path + "/runs/one") }
  private var file: String { folder.path + "/run.sqlite" }
  private let identity = RunIdentity(
    program: "mutau 0.1", seed: .max, fit: "title: \"Δχ²\"\n",
    inputs: [.init(name: "b", text: "two"), .init(name: "a", text: "")])

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
    #expect(try store.recall("more", 0) == Data([7]) && store.taskCount() == 3)
    #expect(store.problem == nil)
    try store.extend(to: identity)
    #expect(try store.taskCount() == 3, "other goals, the same tasks")
    try store.begin(identity)
    #expect(try store.taskCount() == 0, "another run")
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
      try store.finish("{}", named: "fit", draws: draws)
    }
    let store = try RunStore(reading: folder)
    let kept = try #require(try store.draws())
    #expect(kept.coordinates == draws.coordinates && kept.coordinates[0][1].sign == .minus)
    #expect(kept.logDensities == draws.logDensities && kept.weights == draws.weights)
    #expect(kept.part == draws.part && kept.parts == 2 && kept.chains == 2)
    #expect(kept.energies?.map(\.bitPattern) == draws.energies?.map(\.bitPattern))
    #expect(try store.result(named: "fit") == "{}")
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

  @Test(arguments: [
    "not a database, but long enough to be taken for the beginning of one",
    "SQLite format 3\u{0}" + String(repeating: "damaged ", count: 1000),
  ])
  func aDamagedFileIsRefusedAndReplacedOnlyOnDemand(text: String) throws {
    try folder.write(text, to: "run.sqlite")
    let problem = #expect(throws: RunFolder.Problem.self) { try RunStore(writing: folder) }
    #expect(problem?.isRefusal == true, "\(problem?.description ?? "")")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    let store = try RunStore(writing: folder, replacingDamaged: true)
    try store.begin(identity)
    #expect(try store.identity() == identity)
  }

  @Test func aLogThatWasCutOffCostsTheLastTasksOnly() throws {
    let copy = RunFolder(path: temporary.path + "/copy")
    try copy.make()
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      for task in 0..<50 { store.keep("work", task, Data(repeating: UInt8(task), count: 3000)) }
      // what a machine that goes down leaves: the file, and a log that ends somewhere
      for name in ["run.sqlite", "run.sqlite-wal"] {
        try FileManager.default.copyItem(atPath: folder.path + "/" + name, toPath: copy.path + "/" + name)
      }
    }
    let log = copy.path + "/run.sqlite-wal"
    let whole = try Data(contentsOf: URL(fileURLWithPath: log))
    let original = try Data(contentsOf: URL(fileURLWithPath: copy.path + "/run.sqlite"))
    for share in stride(from: 1.0, through: 0, by: -0.037) {
      for ending in ["", "-wal", "-shm"] { unlink(copy.path + "/run.sqlite" + ending) }
      try original.write(to: URL(fileURLWithPath: copy.path + "/run.sqlite"))
      try whole.prefix(Int(share * Double(whole.count))).write(to: URL(fileURLWithPath: log))
      let store = try RunStore(writing: copy)
      let kept = (0..<50).map { store.recall("work", $0) }
      let count = kept.count { $0 != nil }
      #expect(kept.prefix(count).allSatisfy { $0 != nil }, "a beginning, without gaps")
      for (task, data) in kept.prefix(count).enumerated() {
        #expect(data == Data(repeating: UInt8(task), count: 3000))
      }
      if share == 1 { #expect(count == 50) }
      store.keep("work", 60, Data([1]))
      #expect(store.problem == nil)
    }
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
