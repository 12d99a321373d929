import Foundation
import Testing

@Suite struct HelpTests {
  static let commands = [
    "fit", "evaluate", "minimize", "sample", "compare", "profile", "limit", "toys", "impact", "tension",
    "sensitivity", "calibrate",
    "predict", "draw", "report", "export", "verify", "cite",
    "check", "inputs", "observables",
    "tabulate",
  ]

  @Test(arguments: commands) func everyCommandExplainsItselfWithAnExample(command: String) async throws {
    let run = try await Workshop().mutau(command, "--help")
    #expect(run.exitCode == 0)
    #expect(run.complaints.isEmpty)
    #expect(run.output.contains("mutau \(command)"))
    #expect(run.output.contains("Example"))
    let examples = run.output.components(separatedBy: "\n").filter { $0.hasPrefix("  mutau \(command)") }
    #expect(!examples.isEmpty)
  }

  @Test(
    arguments: [["--help"], ["tabulate", "z-to-4mu", "--help"]] + commands.map { [$0, "--help"] })
  func helpFitsEightyColumnsWithoutBrokenSentences(words: [String]) async throws {
    let run = try await Workshop().mutau(words)
    let lines = run.output.components(separatedBy: "\n")
    // The line with the usage is one line, however many options there are.
    for line in lines where !line.hasPrefix("USAGE") { #expect(line.count <= 80) }
    // An example is of no use if its line is broken where it is pasted from.
    for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("  mutau ") {
      #expect(next.isEmpty || next.hasPrefix("  "), "broken: \(line)")
    }
  }

  @Test func overviewNamesEveryCommandAndEveryExitCode() async throws {
    let run = try await Workshop().mutau("--help")
    for command in Self.commands { #expect(run.output.contains("  \(command)")) }
    for code in ["0 done", "1 the numerics", "2 bad input", "130 interrupted"] {
      #expect(run.output.replacingOccurrences(of: "\n", with: " ").contains(code))
    }
  }

  @Test func versionIsOneLine() async throws {
    let run = try await Workshop().mutau("--version")
    #expect(run.exitCode == 0)
    #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\+[0-9a-f]{12}\n/) != nil)
  }

  @Test func theVersionSaysOfWhichSourcesTheNumbersAre() async throws {
    let digest = try await Program.run(
      [
        "-c",
        """
        (find Sources/FourMuons Sources/GlobalFit Sources/Inference Sources/Physics -name '*.swift' |
        LC_ALL=C sort; echo Package.swift) | xargs sha256sum | sha256sum | cut -c 1-12
        """,
      ], program: URL(fileURLWithPath: "/bin/sh"), in: Workshop.repository)
    let run = try await Workshop().mutau("--version")
    #expect(run.output.hasSuffix("+" + digest.output), "\(run.output) and \(digest.output)")
  }
}
