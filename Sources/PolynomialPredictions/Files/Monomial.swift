/// A product of real and imaginary parts of parameters: a term of a polynomial without its coefficient.
struct Monomial: Hashable, Sendable {
  enum Part: Character, Sendable {
    case real = "R"
    case imaginary = "I"
  }

  struct Factor: Hashable, Sendable {
    /// The place of the parameter among those of the file.
    let parameter: Int
    let part: Part
  }

  /// In the order of the parameters; real before imaginary parts of the same one.
  let factors: [Factor]

  /// The constant term.
  static let constant = Monomial(factors: [])

  private init(factors: [Factor]) { self.factors = factors }

  /// Reads a key such as `('', 'C9', 'RI')`: the text of a tuple in Python of as many parameters as the degree, sorted,
  /// with `''` for one, and perhaps a tag that says which part of each is meant.
  init(_ key: JSONNode, degree: Int, parameters: [String]) throws(TextProblem) {
    let written = try key.string("a monomial")
    guard let parts = PythonTuple.strings(written) else {
      throw key.failure("expected a monomial such as ('', 'C9'), the text of a tuple, found \(key.kind)")
    }
    guard parts.count == degree || parts.count == degree + 1 else {
      throw key.failure(
        "a monomial has \(degree) parameters here, and perhaps a tag of R and I; found \(parts.count) texts")
    }
    let names = parts[..<degree]
    for (name, next) in zip(names, names.dropFirst()) where PythonTuple.precedes(next, name) {
      throw key.failure("the parameters of a monomial are sorted: '\(next)' stands before '\(name)'")
    }
    let tag: [Part]
    if parts.count > degree {
      tag = parts[degree].compactMap { Part(rawValue: $0) }
      guard parts[degree].count == degree, tag.count == degree else {
        throw key.failure("expected a tag of \(degree) letters R or I, found '\(parts[degree])'")
      }
    } else {
      tag = [Part](repeating: .real, count: degree)
    }
    var factors: [Factor] = []
    for (name, part) in zip(names, tag) {
      if name.isEmpty {
        guard part == .real else { throw key.failure("an empty place of a monomial has the tag R") }
        continue
      }
      guard let parameter = parameters.firstIndex(of: name) else {
        throw key.failure(
          "'\(name)' is none of the parameters of this file: \(parameters.joined(separator: ", "))")
      }
      factors.append(Factor(parameter: parameter, part: part))
    }
    self.factors = factors.sorted {
      ($0.parameter, $0.part == .real ? 0 : 1) < ($1.parameter, $1.part == .real ? 0 : 1)
    }
  }
}

/// The text of a tuple in Python.
enum PythonTuple {
  /// The items of a tuple of strings in single quotes; nil if the text is none.
  static func strings(_ text: String) -> [String]? {
    guard let items = items(text) else { return nil }
    var strings: [String] = []
    for item in items {
      guard item.count >= 2, item.hasPrefix("'"), item.hasSuffix("'") else { return nil }
      strings.append(String(item.dropFirst().dropLast()))
    }
    return strings
  }

  /// The items as they are written, blanks around them taken off; nil if the text is no tuple.
  static func items(_ text: String) -> [String]? {
    guard text.hasPrefix("("), text.hasSuffix(")"), text.count >= 2 else { return nil }
    var items: [String] = []
    var item = ""
    var isQuoted = false
    for letter in text.dropFirst().dropLast() {
      if letter == "'" { isQuoted.toggle() }
      if letter == ",", !isQuoted {
        items.append(trimmed(item))
        item = ""
      } else {
        item.append(letter)
      }
    }
    guard !isQuoted else { return nil }
    let last = trimmed(item)
    // A comma may stand behind the last item, and must behind the only one.
    if !last.isEmpty {
      guard !items.isEmpty else { return nil }
      items.append(last)
    }
    return items.isEmpty || items.contains("") ? nil : items
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// The order of Python's sort: by the numbers of the letters.
  static func precedes(_ first: String, _ second: String) -> Bool {
    first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars) { $0.value < $1.value }
  }
}
