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
    let (widths, paragraphs) = (widths, paragraphs)
    func isLong(_ column: Int) -> Bool { paragraphs.contains(column) }
    let used = group.filter { !isLong($0) }.map { widths[$0] + PageWidth.gap }.reduce(0, +)
    let share = (PageWidth.page - used) / Double(max(1, group.count(where: isLong))) - PageWidth.gap
    let columns = group.map { column in
      isLong(column) ? "p{\(Int(share))pt}" : alignment(of: column) == .right ? "r" : "l"
    }.joined()
    var lines = [#"\begin{tabular}{"# + columns + "}", #"  \toprule"#]
    if let shownHeadings { lines += [row(shownHeadings), #"  \midrule"#] }
    lines += fullRows.map(row)
    return (lines + [#"  \bottomrule"#, #"\end{tabular}"#]).joined(separator: "\n")
  }

  /// How wide each column is where it is set in type, in points.
  private var widths: [Double] {
    let lines = [shownHeadings ?? []] + fullRows
    return (0..<columns).map { column in
      lines.map { $0.indices.contains(column) ? PageWidth.points($0[column]) : 0 }.max() ?? 0
    }
  }

  /// The columns that are set as paragraphs: those of long words, and second names of rows that leave others no room.
  private var paragraphs: Set<Int> {
    let widths = widths
    let long = Set(widths.indices.filter { widths[$0] > PageWidth.ofLine })
    return hasTwoNames && !leavesRoom(beside: [0, 1], points(paragraphs: long)) ? long.union([1]) : long
  }

  /// What each column takes of a page, at least.
  private func points(paragraphs: Set<Int>) -> [Double] {
    widths.enumerated().map { (paragraphs.contains($0) ? PageWidth.paragraph : $1) + PageWidth.gap }
  }

  /// Whether rows have two names: those in the first column are repeated.
  private var hasTwoNames: Bool {
    let names = fullRows.compactMap(\.first?.text)
    return columns > 2 && Set(names).count < names.count
  }

  /// Whether any other column has room beside those by which rows are told apart.
  private func leavesRoom(beside keys: [Int], _ points: [Double]) -> Bool {
    keys.map { points[$0] }.reduce(0, +) + (points.dropFirst(keys.count).max() ?? 0) <= PageWidth.page
  }

  /// The columns in groups that a page has room for, in each those by which rows are told apart.
  private var columnGroups: [[Int]] {
    let points = points(paragraphs: paragraphs)
    func width(_ group: [Int]) -> Double { group.map { points[$0] }.reduce(0, +) }
    let keys = hasTwoNames && leavesRoom(beside: [0, 1], points) ? [0, 1] : Array(points.indices.prefix(1))
    var groups = [keys]
    for column in points.indices.dropFirst(keys.count) {
      let last = groups[groups.count - 1]
      if last.count > keys.count, width(last) + points[column] > PageWidth.page { groups.append(keys) }
      groups[groups.count - 1].append(column)
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
  static let ofLine = 180.0
  /// Narrower than this no paragraph is set.
  static let paragraph = 110.0

  /// About how wide a cell is in Computer Modern; errors of two sizes stand above one another.
  static func points(_ cell: Cell) -> Double {
    switch cell.content {
    case .code: 5.25 * Double(cell.text.count)
    case .measurement(let measurement, let unit):
      points(
        measurement.lower == nil
          ? measurement.text + unit : "\(measurement.value) \(measurement.upper) \(unit)")
    case .words, .symbol, .link: points(cell.text)
    }
  }

  private static func points(_ text: String) -> Double {
    Word.parts(of: text).map { word in
      switch word {
      case .text(let letters): letters.map { points($0) }.reduce(0, +)
      // a sign, two digits, and raised ones
      case .powerOfTen(let power): 20 + 4 * Double("\(power)".count)
      }
    }.reduce(0, +)
  }

  private static func points(_ letter: Character) -> Double {
    switch letter {
    case " ": 3.4
    case ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]", "i", "j", "l", "-": 3.4
    case "m", "w": 8
    case "a"..."z", "0"..."9", "/": 5
    case "A"..."Z": 7.3
    default: 8
    }
  }
}

extension [String] {
  /// These lines, then parts with something between them.
  fileprivate func joined(_ parts: [String], by separator: String) -> String {
    (self + [parts.joined(separator: "\n\(separator)\n")]).joined(separator: "\n")
  }
}
