/// Columns under headings: plain text, LaTeX, Markdown or HTML. In plain text each column is as wide as its widest cell.
public struct Table: Sendable {
  /// How a column is set; the first is flush left, the others as asked.
  public enum Alignment: Sendable { case left, right }

  let caption: String
  /// What the table shows, as the caption of a paper says it; empty if nothing is to be said.
  private(set) var floatCaption: [Cell] = []
  private let headings: [Cell]
  private let typesetHeadings: [Cell]
  private let alignments: [Alignment]
  private let indent: String
  private(set) var rows: [[Cell]] = []

  /// A table with headings; columns are flush left unless `alignments` says otherwise.
  ///
  /// - Parameters:
  ///   - typeset: the headings wherever the table is set in type, if others than in plain text.
  ///   - caption: what the table holds, where it is set in type and no heading says so.
  public init(
    _ headings: [Cell], alignments: [Alignment] = [], indent: String = "  ", typeset: [Cell]? = nil,
    caption: String = ""
  ) {
    self.headings = headings
    self.typesetHeadings = typeset ?? headings
    self.alignments = alignments
    self.indent = indent
    self.caption = caption.visibleLine
  }

  /// The same with headings that are words.
  public init(
    _ headings: [String], alignments: [Alignment] = [], indent: String = "  ", typeset: [String]? = nil,
    caption: String = ""
  ) {
    self.init(
      headings.map { Cell($0) }, alignments: alignments, indent: indent,
      typeset: typeset.map { $0.map { Cell($0) } },
      caption: caption)
  }

  /// Adds a row, which may be shorter than others.
  public mutating func add(_ cells: [Cell]) { rows.append(cells) }

  /// Adds a row of words.
  public mutating func add(_ cells: [String]) { rows.append(cells.map { Cell($0) }) }

  /// Says in LaTeX what the table shows, by words and symbols; the table then stands in a `table` of its own.
  public mutating func caption(_ parts: [Cell]) { floatCaption = parts }

  /// Whether there is no row.
  public var isEmpty: Bool { rows.isEmpty }

  /// How many columns there are.
  var columns: Int { ([headings, typesetHeadings] + rows).map(\.count).max() ?? 0 }

  /// The headings where they are set in type; nil if there are none.
  var shownHeadings: [Cell]? {
    typesetHeadings.allSatisfy(\.text.isEmpty)
      ? nil : typesetHeadings + Array(repeating: "", count: columns - typesetHeadings.count)
  }

  /// The rows, all of the same length.
  var fullRows: [[Cell]] { rows.map { $0 + Array(repeating: "", count: columns - $0.count) } }

  func alignment(of column: Int) -> Alignment {
    alignments.indices.contains(column) ? alignments[column] : .left
  }

  /// The same as several tables, each with the first column and as many others as fit into so many letters of plain text; a column
  /// that is wider stands alone.
  public func split(atWidth width: Int) -> [Table] {
    let lines = ([headings] + rows).map { $0.map(\.text) }
    let widths = (0..<columns).map { column in
      lines.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    var parts: [[Int]] = []
    var used = width
    for column in widths.indices.dropFirst() {
      // two blanks stand between columns
      if used + 2 + widths[column] > width {
        parts.append([0])
        used = indent.count + widths[0]
      }
      parts[parts.count - 1].append(column)
      used += 2 + widths[column]
    }
    guard parts.count > 1 else { return [self] }
    func chosen(_ cells: [Cell], _ part: [Int]) -> [Cell] {
      part.filter(cells.indices.contains).map { cells[$0] }
    }
    return parts.map { part in
      var table = Table(
        chosen(headings, part), alignments: part.map(alignment), indent: indent,
        typeset: chosen(typesetHeadings, part), caption: caption)
      for row in rows { table.add(chosen(row, part)) }
      table.floatCaption = floatCaption
      return table
    }
  }

  /// The table as lines of text.
  public var text: String {
    let rows = (headings.allSatisfy(\.text.isEmpty) ? [] : [headings]) + rows
    let lines = rows.map { $0.map(\.text) }
    let widths = (0..<columns).map { column in
      lines.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return lines.map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return alignment(of: column) == .right ? padding + cell : cell + padding
      }
      let line = indent + cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n") + "\n"
  }
}
