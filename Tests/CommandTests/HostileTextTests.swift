import Foundation
import Testing

/// Text of a file or a name does nothing to a terminal, to LaTeX, to a browser or to a figure: it is shown.
@Suite("Hostile text") struct HostileTextTests {
  private let workshop: Workshop

  private static let title =
    #""T \e[31m \x9b2J 50%g | <script>alert(1)</script> `x` $m_Z \\a ‹γ› \u202e \r\b end""#

  init() throws {
    workshop = try Workshop()
    try workshop.write(
      """
      "R \\e]0;x\\a 50%g ‹γ› {a_b \\\\ \\u202e":
        experiment: "E 50%g `x` $y {z \\e[2J"
        url: "https://example.org/a%20b}c{d\\\\e?f=1&g=2#h\\ni"
        description: "%d }{ \\\\ é \\e[2J\\r"
        values:
          R_trident: 0.83 ± 0.18
      """, to: "inputs/a/x.yaml")
    try workshop.write(
      """
      "second":
        url: "javascript:alert(1)"
        values:
          Delta_a_mu: (2.9 ± 0.9) e-9
      """, to: "inputs/a/y.yaml")
    let text = SmallFit.text().replacingOccurrences(of: "title: One trident", with: "title: \(Self.title)")
      .replacing(/constraints:.*/, with: "constraints: [a/x, a/y]")
    try workshop.write(text, to: "fits/hostile.yaml")
  }

  /// What nobody sees although it does something.
  private static func hidden(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter {
      $0 != "\n" && $0 != "\t" && [.control, .format].contains($0.properties.generalCategory)
    }
  }

  @Test(arguments: [
    ["check"], ["minimize"], ["evaluate", "--set", "gPrime=0.1"], ["sample"],
    ["tension", "--between", "a/x"],
    ["cite"],
  ])
  func noCommandPrintsWhatATerminalObeys(words: [String]) async throws {
    for format in ["text", "json"] + (words == ["cite"] ? [] : ["latex", "markdown"]) {
      let run = try await workshop.mutau(
        [words[0], "fits/hostile.yaml"] + words.dropFirst() + ["--format", format])
      #expect(!run.output.isEmpty, "\(run.complaints)")
      #expect(Self.hidden(run.output).isEmpty && Self.hidden(run.complaints).isEmpty, "\(words) \(format)")
      if format == "json" {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
      }
    }
  }

  @Test(arguments: ["a\u{1b}[31mb.yaml", "a\u{9b}2J.yaml", "\u{202e}x\r.yaml", "a\u{8}b"])
  func noMessageHoldsWhatATerminalObeys(name: String) async throws {
    for words in [
      ["check", name], ["check", "fits/leptonic.yaml", "--variant", name], [name], ["report", name],
    ] {
      let run = try await workshop.mutau(words)
      #expect(run.exitCode != 0)
      #expect(Self.hidden(run.complaints).isEmpty && run.complaints.contains("\\u{"), "\(run.complaints)")
    }
    try workshop.write("title: x\n\"k\u{9b}ey\": 1\n", to: "fits/key.yaml")
    let run = try await workshop.mutau("check", "fits/key.yaml")
    #expect(run.exitCode == 2 && Self.hidden(run.complaints).isEmpty, "\(run.complaints)")
  }

  @Test func whatToCiteHasItsBracesInPairsAndNothingOfTeXsOwn() async throws {
    let run = try await workshop.mutau("cite", "fits/hostile.yaml")
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(run.output.unicodeScalars.allSatisfy { $0 == "\n" || (32..<127).contains($0.value) })
    #expect(run.output.contains(##"url = {https://example.org/a\%20b\%7Dc\%7Bd\%5Ce?f=1\&g=2\#h\%0Ai},"##))
    var depth = 0
    for line in run.output.split(separator: "\n") {
      #expect(depth > 0 || line.hasPrefix("@"))
      depth += line.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
      if line.hasPrefix("  ") { #expect(depth == 1, "\(line)") }
    }
    #expect(depth == 0)
  }

  @Test func pageAndFiguresShowTheText() async throws {
    let fitted = try await workshop.mutau("fit", "fits/hostile.yaml")
    #expect(Self.hidden(fitted.output + fitted.complaints).isEmpty)
    let page = try workshop.text(of: "runs/hostile/report.html")
    #expect(Self.hidden(page).isEmpty && page.components(separatedBy: "<script").count == 2)
    let links = page.matches(of: /href="([^"]*)"/).map { String($0.output.1) }
    #expect(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://") || $0.hasPrefix("http://") })
    #expect(page.contains("javascript:alert(1)"))
    #expect(Self.hidden(try workshop.text(of: "runs/hostile/summary.json")).isEmpty)
    let drawn = try await workshop.mutau("draw", "runs/hostile", "pulls", "--format", "svg")
    try #require(drawn.exitCode == 0, "\(drawn.complaints)")
    let caption = try workshop.text(of: "runs/hostile/figures/pulls.txt")
    #expect(
      Self.hidden(caption).isEmpty && caption.contains(#"50%g | <script>alert(1)</script> `x` \$m_Z \\a"#))
    #expect(try await workshop.mutau("report", "runs/hostile").exitCode == 0)
    #expect(try workshop.text(of: "runs/hostile/report.html").contains(#"`x` $m_Z \a"#))
  }

  @Test func filesThatAreWrittenAreNamedInEveryFormat() async throws {
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
    struct Written: Decodable { let files: [String] }
    for words in [["report", "runs/one"], ["export", "runs/one", "--as", "csv"]] {
      let written: Written = try await workshop.mutau(words + ["--format", "json"]).json()
      let named = try await workshop.mutau(words).output
      #expect(named == written.files.map { $0 + "\n" }.joined() && !written.files.isEmpty)
    }
    struct Entries: Decodable {
      struct Entry: Decodable { let type, key: String }
      let entries: [Entry]
    }
    let entries: Entries = try await workshop.mutau("cite", "runs/one", "--format", "json").json()
    let text = try await workshop.mutau("cite", "runs/one").output
    #expect(entries.entries.allSatisfy { text.contains("@\($0.type){\($0.key),") })
    #expect(Set(entries.entries.map(\.key)).count == text.count { $0 == "@" })
    #expect(try await workshop.mutau("cite", "runs/one", "--format", "latex").exitCode == 2)
  }
}
