import Yams

/// What YAML has to give a value another meaning than the one that it shows: a tag, an anchor, a directive.
///
/// `!!null 0.1` is nothing to one reader and a number to another. No file here has a use for it, so it is refused.
struct MeaningChange {
  let line: Int
  let column: Int
  let problem: String

  /// The first of a text and of the nodes that it was read into.
  static func first(in lines: SourceLines, _ root: Node) -> MeaningChange? {
    directive(in: lines) ?? property(in: lines, root)
  }

  /// A line such as `%YAML 1.1` before everything else.
  private static func directive(in lines: SourceLines) -> MeaningChange? {
    for number in 1...max(1, lines.count) {
      guard let first = lines[number].first(where: { !$0.properties.isWhitespace }) else { continue }
      if first == "#" { continue }
      guard lines[number].first == "%" else { return nil }
      let word = String(String.UnicodeScalarView(lines[number].prefix { !$0.properties.isWhitespace }))
      return MeaningChange(
        line: number, column: 1,
        problem: "'\(word)' is a directive of YAML, which is not read; leave this line out")
    }
    return nil
  }

  /// A tag or an anchor. The mark of a node that has one is where that stands, and no other node can begin with its sign.
  private static func property(in lines: SourceLines, _ node: Node) -> MeaningChange? {
    if let mark = node.mark, let sign = lines[mark.line, mark.column], sign == "!" || sign == "&" {
      let rest = lines[mark.line].dropFirst(mark.column - 1)
      let word = String(
        String.UnicodeScalarView(
          rest.prefix { !$0.properties.isWhitespace && !",[]{}".unicodeScalars.contains($0) }))
      let what = sign == "!" ? "a tag of YAML" : "an anchor of YAML"
      return MeaningChange(
        line: mark.line, column: mark.column,
        problem:
          "'\(word.prefix(60))' is \(what), which is not read; leave it out, or put a text that begins with it in quotes"
      )
    }
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let items): return items.firstResult { property(in: lines, $0) }
    case .mapping(let entries):
      return entries.firstResult { property(in: lines, $0.key) ?? property(in: lines, $0.value) }
    }
  }
}

extension Sequence {
  /// The first result that is one.
  fileprivate func firstResult<Result>(_ search: (Element) -> Result?) -> Result? {
    for element in self { if let result = search(element) { return result } }
    return nil
  }
}
