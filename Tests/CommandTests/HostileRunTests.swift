import Foundation
import Runs
import Testing

/// A run that came from somebody else, whose digests are right: it can say what it likes, and leads nowhere.
@Suite struct HostileRunTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
  }

  /// A finished run like that of the small fit, with other words in it.
  private func run(_ change: (RunIdentity) -> RunIdentity) async throws {
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
    let kept = try RunStore(reading: RunFolder(path: workshop.url("runs/one").path))
    let result = try #require(try kept.result(named: "fit"))
    let draws = try #require(try kept.legs())
    let store = try RunStore(writing: RunFolder(path: workshop.url("below/received").path))
    defer { store.close() }
    try store.begin(change(try #require(try kept.identity())))
    for (leg, tasks) in draws.enumerated() {
      for (number, task) in tasks.enumerated() { store.keep("leg \(leg)", number, task) }
    }
    try store.finish(
      result, named: "fit", draws: .legs(draws.indices.map { "leg \($0)" }, tasks: draws[0].count))
  }

  private static let commands = [
    ["cite"], ["verify"], ["report"], ["export", "--as", "csv"], ["predict"], ["draw"], ["sensitivity"],
  ]

  private func expectRefusal(_ words: [String], saying reason: String) async throws {
    let before = workshop.files(below: ".")
    let run = try await workshop.mutau([words[0], "below/received"] + words.dropFirst())
    #expect(run.exitCode == 2 && run.output.isEmpty, "\(run.output)")
    #expect(run.complaints.contains(reason), "\(run.complaints)")
    #expect(workshop.files(below: ".") == before, "nothing is written")
  }

  @Test(arguments: ["../../x", "/tmp/x", "a/../../../x", "x/./y", "../../x.csv"])
  func anInputsNameLeadsNowhere(name: String) async throws {
    try await run { run in
      RunIdentity(
        program: run.program, libraries: run.libraries, seed: run.seed, fit: run.fit,
        inputs: run.inputs + [.init(name: name, text: "x: 1\n")])
    }
    for words in Self.commands { try await expectRefusal(words, saying: "leads out of the folder") }
  }

  @Test func theFitOfARunExtendsNothing() async throws {
    try workshop.write("title: secret\n", to: "below/secret.yaml")
    try await run { run in
      RunIdentity(
        program: run.program, libraries: run.libraries, seed: run.seed,
        fit: run.fit + "extends: \(workshop.url("below/secret.yaml").path)\n", inputs: run.inputs)
    }
    for words in Self.commands { try await expectRefusal(words, saying: "it extends nothing") }
  }

  @Test(arguments: [("report.html", ["report"]), ("csv", ["export", "--as", "csv"]), ("figures", ["draw"])])
  func aLinkOutOfTheRunsFolderIsNotWrittenThrough(name: String, words: [String]) async throws {
    try await run { $0 }
    try workshop.write("untouched", to: "mine/file")
    let target = workshop.url(name == "report.html" ? "mine/file" : "mine").path
    try FileManager.default.createSymbolicLink(
      atPath: workshop.url("below/received/\(name)").path, withDestinationPath: target)
    let run = try await workshop.mutau([words[0], "below/received"] + words.dropFirst())
    #expect(run.exitCode != 0 && run.complaints.contains("leads out of the folder"), "\(run.complaints)")
    #expect(workshop.files(below: "mine") == ["file"])
    #expect(try workshop.text(of: "mine/file") == "untouched")
  }

  /// What a run was asked about is a quantity that there is, or the run is none.
  @Test func aNameInAnAnswerThatIsNoQuantityIsRefused() async throws {
    let words = ["limit", "fits/one.yaml", "--on", "gPrime", "--toys", "0", "--no-posterior"]
    #expect(try await workshop.mutau(words + ["--output", "runs/one"]).exitCode == 0)
    try copyAnswer(of: "runs/one", to: "below/one") {
      $0.replacing(
        #""quantity" : "gPrime""#, with: #""quantity" : "x'; touch stolen; echo 'y $(touch stolen)""#)
    }
    let run = try await workshop.mutau("report", "below/one")
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.complaints.contains("the result of the run in below/one cannot be read"), "\(run.complaints)")
    #expect(!workshop.exists("stolen") && !workshop.exists("below/one/report.html"))
  }

  /// A page says how to make the run again: what is copied from it into a shell is one command.
  @Test func theFolderOfAnAnswerIsOneWordToAShell() async throws {
    let words = ["limit", "fits/one.yaml", "--on", "gPrime", "--toys", "0", "--no-posterior"]
    #expect(try await workshop.mutau(words + ["--output", "runs/one"]).exitCode == 0)
    let name = "x'; touch stolen; echo 'y $(touch stolen)"
    try copyAnswer(of: "runs/one", to: "below/\(name)") { $0 }
    let run = try await workshop.mutau("report", "below/\(name)")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let page = try Page(workshop.text(of: "below/\(name)/report.html"))
    let command = try #require(page.text.split(separator: "\n").first { $0.hasPrefix("mutau limit ") })
    let shell = try RunningProgram(
      ["/bin/sh", "-c", "mutau() { printf '%s\\n' \"$@\"; }; \(command)"], in: workshop.folder,
      environment: [:],
      output: workshop.url("said").path, complaints: "/dev/null")
    #expect(try shell.waitForItsEnd().exitCode == 0)
    #expect(try workshop.text(of: "said") == "limit\nfit.yaml\n--on\ngPrime\n--output\n\(name)\n")
    #expect(!workshop.exists("stolen"))
  }

  /// The answer of a run kept anew elsewhere, with other words.
  private func copyAnswer(of run: String, to place: String, _ change: (String) -> String) throws {
    let kept = try RunStore(reading: RunFolder(path: workshop.url(run).path))
    let store = try RunStore(writing: RunFolder(path: workshop.url(place).path))
    try store.begin(try #require(try kept.identity()))
    try store.finish(change(try #require(try kept.result(named: "answer"))), named: "answer", draws: nil)
    store.close()
  }

  @Test func whatNobodyChangedIsReadAndNothingIsWritten() async throws {
    try await run { $0 }
    let before = workshop.files(below: ".")
    for words in [["cite"], ["verify"], ["predict"]] {
      let run = try await workshop.mutau([words[0], "below/received"] + words.dropFirst())
      #expect(run.exitCode == 0, "\(run.complaints)\(run.output)")
    }
    #expect(workshop.files(below: ".") == before)
  }
}
