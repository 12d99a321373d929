import Foundation
import Testing

/// What the system refuses ends in a message, and not in a crash.
@Suite struct LimitsOfTheSystemTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
  }

  /// Runs the program as a shell does, with every signal as usual.
  private func shell(_ before: String, _ command: String, _ after: String = "") async throws -> Program.Run {
    try await Program.run(
      [
        "--default-signal", "sh", "-c", "(\(before); exec '\(Program.executable.path)' \(command)) \(after)",
      ], program: URL(fileURLWithPath: "/usr/bin/env"), in: workshop.folder)
  }

  @Test(arguments: [4, 8, 12])
  func tooFewOpenFilesAreSaidSo(files: Int) async throws {
    let run = try await shell("ulimit -n \(files)", "fit fits/one.yaml")
    #expect(run.exitCode == 1 && run.output.isEmpty)
    #expect(run.complaints.contains("files may be open"), "\(run.complaints)")
  }

  @Test(arguments: [0, 8, 64])
  func aFileThatMayNotGrowCostsTheCopyAndNotTheResult(blocks: Int) async throws {
    let run = try await shell("ulimit -f \(blocks)", "fit fits/one.yaml", "2>&1 | cat")
    #expect(run.output.contains("Best fit"), "\(run.output)")
    #expect(run.output.contains("error: the result could not be kept"), "\(run.output)")
  }

  @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
  func streamsThatAreClosedTakeNoFilesPlace(closed: String) async throws {
    let run = try await shell(":", "fit fits/one.yaml", closed)
    #expect(run.exitCode == (closed.contains(" >&-") || closed == ">&-" ? 1 : 0), "\(run.complaints)")
    let kept = try await workshop.mutau("verify", "runs/one")
    #expect(kept.exitCode == 0, "\(kept.output)\(kept.complaints)")
  }

  @Test func aClosedPipeEndsInAMessage() async throws {
    let run = try await shell(":", "observables", "| true; true")
    #expect(run.exitCode == 0 && !run.complaints.contains("crash"))
  }
}
