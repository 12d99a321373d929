extension Double {
  /// The shortest decimal number, of at most 17 significant digits, that reads back as these bits; `nan`, `inf`, `-inf`.
  ///
  /// Small numbers have an exponent, 1.25e-02 and not 0.0125: pandas, and Cobaya with it, reads no more than 17 digits
  /// unless told otherwise, and counts the zeros.
  var exportText: String {
    if isNaN { return "nan" }
    let text = description
    guard magnitude < 0.1, self != 0, !text.contains("e") else { return text }
    let decimals = text.drop { $0 != "." }.dropFirst()
    let digits = decimals.drop { $0 == "0" }
    let exponent = decimals.count - digits.count + 1
    let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
    return "\(sign == .minus ? "-" : "")\(digits.prefix(1))\(fraction)e-0\(exponent)"
  }
}
