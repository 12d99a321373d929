extension String {
  /// The text with everything in it that a reader would not see, or that would make a terminal or a browser do something, spelt
  /// out: `\u{1b}` for the escape sign that begins a command to a terminal.
  ///
  /// Spelt out are control characters but for new lines and tabs, marks that turn the direction of what follows, and line ends
  /// of other kinds. Letters of all alphabets, and what joins them, stay.
  public var visible: String { spelt { "\\u{\(String($0.value, radix: 16))}" } }

  /// The same in one line: a new line is a blank.
  public var visibleLine: String { visible.replacing("\n", with: " ") }

  /// The same as JSON spells such characters between quotes, where reading it back gives the text as it was.
  public var visibleInJSON: String {
    spelt { scalar in
      String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
  }

  private func spelt(_ name: (Unicode.Scalar) -> String) -> String {
    guard unicodeScalars.contains(where: \.isUnseen) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isUnseen { result += name(scalar) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether a reader would not see it although it does something.
  fileprivate var isUnseen: Bool {
    switch self {
    // of letters' shapes: between letters of some alphabets, within pictures, and where a word may be broken
    case "\n", "\t", "\u{ad}", "\u{200c}", "\u{200d}": false
    default:
      switch properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: properties.isNoncharacterCodePoint
      }
    }
  }
}
