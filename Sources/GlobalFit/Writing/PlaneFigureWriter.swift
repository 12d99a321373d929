import Physics

extension PlaneFigure {
  /// The figure as an item of `figures:`.
  var written: String {
    var entries: [(key: String, value: String)] = [
      ("name", YAMLText.scalar(name)),
      ("plane", YAMLText.list([horizontal, vertical].map(\.parameter.rawValue))),
      ("range", YAMLText.mapping([horizontal, vertical].map { ($0.parameter.rawValue, $0.range.written) })),
      (
        "scale",
        YAMLText.mapping(
          [horizontal, vertical].map { ($0.parameter.rawValue, $0.isLogarithmic ? "logarithmic" : "linear") })
      ),
    ]
    if !values.isEmpty { entries.append(("at", values.written)) }
    if !caption.isEmpty { entries.append(("caption", YAMLText.scalar(caption))) }
    entries.append(("panels", YAMLText.list(panels.map(\.written))))
    let first = entries.removeFirst()
    return "  - \(first.key): \(first.value)\n"
      + entries.map { "    \($0.key): \($0.value)\n" }.joined()
      + "    layers:\n" + layers.map { "      - \($0.written)\n" }.joined()
  }
}

extension ClosedRange<Double> {
  fileprivate var written: String {
    YAMLText.list([YAMLText.number(lowerBound), YAMLText.number(upperBound)])
  }
}

extension [Parameter: Double] {
  fileprivate var written: String {
    YAMLText.mapping(
      sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, YAMLText.number($0.value)) })
  }
}

extension PlanePanel {
  fileprivate var written: String {
    var entries: [(key: String, value: String)] = []
    if let title { entries.append(("title", YAMLText.scalar(title))) }
    if let printedEquations { entries.append(("formulas", printedEquations.written)) }
    if !values.isEmpty { entries.append(("at", values.written)) }
    return YAMLText.mapping(entries)
  }
}

extension PlaneLayer {
  fileprivate var written: String {
    var entries: [(key: String, value: String)] = []
    switch content {
    case .region(let conditions): entries.append(("region", YAMLText.list(conditions.map(\.written))))
    case .lines(let field, let levels):
      entries.append(
        (
          "lines",
          YAMLText.mapping(
            [
              field.written, ("levels", YAMLText.list(levels.map { YAMLText.number($0.level) })),
              ("level-labels", YAMLText.list(levels.map { YAMLText.scalar($0.label) })),
            ])
        ))
    }
    if let name { entries.append(("name", YAMLText.scalar(name))) }
    if let label { entries.append(("label", YAMLText.scalar(label))) }
    for (key, place) in [("label-at", labelPlace), ("label-towards", labelDirection)] {
      guard let place else { continue }
      entries.append((key, YAMLText.list([place.x, place.y].map(YAMLText.number))))
    }
    if let colour = style.colour { entries.append(("colour", colour.rawValue)) }
    if let opacity = style.opacity { entries.append(("opacity", YAMLText.number(opacity))) }
    entries.append(("dash", style.dash.rawValue))
    entries.append(("outline", style.hasOutline ? "true" : "false"))
    return YAMLText.mapping(entries)
  }
}

extension PlaneField {
  fileprivate var written: (key: String, value: String) {
    func list(_ inputs: [ConstraintReference]) -> String {
      YAMLText.list(inputs.map { YAMLText.scalar($0.name) })
    }
    switch self {
    case .observable(let observable): return ("observable", YAMLText.scalar(observable.rawValue))
    case .parameter(let parameter): return ("parameter", parameter.rawValue)
    case .pull(let input): return ("pull", YAMLText.scalar(input.name))
    case .chiSquared(let inputs): return ("chi-squared", list(inputs))
    case .deltaChiSquared(let inputs): return ("delta-chi-squared", list(inputs))
    case .largest(let field, let variation):
      return ("largest", YAMLText.mapping([field.written] + variation.written))
    }
  }
}

extension PlaneVariation {
  fileprivate var written: [(key: String, value: String)] {
    [
      ("varying", YAMLText.mapping([(parameter.rawValue, range.written)])),
      ("where", YAMLText.list(conditions.map(\.written))),
    ]
  }
}

extension PlaneCondition {
  fileprivate var written: String {
    switch self {
    case .nowhere(let variation):
      YAMLText.mapping([("nowhere", YAMLText.mapping(variation.written))])
    case .field(let field, let range):
      YAMLText.mapping([field.written, Self.written(range)])
    }
  }

  private static func written(_ range: ClosedRange<Double>) -> (key: String, value: String) {
    if range.upperBound == .infinity { return ("above", YAMLText.number(range.lowerBound)) }
    if range.lowerBound == -.infinity { return ("below", YAMLText.number(range.upperBound)) }
    return ("between", range.written)
  }
}
