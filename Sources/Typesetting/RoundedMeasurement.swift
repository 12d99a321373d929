/// A value with its error or errors, rounded as the Particle Data Group does.
///
/// The rule (Review of Particle Physics, introduction, "Rounding"): if the three highest-order digits of the error lie between
/// 100 and 354, two digits are kept; between 355 and 949, one; between 950 and 999, the error is rounded up to 1000 and two
/// are kept. The value is given to the same place. The rule speaks of one error; of two different ones the smaller decides, so
/// that neither loses a digit that the rule would keep. Halves are rounded away from zero.
public struct RoundedMeasurement: Sendable, Equatable {
  /// The value, in units of 10^``power``.
  public let value: String
  /// The error upwards, in the same units, or both where they are equal.
  public let upper: String
  /// The error downwards where it differs.
  public let lower: String?
  /// The common power of ten; 0 where numbers are written out.
  public let power: Int

  /// A value with one error, of which other `digits` than the rule's may be asked for; nil unless both are finite and the
  /// error is positive.
  public init?(_ value: Double, _ error: Double, digits: Int? = nil) {
    guard value.isFinite, error.isFinite, error > 0 else { return nil }
    let place =
      digits.map { Self.place(of: DecimalNumber(error), digits: $0) } ?? Self.place(of: DecimalNumber(error))
    self.init(DecimalNumber(value), DecimalNumber(error), DecimalNumber(error), to: place)
  }

  /// A value with an error to either side, both positive numbers.
  ///
  /// - Parameter uncertainty: how well the value itself is known, by Monte Carlo say: no digit is printed that is smaller.
  /// - Returns: nil unless all are finite, no error is negative and one is positive.
  public init?(_ value: Double, upper: Double, lower: Double, uncertainty: Double = 0) {
    let errors = [upper, lower].filter { $0 > 0 }
    guard value.isFinite, upper.isFinite, lower.isFinite, upper >= 0, lower >= 0, !errors.isEmpty else {
      return nil
    }
    var place = errors.map { Self.place(of: DecimalNumber($0)) }.min() ?? 0
    if uncertainty > 0, uncertainty.isFinite {
      place = max(place, DecimalNumber(uncertainty).leadingPlace ?? place)
    }
    self.init(DecimalNumber(value), DecimalNumber(upper), DecimalNumber(lower), to: place)
  }

  /// A result as it was published, such as `0.82 ± 0.28` or `0.72 + 1.73 − 0.72`, with the digits that it has: the rule is not for
  /// single measurements. It is for statistical and systematic errors that were combined, which more than three digits of
  /// an error betray. Nil of anything else.
  public init?(published text: String) {
    let words = text.split(separator: " ").map(String.init)
    func number(_ index: Int) -> DecimalNumber? {
      words[index].wholeMatch(of: /[-−]?\d+(\.\d+)?(e-?\d+)?/) == nil
        ? nil : DecimalNumber(text: words[index])
    }
    let isSymmetric = words.count == 3 && words[1] == "±"
    let isAsymmetric = words.count == 5 && words[1] == "+" && (words[3] == "−" || words[3] == "-")
    guard isSymmetric || isAsymmetric, let value = number(0), let upper = number(2),
      let lower = isSymmetric ? upper : number(4)
    else { return nil }
    let errors = [upper, lower].filter { !$0.digits.isEmpty }
    guard !errors.isEmpty else { return nil }
    let isCombined = errors.contains { $0.significantDigits > 3 }
    let places = isCombined ? errors.map { Self.place(of: $0) } : ([value] + errors).map(\.place)
    self.init(value, upper, lower, to: places.min() ?? 0)
  }

  private init(_ value: DecimalNumber, _ upper: DecimalNumber, _ lower: DecimalNumber, to place: Int) {
    let numbers = [value, upper, lower].map { $0.rounded(to: place) }
    // before rounding, so that 9.99e-4 ± 2e-5 does not change its style for the last digit's sake
    let smaller = [upper, lower].compactMap(\.leadingPlace).min()
    let leading = [value.leadingPlace, smaller].compactMap(\.self).max() ?? 0
    let power = leading < -3 || leading > 5 ? leading : 0
    self.power = power
    self.value = numbers[0].text(inUnitsOf: power)
    self.upper = numbers[1].text(inUnitsOf: power)
    let lower = numbers[2].text(inUnitsOf: power)
    self.lower = lower == self.upper ? nil : lower
  }

  /// The place of the last digit of an error that the rule keeps.
  private static func place(of error: DecimalNumber) -> Int {
    place(of: error, digits: error.threeLeadingDigits < 355 ? 2 : error.threeLeadingDigits < 950 ? 1 : 2)
  }

  /// The place of the last of so many digits of an error, which rounding may raise to the next power of ten.
  private static func place(of error: DecimalNumber, digits: Int) -> Int {
    guard let leading = error.leadingPlace else { return error.place }
    return leading + 1 - digits + (digits > 1 && error.threeLeadingDigits >= 950 ? 1 : 0)
  }
}

extension RoundedMeasurement {
  /// The smaller error that is not zero, as a number.
  public var smallestError: Double? {
    [upper, lower].compactMap { $0 }.compactMap { Double("\($0)e\(power)") }.filter { $0 > 0 }.min()
  }

  /// The value alone, to the digits that its error leaves it.
  public var valueText: String { power == 0 ? value : "\(value)e\(power)" }

  /// `290.8 ± 0.5`, `0.72 + 1.73 − 0.72`, `(2.9 ± 0.9)e-9`.
  public var text: String {
    let body = lower.map { "\(value) + \(upper) − \($0)" } ?? "\(value) ± \(upper)"
    return power == 0 ? body : "(\(body))e\(power)"
  }

  /// The same in LaTeX's mathematical mode, without dollar signs.
  var latex: String {
    let body = (lower.map { "\(value)^{+\(upper)}_{-\($0)}" } ?? "\(value) \\pm \(upper)").replacing(
      "−", with: "-")
    return power == 0 ? body : "(\(body))\\times10^{\(power)}"
  }

  /// The same with the power of ten as it is set in print.
  var markdown: String {
    let body = lower.map { "\(value) +\(upper) −\($0)" } ?? "\(value) ± \(upper)"
    return power == 0 ? body : "(\(body)) × 10\(superscript(power))"
  }

  /// The same as HTML.
  var html: String {
    let body =
      lower.map { "\(value) <span class=\"errors\"><sup>+\(upper)</sup><sub>−\($0)</sub></span>" }
      ?? "\(value) ± \(upper)"
    return power == 0 ? body : "(\(body)) × 10<sup>\(power < 0 ? "−" : "")\(power.magnitude)</sup>"
  }
}

/// A whole number in raised digits: `⁻⁹`.
func superscript(_ number: Int) -> String {
  let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  return String("\(number)".map { $0.wholeNumberValue.map { raised[$0] } ?? "⁻" })
}
