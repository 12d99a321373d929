import Testing

@Suite struct TabulateTests {
  @Test func theTableIsTheSameOnAnyNumberOfThreadsAndInAFile() async throws {
    let workshop = try Workshop()
    let words = ["tabulate", "z-to-4mu", "--points", "1000"]
    let one = try await workshop.mutau(words + ["--threads", "1"])
    let three = try await workshop.mutau(words + ["--threads", "3", "--output", "new/table.csv"])
    #expect(one.exitCode == 0 && three.exitCode == 0)
    #expect(one.complaints.isEmpty && three.output.isEmpty && three.complaints.isEmpty)
    #expect(try workshop.text(of: "new/table.csv") == one.output)
    let lines = one.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let header = try #require(lines.firstIndex(of: "mZPrime,a,a_error,b,b_error"))
    let rows = lines[(header + 1)...]
    #expect(rows.count > 60)
    #expect(
      lines[..<header] == [
        "rows: \(rows.count)", "lightest: 1", "heaviest: 1000", "below-lightest: massless-limit",
        "above-heaviest: contact-limit", "exact-coupling: 1", "largest-coupling: 3",
      ])
  }

  @Test(arguments: [
    (["tabulate", "z-to-4mu", "--points", "0"], "--points takes a number from 1000"),
    (["tabulate", "z-to-4mu", "--threads", "0"], "--threads takes a number from 1 to 1024"),
    (["tabulate", "z-to-4mu", "--output", ""], "--output takes the name of a file"),
    (["tabulate", "z-to-4e"], "z-to-4e"),
  ])
  func wordsThatMakeNoSenseExitWithTwo(words: [String], reason: String) async throws {
    let run = try await Workshop().mutau(words)
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.complaints.contains(reason), "\(run.complaints)")
  }

  @Test func aTableThatCannotBeWrittenIsComplainedOf() async throws {
    let workshop = try Workshop()
    try workshop.write("", to: "file")
    let run = try await workshop.mutau(
      "tabulate", "z-to-4mu", "--points", "1000", "--output", "file/table.csv")
    #expect(run.exitCode == 1)
    #expect(run.complaints.contains("the table could not be written"))
  }
}
