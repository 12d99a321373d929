/// The bytes of a JSON text (RFC 8259), read strictly: a key that is there twice is refused, as is a number that no double
/// can hold.
final class JSONText: Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func failure(_ problem: String, at offset: Int) -> TextProblem {
    TextProblem(problem, at: offset, of: bytes)
  }

  /// The value that the text is.
  static func parse(_ bytes: [UInt8]) throws(TextProblem) -> JSONNode {
    var parser = JSONParser(text: JSONText(bytes))
    return try parser.document()
  }
}

private struct JSONParser {
  let text: JSONText
  private var place = 0

  /// Deeper than anything sensible; each level is a call.
  private static let deepest = 64

  init(text: JSONText) { self.text = text }

  private var byte: UInt8? { place < text.bytes.count ? text.bytes[place] : nil }

  private func failure(_ problem: String) -> TextProblem { text.failure(problem, at: place) }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  mutating func document() throws(TextProblem) -> JSONNode {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard !text.bytes.starts(with: mark) else {
      throw failure("not valid JSON: the text begins with a byte-order mark")
    }
    let value = try value(depth: 0)
    skipBlanks()
    guard byte == nil else { throw failure("not valid JSON: expected the end of the file") }
    return value
  }

  private mutating func value(depth: Int) throws(TextProblem) -> JSONNode {
    skipBlanks()
    let start = place
    guard depth < Self.deepest else {
      throw failure("not readable: more than \(Self.deepest) levels of brackets")
    }
    let content: JSONNode.Content
    switch byte {
    case UInt8(ascii: "{"): content = .object(try object(depth: depth))
    case UInt8(ascii: "["): content = .array(try array(depth: depth))
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "t"): content = try word("true", .boolean(true))
    case UInt8(ascii: "f"): content = try word("false", .boolean(false))
    case UInt8(ascii: "n"): content = try word("null", .null)
    case .some(let byte) where byte == UInt8(ascii: "-") || Self.isDigit(byte):
      content = .number(try number())
    case nil: throw failure("not valid JSON: the text ends where a value is expected")
    default: throw failure("not valid JSON: expected a value")
    }
    return JSONNode(content: content, offset: start, text: text)
  }

  private mutating func object(depth: Int) throws(TextProblem) -> [JSONNode.Entry] {
    var entries: [JSONNode.Entry] = []
    var names: Set<String> = []
    place += 1
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      place += 1
      return []
    }
    while true {
      skipBlanks()
      guard byte == UInt8(ascii: "\"") else { throw failure("not valid JSON: expected a key in quotes") }
      let start = place
      let name = try string()
      let key = JSONNode(content: .string(name), offset: start, text: text)
      guard names.insert(name).inserted else {
        throw key.failure("the key '\(name)' is in this object twice")
      }
      skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw failure("not valid JSON: expected ':' behind a key") }
      place += 1
      entries.append(JSONNode.Entry(key: key, name: name, value: try value(depth: depth + 1)))
      guard try isFollowed(before: UInt8(ascii: "}")) else { return entries }
    }
  }

  private mutating func array(depth: Int) throws(TextProblem) -> [JSONNode] {
    var elements: [JSONNode] = []
    place += 1
    skipBlanks()
    if byte == UInt8(ascii: "]") {
      place += 1
      return []
    }
    while true {
      elements.append(try value(depth: depth + 1))
      guard try isFollowed(before: UInt8(ascii: "]")) else { return elements }
    }
  }

  /// Passes a comma, which something follows, or the closing bracket.
  private mutating func isFollowed(before end: UInt8) throws(TextProblem) -> Bool {
    skipBlanks()
    guard let byte, byte == UInt8(ascii: ",") || byte == end else {
      throw failure("not valid JSON: expected ',' or '\(Character(UnicodeScalar(end)))'")
    }
    place += 1
    return byte != end
  }

  private mutating func word(
    _ word: String, _ content: JSONNode.Content
  ) throws(TextProblem) -> JSONNode.Content {
    guard text.bytes[place...].starts(with: word.utf8) else {
      throw failure("not valid JSON: expected a value")
    }
    place += word.utf8.count
    return content
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func digits() -> Int {
    let start = place
    while let byte, Self.isDigit(byte) { place += 1 }
    return place - start
  }

  private mutating func number() throws(TextProblem) -> Double {
    let start = place
    if byte == UInt8(ascii: "-") { place += 1 }
    let first = byte
    let whole = digits()
    var isSound = whole > 0 && (whole == 1 || first != UInt8(ascii: "0"))
    if byte == UInt8(ascii: ".") {
      place += 1
      if digits() == 0 { isSound = false }
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      place += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { place += 1 }
      if digits() == 0 { isSound = false }
    }
    let written = String(decoding: text.bytes[start..<place], as: UTF8.self)
    guard isSound, let value = Double(written) else {
      throw text.failure("not valid JSON: '\(written)' is no number", at: start)
    }
    // Beyond it, and below its inverse, squares overflow and underflow: no prediction comes near.
    guard abs(value) <= 1e100 else {
      throw text.failure("'\(written)' is too large for a number of physics", at: start)
    }
    return value
  }

  private mutating func string() throws(TextProblem) -> String {
    let start = place
    var letters: [UInt8] = []
    place += 1
    while true {
      guard let byte else { throw text.failure("not valid JSON: this string has no end", at: start) }
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: letters, as: UTF8.self) else {
          throw text.failure("this string is not valid UTF-8", at: start)
        }
        return string
      case UInt8(ascii: "\\"): letters += try escaped()
      case 0..<0x20:
        throw text.failure("not valid JSON: a string must not go over lines or hold tabs", at: place - 1)
      default: letters.append(byte)
      }
    }
  }

  private mutating func escaped() throws(TextProblem) -> [UInt8] {
    let escapes: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
      UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
      UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]
    guard let byte else { throw failure("not valid JSON: this string has no end") }
    if let letter = escapes[byte] {
      place += 1
      return [letter]
    }
    guard byte == UInt8(ascii: "u") else { throw failure("not valid JSON: unknown escape in a string") }
    place += 1
    var unit = try codeUnit()
    if (0xD800..<0xDC00).contains(unit), text.bytes[place...].starts(with: "\\u".utf8) {
      place += 2
      let low = try codeUnit()
      if (0xDC00..<0xE000).contains(low) { unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00) }
    }
    guard let scalar = UnicodeScalar(unit) else {
      throw failure("not valid JSON: this escape is no letter")
    }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func codeUnit() throws(TextProblem) -> UInt32 {
    let digits = text.bytes[place...].prefix(4)
    guard digits.count == 4, let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
    else {
      throw failure("not valid JSON: expected four hexadecimal digits")
    }
    place += 4
    return unit
  }
}
