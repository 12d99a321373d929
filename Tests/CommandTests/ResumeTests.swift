import Foundation
import Testing

/// A run that is killed goes on, and ends in the bits of a run that was not.
@Suite struct ResumeTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  static let samplers = [
    "{sampler: nested, effective-sample-size: 20000}",
    "{sampler: nested, learn: false, effective-sample-size: 400, evidence-error: 0.5}",
    "{sampler: ensemble, warmup: 1000, draws: 2000, maximum-draws: 64000, effective-sample-size: 1000}",
    "{sampler: nuts, warmup: 500, draws: 1000, maximum-draws: 64000, effective-sample-size: 1000}",
  ]

  private func fit(_ words: String..., whileRunning: (@Sendable (RunningProgram) throws -> Void)? = nil)
    async throws
    -> Program.Run
  {
    try await workshop.mutau(["fit", "fits/one.yaml"] + words, whileRunning: whileRunning)
  }

  /// The result, and every draw of the run.
  private func kept(_ folder: String) async throws -> [String] {
    let export = try await workshop.mutau("export", folder, "--as", "csv", "--to", "\(folder)/draws")
    #expect(export.exitCode == 0, "\(export.complaints)")
    return [
      try workshop.text(of: "\(folder)/summary.json"), try workshop.text(of: "\(folder)/draws.csv"),
    ]
  }

  @Test(arguments: samplers)
  func aRunKilledAtRandomMomentsEndsInTheSameBytes(sampler: String) async throws {
    try workshop.write(
      SmallFit.text(sample: sampler, minimize: "{starts: 16}", extra: "profile: [gPrime]").replacing(
        "mZPrime: 246.22", with: "mZPrime: {prior: log-uniform, min: 10, max: 1000}"), to: "fits/one.yaml")
    let first = try await fit("--output", "runs/whole", "--threads", "1")
    #expect(first.exitCode == 0, "\(first.complaints)\(first.output.prefix(500))")
    let length = first.processorTime
    let whole = try await kept("runs/whole")
    var random = Seeded(state: UInt64(sampler.count))
    var kills = 0
    for attempt in 0..<100 where kills < 13 {
      // short delays as often as long ones, in time of processors: as much is done on a busy machine
      let delay = 0.015 * pow(length / 0.015, Double.random(in: 0...0.9, using: &random))
      let run = try await fit("--output", "runs/killed", "--threads", "\(1 + attempt % 3)") {
        $0.kill(afterProcessorTime: delay)
      }
      if run.exitCode == 0 {
        // nothing is left to be killed: once more from the beginning
        try FileManager.default.removeItem(at: workshop.url("runs/killed"))
      } else {
        #expect(run.exitCode == nil, "\(run.complaints)")
        kills += 1
      }
    }
    #expect(kills == 13)
    #expect(try await fit("--output", "runs/killed", "--threads", "2").exitCode == 0)
    // compared as one: the difference of such texts would take minutes to print
    let isSame = try await kept("runs/killed") == whole
    #expect(isSame)
  }

  /// The kernel refuses the very write that would make a file longer than it may be.
  @Test func aRunThatEndsInsideATransactionEndsInTheSameBytes() async throws {
    try workshop.write(
      SmallFit.text(
        sample:
          "{sampler: ensemble, warmup: 1000, draws: 2000, maximum-draws: 64000, effective-sample-size: 1000}"
      ), to: "fits/one.yaml")
    #expect(try await fit("--output", "runs/whole").exitCode == 0)
    let whole = try await kept("runs/whole")
    let length = try #require(
      try workshop.url("runs/whole/run.sqlite").resourceValues(forKeys: [.fileSizeKey]).fileSize)
    var random = Seeded(state: 3)
    var ends = 0
    for attempt in 0..<12 {
      // most of the bytes go through the log, a page of 16 kilobytes at a time
      let most = Int.random(in: 1000...length / 4, using: &random)
      let run = try await Program.run(
        [
          "--fsize=\(most)", Program.executable.path, "fit", "fits/one.yaml", "--output", "runs/ended",
          "--threads", "\(1 + attempt % 3)",
        ], program: URL(fileURLWithPath: "/usr/bin/prlimit"), in: workshop.folder)
      #expect(run.exitCode == 0 || run.exitCode == 1, "a message, and no crash: \(run.complaints)")
      if run.exitCode == 1 { ends += 1 }
      // now and then it goes on with room enough
      if attempt % 4 == 3 {
        #expect(try await fit("--output", "runs/ended", "--threads", "2").exitCode == 0)
        let isSame = try await kept("runs/ended") == whole
        #expect(isSame)
        try FileManager.default.removeItem(at: workshop.url("runs/ended"))
      }
    }
    #expect(ends > 6)
  }

  @Test func aStricterGoalExtendsTheRunAndGivesWhatItWouldHaveGivenAtOnce() async throws {
    let sampler =
      "{sampler: ensemble, warmup: 500, draws: 500, maximum-draws: 64000, effective-sample-size: GOAL}"
    func write(_ goal: Int) throws {
      try workshop.write(
        SmallFit.text(sample: sampler.replacing("GOAL", with: "\(goal)")), to: "fits/one.yaml")
    }
    try write(4000)
    #expect(try await fit("--output", "runs/once").exitCode == 0)
    try write(400)
    #expect(try await fit("--output", "runs/twice").exitCode == 0)
    let early = try await kept("runs/twice")
    try write(4000)
    #expect(try await fit("--output", "runs/twice").exitCode == 0)
    let late = try await kept("runs/twice")
    let isSame = try await kept("runs/once") == late
    #expect(isSame && early != late)
  }

  @Test func aFinishedRunHoldsItsDrawsOnce() async throws {
    try workshop.write(
      SmallFit.text(sample: "{sampler: ensemble, warmup: 500, draws: 4000, maximum-draws: 4000}"),
      to: "fits/one.yaml")
    #expect(try await fit("--output", "runs/one").exitCode == 0)
    let draws = try await kept("runs/one")[1].split(separator: "\n").count - 1
    let size = try workshop.url("runs/one/run.sqlite").resourceValues(forKeys: [.fileSizeKey]).fileSize
    // a coordinate and a density each, as doubles; the rest of the file is small beside them
    let once = 16 * draws
    #expect(
      try draws >= 4 * 16 * 4000 && #require(size) < once * 6 / 5, "\(draws) draws in \(size ?? 0) bytes")
  }

  @Test func aSecondProcessOnTheSameRunIsRefused() async throws {
    try workshop.write(
      SmallFit.text(sample: "{sampler: ensemble, warmup: 10000000, ensembles: 200}"), to: "fits/one.yaml")
    let workshop = workshop
    _ = try await fit("--output", "runs/one") { process in
      #expect(process.wait { workshop.keptTasks(in: "runs/one") > 0 })
      // beside the first, whose turn it is
      let complaints = workshop.url("complaints").path
      let second = try RunningProgram(
        [Program.executable.path, "fit", "fits/one.yaml", "--output", "runs/one"], in: workshop.folder,
        environment: [:], output: "/dev/null", complaints: complaints)
      let end = try second.waitForItsEnd()
      let words = try workshop.text(of: "complaints")
      #expect(end.exitCode == 2 && words.contains("in use: another process"), "\(words)")
      process.send(SIGKILL)
    }
  }
}

/// Numbers that are the same every time (Knuth's multiplier).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
