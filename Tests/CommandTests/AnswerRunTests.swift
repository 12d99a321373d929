import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Commands that answer one question keep what they have in runs of their own.
@Suite struct AnswerRunTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    try workshop.write(SmallFit.text(extra: "profile: [gPrime, R_trident]"), to: "fits/one.yaml")
  }

  /// Commands with the folders that they choose.
  static let commands: [([String], String)] = [
    (["limit", "fits/one.yaml", "--on", "gPrime", "--toys", "2000"], "runs/one-limit-gPrime"),
    (["impact", "fits/leptonic.yaml", "--on", "v_Phi"], "runs/leptonic-impact-v_Phi"),
    (["toys", "fits/one.yaml", "--toys", "20000"], "runs/one-toys"),
    (["profile", "fits/leptonic.yaml"], "runs/leptonic-profile"),
    (
      ["profile", "fits/leptonic.yaml", "--over", "gPrime,mZPrime", "--points", "40"],
      "runs/leptonic-profile-gPrime-mZPrime"
    ),
  ]

  @Test(arguments: commands)
  func aRunKilledAtRandomMomentsEndsInTheSameBytes(words: [String], folder: String) async throws {
    let whole = try await workshop.mutau(words + ["--threads", "1"])
    #expect(whole.exitCode == 0, "\(whole.complaints)")
    #expect(whole.output.contains(" s. Written to \(folder).\n"), "\(whole.output)")
    let summary = try workshop.text(of: folder + "/summary.json")
    #expect(workshop.files(below: folder) == ["report.html", "run.sqlite", "summary.json"])
    let other = ["--output", "runs/killed", "--format", "json"]
    var kills = 0
    for attempt in 0..<12 {
      let delay = whole.processorTime * (0.1 + 0.07 * Double(attempt))
      let run = try await workshop.mutau(words + other + ["--threads", "\(1 + attempt % 3)"]) {
        $0.kill(afterProcessorTime: delay)
      }
      guard run.exitCode != nil else {
        kills += 1
        continue
      }
      // nothing is left to be killed: once more from the beginning
      #expect(run.exitCode == 0, "\(run.complaints)")
      try FileManager.default.removeItem(at: workshop.url("runs/killed"))
    }
    #expect(kills > 3)
    let last = try await workshop.mutau(words + other)
    #expect(last.exitCode == 0, "\(last.complaints)")
    let isSame = try workshop.text(of: "runs/killed/summary.json") == summary
    #expect(isSame)
  }

  @Test(arguments: ["text", "json"], [SIGINT, SIGTERM])
  func whatIsKnownIsPrintedWhenALimitIsStopped(format: String, signal: Int32) async throws {
    let words = [
      "limit", "fits/one.yaml", "--on", "gPrime", "--no-posterior", "--format", format, "--toys",
    ]
    let workshop = workshop
    let run = try await workshop.mutau(words + ["5000000"]) { process in
      // the first toys come after all that is quick
      #expect(process.wait { workshop.keptTasks(in: "runs/one-limit-gPrime") > 5 })
      process.send(signal)
    }
    #expect(run.exitCode == 128 + signal)
    #expect(run.complaints == "interrupted; the same command goes on from here\n")
    #expect(
      run.output.contains("CLs, asymptotic") && !run.output.contains("Feldman-Cousins"), "\(run.output)")
    if format == "json" {
      struct Answer: Decodable { let isFinished: Bool }
      let answer: Answer = try run.json()
      #expect(!answer.isFinished)
    } else {
      #expect(run.output.contains("\nUNFINISHED: "), "\(run.output)")
    }
    #expect(workshop.files(below: "runs") == ["one-limit-gPrime", "one-limit-gPrime/run.sqlite"])
    let verified = try await workshop.mutau("verify", "runs/one-limit-gPrime")
    #expect(verified.exitCode == 1)
    #expect(verified.output.contains("NOT FINISHED: mutau limit gPrime goes on"), "\(verified.output)")
    // fewer toys are another goal of the same run
    let again = try await workshop.mutau(words + ["200"])
    #expect(again.exitCode == 0, "\(again.complaints)")
    let fresh = try await workshop.mutau(words + ["200", "--output", "runs/fresh"])
    #expect(
      try workshop.text(of: "runs/one-limit-gPrime/summary.json")
        == workshop.text(of: "runs/fresh/summary.json"), "\(fresh.complaints)")
  }

  @Test(arguments: ["text", "json", "latex", "markdown"])
  func toysThatAreStoppedSayThatTheyAreUnfinished(format: String) async throws {
    let workshop = workshop
    let run = try await workshop.mutau("toys", "fits/one.yaml", "--toys", "10000000", "--format", format) {
      process in
      #expect(process.wait { workshop.keptTasks(in: "runs/one-toys") > 100 })
      process.send(SIGINT)
    }
    #expect(run.exitCode == 128 + SIGINT)
    guard format == "json" else {
      return #expect(run.output.contains("UNFINISHED: interrupted"), "\(run.output)")
    }
    struct Answer: Decodable {
      let isFinished: Bool
      let chiSquared: Double
    }
    let answer: Answer = try run.json()
    #expect(!answer.isFinished)
    struct Minimum: Decodable {
      struct BestFit: Decodable { let chiSquared: Double }
      let bestFit: BestFit
    }
    let minimum: Minimum = try await workshop.mutau("minimize", "fits/one.yaml", "--format", "json").json()
    #expect(answer.chiSquared == minimum.bestFit.chiSquared)
  }

  @Test func limitsThatAreQuickAreReadBeforeToysAreDone() async throws {
    let workshop = workshop
    let run = try await workshop.mutau(
      ["limit", "fits/one.yaml", "--on", "gPrime", "--no-posterior", "--toys", "5000000"],
      output: workshop.url("answer").path
    ) { process in
      #expect(
        process.wait { (try? workshop.text(of: "answer").contains("CLs, asymptotic")) ?? false },
        "they come before the program ends")
      process.send(SIGKILL)
    }
    #expect(run.exitCode == nil)
  }

  @Test func ofEachFitSeedAndQuestionThereIsAFolder() async throws {
    let words = ["limit", "fits/one.yaml", "--on", "gPrime", "--toys", "0", "--no-posterior"]
    func folder(_ more: String...) async throws -> String {
      let run = try await workshop.mutau(words + more)
      #expect(run.exitCode == 0, "\(run.complaints)")
      let end = try #require(run.output.split(separator: "Written to ").last)
      return String(end.dropLast(2))
    }
    #expect(try await folder() == "runs/one-limit-gPrime")
    #expect(try await folder("--level", "0.9") == "runs/one-limit-gPrime")
    #expect(try await folder("--seed", "7") == "runs/one-limit-gPrime-seed-7")
    #expect(try await folder("--seed", "1") == "runs/one-limit-gPrime")
    let first = try workshop.text(of: "runs/one-limit-gPrime/summary.json")
    try workshop.edit("fits/one.yaml", replacing: "mZPrime: 246.22", with: "mZPrime: 300")
    #expect(try await folder() == "runs/one-limit-gPrime-2")
    #expect(try await folder() == "runs/one-limit-gPrime-2")
    #expect(try workshop.text(of: "runs/one-limit-gPrime/summary.json") == first)
  }

  @Test func aFolderThatIsNamedHoldsNothingElse() async throws {
    let words = ["limit", "fits/one.yaml", "--toys", "0", "--no-posterior", "--output", "runs/mine"]
    #expect(try await workshop.mutau(words + ["--on", "gPrime"]).exitCode == 0)
    let other = try await workshop.mutau(words + ["--on", "R_trident"])
    #expect(other.exitCode == 2)
    #expect(other.complaints.contains("question: limit gPrime → limit R_trident"), "\(other.complaints)")
    #expect(try await workshop.mutau(words + ["--on", "R_trident", "--overwrite"]).exitCode == 0)
    let fit = try await workshop.mutau("fit", "fits/one.yaml", "--output", "runs/mine")
    #expect(fit.exitCode == 2 && fit.complaints.contains("→ the whole fit"), "\(fit.complaints)")
  }

  @Test func whereNoFolderCanBeMadeTheAnswerIsPrintedAllTheSame() async throws {
    try workshop.write("a file", to: "runs")
    let words = ["limit", "fits/one.yaml", "--on", "gPrime", "--toys", "0", "--no-posterior"]
    let run = try await workshop.mutau(words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(
      run.output.contains("Δχ², one-sided") && run.output.contains("Nothing was kept: "), "\(run.output)")
    let inJSON = try await workshop.mutau(words + ["--format", "json"])
    #expect(inJSON.exitCode == 0 && inJSON.complaints.hasPrefix("note: nothing was kept: "))
    let named = try await workshop.mutau(words + ["--output", "runs/mine"])
    #expect(named.exitCode == 2 && named.output.isEmpty)
  }

  @Test(arguments: commands)
  func itIsVerifiedAndReportedAndSaysWhatItHasNot(words: [String], folder: String) async throws {
    #expect(try await workshop.mutau(words).exitCode == 0)
    let verified = try await workshop.mutau("verify", folder)
    #expect(verified.exitCode == 0, "\(verified.output)")
    let written = try workshop.text(of: folder + "/report.html")
    try FileManager.default.removeItem(at: workshop.url(folder + "/report.html"))
    #expect(try await workshop.mutau("report", folder).exitCode == 0)
    #expect(try workshop.text(of: folder + "/report.html") == written)
    #expect(XMLParser(data: Data(written.utf8)).parse(), "well-formed")
    // of all answers planes and curves alone can be drawn
    for refused in [["export", folder, "--as", "csv"], ["predict", folder]]
      + (words[0] == "profile" ? [] : [["draw", folder]])
    {
      let run = try await workshop.mutau(refused)
      #expect(run.exitCode == 2 && run.complaints.contains("that of mutau \(words[0])"), "\(run.complaints)")
    }
    #expect(try await workshop.mutau("cite", folder).exitCode == 0)
  }

  @Test func aSecondProcessTakesAFolderOfItsOwn() async throws {
    let workshop = workshop
    let words = ["toys", "fits/one.yaml", "--toys"]
    _ = try await workshop.mutau(words + ["10000000"]) { process in
      #expect(process.wait { workshop.keptTasks(in: "runs/one-toys") > 0 })
      let second = try RunningProgram(
        [Program.executable.path] + words + ["100"], in: workshop.folder, environment: [:],
        output: workshop.url("second").path, complaints: "/dev/null")
      #expect(try second.waitForItsEnd().exitCode == 0)
      #expect(try workshop.text(of: "second").contains("Written to runs/one-toys-2."))
      process.send(SIGKILL)
    }
  }
}
