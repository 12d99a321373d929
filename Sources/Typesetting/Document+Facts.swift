extension Document {
  /// How wide plain text is at most that is meant to be read at a glance.
  public static let screenWidth = 100

  /// Says something under a name: in plain text the names make up a column, and the words are broken where the screen ends.
  ///
  /// - Parameter column: where the words begin.
  public mutating func tell(_ name: String, _ words: String, column: Int = 16) {
    blocks.append((.fact(name.visibleLine, words: words.visibleLine, column: column), .everywhere))
  }

  static func text(ofFact name: String, _ words: String, column: Int) -> String {
    let indent = String(repeating: " ", count: column)
    let first = name + String(repeating: " ", count: max(1, column - name.count))
    return words.lines(ofWidth: screenWidth - column).enumerated().map { number, line in
      (number == 0 ? first : indent) + line + "\n"
    }.joined()
  }
}

extension String {
  /// The text broken at blanks into lines of so many letters at most; a longer word stands alone. What is on the two sides of a sign
  /// of relation stays together, and what a no-break space joins.
  public func lines(ofWidth width: Int) -> [String] {
    var words: [String] = []
    var isGlued = false
    for word in split(separator: " ").map(String.init) {
      let isSign = ["=", "±", "<", ">", "≤", "≥"].contains(word)
      if !words.isEmpty, isSign || isGlued {
        words[words.count - 1] += " " + word
      } else {
        words.append(word)
      }
      isGlued = isSign
    }
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.map { $0.replacing("\u{a0}", with: " ") }
  }
}
