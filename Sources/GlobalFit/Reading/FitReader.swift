import Inference
import Physics

extension Fit {
  /// The fit in the file at `path`.
  public init(contentsOf path: String) throws(InputError) {
    try self.init(Document.read(path))
  }

  static let keys = [
    "title", "parametrisation", "formulas", "vertex-correction", "parameters", "constraints", "predictions",
    "variants", "minimize", "profile", "sample", "seed",
  ]

  /// Keys of the fit-file grammar that this version does not offer yet.
  private static let announced = ["figures": "figures"]

  init(_ root: Element) throws(InputError) {
    for entry in try root.entries("a fit") {
      if let what = Fit.announced[entry.name] {
        throw entry.key.failure(
          "'\(entry.name)' is not available in this version: remove it (\(what) are drawn later)")
      }
    }
    let record = try root.record("a fit", keys: Fit.keys)
    file = root.file
    title = try record.required("title").text("a title")
    parametrisation = try record.required("parametrisation").choice("parametrisation")
    equationsAsPrinted = try FormulaReader.equationsAsPrinted(record["formulas"])
    var formulas = Formulas()
    if let choice = record["vertex-correction"] {
      formulas.vertexCorrection = try choice.choice("vertex-correction")
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
    let predictions = try record["predictions"].map(Fit.observables) ?? []
    self.predictions = predictions
    variants =
      try record["variants"].map { element throws(InputError) in
        try VariantReader.variants(element, of: constraints)
      } ?? []
    let dimension = parameters.count { $0.prior != nil }
    minimize = try MinimizeSettings(record["minimize"], dimension: dimension)
    sample = try SampleSettings(record["sample"], dimension: dimension)
    if let profile = record["profile"] {
      self.profile = try Fit.quantities(profile, parameters)
    } else {
      profile =
        parameters.filter { $0.prior != nil && !$0.isNuisance }.map { .parameter($0.parameter) }
        + predictions.map { .observable($0) }
    }
    seed = UInt64(try record["seed"]?.wholeNumber("seed", in: 0...Int.max) ?? 1)
  }

  private static func observables(_ element: Element) throws(InputError) -> [Observable] {
    var observables: [Observable] = []
    for item in try element.list("'predictions', observables by name") {
      let observable: Observable = try item.choice("observable")
      guard !observables.contains(observable) else {
        throw item.failure("'\(observable.rawValue)' is listed twice")
      }
      observables.append(observable)
    }
    return observables
  }

  private static func quantities(
    _ element: Element, _ parameters: [FitParameter]
  ) throws(InputError) -> [Quantity] {
    var quantities: [Quantity] = []
    for item in try element.list("'profile', parameters and observables by name") {
      let quantity = try Quantity(item, free: parameters.filter { $0.prior != nil }.map(\.parameter))
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

/// Reads `formulas:`, which says of the equations that a direct calculation does not confirm how to take them.
struct FormulaReader {
  /// The equations of arXiv:1403.1269 that can be taken as printed or corrected. None enters the lepton sector.
  static let equations = ["15", "19c", "24"]

  /// The equations to take as printed; the others are corrected.
  static func equationsAsPrinted(_ element: Element?) throws(InputError) -> [String] {
    guard let element else { return [] }
    if element.isList {
      return try element.list("equations to take as printed").map { item throws(InputError) in
        let name = try item.text("an equation")
        guard equations.contains(name) else {
          throw item.failure(
            "unknown equation '\(name)'; expected one of: \(equations.joined(separator: ", "))")
        }
        return name
      }
    }
    let name = try element.text("'corrected', 'as-printed', or a list of equations to take as printed")
    guard ["corrected", "as-printed"].contains(name) else {
      let suggestion = Spelling.suggestion(for: name, among: ["corrected", "as-printed"])
      throw element.failure("unknown choice of formulas '\(name)'\(suggestion)")
    }
    return name == "corrected" ? [] : equations
  }
}
