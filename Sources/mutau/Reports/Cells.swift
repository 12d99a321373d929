import GlobalFit
import Physics
import Typesetting

extension Cell {
  /// The symbol of a quantity by name, with its unit: `m_Z' [GeV]`.
  static func quantity(_ name: String, _ unit: String = "") -> Cell {
    guard let latex = latex(of: name) else { return Cell(labelled(name, unit)) }
    return .symbol(mutau.symbol(of: name), latex: latex, unit: unit)
  }

  /// A quantity by the name that files give it; where it is set in type, its symbol.
  static func name(_ name: String, _ unit: String = "") -> Cell {
    guard let latex = latex(of: name) else { return Cell(unit.isEmpty ? name : "\(name) [\(unit)]") }
    return .symbol(name, latex: latex, unit: unit)
  }

  /// An observable by the name that files give it, with its unit.
  static func observable(_ name: String) -> Cell { .name(name, Observable(rawValue: name)?.unit ?? "") }

  /// What was measured, in the words of its file.
  static func measured(_ words: String, unit: String = "") -> Cell {
    .value(
      words.typeset + (unit.isEmpty ? "" : " \(unit)"), RoundedMeasurement(published: words.typeset),
      unit: unit)
  }

  /// What is predicted beside what was measured, in digits that tell the one from the other.
  static func predicted(_ value: Double, beside measured: String?, digits: Int = 4) -> Cell {
    let error = measured.flatMap { RoundedMeasurement(published: $0.typeset) }?.smallestError
    return Cell(value.resolving(error, digits: digits))
  }

  /// A value in words of its own, with the ends of an interval around it as its errors where it has both.
  static func value(
    _ text: String, _ value: Double, from lower: Double?, to upper: Double?, uncertainty: Double = 0
  )
    -> Cell
  {
    guard let lower, let upper, lower <= value, value <= upper else { return Cell(text) }
    return .value(
      text, RoundedMeasurement(value, upper: upper - value, lower: value - lower, uncertainty: uncertainty))
  }

  private static func latex(of name: String) -> String? {
    Parameter(rawValue: name)?.latex ?? Observable(rawValue: name)?.latex
  }
}
