import Foundation
import Typesetting

extension Double {
  /// The number to so many significant digits, without trailing zeros of an exponent form: `0.0123`, `2.9e-09`.
  func significant(_ digits: Int) -> String {
    guard isFinite else { return unending }
    guard self != 0 else { return "0" }
    let exponent = Int(log10(magnitude).rounded(.down))
    if exponent < -4 || exponent > 5 {
      return String(format: "%.\(max(0, digits - 1))e", self).withMinusSign.withShortExponent
    }
    return fixed(max(0, digits - 1 - exponent))
  }

  /// What is said of a number that has no digits.
  private var unending: String { isNaN ? "nan" : self < 0 ? "−∞" : "∞" }

  /// The number as one would type it: just as it was typed, or up to ten significant digits of one that was computed; no
  /// trailing zeros.
  var typed: String {
    guard isFinite else { return unending }
    let usual = String(format: "%.10g", self)
    let exact = String(format: "%.\(Self.mostDigits)g", self)
    return (Double(usual) != self && Double(exact) == self ? exact : usual).withShortExponent
  }

  /// The same with a true minus sign.
  var plain: String { typed.withMinusSign }

  /// The number with so many decimals; negative ones round before the point. Never "−0".
  func fixed(_ decimals: Int) -> String {
    guard isFinite else { return unending }
    guard decimals < 0 else {
      let text = String(format: "%.\(decimals)f", self)
      return (Double(text) == 0 ? text.filter { $0 != "-" } : text).withMinusSign
    }
    let unit = pow(10, Double(-decimals))
    return String(format: "%.0f", (self / unit).rounded() * unit).withMinusSign
  }

  /// The number to the digits that a Monte Carlo error supports: the last digit's unit is not smaller than it.
  func supported(by monteCarloError: Double) -> String {
    // An end that every draw agrees on, such as the edge of a prior, is exact.
    guard isFinite, monteCarloError.isFinite, monteCarloError > Self.roundingError * magnitude else {
      return plain
    }
    let place = Int(log10(monteCarloError).rounded(.up))
    let leading = self == 0 ? place : Int(log10(magnitude).rounded(.down))
    // At least one digit is printed, even when the error is as large as the number.
    let digits = max(1, leading - place + 1)
    if magnitude < 1e-4 || magnitude >= 1e6 { return significant(min(digits, Self.mostDigits)) }
    return fixed(min(Self.mostDigits - 1 - leading, max(-place, -leading)))
  }

  /// Value and error as the PDG rounds them, or with so many `digits` of the error as asked for.
  static func withError(_ value: Double, _ error: Double, unit: String = "", digits: Int? = nil) -> String {
    // an error of rounding alone would ask for sixteen digits
    guard error > roundingError * value.magnitude else {
      return value.significant(6) + (unit.isEmpty ? "" : " \(unit)")
    }
    guard let rounded = RoundedMeasurement(value, error, digits: digits) else { return value.significant(4) }
    return rounded.text + (unit.isEmpty ? "" : " \(unit)")
  }

  /// The value to the digits that an error which stands elsewhere leaves it, as the PDG rounds the two.
  static func value(_ value: Double, roundedBy error: Double) -> String {
    guard error > roundingError * value.magnitude, let rounded = RoundedMeasurement(value, error) else {
      return value.plain
    }
    return rounded.valueText
  }

  /// A probability: three decimals, or a power of ten when smaller.
  var asProbability: String { self < 0.001 ? significant(2) : fixed(3) }
}

extension String {
  /// What was written for a file to be read, such as `-0.5 + 0.2 - 0.1`, as text: `−0.5 + 0.2 − 0.1`.
  var typeset: String {
    replacing(/(^|[ \[(])-/) { "\($0.output.1)−" }.withShortExponent
  }

  /// Typographic minus signs instead of hyphens.
  fileprivate var withMinusSign: String { hasPrefix("-") ? "−" + dropFirst() : self }

  /// `2.9e-9` instead of `2.9e-09`, `5.956e11` instead of `5.956e+11`.
  fileprivate var withShortExponent: String {
    replacing(/e([-+])0?(\d)/) { "e\($0.output.1 == "-" ? "-" : "")\($0.output.2)" }
  }
}
