import Foundation
import GRDB
import Testing

/// A temporary folder with the shipped `fits/` and `inputs/`, in which the program is run. It goes with its last user.
final class Workshop: Sendable {
  let folder: URL

  /// The repository that the tests belong to.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("mutau-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["fits", "inputs"] {
      try FileManager.default.copyItem(
        at: Self.repository.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs `mutau` with these words in the folder, or in one below it.
  func mutau(
    _ arguments: [String], in place: String = ".", environment: [String: String] = [:], output: String? = nil,
    whileRunning: (@Sendable (RunningProgram) throws -> Void)? = nil
  ) async throws -> Program.Run {
    try await Program.run(
      arguments, in: url(place), environment: environment, output: output, whileRunning: whileRunning)
  }

  /// Runs `mutau` with these words in the folder.
  func mutau(
    _ arguments: String..., environment: [String: String] = [:],
    whileRunning: (@Sendable (RunningProgram) throws -> Void)? = nil
  ) async throws -> Program.Run {
    try await mutau(arguments, environment: environment, whileRunning: whileRunning)
  }

  /// Writes a file, and the folders above it.
  func write(_ text: String, to path: String) throws {
    let place = url(path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: place, atomically: true, encoding: .utf8)
  }

  /// The text of a file in the folder.
  func text(of path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  /// Replaces words in a file of the folder; they have to be there.
  func edit(_ path: String, replacing old: String, with new: String) throws {
    let text = try text(of: path)
    try #require(text.contains(old), "\(path) no longer holds “\(old)”")
    try write(text.replacingOccurrences(of: old, with: new), to: path)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  /// The paths of all files below a folder, sorted; none if there is no such folder.
  func files(below path: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: url(path).path)?.compactMap { $0 as? String }
    return (found ?? []).sorted()
  }

  /// How many pieces of work a run holds, as any reader of its file sees them, while it is worked on; 0 before there are any.
  func keptTasks(in run: String) -> Int {
    // Before it has a log the file is being made, and who reads it then is in the way.
    guard exists(run + "/run.sqlite-wal") else { return 0 }
    var configuration = Configuration()
    configuration.readonly = true
    let file = url(run).appendingPathComponent("run.sqlite").path
    let count = try? DatabaseQueue(path: file, configuration: configuration).read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM task")
    }
    return count.flatMap { $0 } ?? 0
  }

  func url(_ path: String) -> URL { folder.appendingPathComponent(path) }
}
