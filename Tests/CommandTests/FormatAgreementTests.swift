import Foundation
import Testing

/// One result as text, LaTeX, Markdown and JSON: the rows of the tables hold the same numbers, and each of them is a number of the
/// JSON, rounded.
@Suite struct FormatAgreementTests {
  /// A number as it is printed, and what its last digit stands for.
  private struct Printed: Equatable, CustomStringConvertible {
    let description: String
    let value: Double
    let unit: Double

    init?(_ words: Substring) {
      let text = String(words).replacing("−", with: "-")
      guard let value = Double(text) else { return nil }
      let parts = text.split(separator: "e")
      let digits = parts[0].drop { $0 == "-" }
      let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      let decimals = digits.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first
      // zeros at the end of a whole number may stand for digits that are not known
      let zeros = decimals == nil ? digits.reversed().prefix { $0 == "0" }.count : 0
      (description, self.value) = (text, value)
      unit = pow(10, Double(power + zeros - (decimals?.count ?? 0)))
    }

    /// An error downwards is printed with its sign.
    func stands(for number: Double) -> Bool {
      abs(abs(value) - abs(number)) <= 0.5 * unit * (1 + 1e-6) + 1e-12 * abs(number)
    }
  }

  /// The numbers of a line, powers of ten and errors as plain text has them.
  private static func numbers(_ line: String) -> [Printed] {
    let raised: [Character: Character] = [
      "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
      "⁹": "9",
    ]
    let plain = line.replacing(/\$?(\{\})?\\times10\^\{(-?\d+)\}\$?/) { "e\($0.output.2)" }
      .replacing(/\s?×\s?10([⁻⁰¹²³⁴-⁹]+)/) { "e" + String($0.output.1.map { raised[$0] ?? $0 }) }
      .replacing(/\((\S+) ± (\S+)\)e(-?\d+)/) {
        "\($0.output.1)e\($0.output.3) ± \($0.output.2)e\($0.output.3)"
      }
      .replacing(/\$\((\S+) \\pm (\S+)\)e(-?\d+)/) {
        "\($0.output.1)e\($0.output.3) ± \($0.output.2)e\($0.output.3)"
      }
    // digits within names, as in χ²/dof or nutev-2000, are no numbers
    return plain.matches(of: /(^|[^\w.\-−])([-−]?\d+(\.\d+)?(e-?\d+)?)(?![\w])/).compactMap {
      Printed($0.output.2)
    }
  }

  /// The first numbers of the rows that begin with each name, whatever stands around it; a table that is too wide has two.
  private static func rows(_ output: String, named names: [String], most: Int) -> [[Printed]] {
    names.map { name in
      let lines = output.split(separator: "\n").map(String.init).filter { line in
        line.drop { " |$".contains($0) }.hasPrefix(name)
      }
      let found = lines.flatMap { numbers($0.replacing(name, with: "", maxReplacements: 1)) }
      return Array(found.prefix(most))
    }
  }

  /// The numbers of every object that is about a quantity, and how far each lies from the best fit there.
  private static func known(_ value: Any, about quantity: String, isInside: Bool = false) -> [Double] {
    switch value {
    case let object as [String: Any]:
      let own = isInside || object["quantity"] as? String == quantity
      let best = own ? object["bestFit"] as? Double ?? object["median"] as? Double : nil
      let found = object.values.flatMap { known($0, about: quantity, isInside: own) }
      return found + (best.map { best in found.map { abs($0 - best) } } ?? [])
    case let list as [Any]: return list.flatMap { known($0, about: quantity, isInside: isInside) }
    case let number as Double: return isInside ? [number] : []
    default: return []
    }
  }

  /// A command, the quantity that it tells of, and the names of rows in text and Markdown, and in LaTeX where they differ.
  struct Job: Sendable, CustomTestStringConvertible {
    let words: [String]
    let names: [String]
    var latexNames: [String]?
    /// How many numbers of a row are looked at: others are those of a remark.
    var most = Int.max
    var testDescription: String { words[0] }
  }

  static let jobs = [
    Job(words: ["fit", "fits/leptonic.yaml"], names: ["v_Φ [GeV]"], latexNames: [#"v_\Phi$ {[}GeV{]}"#]),
    Job(
      words: ["limit", "fits/leptonic.yaml", "--on", "v_Phi", "--side", "lower", "--toys", "200"],
      names: ["Δχ², one-sided", "Feldman-Cousins"],
      latexNames: [#"\Delta\chi^{2}$, one-sided"#, "Feldman-Cousins"], most: 2),
    Job(
      words: [
        "compare", "fits/leptonic.yaml", "--variants", "nutev-2000", "--quantity", "v_Phi", "--table",
        "limits",
      ], names: ["as it stands", "nutev-2000"]),
  ]

  @Test(arguments: jobs) func allSayTheSame(job: Job) async throws {
    let workshop = try Workshop()
    var outputs: [String: String] = [:]
    for format in ["text", "latex", "markdown", "json"] {
      let run = try await workshop.mutau(job.words + ["--format", format])
      #expect(run.exitCode == 0, "\(run.complaints)")
      outputs[format] = run.output
    }
    let json = try JSONSerialization.jsonObject(with: Data((outputs["json"] ?? "").utf8))
    let known = Self.known(json, about: "v_Phi")
    let plain = Self.rows(outputs["text"] ?? "", named: job.names, most: job.most)
    let latex = Self.rows(outputs["latex"] ?? "", named: job.latexNames ?? job.names, most: job.most)
    let markdown = Self.rows(outputs["markdown"] ?? "", named: job.names, most: job.most)
    #expect(plain.allSatisfy { !$0.isEmpty }, "\(outputs["text"] ?? "")")
    #expect(latex == markdown, "\(outputs["latex"] ?? "") \(outputs["markdown"] ?? "")")
    for (row, set) in zip(plain, latex) {
      // a best fit is set with the ends of its interval as errors; the rest is the same
      let rest = row.filter { !set.contains($0) }
      #expect(rest.count <= 1, "\(rest) of \(row) not among \(set)")
      for number in row + set {
        #expect(known.contains { number.stands(for: $0) }, "\(number) of \(row), \(set)")
      }
    }
  }
}
