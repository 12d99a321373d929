import Typesetting

/// Labels in gnuplot's enhanced text, and how wide they come out.
enum GnuplotText {
  /// The label as a quoted string of a script.
  static func quoted(_ label: Label) -> String { quoted(enhanced(label.pieces)) }

  /// A string of a script, in single quotes, between which only these need care.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// The label in enhanced text.
  static func enhanced(_ pieces: [LabelPiece]) -> String {
    pieces.map { piece in
      switch piece {
      case .letters(let letters, let isItalic):
        return isItalic ? "{/:Italic \(escaped(letters))}" : escaped(letters)
      case .script(let below, let above):
        let index = "_{\(enhanced(below))}"
        let exponent = "^{\(enhanced(above))}"
        if above.isEmpty { return index }
        if below.isEmpty { return exponent }
        // What follows @ takes no room, so the wider one comes last.
        return width(above) < width(below) ? "@\(exponent)\(index)" : "@\(index)\(exponent)"
      }
    }.joined()
  }

  /// Letters in which gnuplot finds nothing of its own, wherever the label stands: marks at an axis are formats of numbers, in
  /// which `%` begins a number, and `\U+` begins a letter by its code even behind another backslash. Of two apostrophes in a
  /// row, doubled between single quotes, gnuplot 5.4 sees an end of the string.
  private static func escaped(_ letters: String) -> String {
    letters.visible.map { letter in
      switch letter {
      case "^", "_", "{", "}", "@", "&", "~": "\\\(letter)"
      case "%": "\\045"
      case "\\": "\\134"
      case "'": "\\047"
      default: String(letter)
      }
    }.joined().replacing("\\134U", with: "\\134{U}")
  }

  /// The width in ems: close enough to leave room for it.
  static func width(_ pieces: [LabelPiece]) -> Double {
    pieces.reduce(0) { sum, piece in
      switch piece {
      case .letters(let letters, _): sum + letters.visible.reduce(0) { $0 + width(of: $1) }
      case .script(let below, let above): sum + 0.8 * max(width(below), width(above))
      }
    }
  }

  /// Of a sign of Times and of what has its widths, Liberation Serif among them.
  private static func width(of sign: Character) -> Double {
    if sign.isNumber { return 0.5 }
    if sign.isUppercase { return "WM".contains(sign) ? 0.92 : 0.68 }
    switch sign {
    case "i", "j", "l", "t", "f", " ", ".", ",", ":", ";", "′", "|", "/", "I", "'": return 0.28
    case "(", ")", "[", "]", "r", "s", "-": return 0.36
    case "m", "w", "→", "∞": return sign == "→" ? 1 : 0.75
    case "\u{2009}": return 0.2
    case "−", "×", "±", "=", "<", ">", "≤", "≥": return 0.56
    default: return 0.5
    }
  }
}
