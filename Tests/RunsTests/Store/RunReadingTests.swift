import Foundation
import GRDB
import Testing

@testable import Runs

@Suite("Reading a run writes nothing") struct RunReadingTests {
  private let temporary = TemporaryFolder()
  private var folder: RunFolder { RunFolder(path: temporary.path + "/one") }
  private var file: String { folder.path + "/run.sqlite" }
  private let identity = RunIdentity(program: "mutau 0.1", seed: 1, fit: "title: one\n", inputs: [])

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test func aReaderSeesWhatAWriterHasWrittenAndLeavesItAlone() throws {
    let writer = try RunStore(writing: folder)
    defer { writer.close() }
    try writer.begin(identity)
    for task in 0..<40 {
      writer.keep("work", task, Data(repeating: UInt8(task), count: 9000))
      writer.flush()
    }
    let before = files
    let reader = try RunStore(reading: folder)
    #expect(try reader.identity() == identity)
    for task in 0..<40 { #expect(reader.recall("work", task) == Data(repeating: UInt8(task), count: 9000)) }
    #expect(files == before)
    writer.keep("work", 40, Data([1]))
    writer.flush()
    #expect(reader.recall("work", 40) == nil, "what came later is not in what was read")
    #expect(RunStore.kept(in: folder, work: "work", 40) == Data([1]))
  }

  /// What a kill leaves: the file, and a log that was not moved into it; without the file of SQLite's that only a process knows.
  @Test func aLogThatAKillLeftIsReadWithoutBeingMoved() throws {
    let copy = RunFolder(path: temporary.path + "/copy")
    try copy.make()
    let writer = try RunStore(writing: folder)
    try writer.begin(identity)
    writer.keep("work", 0, Data([1, 2, 3]))
    writer.flush()
    for ending in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: file + ending, toPath: copy.path + "/run.sqlite" + ending)
    }
    writer.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: copy.path + "/run.sqlite"))
    #expect(RunStore.kept(in: copy, work: "work", 0) == Data([1, 2, 3]))
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy.path + "/run.sqlite")) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: copy.path).sorted() == [
        "run.sqlite", "run.sqlite-wal",
      ])
  }

  @Test func aRunThatIsLetGoIsFreeAtOnceWhoeverStillKnowsIt() throws {
    let store = try RunStore(writing: folder)
    try store.begin(identity)
    store.keep("work", 0, Data([1]))
    // a child between fork and exec has this descriptor, too
    let child = dup(try #require(lockedDescriptor()))
    defer { close(child) }
    store.close()
    let next = try RunStore(writing: folder)
    #expect(next.recall("work", 0) == Data([1]) && store.recall("work", 0) == nil)
    next.close()
  }

  /// The open descriptor of the run's folder.
  private func lockedDescriptor() -> Int32? {
    let own = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
    return (3..<1024).first { descriptor in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")) == own
    }
  }

  @Test(arguments: ["", "-wal", "-shm", "-journal"])
  func aLinkInThePlaceOfARunsFilesIsNotFollowed(ending: String) throws {
    try folder.make()
    let other = temporary.path + "/other"
    try "untouched".write(toFile: other, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: file + ending, withDestinationPath: other)
    let problem = #expect(throws: RunFolder.Problem.self) { try RunStore(writing: folder) }
    #expect(problem?.isRefusal == true && problem?.description.contains("it is a link") == true)
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "untouched")
  }

  @Test func aJournalBesideARunIsNotPlayedBack() throws {
    let store = try RunStore(writing: folder)
    try store.begin(identity)
    store.keep("work", 0, Data(repeating: 1, count: 200_000))
    store.close()
    try folder.write("anything", to: "run.sqlite-journal")
    let problem = #expect(throws: RunFolder.Problem.self) { try RunStore(writing: folder) }
    #expect(problem?.description.contains("run.sqlite-journal is none of this program's") == true)
    #expect(try RunStore(reading: folder).identity() == identity)
  }

  @Test func aPipeInThePlaceOfARunIsRefusedAndNotWaitedFor() throws {
    try folder.make()
    try #require(mkfifo(file, 0o600) == 0)
    #expect(throws: RunFolder.Problem.self) { try RunStore(reading: folder) }
    #expect(throws: RunFolder.Problem.self) { try RunStore(writing: folder) }
  }
}

extension RunStore {
  /// The result of a task as a reader that opens the run now sees it.
  fileprivate static func kept(in folder: RunFolder, work: String, _ task: Int) -> Data? {
    (try? RunStore(reading: folder))?.recall(work, task)
  }
}
