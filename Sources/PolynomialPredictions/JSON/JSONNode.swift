/// A value of a JSON text that knows where it stands.
struct JSONNode {
  enum Content {
    case object([Entry])
    case array([JSONNode])
    case string(String)
    case number(Double)
    case boolean(Bool)
    case null
  }

  /// A key with its value.
  struct Entry {
    let key: JSONNode
    let name: String
    let value: JSONNode
  }

  let content: Content
  /// How many bytes of the text stand before it.
  let offset: Int
  let text: JSONText

  func failure(_ problem: String) -> TextProblem { text.failure(problem, at: offset) }

  /// What it is, in a word, for messages.
  var kind: String {
    switch content {
    case .object: "an object"
    case .array: "an array"
    case .string(let string): "'\(string.count <= 60 ? string : string.prefix(57) + "…")'"
    case .number(let number): "\(number)"
    case .boolean(let boolean): "\(boolean)"
    case .null: "null"
    }
  }

  func string(_ what: String) throws(TextProblem) -> String {
    guard case .string(let string) = content else {
      throw failure("expected \(what) (a string), found \(kind)")
    }
    guard !string.isEmpty else { throw failure("expected \(what), found an empty string") }
    return string
  }

  func number(_ what: String) throws(TextProblem) -> Double {
    guard case .number(let number) = content else {
      throw failure("expected \(what) (a number), found \(kind)")
    }
    return number
  }

  /// The elements of an array that is not empty.
  func array(_ what: String) throws(TextProblem) -> [JSONNode] {
    guard case .array(let elements) = content else {
      throw failure("expected \(what) (an array), found \(kind)")
    }
    guard !elements.isEmpty else { throw failure("expected \(what), found an empty array") }
    return elements
  }

  /// Numbers, as many as are wanted.
  func numbers(_ what: String, count: Int, of things: String) throws(TextProblem) -> [Double] {
    let elements = try array(what)
    guard elements.count == count else {
      throw failure("expected \(count) numbers, one for each of \(things), found \(elements.count)")
    }
    return try elements.map { element throws(TextProblem) in try element.number("a number of \(what)") }
  }

  /// Names, each once.
  func names(_ what: String) throws(TextProblem) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    for element in try array(what) {
      let name = try element.string("a name in \(what)")
      guard known.insert(name).inserted else { throw element.failure("'\(name)' is in \(what) twice") }
      names.append(name)
    }
    return names
  }

  /// The entries of an object that is not empty, in the order of the text.
  func entries(_ what: String) throws(TextProblem) -> [Entry] {
    guard case .object(let entries) = content else {
      throw failure("expected \(what) (an object), found \(kind)")
    }
    guard !entries.isEmpty else { throw failure("expected \(what), found an empty object") }
    return entries
  }

  /// The fields of an object.
  ///
  /// - Parameter keys: all that there can be; nil where any others are welcome.
  func fields(
    _ what: String, required: [String], optional: [String]?
  ) throws(TextProblem) -> [String: JSONNode] {
    var fields: [String: JSONNode] = [:]
    for entry in try entries(what) {
      if let optional, !required.contains(entry.name), !optional.contains(entry.name) {
        let known = (required + optional).joined(separator: ", ")
        throw entry.key.failure("unknown key '\(entry.name)' in \(what); expected one of: \(known)")
      }
      fields[entry.name] = entry.value
    }
    for key in required where fields[key] == nil { throw failure("missing key '\(key)' in \(what)") }
    return fields
  }

  var isArray: Bool { if case .array = content { true } else { false } }
  var isNumber: Bool { if case .number = content { true } else { false } }
}
