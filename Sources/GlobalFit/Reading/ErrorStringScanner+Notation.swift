/// What abstracts and tables write around numbers.
extension ErrorStringScanner {
  /// A power of ten, or a per cent sign for 10⁻²; 0 if absent.
  mutating func powerOfTenOrPerCent() throws(ErrorString.Refusal) -> Int {
    let power = try powerOfTen()
    return power == 0 && skip("%") ? -2 : power
  }

  /// Skips an `x` where nothing but a power of ten can follow.
  mutating func skipLetterForTimes() -> Bool {
    let start = position
    guard skip("x") || skip("X") else { return false }
    let factor = position
    guard skip("10^") || skip("10**") else {
      position = start
      return false
    }
    position = factor
    return true
  }

  /// `@ 90% CL`, `(90% CL)`, `CL = 90%`: the level in per cent.
  mutating func confidenceLevel() throws(ErrorString.Refusal) -> Number {
    let isBracketed = skip("(")
    let isFirst = skipCL()
    guard isBracketed || isFirst || skip("@") || skip("at") else {
      throw refusal("expected '@' and a confidence level, as in '@ 90% CL'")
    }
    let isNamed = isFirst || skipCL()
    if isNamed { _ = skip("=") }
    let percent = try number("a confidence level")
    guard skip("%") else { throw refusal("expected a confidence level in per cent, as in '90% CL'") }
    guard isNamed || skipCL() else { throw refusal("expected 'CL' after the confidence level") }
    if isBracketed { try expect(")") }
    return percent
  }

  /// `CL` or `C.L.`
  private mutating func skipCL() -> Bool {
    let start = position
    if skip("C") {
      _ = skip(".")
      if skip("L") {
        _ = skip(".")
        return true
      }
    }
    position = start
    return false
  }

  /// Errors as TeX has them, `^{+0.3}_{-0.2}` or the lower one first; nil when none follow.
  mutating func raisedAndLowered() throws(ErrorString.Refusal) -> (upper: Number, lower: Number)? {
    let start = position
    if let upper = try shifted("^", sign: "+") {
      if let lower = try shifted("_", sign: "-") { return (upper, lower) }
    } else if let lower = try shifted("_", sign: "-") {
      if let upper = try shifted("^", sign: "+") { return (upper, lower) }
    }
    guard position != start else { return nil }
    throw refusal("expected an upper and a lower error, as in '0.82^{+0.3}_{-0.2}'")
  }

  private mutating func shifted(
    _ mark: String, sign: String
  ) throws(ErrorString.Refusal) -> Number? {
    let start = position
    guard skip(mark) else { return nil }
    let isBraced = skip("{")
    guard skip(sign) else {
      position = start
      return nil
    }
    let error = try error()
    if isBraced { try expect("}") }
    return error
  }

  /// Kinds of errors that change nothing: every one of them adds in quadrature.
  private static let kinds: Set<String> = [
    "stat", "statistical", "syst", "sys", "systematic", "exp", "experimental", "lumi", "luminosity",
  ]

  /// Skips `(stat)`, `_{syst}` and the like, if it comes next. A total beside its parts would count twice, and is none.
  mutating func skipKindOfError() {
    let start = position
    let isLowered = skip("_")
    var closing: [String] = []
    while true {
      if skip("(") { closing.append(")") } else if skip("{") { closing.append("}") } else { break }
    }
    var word = ""
    skipBlanks()
    while let next, next.isASCII, next.isLetter { word.append(take()) }
    _ = skip(".")
    guard isLowered || !closing.isEmpty, Self.kinds.contains(word.lowercased()),
      closing.reversed().allSatisfy({ skip($0) })
    else {
      position = start
      return
    }
  }
}
