import Foundation
import Testing

@Suite struct TerminalTests {
  private static let script = "/usr/bin/script"
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    try writeLongFit(steps: 600_000)
  }

  /// Some two seconds on one thread for 600 000 steps.
  private func writeLongFit(steps: Int) throws {
    let long =
      "{sampler: ensemble, ensembles: 2, warmup: \(steps), draws: 400, effective-sample-size: 100, r-hat: 1.05}"
    try workshop.write(SmallFit.text(sample: long, minimize: "{starts: 1}"), to: "fits/long.yaml")
  }

  @Test func withoutATerminalStandardErrorIsPlainText() async throws {
    let run = try await workshop.mutau("sample", "fits/long.yaml", "--threads", "1")
    #expect(!run.complaints.contains("\u{1B}") && !run.complaints.contains("\r"))
    #expect(!run.output.contains("\u{1B}") && !run.output.contains("\r"))
    // a line a minute is for runs that take one
    if run.duration < .seconds(60) { #expect(run.complaints.isEmpty) }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: script)))
  func onATerminalALongRunShowsItsProgressAndTakesItAway() async throws {
    let clear = "\r\u{1B}[2K"
    var (steps, shown) = (150_000, "")
    // long enough for any machine: twice as many until it takes more than the second without a progress line
    while steps < 100_000_000, !shown.contains("\(clear)warmup ") {
      steps *= 2
      try writeLongFit(steps: steps)
      shown = try await onATerminal("sample fits/long.yaml --threads 1").output
    }
    #expect(shown.contains("\(clear)warmup "), "\(shown)")
    #expect(shown.contains(" of \(steps) steps"))
    // The last progress line is cleared before the result is printed.
    let afterwards = shown.components(separatedBy: clear).last ?? ""
    #expect(afterwards.hasPrefix("One trident: "), "\(afterwards)")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: script)))
  func onATerminalToysSayHowMuchLongerTheyTake() async throws {
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    var (toys, shown) = (20_000, "")
    while toys < 10_000_000, shown.firstMatch(of: /toys done, about \d+ (s|min) left/) == nil {
      toys *= 2
      shown = try await onATerminal("toys fits/one.yaml --toys \(toys) --threads 1 --seed \(toys)").output
    }
    #expect(shown.firstMatch(of: /toys done, about \d+ (s|min) left/) != nil, "\(shown)")
    #expect(shown.contains("Written to runs/one-toys-seed-\(toys)."))
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: script)),
    arguments: [("minimize", ""), ("profile", "--over gPrime"), ("toys", "--toys 100")])
  func onATerminalTheSearchForTheBestFitCountsItsStarts(command: String, words: String) async throws {
    var (starts, shown) = (10_000, "")
    while starts < 100_000, shown.firstMatch(of: /best fit: \d+ of \d+ starts/) == nil {
      starts *= 2
      try workshop.write(SmallFit.text(minimize: "{starts: \(starts)}"), to: "fits/one.yaml")
      shown = try await onATerminal("\(command) fits/one.yaml \(words) --threads 1 --seed \(starts)").output
    }
    #expect(shown.firstMatch(of: /best fit: \d+ of \d+ starts/) != nil, "\(shown)")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: script)))
  func quietShowsNoProgress() async throws {
    #expect(try await !onATerminal("sample fits/long.yaml --threads 1 --quiet").output.contains("\u{1B}"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: script)))
  func aRunUnderASecondShowsNoProgress() async throws {
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    let run = try await onATerminal("sample fits/one.yaml")
    // On a machine that is busy elsewhere even this takes longer, and then the line is welcome.
    if run.duration < .seconds(1) { #expect(!run.output.contains("\u{1B}")) }
  }

  /// The output is what a pseudo-terminal shows of the program's output and complaints.
  private func onATerminal(_ words: String) async throws -> Program.Run {
    let line = "'\(Program.executable.path)' \(words)"
    return try await Program.run(
      ["-qec", line, "/dev/null"], program: URL(fileURLWithPath: Self.script), in: workshop.folder)
  }
}
