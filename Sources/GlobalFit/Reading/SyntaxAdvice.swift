/// What to do about a text that YAML refuses, where its own words do not say.
struct SyntaxAdvice {
  /// A clause to end the message with; empty for no advice.
  static func clause(for problem: String, line: Int, column: Int, in lines: SourceLines) -> String {
    if lines[line, column] == "\t" || isIndentedByTab(lines[line]) {
      return "; this is a tab, and YAML indents by blanks alone"
    }
    if problem.contains("nesting level") { return "; no file that a person writes goes so deep" }
    if problem.contains("mapping values are not allowed") {
      return "; a text with a colon and a blank in it needs quotes"
    }
    guard let sign = beginning(of: lines[line], before: column) else { return "" }
    let remedy = "put quotes around the whole of it"
    switch sign {
    case ">", "|": return "; an unquoted '\(sign)' begins a block of text in YAML: \(remedy)"
    case "[":
      return "; an unquoted '[' begins a list in YAML: \(remedy) where it is a range, as in '[2, 11] e-1'"
    case "{": return "; an unquoted '{' begins a mapping in YAML: \(remedy) where it is a text"
    case "%", "@", "`", "*", "&", "!", ",", "]", "}":
      return "; an unquoted text cannot begin with '\(sign)' in YAML: \(remedy)"
    default: return ""
    }
  }

  private static func isIndentedByTab(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.prefix { $0 == " " || $0 == "\t" }.contains("\t")
  }

  /// The first letter of the last value or item of a line that begins at or before a column.
  private static func beginning(of line: ArraySlice<Unicode.Scalar>, before column: Int) -> Unicode.Scalar? {
    let before = Array(line.prefix(column))
    var start: Int?
    for index in before.indices.dropFirst() where before[index] == " " {
      let isItem = before[index - 1] == "-" && before[..<(index - 1)].allSatisfy { $0 == " " || $0 == "-" }
      if before[index - 1] == ":" || isItem { start = index }
    }
    guard let start else { return nil }
    return line.dropFirst(start).first { $0 != " " }
  }
}
