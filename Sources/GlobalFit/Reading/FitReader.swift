import Inference
import Physics

extension Fit {
  /// The fit in the file at `path`.
  public init(contentsOf path: String) throws(InputError) {
    try self.init(Document.read(path))
  }

  /// The fit that a run kept, in which everything is written out: it extends nothing, and no other file is read.
  ///
  /// - Parameter file: stands for it in messages.
  public init(kept text: String, file: String) throws(InputError) {
    let root = try Document.parse(Document.checked(Array(text.utf8), file: file), file: file)
    if root.isMapping, let entry = try root.entries("a fit").first(where: { $0.name == Inheritance.key }) {
      throw entry.key.failure("the fit of a run is whole: it extends nothing")
    }
    try self.init(root)
  }

  static let keys = [
    "title", "parametrisation", "formulas", "vertex-correction", "diagonalisation", "parameters",
    "constraints", "allow-shared-data", "theory-errors", "z-to-4mu-table", "predictions",
    "variants", "minimize", "profile", "planes", "limits", "toys", "figures", "sample", "seed",
  ]

  init(_ file: Element) throws(InputError) {
    let root = try Inheritance.resolved(file)
    let record = try root.record("a fit", keys: Fit.keys + [Inheritance.key])
    self.file = root.file
    title = try record.required("title").text("a title")
    parametrisation = try record.required("parametrisation").choice("parametrisation")
    var formulas = Formulas(asPrinted: try FormulaReader.printedEquations(record["formulas"]))
    if let choice = record["vertex-correction"] {
      formulas.vertexCorrection = try choice.choice("vertex-correction")
    }
    if let choice = record["diagonalisation"] {
      formulas.diagonalisation = try choice.choice("diagonalisation")
      guard parametrisation == .vectorLikeQuarks || formulas.diagonalisation == .leadingOrder else {
        throw choice.failure(
          "only 'vector-like-quarks' has mass matrices to diagonalise; '\(parametrisation.rawValue)' has none"
        )
      }
    }
    self.formulas = formulas
    let parameters = try ParameterReader.parameters(record.required("parameters"), parametrisation)
    self.parameters = parameters
    let constraints = try ConstraintListReader.references(record.required("constraints"), "'constraints'")
    self.constraints = constraints
    guard !constraints.isEmpty else {
      throw try record.required("constraints").failure(
        "the list of constraints is empty; a fit needs at least one")
    }
    theoryErrors = try record["theory-errors"].map(TheoryErrorReader.choice) ?? TheoryErrorChoice()
    let table = record["z-to-4mu-table"]
    fourMuonTable = ConstraintReference(
      name: try table?.text("the name of a table of Z -> 4mu") ?? "z-to-4mu/atlas-2013-table",
      place: (table ?? root).place)
    let predicted = parametrisation
    let predictions =
      try record["predictions"].map { element throws(InputError) in
        try Fit.observables(element, of: predicted)
      } ?? []
    self.predictions = predictions
    (variants, variantNames, allowedSharing) = ([], VariantNames(), [])
    let dimension = parameters.count { $0.prior != nil }
    minimize = try MinimizeSettings(record["minimize"], dimension: dimension)
    sample = try SampleSettings(record["sample"], dimension: dimension)
    if let profile = record["profile"] {
      self.profile = try Fit.quantities(
        profile, parameters, parametrisation, "'profile', parameters and observables by name")
    } else {
      profile = Fit.defaultProfile(parameters, predictions)
    }
    planes =
      try record["planes"].map { element throws(InputError) in
        try Fit.planes(element, parameters, predicted)
      } ?? []
    let limits =
      try record["limits"].map { element throws(InputError) in
        try Fit.limits(element, parameters, predicted)
      } ?? []
    self.limits = limits
    toys = try record["toys"].map { element throws(InputError) in try Fit.toys(element) } ?? 0
    figures =
      try record["figures"].map { element throws(InputError) in
        try PlaneFigureReader(parametrisation: predicted, parameters: parameters).figures(element)
      } ?? []
    seed = UInt64(try record["seed"]?.wholeNumber("seed", in: 0...Int.max) ?? 1)
    if let element = record["variants"] {
      (variants, variantNames) = try VariantReader(fit: self, root: root).variants(element)
    }
    let uses = [applying(nil)] + variants.map { applying($0) }
    if let element = record["theory-errors"] {
      try TheoryErrorReader.check(
        element, against: Spelling.distinct(uses.flatMap(\.theoryErrorNames)),
        user: variants.isEmpty ? "this fit" : "this fit or a variant of it",
        remedy: element.file == root.file ? "" : " (\(root.file) inherits this: write 'theory-errors' there)")
    }
    allowedSharing = try AllowedSharingReader(uses: uses.map(\.dataNames), file: root.file).pairs(
      record["allow-shared-data"])
  }

  /// What is profiled where the file does not say: every free parameter that is no nuisance, and every prediction.
  static func defaultProfile(_ parameters: [FitParameter], _ predictions: [Observable]) -> [Quantity] {
    parameters.filter { $0.prior != nil && !$0.isNuisance }.map { .parameter($0.parameter) }
      + predictions.map { .observable($0) }
  }

  private static func observables(
    _ element: Element, of parametrisation: Parametrisation
  ) throws(InputError) -> [Observable] {
    var observables: [Observable] = []
    for item in try element.list("'predictions', observables by name") {
      let observable: Observable = try item.choice("observable")
      try parametrisation.requirePrediction(of: observable, at: item)
      guard !observables.contains(observable) else {
        throw item.failure("'\(observable.rawValue)' is listed twice")
      }
      observables.append(observable)
    }
    return observables
  }

  private static func planes(
    _ element: Element, _ parameters: [FitParameter], _ parametrisation: Parametrisation
  ) throws(InputError) -> [Plane] {
    var planes: [Plane] = []
    for item in try element.list("'planes', pairs of quantities such as [mZPrime, gPrime]") {
      let axes = try quantities(
        item, parameters, parametrisation, "a pair of quantities such as [mZPrime, gPrime]")
      guard axes.count == 2 else {
        throw item.failure("a plane has two different quantities; found \(axes.count)")
      }
      let plane = Plane(first: axes[0], second: axes[1])
      guard !planes.contains(plane) else { throw item.failure("this plane is listed twice") }
      planes.append(plane)
    }
    return planes
  }

  private static func limits(
    _ element: Element, _ parameters: [FitParameter], _ parametrisation: Parametrisation
  ) throws(InputError) -> [Quantity] {
    let what = "'limits', parameters and observables by name"
    let limits = try quantities(element, parameters, parametrisation, what)
    for (limit, item) in zip(limits, try element.list(what)) {
      if case .parameter(let own) = limit,
        parameters.contains(where: { $0.parameter == own && $0.isPeriodic })
      {
        throw item.failure(
          "'\(own.rawValue)' is a phase: nothing lies above or below everything else on a circle")
      }
    }
    return limits
  }

  private static func toys(_ element: Element) throws(InputError) -> Int {
    let toys = try element.wholeNumber("toys", in: 0...10_000_000)
    guard toys == 0 || toys >= 100 else {
      throw element.failure("'toys' takes 0 or a number from 100 to 10000000; found \(toys)")
    }
    return toys
  }

  private static func quantities(
    _ element: Element, _ parameters: [FitParameter], _ parametrisation: Parametrisation, _ what: String
  ) throws(InputError) -> [Quantity] {
    var quantities: [Quantity] = []
    for item in try element.list(what) {
      let quantity = try Quantity(item, free: parameters.filter { $0.prior != nil }.map(\.parameter))
      if case .observable(let observable) = quantity {
        try parametrisation.requirePrediction(of: observable, at: item)
      }
      guard !quantities.contains(quantity) else { throw item.failure("'\(quantity.name)' is listed twice") }
      quantities.append(quantity)
    }
    return quantities
  }
}

extension Quantity {
  init(_ element: Element, free: [Parameter]) throws(InputError) {
    let name = try element.text("a parameter or an observable")
    if let observable = Observable(rawValue: name) {
      self = .observable(observable)
    } else if let parameter = Parameter(rawValue: name) {
      guard free.contains(parameter) else {
        throw element.failure("'\(name)' is fixed in this fit: there is nothing to profile")
      }
      self = .parameter(parameter)
    } else {
      let names = free.map(\.rawValue) + Observable.allCases.map(\.rawValue)
      throw element.failure("unknown quantity '\(name)'\(Spelling.suggestion(for: name, among: names))")
    }
  }
}

extension Parametrisation {
  /// Refuses an observable that this parametrisation cannot predict.
  func requirePrediction(of observable: Observable, at element: Element) throws(InputError) {
    guard predicts(observable) else { throw element.failure(refusal(of: observable)) }
  }

  /// Why an observable cannot be predicted, and by what it can.
  func refusal(of observable: Observable) -> String {
    let others = Parametrisation.allCases.filter { $0.predicts(observable) }.map(\.rawValue)
    return "'\(rawValue)' does not predict '\(observable.rawValue)'; \(others.joined(separator: " or ")) does"
  }
}

/// Reads `formulas:`, which says of the equations that a direct calculation does not confirm how to take them.
struct FormulaReader {
  /// The equations to take as printed; the others are corrected.
  static func printedEquations(_ element: Element?) throws(InputError) -> Formulas.PrintedEquations {
    guard let element else { return [] }
    let known = Formulas.PrintedEquations.byNumber
    if element.isList {
      var equations: Formulas.PrintedEquations = []
      for item in try element.list("equations to take as printed") {
        let name = try item.text("an equation")
        guard let equation = known.first(where: { $0.number == name }) else {
          throw item.failure(
            "unknown equation '\(name)'; expected one of: \(known.map(\.number).joined(separator: ", "))")
        }
        equations.insert(equation.equation)
      }
      return equations
    }
    let name = try element.text("'corrected', 'as-printed', or a list of equations to take as printed")
    guard ["corrected", "as-printed"].contains(name) else {
      let suggestion = Spelling.suggestion(for: name, among: ["corrected", "as-printed"])
      throw element.failure("unknown choice of formulas '\(name)'\(suggestion)")
    }
    return name == "corrected" ? [] : .all
  }
}
