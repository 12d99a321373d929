/// Text in which a browser finds nothing of its own. Everything is XML as well, so that any reader can take it apart.
public enum HTML {
  /// Text between tags, or in an attribute between quotes. Characters that no reader would see are spelt out.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Words, with powers of ten as in print.
  public static func words(_ text: String) -> String {
    Word.parts(of: text).map { word in
      switch word {
      case .text(let text): escaped(text)
      case .powerOfTen(let power): " × 10<sup>\(power < 0 ? "−" : "")\(power.magnitude)</sup>"
      }
    }.joined()
  }

  /// Words with formulas between dollar signs, as in LaTeX; a backslash takes its meaning from the sign behind it.
  public static func caption(_ text: String) -> String {
    var html = ""
    var part = ""
    var isFormula = false
    var rest = text[...]
    func finish() {
      html += isFormula ? "<span class=\"symbol\">\(Formula(part).html)</span>" : words(part)
      part = ""
    }
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, isFormula || !next.isLetter {
        // in a formula a command is left to it
        part += isFormula ? "\\\(next)" : String(next)
        rest.removeFirst()
      } else if character == "$" {
        // a dollar sign that nothing closes is one
        guard isFormula || rest.contains("$") else {
          part.append(character)
          continue
        }
        finish()
        isFormula.toggle()
      } else {
        part.append(character)
      }
    }
    finish()
    return html
  }

  /// A link where the address is one of the web, else the words alone.
  public static func link(_ text: String, to address: String) -> String { Cell.link(text, to: address).html }
}

extension Document {
  /// Headings of a level, paragraphs and tables.
  ///
  /// - Parameters:
  ///   - name: what tables are that stand under no heading of their own.
  ///   - isHeaded: whether the page has the first heading already, so that only its details are left to say.
  public func html(level: Int, named name: String = "", isHeaded: Bool = false) -> String {
    var html = ""
    var (name, isHeaded) = (name, isHeaded)
    var notes: [String] = []
    var facts: [(name: String, words: String)] = []
    func finish() {
      if !facts.isEmpty {
        html += "<dl>\n"
        for fact in facts {
          if !fact.name.isEmpty { html += "<dt>\(HTML.words(fact.name))</dt>\n" }
          html += "<dd>\(HTML.words(fact.words.oneLine))</dd>\n"
        }
        html += "</dl>\n"
      }
      facts = []
      if !notes.isEmpty {
        html += "<ul class=\"notes\">\n" + notes.map { "<li>\(HTML.words($0))</li>\n" }.joined() + "</ul>\n"
      }
      notes = []
    }
    for block in typeset {
      switch block {
      case .line(let text):
        notes += text.split(separator: "\n").map { String($0).oneLine }
        continue
      case .note(let line):
        notes.append(line.oneLine)
        continue
      case .fact(let name, let words, _):
        facts.append((name, words))
        continue
      case .space: continue
      default: finish()
      }
      switch block {
      case .warning(let line): html += "<p class=\"warning\"><strong>\(HTML.words(line))</strong></p>\n"
      case .title(let title, let details):
        html += "<h\(level)>\(HTML.words(title.oneLine))</h\(level)>\n<p>\(HTML.words(details.oneLine))</p>\n"
      case .heading(let title, let details, _):
        name = title.oneLine
        if !isHeaded { html += "<h\(level)>\(HTML.words(name))</h\(level)>\n" }
        isHeaded = false
        if !details.isEmpty { html += "<p>\(HTML.words(details.oneLine))</p>\n" }
      case .table(let table): html += table.html(named: name)
      case .line, .note, .fact, .space: break
      }
    }
    finish()
    return html
  }
}

extension Table {
  /// The table in a container of its own, in which it can be moved to and fro where it is wider than the page.
  ///
  /// - Parameter name: what it is, for those who do not see where it stands.
  public func html(named name: String) -> String {
    let label = HTML.escaped(caption.isEmpty ? name : caption.oneLine)
    var html = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">\n<table>\n"
    if !caption.isEmpty { html += "<caption>\(HTML.words(caption.oneLine))</caption>\n" }
    // what is short stays on its line, what is long is given room: on a phone the table moves rather than grows tall
    let classes = (0..<columns).map { column in
      let isLong = fullRows.contains { $0[column].text.count > 28 }
      return (alignment(of: column) == .right ? "right " : "") + (isLong ? "long" : "short")
    }
    if let shownHeadings {
      let cells = shownHeadings.enumerated().map { column, cell in
        cell.text.isEmpty ? "<td></td>" : "<th scope=\"col\" class=\"\(classes[column])\">\(cell.html)</th>"
      }
      html += "<thead>\n<tr>\(cells.joined())</tr>\n</thead>\n"
    }
    let rows = fullRows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == 0 && !cell.text.isEmpty
          ? "<th scope=\"row\" class=\"\(classes[column])\">\(cell.html)</th>"
          : "<td class=\"\(classes[column])\">\(cell.html)</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return html + "<tbody>\n\(rows.joined())</tbody>\n</table>\n</div>\n"
  }
}

extension Cell {
  /// The cell as HTML.
  public var html: String {
    switch content {
    case .words: HTML.words(text)
    case .symbol(let latex, let unit):
      "<span class=\"symbol\">\(Formula(latex).html)</span>"
        + (unit.isEmpty ? "" : " [\(HTML.escaped(unit))]")
    case .measurement(let measurement, let unit):
      "<span class=\"value\">\(measurement.html)</span>" + (unit.isEmpty ? "" : " \(HTML.escaped(unit))")
    case .link(let address): "<a href=\"\(HTML.escaped(address))\" rel=\"noreferrer\">\(HTML.words(text))</a>"
    case .code: "<code>\(HTML.escaped(text))</code>"
    }
  }
}
