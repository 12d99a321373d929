/// A label taken apart: runs of upright or italic letters, with indices and exponents.
enum LabelPiece: Equatable {
  case letters(String, isItalic: Bool)
  /// Below, above, or both at the same place, after what comes before.
  case script(below: [LabelPiece], above: [LabelPiece])
}

extension Label {
  /// The label taken apart. An opening dollar sign without a closing one is a dollar sign.
  var pieces: [LabelPiece] {
    var pieces: [LabelPiece] = []
    var rest = text[...]
    var words = ""
    func flush() {
      if !words.isEmpty { pieces.append(.letters(words, isItalic: false)) }
      words = ""
    }
    while let sign = rest.first {
      rest.removeFirst()
      if sign == "\\", let escaped = rest.first, "$_^\\{}".contains(escaped) {
        words.append(escaped)
        rest.removeFirst()
      } else if sign == "$", let end = rest.firstIndex(of: "$") {
        flush()
        var formula = FormulaReader(rest[..<end])
        pieces += formula.pieces()
        rest = rest[rest.index(after: end)...]
      } else {
        words.append(sign.isNewline ? " " : sign)
      }
    }
    flush()
    return pieces.joined
  }
}

extension [LabelPiece] {
  /// Neighbours of the same kind as one.
  var joined: [LabelPiece] {
    reduce(into: []) { pieces, piece in
      if case .letters(let new, let isItalic) = piece, case .letters(let old, isItalic)? = pieces.last {
        pieces[pieces.count - 1] = .letters(old + new, isItalic: isItalic)
      } else {
        pieces.append(piece)
      }
    }
  }
}

/// Reads a formula as LaTeX does, as far as labels need it.
private struct FormulaReader {
  private var rest: Substring

  init(_ text: Substring) { rest = text }

  mutating func pieces() -> [LabelPiece] {
    var pieces: [LabelPiece] = []
    while !rest.isEmpty { pieces += next() }
    return pieces.joined
  }

  /// What the next sign, command or group in braces shows.
  private mutating func next() -> [LabelPiece] {
    guard let sign = rest.popFirst() else { return [] }
    switch sign {
    case " ", "&": return []
    case "{":
      var group = FormulaReader(toClosingBrace())
      return group.pieces()
    case "_", "^": return script(after: sign)
    case "'": return [.letters("′", isItalic: false)]
    case "-": return [.letters("−", isItalic: false)]
    case "=", "<", ">": return [.letters("\u{2009}\(sign)\u{2009}", isItalic: false)]
    case "~": return [.letters(" ", isItalic: false)]
    case "\\": return command()
    default: return [.letters(String(sign), isItalic: sign.isLetter)]
    }
  }

  private mutating func script(after sign: Character) -> [LabelPiece] {
    let first = next()
    guard let other = rest.first, "_^".contains(other), other != sign else {
      return [.script(below: sign == "_" ? first : [], above: sign == "^" ? first : [])]
    }
    rest.removeFirst()
    let second = next()
    return [.script(below: sign == "_" ? first : second, above: sign == "^" ? first : second)]
  }

  private mutating func command() -> [LabelPiece] {
    guard let first = rest.first else { return [.letters("\\", isItalic: false)] }
    guard first.isLetter, first.isASCII else {
      rest.removeFirst()
      let space: [Character: String] = [",": "\u{2009}", ":": " ", ";": " ", " ": " ", "!": ""]
      return [.letters(space[first] ?? String(first), isItalic: false)]
    }
    let name = String(rest.prefix { $0.isLetter && $0.isASCII })
    rest.removeFirst(name.count)
    while rest.first == " " { rest.removeFirst() }
    if let accent = FormulaWords.accents[name] {
      return next().map { piece in
        guard case .letters(let letters, let isItalic) = piece else { return piece }
        return .letters(letters.map { "\($0)\(accent)" }.joined(), isItalic: isItalic)
      }
    }
    if FormulaWords.upright.contains(name) { return upright() }
    if FormulaWords.silent.contains(name) { return [] }
    if let letter = FormulaWords.greek[name] {
      return [.letters(letter, isItalic: letter.first?.isLowercase == true)]
    }
    if let sign = FormulaWords.signs[name] { return [.letters(sign, isItalic: false)] }
    return [.letters("\\" + name, isItalic: false)]
  }

  /// The group in braces with its letters upright and its spaces kept.
  private mutating func upright() -> [LabelPiece] {
    guard rest.first == "{" else { return next() }
    rest.removeFirst()
    var group = FormulaReader(
      Substring(
        toClosingBrace().split(separator: " ", omittingEmptySubsequences: false).joined(separator: "~")))
    return group.pieces().map(Self.uprightPiece).joined
  }

  private static func uprightPiece(_ piece: LabelPiece) -> LabelPiece {
    switch piece {
    case .letters(let letters, _): .letters(letters, isItalic: false)
    case .script(let below, let above):
      .script(below: below.map(uprightPiece), above: above.map(uprightPiece))
    }
  }

  /// What stands up to the brace that closes the one just read.
  private mutating func toClosingBrace() -> Substring {
    var depth = 1
    var index = rest.startIndex
    while index < rest.endIndex {
      if rest[index] == "{" { depth += 1 }
      if rest[index] == "}" { depth -= 1 }
      if depth == 0 { break }
      index = rest.index(after: index)
    }
    let inside = rest[..<index]
    rest = index < rest.endIndex ? rest[rest.index(after: index)...] : ""
    return inside
  }
}
