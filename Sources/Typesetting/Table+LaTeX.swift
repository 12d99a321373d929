extension Table {
  /// A `tabular` with the rules of `booktabs`, or several below one another where one would be wider than a page; with a caption they
  /// stand in a `table`.
  public var latex: String {
    let parts = columnGroups.map(tabular)
    guard !floatCaption.isEmpty else {
      return (caption.isEmpty ? [] : ["% " + caption.oneLine]).joined(parts, by: "")
    }
    let words = floatCaption.map(\.latex).joined()
    return [#"\begin{table}"#, #"  \centering"#, #"  \caption{"# + words + "}"]
      .joined(parts, by: #"  \\[1ex]"#) + "\n" + #"\end{table}"#
  }

  /// Some of the columns, those that the page has no room for in one line as paragraphs.
  private func tabular(_ group: [Int]) -> String {
    func row(_ cells: [Cell]) -> String {
      "  " + group.map { cells[$0].latex }.joined(separator: " & ") + #" \\"#
    }
    let widths = widths
    let used = group.filter { widths[$0] <= PageWidth.ofLine }.map { PageWidth.points(widths[$0]) }.reduce(
      0, +)
    let long = group.count { widths[$0] > PageWidth.ofLine }
    let share = long == 0 ? 0 : (PageWidth.page - used) / Double(long) - PageWidth.gap
    let columns = group.map { column in
      widths[column] > PageWidth.ofLine
        ? "p{\(Int(share))pt}" : alignment(of: column) == .right ? "r" : "l"
    }.joined()
    var lines = [#"\begin{tabular}{"# + columns + "}", #"  \toprule"#]
    if let shownHeadings { lines += [row(shownHeadings), #"  \midrule"#] }
    lines += fullRows.map(row)
    return (lines + [#"  \bottomrule"#, #"\end{tabular}"#]).joined(separator: "\n")
  }

  /// How many letters wide each column is where it is set in type.
  private var widths: [Int] {
    let lines = [shownHeadings ?? []] + fullRows
    return (0..<columns).map { column in
      lines.map { $0.indices.contains(column) ? $0[column].text.count : 0 }.max() ?? 0
    }
  }

  /// The columns in groups that a page has room for, the first one in each.
  private var columnGroups: [[Int]] {
    let points = widths.map { $0 > PageWidth.ofLine ? PageWidth.paragraph : PageWidth.points($0) }
    guard let first = points.first else { return [] }
    var groups: [[Int]] = [[0]]
    var used = first
    for column in points.indices.dropFirst() {
      if used + points[column] > PageWidth.page, groups[groups.count - 1].count > 1 {
        groups.append([0])
        used = first
      }
      groups[groups.count - 1].append(column)
      used += points[column]
    }
    return groups
  }
}

/// How much of a page a column takes, in points: that of LaTeX's `article` at 10 points, which has the narrowest of the usual ones.
private enum PageWidth {
  /// The width of the text.
  static let page = 345.0
  /// What stands between two columns.
  static let gap = 12.0
  /// A column of longer words is set as a paragraph, not as a line.
  static let ofLine = 36
  /// Narrower than this no paragraph is set.
  static let paragraph = 120.0

  /// A line of so many letters, as wide as those of a typewriter; digits are narrower.
  static func points(_ letters: Int) -> Double { 5.25 * Double(letters) + gap }
}

extension [String] {
  /// These lines, then parts with something between them.
  fileprivate func joined(_ parts: [String], by separator: String) -> String {
    (self + [parts.joined(separator: "\n\(separator)\n")]).joined(separator: "\n")
  }
}
