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

  /// Letters in which gnuplot finds nothing of its own, by signs that all its terminals understand (codes such as `\045` only that
  /// of SVG does). What follows a backslash must not stand beside it: `\U+` begins a letter by its code even behind two of them,
  /// and at the end of a text two are two. An apostrophe, doubled between single quotes, must not stand beside another one or
  /// the quote that begins the string: gnuplot 5.4 sees its end there.
  private static func escaped(_ letters: String) -> String {
    var text = ""
    for letter in letters.visible {
      switch letter {
      case "^", "_", "{", "}", "@", "&", "~": text += "\\\(letter)"
      case "\\": text += "\\\\{}"
      case "'" where text.isEmpty || text.last == "'": text += "{'}"
      default: text.append(letter)
      }
    }
    return text
  }

  /// Enhanced text as a mark at an axis, where it is a format of numbers, in which `%` begins a number.
  static func quotedMark(_ enhanced: String) -> String { quoted(enhanced.replacing("%", with: "%%")) }

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
