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

    func stands(for number: Double) -> Bool {
      abs(value - number) <= 0.5 * unit * (1 + 1e-6) + 1e-12 * abs(number)
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

  /// The numbers of each row that begins with a name, whatever stands around it.
  private static func rows(_ output: String, named names: [String]) -> [[Printed]] {
    names.map { name in
      let line = output.split(separator: "\n").map(String.init).first { line in
        line.drop { " |$".contains($0) }.hasPrefix(name)
      }
      return line.map { numbers($0.replacing(name, with: "", maxReplacements: 1)) } ?? []
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

  static let commands: [(words: [String], quantity: String, text: [String], typeset: [String])] = [
    (["fit", "fits/leptonic.yaml"], "v_Phi", ["v_Φ [GeV]  "], [#"v_\Phi$ {[}GeV{]}"#, "v_Φ \\[GeV\\]"]),
    (
      ["limit", "fits/leptonic.yaml", "--on", "v_Phi", "--side", "lower", "--toys", "200"], "v_Phi",
      ["Δχ², one-sided", "Feldman-Cousins", "posterior "], ["", ""]
    ),
    (
      [
        "compare", "fits/leptonic.yaml", "--variants", "nutev-2000", "--quantity", "v_Phi", "--table",
        "limits",
      ], "v_Phi", ["as it stands", "nutev-2000"], ["", ""]
    ),
  ]

  @Test(arguments: commands)
  func allSayTheSame(words: [String], quantity: String, text: [String], typeset: [String]) async throws {
    let workshop = try Workshop()
    var outputs: [String: String] = [:]
    for format in ["text", "latex", "markdown", "json"] {
      let run = try await workshop.mutau(words + ["--format", format])
      #expect(run.exitCode == 0, "\(run.complaints)")
      outputs[format] = run.output
    }
    let json = try JSONSerialization.jsonObject(with: Data((outputs["json"] ?? "").utf8))
    let known = Self.known(json, about: quantity)
    let plain = Self.rows(outputs["text"] ?? "", named: text)
    func names(_ place: Int) -> [String] {
      typeset[place].isEmpty
        ? text.map { place == 0 ? $0.replacing("Δχ²", with: #"$\Delta\chi^{2}$"#) : $0 } : [typeset[place]]
    }
    let latex = Self.rows(outputs["latex"] ?? "", named: names(0))
    let markdown = Self.rows(outputs["markdown"] ?? "", named: names(1))
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
