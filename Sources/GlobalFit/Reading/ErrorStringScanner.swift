import Foundation

/// Reads the tokens of an ``ErrorString``, skipping blanks between them.
struct ErrorStringScanner {
  private let characters: [Character]
  /// Where each of them stands in the text, and the text's end.
  private let offsets: [Int]
  var position = 0
  /// Where the first error of zero stands.
  private(set) var zeroError: Int?

  init(_ text: String) {
    let spelling = ErrorStringSpelling(text)
    (characters, offsets) = (spelling.characters, spelling.offsets)
  }

  /// A decimal number as written: its digits, how many of them follow the point, and its own exponent.
  struct Number {
    /// Sign, digits and point, without the exponent.
    let text: String
    var exponent = 0
    /// Where the exponent stands; nil without one.
    var exponentOffset: Int?

    var decimals: Int {
      text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    }
    var value: Double { scaled(by: 0) }

    /// The number times a power of ten, rounded once: the digits and the exponent are read together.
    func scaled(by power: Int) -> Double {
      Double("\(text.hasSuffix(".") ? text + "0" : text)e\(exponent + power)") ?? .nan
    }
  }

  func refusal(_ reason: String, at offset: Int? = nil) -> ErrorString.Refusal {
    ErrorString.Refusal(reason: reason, offset: offsets[offset ?? position])
  }

  mutating func skipBlanks() {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
  }

  var next: Character? { position < characters.count ? characters[position] : nil }

  /// Skips a token if it comes next.
  mutating func skip(_ token: String) -> Bool {
    let start = position
    skipBlanks()
    if characters[position...].starts(with: Array(token)) {
      position += token.count
      return true
    }
    position = start
    return false
  }

  /// Where the token before this stands.
  var last: Int { max(0, position - 1) }

  mutating func expect(_ token: String) throws(ErrorString.Refusal) {
    guard skip(token) else { throw stranger() ?? refusal("expected '\(token)'") }
  }

  /// Whether nothing but blanks is left.
  var isAtEnd: Bool { characters[position...].allSatisfy(\.isWhitespace) }

  mutating func expectEnd() throws(ErrorString.Refusal) {
    skipBlanks()
    guard let next else { return }
    if let stranger = stranger() { throw stranger }
    throw refusal("'\(rest)' is not understood here\(next.isLetter ? Self.unitAdvice : "")")
  }

  private static let dashes: Set<Character> = ["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}"]

  private static let unitAdvice =
    "; a unit is not written: values are in that of 'mutau observables'"

  private var rest: String { String(characters[position...].prefix(12)) }

  /// What to write instead of a sign that has no meaning here and that people use all the same.
  private func stranger() -> ErrorString.Refusal? {
    switch next {
    case "%":
      refusal(
        "'%' is not understood here: write '(17.41 ± 0.04) e-2' if value and errors are in per cent, and the errors "
          + "as numbers if they are per cents of the value")
    case ",":
      refusal("'\(rest)' is not understood here: a decimal point is '.', and nothing separates thousands")
    case let dash? where Self.dashes.contains(dash):
      refusal(
        "'\(rest)' is not understood here: this is a dash or a hyphen of a text, write a minus, '-' or '−'")
    case "(":
      refusal(
        "'\(rest)' is not understood here; kinds of errors are (stat), (syst), (exp), (lumi) and, for an error of "
          + "theory, (theory)")
    default: nil
    }
  }

  /// A decimal number; an exponent only where one number stands alone.
  mutating func number(
    _ what: String, allowingSign: Bool = false, allowingExponent: Bool = false
  ) throws(ErrorString.Refusal) -> Number {
    skipBlanks()
    var text = ""
    if allowingSign, next == "-" || next == "+" { text.append(take()) }
    let digits = takeDigits()
    guard !digits.isEmpty else {
      if let next, Self.dashes.contains(next), let stranger = stranger() { throw stranger }
      throw refusal("expected \(what)")
    }
    text += digits
    if next == "." {
      text.append(take())
      text += takeDigits()
    }
    var number = Number(text: text)
    if next == "e" || next == "E" {
      number.exponentOffset = position
      guard allowingExponent else { throw ambiguousExponent(of: number) }
      _ = take()
      let sign = next == "-" || next == "+" ? String(take()) : ""
      guard let exponent = Int(sign + takeDigits()), abs(exponent) <= 300 else {
        throw refusal("expected the digits of an exponent between −300 and 300")
      }
      number.exponent = exponent
    }
    guard number.value.isFinite else { throw refusal("\(what) is too large for a double") }
    return number
  }

  /// Why a number with an exponent of its own cannot stand beside others.
  func ambiguousExponent(of number: Number) -> ErrorString.Refusal {
    refusal(
      "an exponent here is ambiguous; write '(value ± error) e-3' for everything, or no exponent",
      at: number.exponentOffset)
  }

  /// The size of an error. One that rounds to zero may stand beside others; where it stands is kept.
  mutating func error() throws(ErrorString.Refusal) -> Number {
    let error = try number("the size of an error")
    if error.value == 0, zeroError == nil { zeroError = position }
    return error
  }

  /// `(53)` in units of the last digit of the central value, `(0.03)` absolute; nil when no bracket follows.
  mutating func bracketedError(decimalsOfCentral decimals: Int) throws(ErrorString.Refusal) -> Number? {
    let start = position
    guard skip("(") else { return nil }
    // A bracket that does not begin with a digit is no error: leave it to be refused as what it is.
    guard let next, next.isASCII, next.isNumber || next.isWhitespace else {
      position = start
      return nil
    }
    let error = try error()
    try expect(")")
    guard !error.text.contains(".") else { return error }
    return Number(text: ErrorStringScanner.shifted(error.text, by: decimals))
  }

  /// The digits divided by 10^decimals, written out.
  private static func shifted(_ digits: String, by decimals: Int) -> String {
    guard decimals > 0 else { return digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// The power of ten that applies to everything before it: `e-3`, `* 1e-3`, `10^-3`, `10^(-3)`; 0 if absent.
  mutating func powerOfTen() throws(ErrorString.Refusal) -> Int {
    let starred = skip("*") || skip("×") || skipLetterForTimes()
    for prefix in ["10^", "10**", "1e", "1E", "e", "E"] where skip(prefix) {
      let closing = skip("(") ? ")" : skip("{") ? "}" : nil
      var text = ""
      if next == "-" || next == "+" { text.append(take()) }
      text += takeDigits()
      guard let power = Int(text), abs(power) <= 300 else {
        throw refusal("expected a power of ten, as in 'e-3'")
      }
      if let closing { try expect(closing) }
      return power
    }
    if starred { throw refusal("expected a power of ten, as in '* 1e-3'") }
    return 0
  }

  mutating func take() -> Character {
    defer { position += 1 }
    return characters[position]
  }

  private mutating func takeDigits() -> String {
    var digits = ""
    while let digit = next, digit.isASCII, digit.isNumber { digits.append(take()) }
    return digits
  }
}
