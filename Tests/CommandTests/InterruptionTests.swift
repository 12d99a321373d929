import Foundation
import Testing

/// A run that is stopped stops at once, and leaves nothing that could be taken for a result.
@Suite struct InterruptionTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    // An hour of warmup.
    let endless = "{sampler: ensemble, warmup: 10000000, ensembles: 200}"
    try workshop.write(SmallFit.text(sample: endless), to: "fits/endless.yaml")
  }

  @Test(arguments: ["sample", "fit", "calibrate"], ["text", "json"])
  func controlCStopsALongRunWithItsOwnExitCode(command: String, format: String) async throws {
    let run = try await workshop.mutau(command, "fits/endless.yaml", "--format", format) { process in
      #expect(process.waitUntilItListensToControlC())
      process.send(SIGINT)
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
      #expect(process.waitUntilItListensToControlC())
      process.send(signal)
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
      #expect(process.waitUntilItListensToControlC())
      process.send(SIGHUP)
      process.send(SIGTERM)
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
      #expect(process.wait { workshop.exists("runs/long/summary.json") })
      process.send(SIGINT)
    }
    #expect(run.exitCode == 130 && run.output.isEmpty)
    #expect(run.complaints == "interrupted; the same command goes on from here\n")
    #expect(!workshop.exists("runs/long-heavy/summary.json"))
  }

  @Test func aKilledRunLeavesNothingAndTheNextOneWorks() async throws {
    let run = try await workshop.mutau("fit", "fits/endless.yaml", "--output", "runs/endless") { process in
      #expect(process.waitUntilItListensToControlC())
      process.send(SIGKILL)
    }
    #expect(run.exitCode == nil)
    #expect(!workshop.files(below: "runs").contains { $0.contains("summary.json") })
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
  }

  /// Kills at ever later moments, the writing of the result among them: what is there is whole.
  @Test func aKilledRunNeverLeavesHalfAResult() async throws {
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    let whole = try await workshop.mutau("fit", "fits/one.yaml", "--output", "runs/whole")
    #expect(whole.exitCode == 0, "\(whole.complaints)")
    let workshop = workshop
    for moment in 1...30 {
      _ = try await workshop.mutau("fit", "fits/one.yaml") {
        $0.kill(afterProcessorTime: whole.processorTime * Double(moment) / 30)
      }
      try expectWholeResult()
    }
    // and while the result is being written, when it has a draft or is there
    for _ in 1...5 {
      _ = try await workshop.mutau("fit", "fits/one.yaml", "--overwrite") { process in
        process.wait { workshop.files(below: "runs/one").contains { $0.contains("summary.json") } }
        process.send(SIGKILL)
      }
      try expectWholeResult()
    }
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
  }

  private func expectWholeResult() throws {
    guard workshop.exists("runs/one/summary.json") else { return }
    let text = try workshop.text(of: "runs/one/summary.json")
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
  }
}
