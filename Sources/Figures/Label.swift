/// Words with formulas in them, written as in LaTeX: plain text, and between dollar signs `$m_{Z'}$`, `$\Delta a_\mu$`.
///
/// In formulas: letters (italic), digits, `_` and `^` with one sign or braces, `\mathrm{}`, `\text{}`, `\bar{}`, Greek letters and the signs
/// that physics labels need (`\to`, `\pm`, `\times`, `\infty`, `\prime`, `\ell`, `\chi`, thin space `\,`). What is not known
/// is shown as it is written; ``problem`` names it.
public struct Label: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// As it is written.
  public let text: String

  /// Words with formulas between dollar signs.
  public init(_ text: String) { self.text = text }

  /// Words with formulas between dollar signs.
  public init(stringLiteral value: String) { text = value }

  /// Words as they stand between the formulas of a caption: dollar signs and backslashes in them mean nothing.
  public static func words(_ text: String) -> String {
    text.map { "$\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// Words shown as they are: dollar signs, underscores and backslashes in them mean nothing.
  public static func verbatim(_ text: String) -> Label {
    Label(text.map { "$_^\\{}".contains($0) ? "\\\($0)" : String($0) }.joined())
  }
}
