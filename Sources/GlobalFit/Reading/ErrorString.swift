import Foundation

/// A measured value written as a string in flavio's notation, read strictly.
///
/// | string | meaning |
/// |---|---|
/// | `0.82 ± 0.28`, `0.82 +- 0.28`, `0.82 \pm 0.28` | symmetric error |
/// | `38 ± 14.5 ± 62 (theory)` | symmetric errors, and a theory error that can be treated apart |
/// | `0.72 + 1.73 - 0.72` | asymmetric error, plus before minus |
/// | `(17.41 ± 0.04) e-2`, `24.2 ± 0.7 ± 1.2 e-9` | several errors, one power of ten for everything |
/// | `290.17(53)(33)`, `116592061(41) e-11`, `1.67(0.03)` | errors in brackets: in units of the last digit, or absolute with a point |
/// | `[1, 5] e-3`, `[1e-3, 5e-3]` | uniform between the two |
/// | `1.67 */ 1.5`, `1.67e-3 */ 1.5` | log-normal: median and factor |
/// | `< 5.3e-8 @ 90% CL` | upper limit |
/// | `(17.41 ± 0.04) %`, `17.41(4) %` | per cents, where nothing else can be meant |
///
/// Where flavio guesses, this reader refuses: an exponent glued to one of several numbers (`1.0 ± 1e-3` means
/// 0.001 ± 0.001 to flavio), a minus error before the plus error, half of an asymmetric error, a number
/// without any error, per cents that may be of the value (`0.82 ± 34 %`). Spellings of other texts that mean one of the
/// above are read (see ``ErrorStringSpelling``).
enum ErrorString: Equatable {
  /// Central value, symmetric errors, asymmetric errors (upper, lower), all positive.
  case errors(central: Double, symmetric: [Double], asymmetric: [Asymmetric])
  /// Central value, symmetric errors, and the half range of a theory error.
  case theory(central: Double, symmetric: [Double], halfRange: Double)
  case upperLimit(Double, confidence: Double)
  case uniform(ClosedRange<Double>)
  case logNormal(median: Double, factor: Double)

  struct Asymmetric: Equatable {
    let upper: Double
    let lower: Double
  }

  /// Why a string was not understood: the sentence, and the offset in characters where reading stopped.
  struct Refusal: Error, Equatable {
    let reason: String
    let offset: Int
  }

  init(_ text: String) throws(Refusal) {
    var scanner = ErrorStringScanner(text)
    if scanner.skip("<") {
      self = try Self.upperLimit(&scanner)
    } else if scanner.skip(">") {
      throw scanner.refusal(
        "a lower limit is no density, for nothing bounds the values above it: write a range with both ends, as in "
          + "'[0.2, 1.1]', or the likelihood as a table (distribution: numerical)", at: 0)
    } else if scanner.skip("[") {
      self = try Self.uniform(&scanner)
    } else {
      self = try Self.valueWithErrors(&scanner)
    }
    try scanner.expectEnd()
  }

  private static func upperLimit(_ scanner: inout ErrorStringScanner) throws(Refusal) -> ErrorString {
    _ = scanner.skip("=")
    let limit = try scanner.number("an upper limit", allowingExponent: true)
    let power = try scanner.powerOfTenOrPerCent()
    if limit.exponentOffset != nil, power != 0 { throw scanner.ambiguousExponent(of: limit) }
    let percent = try scanner.confidenceLevel()
    guard limit.value > 0 else { throw scanner.refusal("an upper limit must be greater than zero") }
    guard percent.value > 0, percent.value < 100 else {
      throw scanner.refusal("a confidence level lies between 0 and 100 %")
    }
    return .upperLimit(limit.scaled(by: power), confidence: percent.scaled(by: -2))
  }

  private static func uniform(_ scanner: inout ErrorStringScanner) throws(Refusal) -> ErrorString {
    let lower = try scanner.number("the lower end", allowingSign: true, allowingExponent: true)
    guard scanner.skip(",") else { throw scanner.refusal("expected ',' between the ends of a range") }
    let upper = try scanner.number("the upper end", allowingSign: true, allowingExponent: true)
    guard scanner.skip("]") else { throw scanner.refusal("expected ']'") }
    let power = try scanner.powerOfTenOrPerCent()
    for end in [lower, upper] where end.exponentOffset != nil && power != 0 {
      throw scanner.ambiguousExponent(of: end)
    }
    let (low, high) = (lower.scaled(by: power), upper.scaled(by: power))
    guard low < high else { throw scanner.refusal("the lower end must be below the upper end") }
    return .uniform(low...high)
  }

  private static func valueWithErrors(_ scanner: inout ErrorStringScanner) throws(Refusal) -> ErrorString {
    let opened = scanner.skip("(")
    let central = try scanner.number("a number", allowingSign: true, allowingExponent: true)
    if scanner.skip("*/") {
      let factor = try scanner.number("a factor")
      if opened { try scanner.expect(")") }
      let power = opened ? try scanner.powerOfTenOrPerCent() : try scanner.powerOfTen()
      if central.exponentOffset != nil, power != 0 { throw scanner.ambiguousExponent(of: central) }
      guard central.value > 0 else {
        throw scanner.refusal("the median of a log-normal must be greater than zero")
      }
      guard factor.value > 1 else {
        throw scanner.refusal("the factor of a log-normal must be greater than one")
      }
      return .logNormal(median: central.scaled(by: power), factor: factor.value)
    }
    // An exponent with nothing behind it is no question of exponents: the error is missing.
    if central.exponentOffset != nil, !scanner.isAtEnd { throw scanner.ambiguousExponent(of: central) }
    var symmetric: [ErrorStringScanner.Number] = []
    var asymmetric: [(upper: ErrorStringScanner.Number, lower: ErrorStringScanner.Number)] = []
    while let bracketed = try scanner.bracketedError(decimalsOfCentral: central.decimals) {
      symmetric.append(bracketed)
      scanner.skipKindOfError()
    }
    let hasBrackets = !symmetric.isEmpty
    if !hasBrackets { try plusMinusErrors(&scanner, &symmetric, &asymmetric) }
    let isTheory = try theoryError(&scanner, symmetric, asymmetric)
    try refuseRelative(&scanner, central, symmetric, asymmetric, unless: hasBrackets && !opened)
    if opened { try scanner.expect(")") }
    let power = opened || hasBrackets ? try scanner.powerOfTenOrPerCent() : try scanner.powerOfTen()
    try refuseRelative(&scanner, central, symmetric, asymmetric, unless: false)
    guard !symmetric.isEmpty || !asymmetric.isEmpty else {
      try scanner.expectEnd()
      throw scanner.refusal("a value without an error constrains nothing; write 'value ± error'", at: 0)
    }
    let errors = isTheory ? symmetric.dropLast() : symmetric[...]
    guard errors.contains(where: { $0.value > 0 }) || isTwoSided(asymmetric) else {
      throw scanner.refusal("an error must be greater than zero", at: scanner.zeroError)
    }
    if isTheory, let last = symmetric.popLast(), last.value > 0 {
      return .theory(
        central: central.scaled(by: power), symmetric: symmetric.map { $0.scaled(by: power) },
        halfRange: last.scaled(by: power))
    }
    return .errors(
      central: central.scaled(by: power), symmetric: symmetric.map { $0.scaled(by: power) },
      asymmetric: asymmetric.map {
        Asymmetric(upper: $0.upper.scaled(by: power), lower: $0.lower.scaled(by: power))
      })
  }

  /// Whether there is an error on either side.
  private static func isTwoSided(
    _ errors: [(upper: ErrorStringScanner.Number, lower: ErrorStringScanner.Number)]
  ) -> Bool {
    errors.contains { $0.upper.value > 0 } && errors.contains { $0.lower.value > 0 }
  }

  /// Refuses `0.82 ± 34 %`, where the per cents may be of the value or, with it, of one, and says how to write either.
  private static func refuseRelative(
    _ scanner: inout ErrorStringScanner, _ central: ErrorStringScanner.Number,
    _ symmetric: [ErrorStringScanner.Number],
    _ asymmetric: [(upper: ErrorStringScanner.Number, lower: ErrorStringScanner.Number)], unless isClear: Bool
  ) throws(Refusal) {
    func ofValue(_ number: ErrorStringScanner.Number) -> String {
      (abs(central.value) * number.value / 100).short
    }
    let errors: (perCent: String, ofValue: String)
    switch (symmetric.count, asymmetric.count) {
    case (1, 0): errors = ("± \(symmetric[0].text)", "± \(ofValue(symmetric[0]))")
    case (0, 1):
      let pair = asymmetric[0]
      errors = (
        "+ \(pair.upper.text) - \(pair.lower.text)", "+ \(ofValue(pair.upper)) - \(ofValue(pair.lower))"
      )
    default: return
    }
    let start = scanner
    guard !isClear, scanner.skip("%") else { return }
    guard scanner.isAtEnd || scanner.next == ")" else {
      scanner = start
      return
    }
    throw start.refusal(
      "'%' is not understood here: write '(\(central.text) \(errors.perCent)) e-2' if value and error are in per cent, or "
        + "'\(central.text) \(errors.ofValue)' if the error is in per cent of the value", at: scanner.last)
  }

  /// Whether `(theory)` follows, which makes a theory error of the last one.
  private static func theoryError(
    _ scanner: inout ErrorStringScanner, _ symmetric: [ErrorStringScanner.Number],
    _ asymmetric: [(upper: ErrorStringScanner.Number, lower: ErrorStringScanner.Number)]
  ) throws(Refusal) -> Bool {
    guard scanner.skip("(theory)") else { return false }
    guard asymmetric.isEmpty else {
      throw scanner.refusal("a theory error cannot stand beside asymmetric errors")
    }
    guard symmetric.count > 1 else {
      throw scanner.refusal(
        "a theory error stands behind another error, as in '38 ± 14.5 ± 62 (theory)'; a theory error alone is a range '[a, b]'"
      )
    }
    return true
  }

  private static func plusMinusErrors(
    _ scanner: inout ErrorStringScanner, _ symmetric: inout [ErrorStringScanner.Number],
    _ asymmetric: inout [(upper: ErrorStringScanner.Number, lower: ErrorStringScanner.Number)]
  ) throws(Refusal) {
    while true {
      if scanner.skip("±") || scanner.skip("\\pm") || scanner.skip("+-") || scanner.skip("+/-") {
        symmetric.append(try scanner.error())
      } else if let pair = try scanner.raisedAndLowered() {
        asymmetric.append(pair)
      } else if scanner.skip("+") {
        let upper = try scanner.error()
        _ = scanner.skip("/")
        guard scanner.skip("-") else {
          throw scanner.refusal("expected the lower error after the upper one, as in '0.72 + 1.73 - 0.72'")
        }
        asymmetric.append((upper, try scanner.error()))
      } else if scanner.skip("-") {
        throw scanner.refusal("write the upper error before the lower one, as in '0.72 + 1.73 - 0.72'")
      } else {
        return
      }
      scanner.skipKindOfError()
    }
  }
}
