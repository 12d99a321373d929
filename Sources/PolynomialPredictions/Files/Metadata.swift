/// What a POPxf file says of its observables, parameters and polynomials.
struct Metadata {
  let observables: [String]
  let parameters: [String]
  let basis: String?
  let scale: Double?
  /// Whether each polynomial, or each observable, has a scale of its own.
  let hasScales: Bool
  let polynomials: [String]?
  let expressions: [Expression]?
  let writtenExpressions: [String]?
  let degree: Int
  let tools: [String]
  let description: String?

  init(_ node: JSONNode) throws(TextProblem) {
    let fields = try node.fields(
      "'metadata'", required: ["observable_names", "basis", "parameters", "scale"],
      optional: [
        "polynomial_names", "observable_expressions", "polynomial_degree", "reproducibility", "misc",
      ])
    func field(_ key: String) -> JSONNode { fields[key] ?? node }
    let written = try field("observable_names").names("'observable_names'")
    observables = written.map(ObservableName.readable)
    guard Set(observables).count == observables.count else {
      throw field("observable_names").failure("two observables have one name once it is made readable")
    }
    parameters = try field("parameters").names("'parameters'")
    basis = try Self.basis(field("basis"))

    let names = try fields["polynomial_names"].map { node throws(TextProblem) in
      try node.names("'polynomial_names'")
    }
    polynomials = names
    if let names {
      guard let expressions = fields["observable_expressions"] else {
        throw node.failure("'polynomial_names' needs 'observable_expressions' beside it")
      }
      (self.expressions, writtenExpressions) = try Self.expressions(expressions, observables.count, names)
    } else {
      if let expressions = fields["observable_expressions"] {
        throw expressions.failure("'observable_expressions' needs 'polynomial_names' beside it")
      }
      (expressions, writtenExpressions) = (nil, nil)
    }
    (scale, hasScales) = try Self.scale(
      field("scale"), count: names?.count ?? observables.count,
      of: names == nil ? "'observable_names'" : "'polynomial_names'")
    degree = try Self.degree(fields["polynomial_degree"])
    tools =
      try fields["reproducibility"].map { node throws(TextProblem) in
        try Reproducibility.tools(node)
      } ?? []
    description = try Self.description(fields["misc"])
  }

  private static func basis(_ node: JSONNode) throws(TextProblem) -> String? {
    let fields = try node.fields("'basis'", required: [], optional: ["wcxf", "custom"])
    guard let known = fields["wcxf"] else { return nil }
    let names = try known.fields("'wcxf'", required: ["eft", "basis"], optional: ["sectors"])
    if let sectors = names["sectors"] {
      for sector in try sectors.array("'sectors'") { _ = try sector.string("a sector") }
    }
    let theory = try names["eft"]?.string("an effective theory") ?? ""
    return "\(theory), \(try names["basis"]?.string("a basis") ?? "")"
  }

  private static func scale(
    _ node: JSONNode, count: Int, of things: String
  ) throws(TextProblem) -> (Double?, hasScales: Bool) {
    guard node.isArray else { return (try positive(node), false) }
    let elements = try node.array("'scale'")
    guard elements.count == count else {
      throw node.failure("expected \(count) scales, one for each of \(things), found \(elements.count)")
    }
    let scales = try elements.map(positive)
    return (scales.allSatisfy { $0 == scales[0] } ? scales[0] : nil, true)
  }

  private static func positive(_ node: JSONNode) throws(TextProblem) -> Double {
    let scale = try node.number("a scale in GeV")
    guard scale > 0 else { throw node.failure("a scale is greater than zero, found \(node.kind)") }
    return scale
  }

  private static func degree(_ node: JSONNode?) throws(TextProblem) -> Int {
    guard let node else { return 2 }
    let number = try node.number("'polynomial_degree'")
    guard [1, 2, 3, 4, 5].contains(number) else {
      throw node.failure("'polynomial_degree' is a whole number from 1 to 5, found \(node.kind)")
    }
    guard number <= 2 else {
      throw node.failure("polynomials of degree \(Int(number)) are not computed here, only up to degree 2")
    }
    return Int(number)
  }

  private static func expressions(
    _ node: JSONNode, _ count: Int, _ polynomials: [String]
  ) throws(TextProblem) -> ([Expression], [String]) {
    let elements = try node.array("'observable_expressions'")
    guard elements.count == count else {
      throw node.failure(
        "expected \(count) expressions, one for each of 'observable_names', found \(elements.count)")
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(polynomials, polynomials.indices))
    var expressions: [Expression] = []
    var written: [String] = []
    for element in elements {
      let fields = try element.fields("an expression", required: ["variables", "expression"], optional: [])
      var variables: [String: Int] = [:]
      for entry in try (fields["variables"] ?? element).entries("'variables'") {
        let name = try entry.value.string("the name of a polynomial")
        guard let number = numbers[name] else {
          throw entry.value.failure("'\(name)' is none of 'polynomial_names'")
        }
        variables[entry.name] = number
      }
      let text = fields["expression"] ?? element
      expressions.append(try Expression.read(text, variables: variables))
      written.append(try text.string("an expression"))
    }
    return (expressions, written)
  }

  private static func description(_ node: JSONNode?) throws(TextProblem) -> String? {
    guard let node else { return nil }
    let entry = try node.entries("'misc'").first { $0.name == "description" }
    return try? entry?.value.string("a description")
  }
}
