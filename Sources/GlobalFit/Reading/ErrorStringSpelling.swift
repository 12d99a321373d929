/// The spellings of other texts for what an ``ErrorString`` is made of: TeX (`\times`, `$`, `\,`), HTML (`&plusmn;`), signs
/// and digits of full width, superscripts, and letters without width.
struct ErrorStringSpelling {
  /// The text in plain spelling.
  private(set) var characters: [Character] = []
  /// Where each of them stands in the text as it was, and the length of that.
  private(set) var offsets: [Int] = []

  private static let words: [(word: [Character], plain: String)] = [
    ("&plusmn;", "±"), ("&#177;", "±"), ("&#xB1;", "±"), ("&minus;", "-"), ("&#8722;", "-"), ("&times;", "×"),
    ("&lt;", "<"), ("&gt;", ">"), ("&le;", "<"), ("&nbsp;", " "), ("&thinsp;", " "), (#"\leq"#, "<"),
    (#"\left"#, ""), (#"\right"#, ""), (#"\le"#, "<"), (#"\lt"#, "<"), (#"\geq"#, ">"), (#"\ge"#, ">"),
    (#"\gt"#, ">"), (#"\times"#, "×"), (#"\cdot"#, "×"), (#"\mathrm"#, ""), (#"\textrm"#, ""),
    (#"\text"#, ""),
    (#"\mbox"#, ""), (#"\rm"#, ""), (#"\,"#, " "), (#"\;"#, " "), (#"\:"#, " "), (#"\!"#, ""), (#"\ "#, " "),
    (#"\%"#, "%"), ("{}", ""), ("$", ""), ("~", " "),
  ].map { (Array($0.0), $0.1) }

  private static let letters: [Character: Character] = [
    "\u{2212}": "-", "\u{FF0D}": "-", "\u{FF0B}": "+", "\u{FF0E}": ".", "\u{FF08}": "(", "\u{FF09}": ")",
    "\u{FF05}": "%", "\u{FF1C}": "<", "\u{FF1E}": ">", "≤": "<", "⩽": "<", "≥": ">", "⩾": ">", "⋅": "×",
    "·": "×",
  ]

  private static let superscripts: [Character: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁻": "-",
    "⁺": "+",
  ]

  private static let invisible: Set<Character> = ["\u{200B}", "\u{2060}", "\u{FEFF}"]

  init(_ text: String) {
    let source = Array(text)
    var index = 0
    var wasRaised = false
    func add(_ plain: some Sequence<Character>, from index: Int) {
      for character in plain {
        characters.append(character)
        offsets.append(index)
      }
    }
    while index < source.count {
      let letter = source[index]
      let raised = Self.superscripts[letter]
      if let raised {
        add(wasRaised ? [raised] : ["^", raised], from: index)
      } else if let (word, plain) = Self.words.first(where: { source[index...].starts(with: $0.word) }) {
        add(plain, from: index)
        index += word.count - 1
      } else if !Self.invisible.contains(letter) {
        add([Self.letters[letter] ?? Self.narrow(letter)], from: index)
      }
      wasRaised = raised != nil
      index += 1
    }
    offsets.append(source.count)
  }

  /// The ASCII digit of one of full width.
  private static func narrow(_ letter: Character) -> Character {
    guard let scalar = letter.unicodeScalars.first, letter.unicodeScalars.count == 1,
      (0xFF10...0xFF19).contains(scalar.value), let digit = Unicode.Scalar(scalar.value - 0xFF10 + 0x30)
    else { return letter }
    return Character(digit)
  }
}
