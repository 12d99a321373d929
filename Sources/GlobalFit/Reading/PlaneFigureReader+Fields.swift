import Physics

/// Conditions of regions, and the fields that they are about.
extension PlaneFigureReader {
  static let fieldKeys = [
    "observable", "parameter", "pull", "chi-squared", "delta-chi-squared", "largest",
  ]

  static let lineKeys = fieldKeys + ["levels", "level-labels"]

  static let boundKeys = ["above", "below", "between"]

  /// One condition or a list of them, all of which hold.
  func conditions(
    _ element: Element, besides axes: [Parameter], isInside: Bool = false
  ) throws(InputError) -> [PlaneCondition] {
    guard element.isList else { return [try condition(element, besides: axes, isInside: isInside)] }
    let conditions = try element.list("conditions").map { item throws(InputError) in
      try condition(item, besides: axes, isInside: isInside)
    }
    guard !conditions.isEmpty else { throw element.failure("the list of conditions is empty") }
    return conditions
  }

  func condition(
    _ element: Element, besides axes: [Parameter], isInside: Bool
  ) throws(InputError) -> PlaneCondition {
    let record = try element.record(
      "a condition", keys: Self.fieldKeys + Self.boundKeys + ["nowhere"])
    if let nowhere = record["nowhere"] {
      guard (Self.fieldKeys + Self.boundKeys).allSatisfy({ record[$0] == nil }) else {
        throw element.failure("'nowhere' is a condition by itself")
      }
      guard !isInside else { throw nowhere.failure("'nowhere' cannot stand inside 'where'") }
      let record = try nowhere.record("'nowhere'", keys: ["varying", "where"])
      return .nowhere(try variation(record, besides: axes))
    }
    let field = try field(record, besides: axes, isInside: isInside)
    switch (record["above"], record["below"], record["between"]) {
    case (let above?, nil, nil): return .field(field, try above.number("'above'")...(.infinity))
    case (nil, let below?, nil): return .field(field, -.infinity...(try below.number("'below'")))
    case (nil, nil, let between?):
      let ends = try between.numbers("'between'")
      guard ends.count == 2, ends[0] < ends[1] else {
        throw between.failure("'between' takes a lower and a larger upper end, such as [-1, 1]")
      }
      return .field(field, ends[0]...ends[1])
    default: throw element.failure("a condition has one of 'above', 'below' and 'between'")
    }
  }

  func field(
    _ record: Record, besides axes: [Parameter], isInside: Bool = false
  ) throws(InputError) -> PlaneField {
    let given = Self.fieldKeys.filter { record[$0] != nil }
    guard given.count == 1, let key = given.first, let value = record[key] else {
      throw record.element.failure("\(record.what) has one of \(Self.fieldKeys.joined(separator: ", "))")
    }
    switch key {
    case "observable":
      let observable: Observable = try value.choice("observable")
      try parametrisation.requirePrediction(of: observable, at: value)
      return .observable(observable)
    case "parameter": return .parameter(try parameter(value))
    case "pull": return .pull(ConstraintReference(name: try value.inputName(), place: value.place))
    case "chi-squared": return .chiSquared(try ConstraintListReader.references(value, "'chi-squared'"))
    case "delta-chi-squared":
      guard !isInside else { throw value.failure("'delta-chi-squared' cannot stand inside 'where'") }
      return .deltaChiSquared(try ConstraintListReader.references(value, "'delta-chi-squared'"))
    default:
      guard !isInside else { throw value.failure("'largest' cannot stand inside 'where'") }
      let inner = try value.record("'largest'", keys: ["observable", "parameter", "varying", "where"])
      let quantity = try field(inner, besides: axes, isInside: true)
      return .largest(quantity, try variation(inner, besides: axes))
    }
  }

  func variation(_ record: Record, besides axes: [Parameter]) throws(InputError) -> PlaneVariation {
    let varying = try record.required("varying")
    let entries = try varying.entries("a parameter and its range, such as {mZPrime: [10, 1000]}")
    guard entries.count == 1, let entry = entries.first else {
      throw varying.failure("one parameter varies; found \(entries.count)")
    }
    let parameter = try parameter(entry.key)
    guard !axes.contains(parameter) else {
      throw entry.key.failure("'\(entry.name)' is an axis of this plane already")
    }
    return PlaneVariation(
      parameter: parameter, range: try range(entry.value, of: parameter),
      conditions: try conditions(record.required("where"), besides: axes, isInside: true))
  }
}
