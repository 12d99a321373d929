/// A YAML alias, `*name`, that repeats what an anchor, `&name`, marked before.
///
/// Input files have no use for it, and a page of nested ones expands to more nodes than any memory holds. So a file is
/// searched before YAML reads it.
struct Alias {
  let name: String
  let line: Int
  let column: Int

  /// The first alias of a text whose anchor stands before it.
  static func first(in text: String) -> Alias? {
    var anchors: Set<String> = []
    var (line, column) = (1, 0)
    var previous: Unicode.Scalar = " "
    var rest = text.unicodeScalars[...]
    while let letter = rest.popFirst() {
      column += 1
      // Within a word, as in an address with `?a=1&b=2`, neither sign means anything.
      if letter == "&" || letter == "*", !isNamePart(previous) {
        let name = String(String.UnicodeScalarView(rest.prefix(while: isNamePart)))
        if letter == "&", !name.isEmpty { anchors.insert(name) }
        if letter == "*", anchors.contains(name) { return Alias(name: name, line: line, column: column) }
      }
      if letter == "\n" || (letter == "\r" && rest.first != "\n") { (line, column) = (line + 1, 0) }
      previous = letter
    }
    return nil
  }

  /// Whether a letter can be part of the name of an anchor.
  static func isNamePart(_ letter: Unicode.Scalar) -> Bool {
    letter.isASCII
      && (letter.properties.isAlphabetic || ("0"..."9").contains(letter) || letter == "-" || letter == "_")
  }
}
