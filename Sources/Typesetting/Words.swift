/// Words with the powers of ten in them told apart: `1.7e-12` is "1.7" and 10⁻¹².
enum Word: Equatable {
  case text(String)
  case powerOfTen(Int)

  /// The parts of a text. A power follows a number or a closing parenthesis that no letter touches.
  static func parts(of text: String) -> [Word] {
    var parts: [Word] = []
    var plain = ""
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      if characters[index] == "e", endsNumber(plain),
        let (power, end) = exponent(in: characters, from: index + 1)
      {
        parts.append(.text(plain))
        parts.append(.powerOfTen(power))
        plain = ""
        index = end
      } else {
        plain.append(characters[index])
        index += 1
      }
    }
    return plain.isEmpty ? parts : parts + [.text(plain)]
  }

  private static func endsNumber(_ text: String) -> Bool {
    if text.last == ")" { return true }
    let before = text.reversed().drop { $0.isASCIIDigit || $0 == "." }
    let number = text.suffix(text.count - before.count)
    return number.first?.isASCIIDigit == true && number.last?.isASCIIDigit == true
      && before.first.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
  }

  private static func exponent(in text: [Character], from start: Int) -> (power: Int, end: Int)? {
    var end = start
    if end < text.count, text[end] == "-" { end += 1 }
    while end < text.count, text[end].isASCIIDigit { end += 1 }
    guard let power = Int(String(text[start..<end])), end == text.count || !text[end].isLetter,
      end - start < 5
    else { return nil }
    return (power, end)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension String {
  /// One line, each run of white space a blank; how notes and lines of a report are set in type.
  var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
