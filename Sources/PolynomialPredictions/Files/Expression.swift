import Foundation

/// An observable as a function of polynomials: `n/(2*sqrt(t*f))`.
indirect enum Expression: Hashable, Sendable {
  case number(Double)
  /// The polynomial of this number.
  case polynomial(Int)
  case negative(Expression)
  case sum(Expression, Expression)
  case difference(Expression, Expression)
  case product(Expression, Expression)
  case quotient(Expression, Expression)
  case power(Expression, Expression)
  case root(Expression)
}

extension Expression {
  /// Reads Python's notation: numbers, names, + − * / **, a sign, parentheses, and `sqrt`, bare or as a function of `np`,
  /// `numpy` or `math`.
  ///
  /// Anything else is refused where it stands, since whoever wrote it meant something that is not known here.
  ///
  /// - Parameter variables: the number of the polynomial that each name stands for.
  static func read(_ node: JSONNode, variables: [String: Int]) throws(TextProblem) -> Expression {
    var parser = ExpressionParser(
      text: Array(try node.string("an expression")), node: node, variables: variables)
    return try parser.whole()
  }
}

private struct ExpressionParser {
  let text: [Character]
  let node: JSONNode
  let variables: [String: Int]
  private var place = 0
  private var depth = 0

  /// Deeper than anything sensible; each level is a call.
  private static let deepest = 64
  private static let roots = ["sqrt", "np.sqrt", "numpy.sqrt", "math.sqrt"]

  init(text: [Character], node: JSONNode, variables: [String: Int]) {
    self.text = text
    self.node = node
    self.variables = variables
  }

  /// A failure at a letter of the expression; the string has no escapes where it can be right.
  private func failure(_ problem: String, at place: Int) -> TextProblem {
    node.text.failure(
      "\(problem) in the expression '\(String(text))'",
      at: node.offset + 1
        + text[..<place].reduce(0) {
          $0 + $1.utf8.count
        })
  }

  private mutating func skipBlanks() { while place < text.count, text[place] == " " { place += 1 } }

  private mutating func takes(_ word: String) -> Bool {
    skipBlanks()
    let letters = Array(word)
    guard text[place...].starts(with: letters) else { return false }
    // A power is no product.
    if word == "*", text[place...].starts(with: "**") { return false }
    place += letters.count
    return true
  }

  mutating func whole() throws(TextProblem) -> Expression {
    let expression = try sum()
    skipBlanks()
    guard place == text.count else { throw failure("'\(text[place])' is not understood", at: place) }
    return expression
  }

  private mutating func sum() throws(TextProblem) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw failure("there are too many levels", at: place) }
    var result = try product()
    while true {
      if takes("+") {
        result = .sum(result, try product())
      } else if takes("-") {
        result = .difference(result, try product())
      } else {
        return result
      }
    }
  }

  private mutating func product() throws(TextProblem) -> Expression {
    var result = try signed()
    while true {
      if takes("*") {
        result = .product(result, try signed())
      } else if text[min(place, text.count)...].starts(with: "//") {
        throw failure("'//' is not understood", at: place)
      } else if takes("/") {
        result = .quotient(result, try signed())
      } else {
        return result
      }
    }
  }

  /// A sign binds weaker than a power to its right, and stronger than a product: −a**2 is −(a**2).
  private mutating func signed() throws(TextProblem) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw failure("there are too many levels", at: place) }
    if takes("-") { return .negative(try signed()) }
    if takes("+") { return try signed() }
    let base = try atom()
    guard takes("**") else { return base }
    // Powers associate to the right, and the exponent may have a sign.
    let start = place
    let exponent = try signed()
    guard exponent.constant?.isFinite == true else {
      throw failure("an exponent is a number here", at: start)
    }
    return .power(base, exponent)
  }

  private mutating func atom() throws(TextProblem) -> Expression {
    skipBlanks()
    let start = place
    guard place < text.count else { throw failure("something is missing at the end", at: place) }
    if takes("(") {
      let inner = try sum()
      guard takes(")") else { throw failure("')' is missing", at: place) }
      return inner
    }
    if text[place].isASCII, text[place].isNumber || text[place] == "." { return .number(try number()) }
    guard isNameStart(text[place]) else { throw failure("'\(text[place])' is not understood", at: place) }
    while place < text.count, isNameStart(text[place]) || text[place].isNumber || text[place] == "." {
      place += 1
    }
    let name = String(text[start..<place])
    let isCalled = takes("(")
    if Self.roots.contains(name), isCalled {
      let inner = try sum()
      guard takes(")") else { throw failure("')' is missing", at: place) }
      return .root(inner)
    }
    guard !isCalled else {
      throw failure("the function '\(name)' is not known here, only sqrt is", at: start)
    }
    guard let polynomial = variables[name] else {
      let known = variables.keys.sorted().joined(separator: ", ")
      throw failure("'\(name)' is none of the variables (\(known))", at: start)
    }
    return .polynomial(polynomial)
  }

  private func isNameStart(_ letter: Character) -> Bool { letter == "_" || letter.isLetter }

  private mutating func number() throws(TextProblem) -> Double {
    let start = place
    func isPart(_ index: Int) -> Bool {
      let letter = text[index]
      if letter.isASCII, letter.isNumber || letter == "." || letter == "e" || letter == "E" { return true }
      return (letter == "+" || letter == "-") && index > start
        && (text[index - 1] == "e" || text[index - 1] == "E")
    }
    while place < text.count, isPart(place) { place += 1 }
    let written = String(text[start..<place])
    guard let value = Double(written), value.isFinite, place == text.count || !isNameStart(text[place]) else {
      throw failure("'\(written)' is no number", at: start)
    }
    return value
  }
}
