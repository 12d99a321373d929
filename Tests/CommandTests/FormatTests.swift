import Foundation
import Testing

/// Every result as LaTeX and as Markdown: tables that their readers accept, with the words of the text.
@Suite struct FormatTests {
  private func run(_ words: [String], as format: String) async throws -> String {
    let workshop = try Workshop()
    let variants = "variants: {ccfr: {add: [neutrino-trident/ccfr-1991]}}"
    try workshop.write(SmallFit.text(extra: variants), to: "fits/one.yaml")
    let run = try await workshop.mutau(words + ["--format", format])
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(run.complaints.isEmpty)
    return run.output
  }

  static let commands =
    OutputTests.commands + [
      ["profile", "fits/leptonic.yaml", "--over", "mZPrime,gPrime", "--points", "10"],
      ["limit", "fits/one.yaml", "--on", "gPrime", "--toys", "100"],
      ["toys", "fits/one.yaml", "--toys", "100"], ["impact", "fits/leptonic.yaml", "--on", "v_Phi"],
      ["tension", "fits/leptonic.yaml"], ["tension", "fits/leptonic.yaml", "--between", "tau-decay"],
      ["sensitivity", "fits/leptonic.yaml"],
      [
        "evaluate", "fits/tau-decay.yaml", "--set", "gPrime=1", "--set", "tauLifetime=290", "--set",
        "tauToMuNuNuRate=5.956e11",
      ],
      ["minimize", "fits/b-physics.yaml", "--full"], ["check", "fits/global-latest.yaml"],
    ]

  @Test(arguments: commands) func latexIsMadeOfTabularsThatCompile(words: [String]) async throws {
    let output = try await run(words, as: "latex")
    let lines = output.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("%") }
    #expect(output.contains(#"\usepackage{booktabs}"#))
    var columns: Int?
    var tables = 0
    for line in lines {
      if let begin = line.wholeMatch(of: /\\begin\{tabular\}\{((?:[lr]|p\{\d+pt\})+)\}/) {
        #expect(columns == nil)
        columns = begin.output.1.replacing(/p\{\d+pt\}/, with: "p").count
        tables += 1
      } else if line == #"\end{tabular}"# {
        #expect(columns != nil)
        columns = nil
      } else if let caption = line.wholeMatch(of: /\s+\\caption\{(.+)\}/) {
        #expect(columns == nil)
        try Self.check(String(caption.output.1), columns: 1)
      } else if ["\\begin{table}", "  \\centering", "  \\\\[1ex]", "\\end{table}"].contains(line) {
        #expect(columns == nil)
      } else if ![#"  \toprule"#, #"  \midrule"#, #"  \bottomrule"#].contains(line) {
        #expect(line.hasSuffix(#" \\"#), "\(line)")
        try Self.check(String(line.dropLast(3)), columns: #require(columns))
      }
    }
    #expect(columns == nil && tables > 0)
  }

  private static let pdflatex = "/usr/bin/pdflatex"

  /// LaTeX's own `article`, whose lines are the shortest of the usual ones.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: pdflatex)), arguments: commands)
  func latexCompilesAndNoTableIsWiderThanThePage(words: [String]) async throws {
    let body = try await run(words, as: "latex")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text =
      #"\documentclass{article}\usepackage{booktabs}\setlength{\parindent}{0pt}\raggedright\begin{document}"#
      + "\n" + body + #"\end{document}"#
    try text.write(to: folder.appendingPathComponent("page.tex"), atomically: true, encoding: .utf8)
    let made = try await Program.run(
      ["-interaction=nonstopmode", "-halt-on-error", "page.tex"],
      program: URL(fileURLWithPath: Self.pdflatex), in: folder)
    #expect(made.exitCode == 0, "\(made.output.suffix(2000))")
    let overfull = made.output.matches(of: /Overfull .hbox \((\d+)/).compactMap { Int($0.output.1) }
    // less than a letter is not seen
    #expect(overfull.allSatisfy { $0 < 5 }, "\(made.output)")
  }

  /// A row of so many cells: braces and dollar signs in pairs within each, everything special escaped.
  private static func check(_ row: String, columns: Int) throws {
    let cells = row.replacing(#"\&"#, with: "").split(separator: "&", omittingEmptySubsequences: false)
    #expect(cells.count == columns, "\(row)")
    for cell in cells {
      let plain = cell.replacing(/\\[%#_${}\\,]/, with: "")
      var depth = 0
      for character in plain {
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
        #expect(depth >= 0, "\(row)")
      }
      #expect(depth == 0 && plain.count { $0 == "$" } % 2 == 0, "\(row)")
      let words = plain.split(separator: "$", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
      #expect(words.firstMatch(of: /[_^#%<>|"]/) == nil, "in text: \(words) in \(row)")
      #expect(plain.allSatisfy { $0.isASCII || $0.isLetter }, "\(row)")
    }
  }

  @Test(arguments: commands) func markdownIsMadeOfPipeTables(words: [String]) async throws {
    let output = try await run(words, as: "markdown")
    let blocks = output.components(separatedBy: "\n\n").filter { $0.hasPrefix("|") }
    #expect(!blocks.isEmpty)
    for block in blocks {
      let rows = block.split(separator: "\n")
      let counts = rows.map { $0.replacing(#"\|"#, with: "").count { $0 == "|" } }
      #expect(Set(counts).count == 1 && rows.count > 2, "\(block)")
      #expect(rows[1].wholeMatch(of: /\|( -+:? \|)+/) != nil, "\(rows[1])")
      // those who read it as it is see columns
      #expect(Set(rows.map(\.count)).count == 1, "\(block)")
    }
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.last?.isWhitespace != true, "trailing space: “\(line)”")
    }
  }

  /// By hand from the numbers of the README: 290.8 ± 0.5 and the interval [0.2207, 1.415] about 1.058.
  @Test func resultsAreRoundedAndHaveSymbols() async throws {
    let latex = try await run(["minimize", "fits/leptonic.yaml", "--full"], as: "latex")
    for words in [
      #"$\tau_\tau$ & $290.8 \pm 0.5$~fs & nuisance"#,
      "$g'$ & $1.1^{+0.4}_{-0.8}$ & {[}0.2207, 1.415{]} & $<$ 1.696",
      "$m_{Z'}$ {[}GeV{]} & 1000 & $>$ 244.4 & everything allowed",
      #"$\Delta a_\mu$ & muon-magnetic-moment/2009 & $(2.9 \pm 0.9)\times10^{-9}$"#,
      #"$\Delta a_\mu$ & 1.054${}\times10^{-10}$"#,
    ] { #expect(latex.contains(words), "no \(words) in\n\(latex)") }
    let markdown = try await run(["minimize", "fits/leptonic.yaml", "--full"], as: "markdown")
    for words in ["290.8 ± 0.5 fs", "1.1 +0.4 −0.8", "(2.9 ± 0.9) × 10⁻⁹", "| m_Z' [GeV]"] {
      #expect(markdown.contains(words), "no \(words) in\n\(markdown)")
    }
  }

  @Test func whatDidNotConvergeSaysSoInEveryFormat() async throws {
    let workshop = try Workshop()
    try workshop.write(
      SmallFit.text(sample: "{sampler: ensemble, warmup: 0, draws: 4, maximum-draws: 4}"), to: "fits/one.yaml"
    )
    let latex = try await workshop.mutau("sample", "fits/one.yaml", "--format", "latex")
    #expect(latex.exitCode == 1 && latex.output.hasPrefix("% NOT CONVERGED: "))
    let markdown = try await workshop.mutau("sample", "fits/one.yaml", "--format", "markdown")
    #expect(markdown.exitCode == 1 && markdown.output.hasPrefix("**NOT CONVERGED: "))
  }

  @Test func anUnknownFormatIsRefusedWithTheKnownOnes() async throws {
    let run = try await Workshop().mutau("inputs", "--format", "latx")
    #expect(run.exitCode == 2 && run.output.isEmpty)
    for format in ["text", "json", "latex", "markdown"] {
      #expect(run.complaints.contains(format), "\(run.complaints)")
    }
  }
}
