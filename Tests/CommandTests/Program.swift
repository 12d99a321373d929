import Foundation
import Testing

/// The built program, run the way a user runs it: as a process of its own.
enum Program {
  /// What a run of the program left behind.
  struct Run {
    /// The exit code; nil if a signal ended the program.
    let exitCode: Int32?
    /// Standard output.
    let output: String
    /// Standard error.
    let complaints: String
  }

  struct TookTooLong: Error { let arguments: [String] }

  /// The program lies beside the tests in the build folder, wherever that is.
  static let executable: URL = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var folder = URL(fileURLWithPath: own ?? CommandLine.arguments[0]).resolvingSymlinksInPath()
    repeat {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("mutau")
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder)
      if exists, !isFolder.boolValue { return candidate }
    } while folder.path != "/"
    return URL(fileURLWithPath: "mutau")
  }()

  /// Runs a program (this one, unless another is named) and waits for it; standard input is closed.
  ///
  /// - Parameters:
  ///   - output: a file that receives standard output in place of ``Run/output``.
  ///   - limit: seconds after which the program is killed and the test fails.
  ///   - whileRunning: is called with the process id as soon as the program runs, on a thread of its own: tests that
  ///     compute may keep all others busy for minutes.
  static func run(
    _ arguments: [String], program: URL = executable, in folder: URL, environment: [String: String] = [:],
    output: String? = nil, limit: Double = 60,
    whileRunning: (@Sendable (Int32) throws -> Void)? = nil
  ) async throws -> Run {
    let capture = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: capture, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: capture) }
    // Files rather than pipes: nothing waits for a reader, and no other child can hold them open.
    let (outputFile, complaintsFile) = (
      capture.appendingPathComponent("1"), capture.appendingPathComponent("2")
    )
    try Data().write(to: outputFile)
    try Data().write(to: complaintsFile)

    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(
      forWritingTo: output.map(URL.init(fileURLWithPath:)) ?? outputFile)
    process.standardError = try FileHandle(forWritingTo: complaintsFile)
    try process.run()
    if let whileRunning {
      let identifier = process.processIdentifier
      try await onThreadOfItsOwn { try whileRunning(identifier) }
    }
    let deadline = ContinuousClock.now + .seconds(limit)
    while process.isRunning {
      if ContinuousClock.now > deadline {
        kill(process.processIdentifier, SIGKILL)
        throw TookTooLong(arguments: arguments)
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    return Run(
      exitCode: process.terminationReason == .exit ? process.terminationStatus : nil,
      output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      complaints: String(decoding: try Data(contentsOf: complaintsFile), as: UTF8.self))
  }
}

extension Program {
  private static func onThreadOfItsOwn(_ work: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
  }
}

extension Program.Run {
  /// Standard output decoded as JSON.
  func json<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: Data(output.utf8))
  }
}
