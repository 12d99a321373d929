/// What one cell of a table says: in plain text, and where that is more than words, what it means.
public struct Cell: Sendable, Equatable, ExpressibleByStringLiteral {
  /// What a cell can mean.
  enum Content: Sendable, Equatable {
    case words
    /// A symbol in LaTeX's mathematical mode and a unit, which may be empty.
    case symbol(latex: String, unit: String)
    /// A value with its errors and a unit, which may be empty.
    case measurement(RoundedMeasurement, unit: String)
    /// An address that the words lead to.
    case link(String)
    /// A name or a number that is to be read letter by letter.
    case code
  }

  /// The cell in plain text.
  public let text: String
  let content: Content

  private init(text: String, content: Content) {
    self.text = text.visibleLine
    self.content = content
  }

  /// Words and numbers. Powers of ten (`1.7e-12`), minus signs and Greek letters in them are set as such.
  public init(_ text: String) { self.init(text: text, content: .words) }

  /// Words that stand in the source.
  public init(stringLiteral value: String) { self.init(value) }

  /// The symbol of a quantity with its unit in brackets.
  public static func symbol(_ plain: String, latex: String, unit: String = "") -> Cell {
    Cell(text: unit.isEmpty ? plain : "\(plain) [\(unit)]", content: .symbol(latex: latex, unit: unit))
  }

  /// A value with its errors, in plain text as given; without errors it is that text everywhere.
  public static func value(_ text: String, _ measurement: RoundedMeasurement?, unit: String = "") -> Cell {
    Cell(text: text, content: measurement.map { .measurement($0, unit: unit) } ?? .words)
  }

  /// Words that lead to an address on the web. Other addresses lead nowhere: the words stand by themselves.
  public static func link(_ text: String, to address: String) -> Cell {
    let isWeb = address.hasPrefix("https://") || address.hasPrefix("http://")
    return Cell(text: text, content: isWeb ? .link(address.visibleLine) : .words)
  }

  /// A name or number that is to be read letter by letter, such as a digest.
  public static func code(_ text: String) -> Cell { Cell(text: text, content: .code) }
}
