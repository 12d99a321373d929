import Foundation

/// Text that BibTeX reads and that LaTeX then sets, whatever it holds: what comes out is ASCII, its braces have partners, and
/// nothing in it is a comment or a command of its own.
public enum BibTeX {
  /// Words between the braces of a field.
  ///
  /// BibTeX counts braces even where a backslash stands before them, so they are named.
  public static func words(_ text: String) -> String {
    LaTeX.words(text.visibleLine).replacing(#"\{"#, with: #"\textbraceleft{}"#)
      .replacing(#"\}"#, with: #"\textbraceright{}"#)
  }

  /// An address on the web, for `\url` as for text: what may not stand in an address, and what TeX would break it at, is written by
  /// its bytes, as browsers do; what TeX takes for its own has a backslash.
  public static func address(_ text: String) -> String {
    text.utf8.map { byte in
      let letter = Character(Unicode.Scalar(byte))
      if letter.isASCII, letter.isLetter || letter.isNumber || plain.contains(letter) {
        return String(letter)
      }
      if commands.contains(letter) { return "\\\(letter)" }
      return String(format: "\\%%%02X", byte)
    }.joined()
  }

  private static let plain: Set<Character> = [
    "-", ".", "/", ":", "?", "=", "+", ",", ";", "!", "'", "(", ")", "[", "]", "*", "@",
  ]
  private static let commands: Set<Character> = ["%", "#", "&", "_", "$"]

  /// A key that BibTeX reads as one word: letters, digits, and `: . / + _ -`.
  public static func key(_ text: String) -> String {
    let key = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || ":./+_-".contains($0)) ? $0 : "-" }
    return key.isEmpty ? "-" : String(key)
  }
}
