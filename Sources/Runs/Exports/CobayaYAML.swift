/// Scalars in the YAML of Cobaya.
enum CobayaYAML {
  /// Text on one line in single quotation marks, in which only these marks have a meaning.
  static func text(_ value: String) -> String { "'" + value.oneLine.replacing("'", with: "''") + "'" }

  /// A number that every YAML reads as one: with a point before an exponent.
  static func number(_ value: Double) -> String {
    if value.isNaN { return ".nan" }
    if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
    let text = value.description
    guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return text }
    return text[..<exponent] + ".0" + text[exponent...]
  }
}
