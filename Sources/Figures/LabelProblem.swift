extension Label {
  /// Why a label would not be shown as it was meant.
  public enum Problem: Sendable, Equatable {
    /// A dollar sign that nothing closes; one that is to be seen is written `\\$`.
    case openFormula
    /// A brace in a formula without its partner.
    case unmatchedBrace
    /// A command that formulas do not know, without its backslash.
    case unknownCommand(String)
    /// A command that stands in no formula, without its backslash.
    case commandOutsideFormula(String)
  }

  /// The first thing that is wrong with it; nil for a label that is shown as it was meant.
  public var problem: Problem? {
    var isFormula = false
    var depth = 0
    var rest = text[...]
    while let sign = rest.popFirst() {
      switch sign {
      case "$":
        if isFormula, depth != 0 { return .unmatchedBrace }
        isFormula.toggle()
      case "{" where isFormula: depth += 1
      case "}" where isFormula:
        depth -= 1
        if depth < 0 { return .unmatchedBrace }
      case "\\":
        let name = String(rest.prefix { $0.isLetter && $0.isASCII })
        rest.removeFirst(name.isEmpty ? min(1, rest.count) : name.count)
        if name.isEmpty { continue }
        if !isFormula { return .commandOutsideFormula(name) }
        if !FormulaWords.all.contains(name) { return .unknownCommand(name) }
      default: break
      }
    }
    return isFormula ? .openFormula : nil
  }

  /// The commands that formulas know, without their backslash, sorted.
  public static var commands: [String] { FormulaWords.all.sorted() }
}

extension FormulaWords {
  /// Every command.
  fileprivate static let all = upright.union(silent).union(accents.keys).union(greek.keys).union(signs.keys)
}
