import Foundation

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
    /// Seconds that processors worked for it: the same on a busy machine as on a quiet one.
    let processorTime: Double
    /// From before its start until after its end, without the wait for its turn.
    let duration: Duration
  }

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

  /// Runs a program (this one, unless another is named) and waits for it; standard input is empty. It may have to wait
  /// until others have ended: see ``Turns``.
  ///
  /// - Parameters:
  ///   - output: a file that receives standard output in place of ``Run/output``.
  ///   - whileRunning: is called as soon as the program runs, before its end is waited for.
  static func run(
    _ arguments: [String], program: URL = executable, in folder: URL, environment: [String: String] = [:],
    output: String? = nil, whileRunning: (@Sendable (RunningProgram) throws -> Void)? = nil
  ) async throws -> Run {
    try await Turns.ofThePrograms.take {
      let capture = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try FileManager.default.createDirectory(at: capture, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: capture) }
      // Files rather than pipes: nothing waits for a reader, and no other child can hold them open.
      let (outputFile, complaintsFile) = (
        capture.appendingPathComponent("1"), capture.appendingPathComponent("2")
      )
      try Data().write(to: outputFile)
      let start = ContinuousClock.now
      let process = try RunningProgram(
        [program.path] + arguments, in: folder, environment: environment, output: output ?? outputFile.path,
        complaints: complaintsFile.path)
      let problem = Result { try whileRunning?(process) }
      if case .failure = problem { process.send(SIGKILL) }
      let end = try process.waitForItsEnd()
      let duration = ContinuousClock.now - start
      try problem.get()
      return Run(
        exitCode: end.exitCode, output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
        complaints: String(decoding: try Data(contentsOf: complaintsFile), as: UTF8.self),
        processorTime: end.processorTime, duration: duration)
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
