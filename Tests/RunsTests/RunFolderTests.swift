import Foundation
import Runs
import Testing

@Suite struct RunFolderTests {
  private let temporary = TemporaryFolder()
  private var folder: RunFolder { RunFolder(path: temporary.path + "/runs/one") }
  private let file = "summary.json"

  @Test func writingMakesTheFoldersAboveAndTheFileWithExactlyTheText() throws {
    let text = "{\"ä\": \"Δχ²\"}\n" + String(repeating: "0123456789", count: 100_000)
    try folder.write(text, to: file)
    #expect(try kept() == text)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [file])
  }

  @Test func writingAgainReplacesTheWholeText() throws {
    try folder.write(String(repeating: "long ", count: 1000), to: file)
    try folder.write("short", to: file)
    #expect(try kept() == "short")
  }

  @Test func aFolderWhereTheFileShouldBeIsRefusedAndLeftAlone() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/" + file + "/inside", withIntermediateDirectories: true)
    #expect(throws: RunFolder.Problem.self) { try folder.write("text", to: file) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [file])
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    try "a file".write(toFile: temporary.path + "/runs", atomically: true, encoding: .utf8)
    let problem = #expect(throws: RunFolder.Problem.self) { try folder.write("text", to: file) }
    #expect(problem?.description.contains(temporary.path + "/runs") == true)
    #expect(problem?.description.hasSuffix("Not a directory") == true, "\(problem?.description ?? "")")
  }

  @Test func relativePathsAndSlashesAtTheEndAreFolders() throws {
    let folder = RunFolder(path: temporary.path + "//deep/./deeper/")
    try folder.write("text", to: file)
    #expect(try String(contentsOfFile: temporary.path + "/deep/deeper/" + file, encoding: .utf8) == "text")
  }

  @Test func aDraftOfAKilledRunDisturbsNothing() throws {
    try folder.write("half", to: "summary.json.4711.part")
    #expect(!folder.has(file) && folder.has("summary.json.4711.part"))
    try folder.write("whole", to: file)
    #expect(try kept() == "whole")
  }

  @Test func draftsOfKilledRunsAreRemovedAndNothingElse() throws {
    for name in ["summary.json.4711.part", file, "film.part"] { try folder.write("text", to: name) }
    folder.removeDrafts()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["film.part", file])
  }

  @Test func readersSeeTheOldOrTheNewTextButNeverAPiece() async throws {
    let texts = ["a", "b"].map { String(repeating: $0, count: 200_000) }
    try folder.write(texts[0], to: file)
    let folder = folder
    let writer = Task.detached {
      for turn in 1...100 { try folder.write(texts[turn % 2], to: "summary.json") }
    }
    for _ in 1...100 { #expect(try texts.contains(kept())) }
    try await writer.value
  }

  @Test func aLinkStaysAndTheFileThatItLeadsToIsWritten() throws {
    try folder.write("old", to: "target.json")
    try link("first.json", to: "target.json")
    try link(file, to: folder.path + "/first.json")
    try folder.write("new", to: file)
    #expect(try String(contentsOfFile: folder.path + "/target.json", encoding: .utf8) == "new")
    for name in [file, "first.json"] {
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/" + name).hasSuffix(".json")
      )
    }
  }

  @Test func aLinkToAFileThatIsNotThereYetMakesIt() throws {
    try folder.write("other", to: "other.json")
    try link(file, to: "later.json")
    try folder.write("text", to: file)
    #expect(try String(contentsOfFile: folder.path + "/later.json", encoding: .utf8) == "text")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/" + file) == "later.json")
  }

  @Test(arguments: ["summary.json", "figures/caption.txt"])
  func aLinkOutOfTheFolderIsFollowedOnlyWhereTheUserNamedIt(file: String) throws {
    let other = temporary.path + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try "untouched".write(toFile: other + "/caption.txt", atomically: true, encoding: .utf8)
    try RunFolder(path: folder.path).write("", to: "beginning")
    let isFolder = file.contains("/")
    try link(isFolder ? "figures" : file, to: isFolder ? other : other + "/caption.txt")
    let problem = #expect(throws: RunFolder.Problem.self) { try folder.write("new", to: file) }
    #expect(problem?.isRefusal == true && problem?.description.contains("leads out of the folder") == true)
    #expect(folder.contents(of: file) == nil, "nor read")
    #expect(try String(contentsOfFile: other + "/caption.txt", encoding: .utf8) == "untouched")
    try RunFolder(path: folder.path, followsLinks: true).write("new", to: file)
    #expect(try String(contentsOfFile: other + "/caption.txt", encoding: .utf8) == "new")
  }

  @Test func aLinkThatWaitsInThePlaceOfADraftIsNotWrittenThrough() throws {
    try folder.write("untouched", to: "other")
    try link("\(file).\(ProcessInfo.processInfo.processIdentifier).part", to: "other")
    try folder.write("new", to: file)
    #expect(
      try kept() == "new" && String(contentsOfFile: folder.path + "/other", encoding: .utf8) == "untouched")
  }

  @Test func aPipeIsWrittenIntoAndStaysOne() throws {
    try folder.write("other", to: "other.json")
    let pipe = folder.path + "/" + file
    try #require(mkfifo(pipe, 0o600) == 0)
    // With a reader there, nobody waits for one.
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    try #require(reader >= 0)
    defer { close(reader) }
    try folder.write("text", to: file)
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(reader, &bytes, bytes.count)
    #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "text")
    var status = stat()
    #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/" + name, withDestinationPath: target)
  }

  private func kept() throws -> String {
    try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8)
  }
}
