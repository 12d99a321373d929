import Foundation
import GRDB
import Testing

@testable import Runs

/// What a disk, a hand or a machine that goes down does to a run.
extension RunStoreTests {
  @Test func aWriteThatFailsBehindTheBackIsReportedAndNothingIsSaidToBeKept() throws {
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      store.keep("work", 0, Data([1]))
      store.flush()
      // somebody else holds the file: a disk that takes nothing, as far as the store can tell
      try DatabaseQueue(path: file).inTransaction(.exclusive) { _ in
        store.keep("work", 1, Data([2]))
        let problem = try #require(store.problem)
        #expect(problem.description.hasPrefix(file))
        return .rollback
      }
      store.keep("work", 2, Data([3]))
      #expect(store.recall("work", 0) == Data([1]) && store.recall("work", 1) == nil)
      #expect(throws: RunFolder.Problem.self) { try store.finish("{}", named: "fit", draws: nil) }
    }
    let store = try RunStore(writing: folder)
    #expect(try taskCount(store) == 1 && store.result(named: "fit") == nil)
  }

  @Test func aTaskThatIsNotWhatWasWrittenIsDoneAgain() throws {
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      for task in 0..<3 { store.keep("work", task, Data([UInt8(task), 5, 6])) }
    }
    try tamper("UPDATE task SET result = x'010507' WHERE number = 1")
    let store = try RunStore(writing: folder)
    #expect(try store.damagedTasks() == 1)
    #expect(store.recall("work", 0) == Data([0, 5, 6]) && store.recall("work", 1) == nil)
    store.keep("work", 1, Data([1, 5, 6]))
    #expect(store.recall("work", 1) == Data([1, 5, 6]))
    #expect(try store.damagedTasks() == 0)
  }

  @Test(arguments: [
    "UPDATE draws SET numbers = substr(numbers, 1, 8) WHERE kind = 'weight'",
    "UPDATE draws SET chains = 0", "UPDATE draws SET parts = 2", "DELETE FROM draws WHERE kind = 'parameter'",
    "DELETE FROM draws", "INSERT INTO leg (work, tasks) VALUES ('draws', 1)",
  ])
  func drawsThatAreNotWhatWasWrittenAreRefused(tampering: String) throws {
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      try store.finish(
        "{}", named: "fit",
        draws: .table(
          DrawTable(
            chains: 1, parameters: ["gPrime"], coordinates: [[1, 2]], logDensities: [-1, -2],
            weights: [0.5, 0.5], parts: 1, part: [0, 0], energies: nil)))
    }
    try tamper(tampering)
    let store = try RunStore(reading: folder)
    let problem = #expect(throws: RunFolder.Problem.self) { try store.draws() }
    #expect(problem?.isRefusal == true && problem?.description.contains("damaged: its draws are not") == true)
    #expect(throws: RunFolder.Problem.self) { try store.legs() }
  }

  @Test func aResultThatIsNotWhatWasWrittenIsRefused() throws {
    do {
      let store = try RunStore(writing: folder)
      try store.begin(identity)
      try store.finish("{\"limit\": 609}", named: "fit", draws: nil)
    }
    try tamper("UPDATE result SET json = replace(json, '609', '690')")
    let problem = #expect(throws: RunFolder.Problem.self) {
      try RunStore(reading: folder).result(named: "fit")
    }
    #expect(problem?.description.contains("its result is not what was written") == true)
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
      for task in 0..<50 {
        store.keep("work", task, Data(repeating: UInt8(task), count: 3000))
        store.flush()
      }
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
}
