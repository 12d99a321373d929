import Physics

/// Reads the items of `figures:` that are planes.
struct PlaneFigureReader {
  let parametrisation: Parametrisation
  let parameters: [FitParameter]

  static let keys = ["name", "plane", "range", "scale", "at", "caption", "panels", "layers"]

  /// Every key that can stand somewhere in a figure.
  static let allKeys =
    keys + panelKeys + layerKeys + lineKeys + boundKeys + ["nowhere", "varying", "where"]

  /// The figures of a fit with these parameters.
  func figures(_ element: Element) throws(InputError) -> [PlaneFigure] {
    var figures: [PlaneFigure] = []
    for item in try element.list("'figures', each a plane with its layers") {
      let figure = try figure(item)
      guard !figures.contains(where: { $0.name == figure.name }) else {
        throw item.failure("there are two figures of the name '\(figure.name)'")
      }
      figures.append(figure)
    }
    return figures
  }

  private func figure(_ element: Element) throws(InputError) -> PlaneFigure {
    let record = try element.record("a figure", keys: Self.keys)
    let nameElement = try record.required("name")
    let name = try nameElement.text("the name of a figure")
    guard name.unicodeScalars.allSatisfy(Alias.isNamePart) else {
      throw nameElement.failure(
        "the name of a figure is that of its files: letters, digits, - and _; found \(nameElement.kind)")
    }
    let plane = try record.required("plane")
    let names = try plane.list("two parameters such as [mZPrime, gPrime]")
    guard names.count == 2 else {
      throw plane.failure("a plane has two parameters, horizontal and vertical; found \(names.count)")
    }
    let horizontal = try axis(names[0], record["range"], record["scale"])
    let vertical = try axis(names[1], record["range"], record["scale"])
    guard horizontal.parameter != vertical.parameter else {
      throw plane.failure("a plane has two different parameters")
    }
    let axes = [horizontal.parameter, vertical.parameter]
    for key in ["range", "scale"] {
      for entry in try record[key]?.entries("'\(key)', by parameter") ?? []
      where !axes.map(\.rawValue).contains(entry.name) {
        throw entry.key.failure(
          "'\(entry.name)' is no axis of this plane\(Spelling.suggestion(for: entry.name, among: axes.map(\.rawValue)))"
        )
      }
    }
    let values = try self.values(record["at"], besides: axes)
    let panels = try record["panels"].map { element throws(InputError) in
      try self.panels(element, besides: axes)
    }
    let layers = try self.layers(record.required("layers"), in: [horizontal, vertical])
    return PlaneFigure(
      name: name, caption: try record["caption"]?.prose("a caption", without: Self.keys) ?? "",
      horizontal: horizontal, vertical: vertical, values: values,
      panels: panels ?? [PlanePanel(title: nil, printedEquations: nil, values: [:])], layers: layers,
      texts: try texts(of: record), place: element.place)
  }

  /// Titles and labels, of which other readers have made sure that they are there.
  private func texts(of figure: Record) throws(InputError) -> [PlaneText] {
    var elements: [Element] = []
    for panel in try figure["panels"]?.list("panels") ?? [] {
      if let title = try panel.record("a panel", keys: Self.panelKeys)["title"] { elements.append(title) }
    }
    for layer in try figure.required("layers").list("layers") {
      let layer = try layer.record("a layer", keys: Self.layerKeys)
      if let label = layer["label"] { elements.append(label) }
      let labels = try layer["lines"]?.record("lines", keys: Self.lineKeys)["level-labels"]
      elements += try labels?.list("labels of the levels") ?? []
    }
    return try elements.map { element throws(InputError) in
      PlaneText(words: try element.text("a label"), place: element.place)
    }
  }

  // MARK: - Axes and values

  /// The parameters that this fit knows, complex couplings in the form in which they are given.
  var known: [Parameter] { parametrisation.parameters(inFormsOf: parameters.map(\.parameter)) }

  func parameter(_ element: Element) throws(InputError) -> Parameter {
    let parameter: Parameter = try element.choice("parameter")
    guard known.contains(parameter) else {
      throw element.failure("'\(parameter.rawValue)' is no parameter of this fit")
    }
    return parameter
  }

  private func axis(_ element: Element, _ ranges: Element?, _ scales: Element?) throws(InputError)
    -> PlaneAxis
  {
    let parameter = try parameter(element)
    let own = parameters.first { $0.parameter == parameter }?.prior
    let given = try ranges?.entries("'range', by parameter").first { $0.name == parameter.rawValue }
    guard
      let range = try given.map({ entry throws(InputError) in try self.range(entry.value, of: parameter) })
        ?? own.map(\.reach)
    else {
      throw element.failure(
        "'\(parameter.rawValue)' is fixed in this fit: 'range' has to say from where to where the axis goes")
    }
    var isLogarithmic = own?.scale.kind == .logarithmic && range.lowerBound > 0
    if let scale = try scales?.entries("'scale', by parameter").first(where: { $0.name == parameter.rawValue }
    ) {
      let kind: AxisScale = try scale.value.choice("scale")
      isLogarithmic = kind == .logarithmic
      guard !isLogarithmic || range.lowerBound > 0 else {
        throw scale.value.failure(
          "a logarithmic axis begins above zero, this one at \(range.lowerBound.short)")
      }
    }
    return PlaneAxis(parameter: parameter, range: range, isLogarithmic: isLogarithmic)
  }

  private enum AxisScale: String, CaseIterable { case linear, logarithmic }

  func range(_ element: Element, of parameter: Parameter) throws(InputError) -> ClosedRange<Double> {
    let ends = try element.numbers("a range such as [10, 1000]")
    guard ends.count == 2, ends[0] < ends[1] else {
      throw element.failure("a range has a lower and a larger upper end, such as [10, 1000]")
    }
    try parameter.requirePhysical(ends[0]...ends[1], at: element)
    return ends[0]...ends[1]
  }

  func values(
    _ element: Element?, besides axes: [Parameter]
  ) throws(InputError) -> [Parameter: Double] {
    var values: [Parameter: Double] = [:]
    for entry in try element?.entries("'at', values of parameters") ?? [] {
      let parameter = try parameter(entry.key)
      guard !axes.contains(parameter) else {
        throw entry.key.failure("'\(entry.name)' is an axis of this plane and has no value of its own")
      }
      let value = try entry.value.number("the value of '\(entry.name)'")
      try parameter.requirePhysical(value...value, at: entry.value)
      values[parameter] = value
    }
    return values
  }

  private static let panelKeys = ["title", "formulas", "at"]

  private func panels(_ element: Element, besides axes: [Parameter]) throws(InputError) -> [PlanePanel] {
    var panels: [PlanePanel] = []
    for item in try element.list("'panels', side by side") {
      let record = try item.record("a panel", keys: Self.panelKeys)
      let title = try record["title"]?.text("a title")
      guard title == nil || !panels.contains(where: { $0.title == title }) else {
        throw item.failure("there are two panels of the title '\(title ?? "")'")
      }
      panels.append(
        PlanePanel(
          title: title,
          printedEquations: try record["formulas"].map { element throws(InputError) in
            try FormulaReader.printedEquations(element)
          },
          values: try values(record["at"], besides: axes)))
    }
    guard (1...4).contains(panels.count) else {
      throw element.failure("a figure has one to four panels; found \(panels.count)")
    }
    return panels
  }

  // MARK: - Layers

  private static let styleKeys = [
    "name", "label", "label-at", "label-towards", "colour", "opacity", "dash", "outline",
  ]

  private static let layerKeys = ["region", "lines"] + styleKeys

  private func layers(_ element: Element, in plane: [PlaneAxis]) throws(InputError) -> [PlaneLayer] {
    var layers: [PlaneLayer] = []
    let axes = plane.map(\.parameter)
    for item in try element.list("'layers', the lowest first") {
      let record = try item.record("a layer", keys: Self.layerKeys)
      let content: PlaneLayer.Content
      switch (record["region"], record["lines"]) {
      case (let region?, nil): content = .region(try conditions(region, besides: axes))
      case (nil, let lines?): content = try self.lines(lines, besides: axes)
      default: throw item.failure("a layer is either a 'region' or 'lines'")
      }
      let place = try record["label-at"].map { element throws(InputError) in
        try self.place(element, in: plane)
      }
      let direction = try record["label-towards"].map { element throws(InputError) in
        try self.place(element, in: plane, orBeyond: true)
      }
      if place != nil, record["label"] == nil { throw item.failure("'label-at' needs a 'label'") }
      if direction != nil, place == nil { throw item.failure("'label-towards' needs 'label-at'") }
      layers.append(
        PlaneLayer(
          content: content, name: try record["name"]?.text("the name of a layer"),
          label: try record["label"]?.text("a label"), labelPlace: place, labelDirection: direction,
          style: try style(record), place: item.place))
    }
    guard !layers.isEmpty else { throw element.failure("a figure needs at least one layer") }
    return layers
  }

  /// A point of the plane; one that only gives a direction may lie beyond its frame.
  private func place(
    _ element: Element, in plane: [PlaneAxis], orBeyond: Bool = false
  ) throws(InputError) -> (x: Double, y: Double) {
    let items = try element.list("a place such as [100, 0.1]")
    guard items.count == 2 else {
      throw element.failure("a place has two numbers, such as [100, 0.1]; found \(items.count)")
    }
    let numbers = try zip(items, plane).map { item, axis throws(InputError) in
      let number = try item.number("a number of a place such as [100, 0.1]")
      let name = axis.parameter.rawValue
      guard orBeyond || axis.range.contains(number) else {
        throw item.failure(
          "\(item.kind) lies outside of the frame, where '\(name)' goes from \(axis.range.lowerBound.short) to "
            + axis.range.upperBound.short)
      }
      guard number > 0 || !axis.isLogarithmic else {
        throw item.failure(
          "'\(name)' has a logarithmic axis, with numbers above zero only; found \(item.kind)")
      }
      return number
    }
    return (numbers[0], numbers[1])
  }

  private func style(_ record: Record) throws(InputError) -> PlaneStyle {
    PlaneStyle(
      colour: try record["colour"]?.choice("colour"),
      opacity: try record["opacity"]?.number(
        "opacity", where: { (0...1).contains($0) }, "lies between 0 and 1"),
      dash: try record["dash"]?.choice("dash") ?? .solid,
      hasOutline: try record["outline"]?.boolean("outline") ?? false)
  }

  private func lines(_ element: Element, besides axes: [Parameter]) throws(InputError) -> PlaneLayer.Content {
    let record = try element.record("lines", keys: Self.lineKeys)
    let field = try field(record, besides: axes)
    let levelsElement = try record.required("levels")
    let levels = try levelsElement.numbers("levels")
    guard !levels.isEmpty, Set(levels).count == levels.count else {
      throw levelsElement.failure("lines need different levels, at least one")
    }
    var labels = levels.map(\.short)
    if let own = record["level-labels"] {
      labels = try own.list("labels of the levels").map { element throws(InputError) in
        try element.text("a label")
      }
      guard labels.count == levels.count else {
        throw own.failure("\(levels.count) levels need as many labels; found \(labels.count)")
      }
    }
    return .lines(field, zip(levels, labels).map { ($0, $1) })
  }
}
