import GlobalFit
import Physics
import Typesetting

extension Cell {
  /// The symbol of a quantity: `m_Z'`.
  static func symbol(of quantity: Quantity) -> Cell { .symbol(quantity.symbol, latex: quantity.latex) }

  /// The symbol of a quantity with its unit: `m_Z' [GeV]`.
  static func quantity(_ quantity: Quantity) -> Cell {
    .symbol(quantity.symbol, latex: quantity.latex, unit: quantity.unit)
  }

  /// A quantity by the name that files give it; where it is set in type, its symbol.
  static func name(_ quantity: Quantity) -> Cell { .symbol(quantity.name, latex: quantity.latex) }

  /// An observable by the name that files give it, with its unit; where it is set in type, its symbol.
  static func observable(_ observable: Observable) -> Cell {
    .symbol(observable.rawValue, latex: observable.latex, unit: observable.unit)
  }

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
}
