/// A number as its decimal digits, for rounding the way one does by hand: no binary rounding, halves away from zero.
struct DecimalNumber: Sendable, Equatable {
  var isNegative: Bool
  /// Without leading zeros; empty for zero.
  var digits: [Int]
  /// The last digit counts 10^place.
  var place: Int

  /// The shortest decimal number that reads back as this finite one.
  init(_ number: Double) {
    self.init(text: "\(number)")
  }

  /// The number with exactly these digits: `0.40` has two decimals.
  init(text: String) {
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    let mantissa = parts.first ?? "0"
    let fraction =
      mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first ?? ""
    isNegative = mantissa.first == "-" || mantissa.first == "−"
    digits = Array(mantissa.compactMap(\.wholeNumberValue).drop { $0 == 0 })
    place = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
  }

  /// The place of the first digit; nil of zero.
  var leadingPlace: Int? { digits.isEmpty ? nil : place + digits.count - 1 }

  /// How many digits there are without zeros at the end: 1 of 0.0400.
  var significantDigits: Int { digits.reversed().drop { $0 == 0 }.count }

  /// The first three digits, `354` of 0.0354 and `200` of 2.
  var threeLeadingDigits: Int {
    (0..<3).reduce(0) { 10 * $0 + (digits.indices.contains($1) ? digits[$1] : 0) }
  }

  /// The number with its last digit at a place; a half goes away from zero.
  func rounded(to place: Int) -> DecimalNumber {
    var result = self
    result.place = place
    let dropped = place - self.place
    guard dropped > 0 else {
      if !digits.isEmpty { result.digits += Array(repeating: 0, count: -dropped) }
      return result
    }
    guard dropped <= digits.count else {
      result.digits = []
      return result
    }
    result.digits = Array(digits.dropLast(dropped))
    guard digits[digits.count - dropped] >= 5 else { return result }
    var index = result.digits.count - 1
    while index >= 0, result.digits[index] == 9 {
      result.digits[index] = 0
      index -= 1
    }
    if index >= 0 { result.digits[index] += 1 } else { result.digits.insert(1, at: 0) }
    return result
  }

  /// The number in units of a power of ten, with a true minus sign; "0.40" keeps its zero.
  func text(inUnitsOf power: Int = 0) -> String {
    let place = self.place - power
    var text = digits.map(String.init).joined()
    if place >= 0 {
      text = text.isEmpty ? "0" : text + String(repeating: "0", count: place)
    } else {
      text = String(repeating: "0", count: max(0, 1 - place - text.count)) + text
      text.insert(".", at: text.index(text.endIndex, offsetBy: place))
    }
    return (isNegative && !digits.isEmpty ? "−" : "") + text
  }
}
