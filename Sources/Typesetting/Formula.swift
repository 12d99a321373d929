/// A symbol in LaTeX's mathematical mode, for pages that know no LaTeX: letters, indices, exponents, Greek, a few signs.
public struct Formula: Sendable, Equatable {
  private let latex: String

  /// A symbol such as `m_{Z'}` or `\Delta a_\mu`.
  public init(_ latex: String) { self.latex = latex }

  /// The formula as HTML: letters slanted, indices and exponents as such. What is not known is shown as it is written.
  public var html: String {
    var reader = Reader(rest: Array(latex)[...])
    return reader.sequence(isUpright: false)
  }

  private struct Reader {
    var rest: ArraySlice<Character>

    mutating func sequence(isUpright: Bool) -> String {
      var html = ""
      while let next = rest.first, next != "}" { html += atom(isUpright: isUpright) }
      return html
    }

    /// A letter, a command with its arguments, a group, or an index.
    mutating func atom(isUpright: Bool) -> String {
      guard let first = rest.popFirst() else { return "" }
      switch first {
      case "{":
        let inner = sequence(isUpright: isUpright)
        if rest.first == "}" { rest.removeFirst() }
        return inner
      case "_": return "<sub>\(atom(isUpright: isUpright))</sub>"
      case "^": return "<sup>\(atom(isUpright: isUpright))</sup>"
      case "'": return "′"
      case "-": return "−"
      case " ": return ""
      case "\\": return command(isUpright: isUpright)
      default:
        let text = HTML.escaped(String(first))
        return first.isLetter && !isUpright ? "<i>\(text)</i>" : text
      }
    }

    private mutating func command(isUpright: Bool) -> String {
      guard rest.first?.isLetter == true else {
        // thin space, or an escaped sign
        guard let sign = rest.popFirst() else { return "\\" }
        return ",;:! ".contains(sign) ? (sign == "!" ? "" : "\u{2009}") : HTML.escaped(String(sign))
      }
      let name = String(rest.prefix(while: \.isLetter))
      rest = rest.dropFirst(name.count)
      while rest.first == " " { rest.removeFirst() }
      if let letter = Formula.letters[name] { return isUpright ? letter : "<i>\(letter)</i>" }
      if let sign = Formula.signs[name] { return sign }
      if let mark = Formula.accents[name] {
        let letter = atom(isUpright: isUpright)
        // the mark belongs to the letter, inside its tags
        return letter.hasSuffix("</i>") ? letter.dropLast(4) + mark + "</i>" : letter + mark
      }
      switch name {
      case "mathrm", "text", "rm", "operatorname": return atom(isUpright: true)
      case "sin", "cos", "tan", "arg", "ln", "log", "max", "min": return name + "\u{2009}"
      default: return HTML.escaped("\\" + name)
      }
    }
  }

  private static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
  ]

  private static let signs: [String: String] = [
    "to": "→", "pm": "±", "times": "×", "cdot": "·", "infty": "∞", "prime": "′", "le": "≤", "ge": "≥",
    "sim": "∼",
    "quad": " ",
  ]

  private static let accents: [String: String] = ["bar": "\u{304}", "hat": "\u{302}", "tilde": "\u{303}"]
}
