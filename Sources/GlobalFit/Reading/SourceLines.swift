/// The letters of a text by the lines and columns that YAML counts, from 1.
struct SourceLines {
  private let letters: [Unicode.Scalar]
  /// Where each line begins, and the end of the text.
  private var starts = [0]

  init(_ text: String) {
    letters = Array(text.unicodeScalars)
    for (index, letter) in letters.enumerated() where Self.ends(letter) {
      let isFirstOfTwo = letter == "\r" && index + 1 < letters.count && letters[index + 1] == "\n"
      if !isFirstOfTwo { starts.append(index + 1) }
    }
    starts.append(letters.count)
  }

  /// Whether YAML begins a new line behind this letter.
  private static func ends(_ letter: Unicode.Scalar) -> Bool {
    ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(letter)
  }

  /// How many there are.
  var count: Int { starts.count - 1 }

  /// A line, with its end; empty where there is none.
  subscript(line: Int) -> ArraySlice<Unicode.Scalar> {
    (1...count).contains(line) ? letters[starts[line - 1]..<starts[line]] : []
  }

  /// The letter at a place; nil behind the end of a line.
  subscript(line: Int, column: Int) -> Unicode.Scalar? {
    let line = self[line]
    return column >= 1 && column <= line.count ? line[line.startIndex + column - 1] : nil
  }
}
