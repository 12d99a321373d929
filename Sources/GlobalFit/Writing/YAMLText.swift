/// Values as YAML text that reads back to what they were, in block and in flow style.
enum YAMLText {
  /// A number: the shortest text that reads back to the same double.
  static func number(_ value: Double) -> String {
    let text = value.description
    if text.hasSuffix(".0") { return String(text.dropLast(2)) }
    return text.replacing("e+", with: "e").replacing("e-0", with: "e-")
  }

  /// A text: as it is where no reader of YAML could mistake it, else in quotes.
  static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// `[a, b]`
  static func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

  /// `{a: 1, b: 2}`
  static func mapping(_ entries: [(key: String, value: String)]) -> String {
    "{\(entries.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
  }

  /// Words that other readers of YAML take for something else than text.
  private static let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]

  /// Words of ASCII letters, digits and `_ . / -`, one blank apart, that begin with a letter.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic,
      !reserved.contains(text.lowercased())
    else { return false }
    return text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.unicodeScalars.allSatisfy(isPlain)
    }
  }

  private static func isPlain(_ letter: Unicode.Scalar) -> Bool {
    Alias.isNamePart(letter) || letter == "." || letter == "/"
  }

  private static func quoted(_ text: String) -> String {
    let letters = Array(text.unicodeScalars)
    var quoted = "\""
    for (index, letter) in letters.enumerated() {
      switch letter {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "&" where looksLikeAnchor(letters, at: index): quoted += "\\x26"
      default:
        if isVisible(letter) { quoted.unicodeScalars.append(letter) } else { quoted += escaped(letter) }
      }
    }
    return quoted + "\""
  }

  /// Whether what stands here could be taken for the anchor of an alias, which is not read (see ``Alias``).
  private static func looksLikeAnchor(_ letters: [Unicode.Scalar], at index: Int) -> Bool {
    guard index + 1 < letters.count, Alias.isNamePart(letters[index + 1]) else { return false }
    return index == 0 || !Alias.isNamePart(letters[index - 1])
  }

  /// Whether a letter can stand in a file as it is, and be seen there.
  private static func isVisible(_ letter: Unicode.Scalar) -> Bool {
    switch letter.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
    case .spaceSeparator: letter == " "
    default: !letter.properties.isNoncharacterCodePoint
    }
  }

  /// `\x07`, `\u200b` or `\U000e0001`.
  private static func escaped(_ letter: Unicode.Scalar) -> String {
    let digits = String(letter.value, radix: 16)
    let (mark, width) =
      switch letter.value {
      case ..<0x100: ("x", 2)
      case ..<0x10000: ("u", 4)
      default: ("U", 8)
      }
    return "\\\(mark)\(String(repeating: "0", count: width - digits.count))\(digits)"
  }
}
