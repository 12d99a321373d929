import Foundation
import Testing

/// A run that is stopped stops at once, and leaves nothing that could be taken for a result.
@Suite struct InterruptionTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    // An hour of warmup: among all the other tests it can take minutes until this one has its turn.
    let endless = "{sampler: ensemble, warmup: 10000000, ensembles: 200}"
    try workshop.write(SmallFit.text(sample: endless), to: "fits/endless.yaml")
  }

  @Test(arguments: ["sample", "fit", "calibrate"], ["text", "json"])
  func controlCStopsALongRunWithItsOwnExitCode(command: String, format: String) async throws {
    let run = try await workshop.mutau(command, "fits/endless.yaml", "--format", format) { process in
      Self.waitUntilInterruptsAreHandled(by: process)
      Self.interrupt(process)
    }
    #expect(run.exitCode == 130)
    #expect(run.output.isEmpty)
    // a fit keeps what was done so far, and can go on
    let words = command == "fit" ? "the same command goes on from here" : "nothing was written"
    #expect(run.complaints == "interrupted; \(words)\n")
    #expect(workshop.exists("runs") == (command == "fit"))
    #expect(!workshop.files(below: "runs").contains { $0.contains("summary.json") })
    // all of it is in the file: nothing waits to be written, not even in the log
    #expect(workshop.files(below: "runs") == (command == "fit" ? ["endless", "endless/run.sqlite"] : []))
  }

  /// A cluster sends SIGTERM before it kills, a terminal that is closed SIGHUP.
  @Test(arguments: [SIGTERM, SIGHUP], ["sample", "fit"])
  func otherSignalsStopALongRunAsControlCDoes(signal: Int32, command: String) async throws {
    let run = try await workshop.mutau(command, "fits/endless.yaml") { process in
      Self.waitUntilInterruptsAreHandled(by: process)
      kill(process, signal)
    }
    #expect(run.exitCode == 128 + signal && run.output.isEmpty)
    let words = command == "fit" ? "the same command goes on from here" : "nothing was written"
    #expect(run.complaints == "interrupted; \(words)\n")
    #expect(workshop.files(below: "runs") == (command == "fit" ? ["endless", "endless/run.sqlite"] : []))
  }

  @Test func underNohupAClosedTerminalStopsNothing() async throws {
    let run = try await Program.run(
      ["--ignore-signal=HUP", Program.executable.path, "sample", "fits/endless.yaml"],
      program: URL(fileURLWithPath: "/usr/bin/env"), in: workshop.folder
    ) { process in
      Self.waitUntilInterruptsAreHandled(by: process)
      kill(process, SIGHUP)
      kill(process, SIGTERM)
    }
    #expect(run.exitCode == 128 + SIGTERM, "what was asked for first had been ignored")
  }

  /// Each variant listens to Ctrl-C anew.
  @Test func controlCStopsAComparisonInAnyOfItsVariants() async throws {
    let long = "{sampler: ensemble, warmup: 400000, draws: 1000, maximum-draws: 1000}"
    try workshop.write(
      SmallFit.text(sample: long, extra: "variants: {heavy: {set: {mZPrime: 500}}}"), to: "fits/long.yaml")
    let workshop = workshop
    let run = try await workshop.mutau("compare", "fits/long.yaml") { process in
      for _ in 0..<5000 where !workshop.exists("runs/long/summary.json") { usleep(10_000) }
      Self.interrupt(process)
    }
    #expect(run.exitCode == 130 && run.output.isEmpty)
    #expect(run.complaints == "interrupted; the same command goes on from here\n")
    #expect(!workshop.exists("runs/long-heavy/summary.json"))
  }

  @Test func aKilledRunLeavesNothingAndTheNextOneWorks() async throws {
    let run = try await workshop.mutau("fit", "fits/endless.yaml", "--output", "runs/endless") { process in
      Self.waitUntilInterruptsAreHandled(by: process)
      kill(process, SIGKILL)
    }
    #expect(run.exitCode == nil)
    #expect(!workshop.files(below: "runs").contains { $0.contains("summary.json") })
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
  }

  /// Kills at ever later moments, the writing of the result among them: what is there is whole.
  @Test func aKilledRunNeverLeavesHalfAResult() async throws {
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    for delay in stride(from: UInt32(5), through: 150, by: 5) {
      _ = try await workshop.mutau("fit", "fits/one.yaml") { process in
        usleep(delay * 1000)
        kill(process, SIGKILL)
      }
      if workshop.exists("runs/one/summary.json") {
        let text = try workshop.text(of: "runs/one/summary.json")
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
      }
    }
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
  }

  /// Presses Ctrl-C once, and again only if that was lost: who asks twice gets no last words, and on a busy machine a
  /// step takes its time.
  private static func interrupt(_ process: Int32) {
    func isRunning() -> Bool {
      let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      return status.contains("State:") && !status.contains("State:\tZ")
    }
    for _ in 0..<10 where isRunning() {
      kill(process, SIGINT)
      for _ in 0..<500 where isRunning() { usleep(20_000) }
    }
  }

  /// Before it listens, Ctrl-C ends the program the way it ends every program.
  private static func waitUntilInterruptsAreHandled(by process: Int32) {
    let interrupt: UInt64 = 1 << UInt64(SIGINT - 1)
    for _ in 0..<2000 {
      let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      for line in status.split(separator: "\n") where line.hasPrefix("SigIgn:") || line.hasPrefix("SigCgt:") {
        if let mask = UInt64(line.suffix(16), radix: 16), mask & interrupt != 0 { return }
      }
      usleep(5_000)
    }
    Issue.record("the program never listened to SIGINT")
  }
}
