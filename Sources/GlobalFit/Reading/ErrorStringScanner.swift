import Foundation

/// Reads the tokens of an ``ErrorString``, skipping blanks between them.
struct ErrorStringScanner {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) {
    characters = text.map { $0 == "\u{2212}" ? "-" : $0 }
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
    ErrorString.Refusal(reason: reason, offset: offset ?? position)
  }

  private mutating func skipBlanks() {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
  }

  private var next: Character? { position < characters.count ? characters[position] : nil }

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

  mutating func expect(_ token: String) throws(ErrorString.Refusal) {
    guard skip(token) else { throw refusal("expected '\(token)'") }
  }

  /// Whether nothing but blanks is left.
  var isAtEnd: Bool { characters[position...].allSatisfy(\.isWhitespace) }

  mutating func expectEnd() throws(ErrorString.Refusal) {
    skipBlanks()
    guard let next else { return }
    if next == "%" {
      throw refusal("'%' is not understood here; write the power of ten, as in '(17.41 ± 0.04) e-2'")
    }
    throw refusal("'\(String(characters[position...].prefix(12)))' is not understood here")
  }

  /// A decimal number; an exponent only where one number stands alone.
  mutating func number(
    _ what: String, allowingSign: Bool = false, allowingExponent: Bool = false
  ) throws(ErrorString.Refusal) -> Number {
    skipBlanks()
    var text = ""
    if allowingSign, next == "-" || next == "+" { text.append(take()) }
    let digits = takeDigits()
    guard !digits.isEmpty else { throw refusal("expected \(what)") }
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

  /// The size of an error: a number greater than zero.
  mutating func error() throws(ErrorString.Refusal) -> Number {
    let error = try number("the size of an error")
    guard error.value > 0 else { throw refusal("an error must be greater than zero") }
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
    let starred = skip("*") || skip("×")
    for prefix in ["10^", "1e", "1E", "e", "E"] where skip(prefix) {
      let opened = skip("(")
      var text = ""
      if next == "-" || next == "+" { text.append(take()) }
      text += takeDigits()
      guard let power = Int(text), abs(power) <= 300 else {
        throw refusal("expected a power of ten, as in 'e-3'")
      }
      if opened { try expect(")") }
      return power
    }
    if starred { throw refusal("expected a power of ten, as in '* 1e-3'") }
    return 0
  }

  private mutating func take() -> Character {
    defer { position += 1 }
    return characters[position]
  }

  private mutating func takeDigits() -> String {
    var digits = ""
    while let digit = next, digit.isASCII, digit.isNumber { digits.append(take()) }
    return digits
  }
}
