import Yams

/// One value of a YAML file, together with where it stands: every reading step that fails can say where.
struct Element {
  let node: Node
  let file: String
  /// What stands in place of the node's own entries or items, where a collection was put together from several places.
  private let contents: Contents?
  /// Where it stands, if its node does not know.
  private let ownPlace: InputError.Place?

  private enum Contents {
    case entries([Entry])
    case items([Element])
  }

  /// An entry of a mapping.
  typealias Entry = (key: Element, name: String, value: Element)

  init(node: Node, file: String) { self.init(node: node, file: file, contents: nil) }

  /// A text that stands somewhere.
  init(text: String, at place: InputError.Place) {
    self.init(node: Node(text), file: place.file, contents: nil, place: place)
  }

  private init(node: Node, file: String, contents: Contents?, place: InputError.Place? = nil) {
    self.node = node
    self.file = file
    self.contents = contents
    ownPlace = place
  }

  /// The same mapping with other entries, which may come from other places.
  func with(entries: [Entry]) -> Element { Element(node: node, file: file, contents: .entries(entries)) }

  /// The same list with other items, which may come from other places.
  func with(items: [Element]) -> Element { Element(node: node, file: file, contents: .items(items)) }

  /// Where the element begins.
  var place: InputError.Place {
    ownPlace
      ?? InputError.Place(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
  }

  /// An error at this element.
  func failure(_ problem: String) -> InputError { place.failure(problem) }

  private func child(_ node: Node) -> Element { Element(node: node, file: file) }

  /// What the element is, in a word, for messages.
  var kind: String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    case .scalar(let scalar) where scalar.string.isEmpty: "nothing"
    case .scalar(let scalar):
      "\(isNull ? "nothing, written as " : "")'\(Element.shortened(scalar.string))'"
    }
  }

  /// Whether it is nothing in other words, which a quoted text is not.
  private var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private static func shortened(_ text: String) -> String {
    text.count <= 60 ? text : text.prefix(57) + "…"
  }
}

// MARK: - Scalars

extension Element {
  /// Beyond it, and below its inverse, squares overflow and underflow: no measured number comes near.
  static let largest = 1e100

  /// The text of a scalar.
  func text(_ what: String) throws(InputError) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty, !isNull else {
      throw failure("expected \(what), found \(kind)")
    }
    return scalar.string
  }

  /// The name of an input. A blank in one is a list item indented too far, which YAML adds to the item above.
  func inputName() throws(InputError) -> String {
    let name = try text("the name of an input, such as neutrino-trident/ccfr-1991")
    guard !name.contains(where: \.isWhitespace) else {
      throw failure("the name of an input has no blanks, found \(kind); is a line below indented too far?")
    }
    return name
  }

  /// A text to be read by people. Where it holds one of the `keys` with its colon, a line below was indented too far
  /// and YAML has added it to the text.
  func prose(_ what: String, without keys: [String]) throws(InputError) -> String {
    let text = try text(what)
    for word in text.split(whereSeparator: \.isWhitespace) {
      guard let key = keys.first(where: { word == $0 + ":" }) else { continue }
      throw failure("'\(key):' stands inside \(what); is a line below indented too far?")
    }
    return text
  }

  /// A finite number in decimal notation.
  func number(_ what: String) throws(InputError) -> Double {
    let text = try text("\(what) (a number)")
    guard let value = Element.decimal(text) else {
      let demand = Element.isNoFinite(text) ? ", a finite number" : " (a number)"
      throw failure("expected \(what)\(demand), found \(kind)")
    }
    guard value.isFinite else {
      throw failure("expected \(what), a finite number; \(kind) is too large for a double")
    }
    guard abs(value) <= Element.largest else {
      throw failure("expected \(what), a number below \(Element.largest.short), found \(kind)")
    }
    return value
  }

  /// A number that must fulfil a condition, which `demand` puts in words.
  func number(
    _ what: String, where isAllowed: (Double) -> Bool, _ demand: String
  ) throws(InputError) -> Double {
    let value = try number(what)
    guard isAllowed(value) else { throw failure("\(what) \(demand)") }
    return value
  }

  /// A number that must be greater than zero.
  func positiveNumber(_ what: String) throws(InputError) -> Double {
    let value = try number(what)
    guard value > 0 else { throw failure("\(what) must be greater than zero, found \(kind)") }
    guard value >= 1 / Element.largest else {
      throw failure("\(what) must be at least \((1 / Element.largest).short), found \(kind)")
    }
    return value
  }

  /// A whole number within a range.
  func wholeNumber(_ what: String, in range: ClosedRange<Int>) throws(InputError) -> Int {
    let text = try text("\(what) (a whole number)")
    guard let value = Int(text), range.contains(value) else {
      throw failure(
        "expected \(what), a whole number from \(range.lowerBound) to \(range.upperBound), found \(kind)")
    }
    return value
  }

  /// `true` or `false`, and no other spelling: `yes`, `on` and `y` mean different things to different readers.
  func boolean(_ what: String) throws(InputError) -> Bool {
    let word = try text("\(what) (true or false)")
    switch word {
    case "true": return true
    case "false": return false
    default:
      let meant = ["true", "false"].first { $0 == word.lowercased() }.map { "; write \($0)" } ?? ""
      throw failure("expected \(what), true or false, found \(kind)\(meant)")
    }
  }

  /// One of a closed set of words.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ what: String, of _: Choice.Type = Choice.self
  ) throws(InputError) -> Choice where Choice.RawValue == String {
    let text = try text(what)
    guard let choice = Choice(rawValue: text) else {
      let suggestion = Spelling.suggestion(for: text, among: Choice.allCases.map(\.rawValue))
      throw failure("unknown \(what) \(kind)\(suggestion)")
    }
    return choice
  }

  /// Whether a text is what YAML or another language writes for infinity, or for what is not a number.
  private static func isNoFinite(_ text: String) -> Bool {
    let word = text.lowercased().drop { "+-.".contains($0) }
    return ["inf", "infinity", "nan"].contains(String(word))
  }

  /// A decimal number, or nil. Hexadecimal, `nan`, `inf` and digit separators are not numbers of a data file.
  static func decimal(_ text: String) -> Double? {
    guard let first = text.first, first.isASCII,
      text.allSatisfy({ "0123456789+-.eE".contains($0) }), text.contains(where: \.isNumber)
    else { return nil }
    return Double(text)
  }
}

// MARK: - Collections

extension Element {
  /// The elements of a list.
  func list(_ what: String) throws(InputError) -> [Element] {
    if case .items(let items) = contents { return items }
    guard case .sequence(let sequence) = node else {
      throw failure("expected \(what) (a list), found \(kind)")
    }
    return sequence.map(child)
  }

  /// A list of numbers.
  func numbers(_ what: String) throws(InputError) -> [Double] {
    try list(what).map { element throws(InputError) in try element.number("a number of \(what)") }
  }

  /// The entries of a mapping whose keys are free (names), in file order.
  func entries(_ what: String) throws(InputError) -> [Entry] {
    if case .entries(let entries) = contents { return entries }
    guard case .mapping(let mapping) = node else {
      throw failure("expected \(what) (a mapping), found \(kind)")
    }
    var entries: [Entry] = []
    for (key, value) in mapping {
      let key = child(key)
      entries.append((key, try key.text("a name"), child(value)))
    }
    return entries
  }

  /// A mapping whose keys are fixed: any other key is an error at that key.
  func record(_ what: String, keys: [String]) throws(InputError) -> Record {
    var fields: [String: Element] = [:]
    for entry in try entries(what) {
      guard keys.contains(entry.name) else {
        let suggestion = Spelling.suggestion(for: entry.name, among: keys)
        throw entry.key.failure("unknown key '\(entry.name)' in \(what)\(suggestion)")
      }
      fields[entry.name] = entry.value
    }
    return Record(element: self, what: what, fields: fields)
  }

  var isMapping: Bool { if case .mapping = node { true } else { false } }
  var isList: Bool { if case .sequence = node { true } else { false } }
}

/// The fields of a mapping whose keys have been checked.
struct Record {
  let element: Element
  let what: String
  private let fields: [String: Element]

  fileprivate init(element: Element, what: String, fields: [String: Element]) {
    self.element = element
    self.what = what
    self.fields = fields
  }

  subscript(_ key: String) -> Element? { fields[key] }

  /// The field of that name, or an error at the mapping.
  func required(_ key: String) throws(InputError) -> Element {
    guard let field = fields[key] else { throw element.failure("missing key '\(key)' in \(what)") }
    return field
  }
}
