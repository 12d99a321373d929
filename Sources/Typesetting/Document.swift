/// What a command has to say, in order: headings, lines and tables. Written once, it is plain text for the terminal, LaTeX
/// for a paper, Markdown for a note, and HTML for a page.
public struct Document: Sendable {
  /// Where a part is shown.
  public enum Medium: Sendable {
    /// In all forms.
    case everywhere
    /// In plain text, where something shorter has to do.
    case text
    /// In LaTeX, Markdown and HTML.
    case type
  }

  enum Block: Sendable {
    /// Why the numbers must not be used.
    case warning(String)
    /// What all of it is about.
    case title(String, details: String)
    /// What a reader should know.
    case note(String)
    /// The name of what follows, and what there is to say of it at once.
    case heading(String, details: String, gap: Int)
    /// Something under a name; in plain text the words begin at a column and are broken where the screen ends.
    case fact(String, words: String, column: Int)
    /// A line as it stands in plain text, indented.
    case line(String)
    case table(Table)
    /// An empty line between parts.
    case space
  }

  var blocks: [(block: Block, medium: Medium)] = []

  /// Nothing yet.
  public init() {}

  /// One table.
  public init(_ table: Table) { add(table) }

  /// These parts one after the other, without those that are empty.
  public init(_ parts: [Document]) {
    for part in parts where !part.isEmpty {
      if !isEmpty { blocks.append((.space, .everywhere)) }
      blocks += part.blocks
    }
  }

  /// Whether nothing was said.
  public var isEmpty: Bool { blocks.isEmpty }

  /// Says why the numbers must not be used.
  public mutating func warn(_ line: String) { blocks.append((.warning(line.visibleLine), .everywhere)) }

  /// Says what all of it is about.
  public mutating func title(_ name: String, _ details: String) {
    blocks.append((.title(name.visibleLine, details: details.visibleLine), .everywhere))
  }

  /// The same; in plain text the details stand on lines of their own where one line is too long for both.
  public mutating func title(_ name: String, _ details: String, splitAtWidth width: Int) {
    guard name.visibleLine.count + 2 + details.visibleLine.count > width else { return title(name, details) }
    blocks.append((.title(name.visibleLine, details: details.visibleLine), .type))
    say(
      ([name.visibleLine] + details.visibleLine.lines(ofWidth: width - 2).map { "  " + $0 })
        .joined(separator: "\n"), in: .text)
  }

  /// How many lines of plain text it has.
  public var lines: Int { text.count { $0 == "\n" } }

  /// Says what a reader should know.
  public mutating func note(_ line: String) { blocks.append((.note(line.visibleLine), .everywhere)) }

  /// Begins a part. In plain text the details stand `gap` blanks from its name.
  public mutating func head(_ name: String, _ details: String = "", gap: Int = 4) {
    blocks.append((.heading(name.visibleLine, details: details.visibleLine, gap: gap), .everywhere))
  }

  /// Says a line, or several, just as they are in plain text.
  public mutating func say(_ line: String, in medium: Medium = .everywhere) {
    blocks.append((.line(line.visible), medium))
  }

  /// Shows a table.
  public mutating func add(_ table: Table, in medium: Medium = .everywhere) {
    blocks.append((.table(table), medium))
  }

  /// Shows a table that in plain text becomes several, one below the other, if it is wider than so many letters.
  public mutating func add(_ table: Table, splitAtWidth width: Int) {
    let parts = table.split(atWidth: width)
    guard parts.count > 1 else { return add(table) }
    for part in parts { add(part, in: .text) }
    add(table, in: .type)
  }

  /// Goes on with what another one says.
  public mutating func append(_ other: Document) { blocks += other.blocks }

  /// This one and another without an empty line between them.
  public func followed(by other: Document) -> Document {
    var both = self
    both.append(other)
    return both
  }

  /// The document as plain text.
  public var text: String {
    blocks.filter { $0.medium != .type }.map { block, _ in
      switch block {
      case .warning(let line), .line(let line): line + "\n"
      case .note(let line): "  note  \(line)\n"
      case .title(let name, let details): "\(name): \(details)\n"
      case .heading(let name, let details, let gap):
        (details.isEmpty ? name : name + String(repeating: " ", count: gap) + details) + "\n"
      case .fact(let name, let words, let column): Self.text(ofFact: name, words, column: column)
      case .table(let table): table.text
      case .space: "\n"
      }
    }.joined()
  }

  /// What is set in type.
  var typeset: [Block] { blocks.filter { $0.medium != .text }.map(\.block) }
}
