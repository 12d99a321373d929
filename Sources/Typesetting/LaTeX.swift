extension Document {
  /// The tables as LaTeX `tabular`s with the rules of `booktabs`, none wider than a page; all else as comments.
  public var latex: String {
    let hasTables = typeset.contains { if case .table = $0 { true } else { false } }
    var lines: [String] = []
    func comment(_ text: String) { lines += text.split(separator: "\n").map { "% \($0)".trimmedEnd } }
    for block in typeset {
      switch block {
      case .warning(let line), .line(let line): comment(line)
      case .note(let line): comment("note: \(line)")
      case .fact(let name, let words, _): comment((name.isEmpty ? "" : name + ": ") + words.oneLine)
      case .title(let name, let details): comment("\(name): \(details)")
      case .heading(let name, let details, _): comment(details.isEmpty ? name : "\(name): \(details)")
      case .table(let table):
        // tables that nothing parts would stand side by side
        let paragraph = Array(lines.reversed().prefix { !$0.isEmpty })
        if let last = paragraph.firstIndex(where: { !$0.hasPrefix("%") }) {
          lines.insert("", at: lines.count - last)
        }
        lines.append(table.latex)
      case .space: if lines.last != "" { lines.append("") }
      }
    }
    if hasTables { lines += ["", #"% In the preamble: \usepackage{booktabs}"#] }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Cell {
  /// The cell in LaTeX, in text mode.
  var latex: String {
    switch content {
    // a link would need a package of its own
    case .words, .link: LaTeX.words(text)
    case .symbol(let latex, let unit):
      "$\(latex.oneLine)$" + (unit.isEmpty ? "" : " {[}\(LaTeX.words(unit)){]}")
    case .measurement(let measurement, let unit):
      "$\(measurement.latex)$" + (unit.isEmpty ? "" : "~\(LaTeX.words(unit))")
    case .code: #"\texttt{"# + LaTeX.words(text) + "}"
    }
  }
}

/// Text in which TeX finds nothing of its own.
enum LaTeX {
  /// Words in text mode. Greek letters and signs become formulas; what has no place in LaTeX is named by its number.
  static func words(_ text: String) -> String {
    var result = ""
    var formula = ""
    func closed() -> String { formula.isEmpty ? "" : "$\(formula)$" }
    for word in Word.parts(of: text) {
      switch word {
      case .powerOfTen(let power): formula += #"{}\times10^{"# + "\(power)}"
      case .text(let text):
        for character in text {
          if let sign = formulas[character] ?? accented(character) {
            formula += sign
          } else if let digit = raised[character] {
            formula = extended(formula, "^", digit)
          } else if let digit = lowered[character] {
            formula = extended(formula, "_", digit)
          } else {
            result += closed()
            formula = ""
            // neighbours that would become another sign
            if ligatures.contains(character), let last = result.last, "-'`,?!".contains(last) {
              result += "{}"
            }
            result += escapes[character] ?? printable(character)
          }
        }
      }
    }
    return result + closed()
  }

  /// The formula with another raised or lowered digit, in one pair of braces with those before.
  private static func extended(_ formula: String, _ mark: String, _ digit: String) -> String {
    if formula.hasSuffix("}"), let open = formula.lastIndex(of: "{"), formula[..<open].hasSuffix(mark) {
      return formula.dropLast() + digit + "}"
    }
    // what has an exponent or an index gets no other
    return formula + (formula.hasSuffix("}") ? "{}" : "") + "\(mark){\(digit)}"
  }

  private static let ligatures: Set<Character> = ["-", "'", "`", ","]

  private static let escapes: [Character: String] = [
    "&": #"\&"#, "%": #"\%"#, "#": "\\#", "_": #"\_"#, "$": #"\$"#, "{": #"\{"#, "}": #"\}"#,
    "~": #"\textasciitilde{}"#, "^": #"\textasciicircum{}"#, "\\": #"\textbackslash{}"#,
    // TeX would take them for ligatures, or for the argument of the line break before
    "<": "$<$", ">": "$>$", "|": "$|$", "\"": "''", "[": "{[}", "]": "{]}", "*": "{*}",
    "–": "--", "—": "---", "…": #"\dots{}"#, "“": "``", "”": "''", "‘": "`", "’": "'", "′": "$'$",
    "\u{a0}": "~", "\u{2009}": #"\,"#, "\u{202f}": #"\,"#, "\n": " ", "\t": " ",
    "«": #"$\ll$"#, "»": #"$\gg$"#, "‹": #"$\langle$"#, "›": #"$\rangle$"#, "„": ",,", "‚": ",",
    "‐": "-", "‑": "-", "‒": "--", "•": #"$\bullet$"#, "†": #"$\dagger$"#, "‡": #"$\ddagger$"#,
    "§": #"\S{}"#, "¶": #"\P{}"#, "©": #"\copyright{}"#, "™": "(TM)", "®": "(R)", "¡": "!`", "¿": "?`",
    "″": "$''$", "\u{ad}": #"\-"#, "\u{2002}": " ", "\u{2003}": " ",
  ]

  /// What stands in a formula.
  private static let formulas: [Character: String] = [
    "−": "-", "±": #"\pm"#, "×": #"\times"#, "·": #"\cdot"#, "→": #"\to"#, "∞": #"\infty"#,
    "≤": #"\le"#, "≥": #"\ge"#, "≈": #"\approx"#, "∼": #"\sim"#, "∝": #"\propto"#, "∪": #"\cup"#,
    "∩": #"\cap"#, "↔": #"\leftrightarrow"#, "←": #"\leftarrow"#, "⇒": #"\Rightarrow"#, "∓": #"\mp"#,
    "∂": #"\partial"#, "∇": #"\nabla"#, "⊗": #"\otimes"#, "⊕": #"\oplus"#, "≡": #"\equiv"#,
    "≃": #"\simeq"#, "≪": #"\ll"#, "≫": #"\gg"#, "⟨": #"\langle"#, "⟩": #"\rangle"#, "∗": "*",
    "ϵ": #"\epsilon"#, "ϕ": #"\phi"#, "ϑ": #"\vartheta"#, "ς": #"\varsigma"#, "ℒ": #"\mathcal{L}"#,
    "∈": #"\in"#, "√": #"\surd"#, "∫": #"\int"#, "∑": #"\sum"#, "½": #"\frac{1}{2}"#,
    "°": #"{}^\circ"#, "≠": #"\ne"#, "∅": #"\emptyset"#, "ℓ": #"\ell"#, "ħ": #"\hbar"#,
    "α": #"\alpha"#, "β": #"\beta"#, "γ": #"\gamma"#, "δ": #"\delta"#, "ε": #"\epsilon"#, "ζ": #"\zeta"#,
    "η": #"\eta"#, "θ": #"\theta"#, "ι": #"\iota"#, "κ": #"\kappa"#, "λ": #"\lambda"#, "μ": #"\mu"#,
    "µ": #"\mu"#, "ν": #"\nu"#, "ξ": #"\xi"#, "π": #"\pi"#, "ρ": #"\rho"#, "σ": #"\sigma"#, "τ": #"\tau"#,
    "υ": #"\upsilon"#, "φ": #"\phi"#, "χ": #"\chi"#, "ψ": #"\psi"#, "ω": #"\omega"#,
    "Γ": #"\Gamma"#, "Δ": #"\Delta"#, "Θ": #"\Theta"#, "Λ": #"\Lambda"#, "Ξ": #"\Xi"#, "Π": #"\Pi"#,
    "Σ": #"\Sigma"#, "Υ": #"\Upsilon"#, "Φ": #"\Phi"#, "Ψ": #"\Psi"#, "Ω": #"\Omega"#,
  ]

  private static let raised: [Character: String] = [
    "⁻": "-", "⁺": "+", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7",
    "⁸": "8",
    "⁹": "9",
  ]

  private static let lowered: [Character: String] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
  ]

  /// `\hat{R}` for a letter with a mark of its own above it.
  private static func accented(_ character: Character) -> String? {
    let scalars = Array(character.unicodeScalars)
    guard scalars.count == 2, let base = scalars.first else { return nil }
    let letter = Character(base)
    let marks: [Unicode.Scalar: String] = [
      "\u{302}": "hat", "\u{304}": "bar", "\u{303}": "tilde", "\u{305}": "bar",
    ]
    guard let mark = marks[scalars[1]] else { return nil }
    return "\\\(mark){\(formulas[letter] ?? String(letter))}"
  }

  /// Letters of Latin alphabets by LaTeX's commands; others are named by their numbers, so that it goes on.
  private static func printable(_ character: Character) -> String {
    if let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
      (32..<127).contains(scalar.value)
    {
      return String(character)
    }
    return LatinLetters.latex(character)
      ?? character.unicodeScalars.map { #"\texttt{U+"# + String($0.value, radix: 16, uppercase: true) + "}" }
      .joined()
  }
}

extension String {
  /// Without blanks at its end.
  fileprivate var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
