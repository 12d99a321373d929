extension Document {
  /// Headings, paragraphs and pipe tables.
  public var markdown: String {
    var parts: [String] = []
    var lines: [String] = []
    func finish() {
      if !lines.isEmpty { parts.append(lines.joined(separator: "\n")) }
      lines = []
    }
    for block in typeset {
      switch block {
      case .line(let text):
        lines += text.split(separator: "\n").map { "- " + Markdown.words(String($0).oneLine) }
        continue
      case .fact(let name, let words, _):
        lines.append(
          "- " + (name.isEmpty ? "" : "**\(Markdown.words(name))**: ") + Markdown.words(words.oneLine))
        continue
      case .note(let line):
        lines.append("- Note: " + Markdown.words(line.oneLine))
        continue
      default: finish()
      }
      switch block {
      case .warning(let line): parts.append("**\(Markdown.words(line.oneLine))**")
      case .title(let name, let details):
        parts += ["## \(Markdown.words(name.oneLine))", Markdown.words(details.oneLine)]
      case .heading(let name, let details, _):
        parts.append("### \(Markdown.words(name.oneLine))")
        if !details.isEmpty { parts.append(Markdown.words(details.oneLine)) }
      case .table(let table): parts.append(table.markdown)
      case .line, .note, .fact, .space: break
      }
    }
    finish()
    return parts.joined(separator: "\n\n") + "\n"
  }
}

extension Table {
  /// A pipe table, its columns lined up for those who read it as it is.
  public var markdown: String {
    let headings = shownHeadings ?? Array(repeating: "", count: columns)
    let rows = ([headings] + fullRows).map { $0.map(\.markdown) }
    let widths = (0..<columns).map { column in max(3, rows.map { $0[column].count }.max() ?? 0) }
    func line(_ cells: [String]) -> String {
      "| "
        + cells.enumerated().map { column, cell in
          let padding = String(repeating: " ", count: widths[column] - cell.count)
          return alignment(of: column) == .right ? padding + cell : cell + padding
        }.joined(separator: " | ") + " |"
    }
    let rule = (0..<columns).map { column in
      let dashes = String(repeating: "-", count: widths[column] - 1)
      return alignment(of: column) == .right ? dashes + ":" : dashes + "-"
    }
    let table = ([line(rows[0]), "| " + rule.joined(separator: " | ") + " |"] + rows.dropFirst().map(line))
      .joined(separator: "\n")
    return caption.isEmpty ? table : "\(Markdown.words(caption.oneLine))\n\n\(table)"
  }
}

extension Cell {
  /// The cell in Markdown; symbols stay as they are in plain text, for a note is read as it is typed.
  var markdown: String {
    switch content {
    case .words, .symbol: Markdown.words(text)
    case .measurement(let measurement, let unit):
      Markdown.words(measurement.markdown) + (unit.isEmpty ? "" : " \(Markdown.words(unit))")
    case .link(let address):
      "[\(Markdown.words(text).replacing("]", with: #"\]"#))](\(Markdown.address(address)))"
    case .code: text.isEmpty ? "" : Markdown.code(text)
    }
  }
}

/// Text in which Markdown finds nothing of its own.
enum Markdown {
  /// Words on one line.
  static func words(_ text: String) -> String {
    let plain = Word.parts(of: text).map { word in
      switch word {
      case .text(let text): text
      case .powerOfTen(let power): " × 10\(superscript(power))"
      }
    }.joined().replacing("\n", with: " ")
    let characters = Array(plain)
    var result = ""
    for (index, character) in characters.enumerated() {
      let before = index > 0 ? characters[index - 1] : " "
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      let isSpecial =
        switch character {
        case "\\", "`", "*", "|", "$", "~": true
        // between letters it is a letter
        case "_": !((before.isLetter || before.isNumber) && (after.isLetter || after.isNumber))
        case "<": after.isLetter || "/!?".contains(after)
        case "&": after.isLetter || after == "#"
        case "]": after == "(" || after == "[" || after == ":"
        case "#", "+", "-", ">":
          index == 0 && after != " " && !after.isNumber || index == 0 && character == "#"
        default: false
        }
      result += isSpecial ? "\\\(character)" : String(character)
    }
    return result
  }

  /// A code span, between more backquotes than it has in a row; a bar would end the cell.
  static func code(_ text: String) -> String {
    var fence = "`"
    while text.contains(fence) { fence += "`" }
    let gap = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + gap + text.replacing("|", with: #"\|"#).replacing("\n", with: " ") + gap + fence
  }

  /// An address between parentheses.
  static func address(_ text: String) -> String {
    text.map { character in
      switch character {
      case "(": "%28"
      case ")": "%29"
      case "<": "%3C"
      case ">": "%3E"
      case "|": "%7C"
      case "\\": "%5C"
      case " ", "\n", "\t": "%20"
      default: String(character)
      }
    }.joined()
  }
}
