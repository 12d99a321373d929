/// Columns of text, each as wide as its widest cell; the first flush left, the others as asked.
struct Table {
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]]
  private let indent: String

  /// A table with headings; columns are flush left unless `alignments` says otherwise.
  init(_ headings: [String], alignments: [Alignment] = [], indent: String = "  ") {
    rows = headings.allSatisfy(\.isEmpty) ? [] : [headings]
    self.alignments = alignments
    self.indent = indent
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        let isRight = alignments.indices.contains(column) && alignments[column] == .right
        return isRight ? padding + cell : cell + padding
      }
      let line = indent + cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n") + "\n"
  }
}
