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

  /// Words in which symbols of quantities stand, as pieces of which the symbols are set as such.
  static func typeset(_ words: String, symbols: [Quantity]) -> [Cell] {
    // the longest first: m_Z is the beginning of m_Z'
    let known = symbols.sorted { ($0.symbol.count, $0.symbol) > ($1.symbol.count, $1.symbol) }
    var (cells, plain, rest) = ([Cell](), "", words[...])
    while let first = rest.first {
      let isInWord = plain.last.map { $0.isLetter || $0.isNumber } ?? false
      let found = known.first { quantity in
        guard !isInWord, rest.hasPrefix(quantity.symbol) else { return false }
        return rest.dropFirst(quantity.symbol.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
      }
      if let found {
        if !plain.isEmpty { cells.append(Cell(plain)) }
        cells.append(.symbol(of: found))
        (plain, rest) = ("", rest.dropFirst(found.symbol.count))
      } else {
        plain.append(first)
        rest = rest.dropFirst()
      }
    }
    return plain.isEmpty ? cells : cells + [Cell(plain)]
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
