import Foundation

/// Letters of Latin alphabets as every LaTeX sets them, whatever its fonts and the encoding of its file.
enum LatinLetters {
  /// The letter in ASCII, with commands for its marks; nil of what LaTeX has no command for.
  static func latex(_ character: Character) -> String? {
    if let own = letters[character] { return own }
    let scalars = Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
    guard let base = scalars.first, base.isASCII, base.properties.isAlphabetic, scalars.count > 1
    else { return nil }
    var letter = String(base)
    for mark in scalars.dropFirst() {
      guard let command = marks[mark] else { return nil }
      // a mark takes the place of the dot, and stands above what is there already
      let isDotted = (letter == "i" || letter == "j") && !below.contains(mark)
      letter = "\\\(command){\(isDotted ? "\\\(letter)" : letter)}"
    }
    return "{\(letter)}"
  }

  /// Letters that are not others with a mark.
  private static let letters: [Character: String] = [
    "ß": #"{\ss}"#, "æ": #"{\ae}"#, "Æ": #"{\AE}"#, "œ": #"{\oe}"#, "Œ": #"{\OE}"#, "ø": #"{\o}"#,
    "Ø": #"{\O}"#, "ł": #"{\l}"#, "Ł": #"{\L}"#, "ı": #"{\i}"#, "ȷ": #"{\j}"#, "å": #"{\aa}"#,
    "Å": #"{\AA}"#,
  ]

  /// The commands for marks that the oldest fonts of LaTeX have.
  private static let marks: [Unicode.Scalar: String] = [
    "\u{300}": "`", "\u{301}": "'", "\u{302}": "^", "\u{303}": "~", "\u{304}": "=", "\u{306}": "u",
    "\u{307}": ".", "\u{308}": "\"", "\u{30b}": "H", "\u{30c}": "v", "\u{323}": "d", "\u{327}": "c",
    "\u{331}": "b",
  ]

  private static let below: Set<Unicode.Scalar> = ["\u{323}", "\u{327}", "\u{331}"]
}
