import Foundation
import Inference
import Physics

/// Theory and data over the plane of a panel: what the fields and conditions of its layers are at each point.
struct PlaneTheory: Sendable {
  let figure: PlaneFigure
  let fit: Fit
  private let formulas: Formulas
  /// The values of all parameters that are no axes.
  private let values: [Parameter: Double]
  private let library: InputLibrary

  /// - Throws: where the figure leaves a free parameter without a value.
  init(
    _ figure: PlaneFigure, panel: PlanePanel, of fit: Fit, library: InputLibrary
  ) throws(InputError) {
    self.figure = figure
    self.fit = fit
    self.library = library
    var formulas = fit.formulas
    if let own = panel.printedEquations { formulas.asPrinted = own }
    self.formulas = formulas
    var values: [Parameter: Double] = [:]
    let axes = [figure.horizontal.parameter, figure.vertical.parameter]
    for parameter in fit.parameters where !axes.contains(parameter.parameter) {
      let own = parameter.parameter
      switch parameter.role {
      case .fixed(let value): values[own] = value
      case .nuisance(let prior): values[own] = prior.centre
      case .free: break
      }
      values[own] = panel.values[own] ?? figure.values[own] ?? values[own]
    }
    for (parameter, value) in figure.values.merging(panel.values, uniquingKeysWith: { $1 })
    where values[parameter] == nil {
      values[parameter] = value
    }
    self.values = values
  }

  /// A layer's theory and data, made ready to be computed.
  ///
  /// - Throws: where an input is not in the library, or does not measure what a field needs.
  func compiled(_ layer: PlaneLayer) throws(InputError) -> CompiledConditions {
    try compiled { compiler throws(InputError) in
      switch layer.content {
      case .region(let conditions):
        try conditions.map { condition throws(InputError) in try compiler.condition(condition) }
      case .lines(let field, _): [.field(try compiler.field(field), -.infinity...(.infinity))]
      }
    }
  }

  private func compiled(
    _ build: (inout Compiler) throws(InputError) -> [CompiledConditions.Condition]
  ) throws(InputError) -> CompiledConditions {
    var compiler = Compiler(theory: self)
    let conditions = try build(&compiler)
    var free = [figure.horizontal.parameter, figure.vertical.parameter]
    if let varied = compiler.varied { free.append(varied) }
    var fixed = values
    for parameter in free { fixed[parameter] = nil }
    for parameter in fit.parameters.map(\.parameter)
    where fixed[parameter] == nil && !free.contains(parameter) {
      throw figure.place.failure(
        "'\(parameter.rawValue)' is free in this fit: 'at' has to give its value in the figure '\(figure.name)'"
      )
    }
    var ranges = fixed.mapValues { $0...$0 }
    for axis in [figure.horizontal, figure.vertical] { ranges[axis.parameter] = axis.range }
    if let varied = compiler.varied { ranges[varied] = compiler.variedRange }
    let reach = Reach(ranges)
    let needsTable = compiler.observables.contains(.fourMuonEvents)
    let table = needsTable ? try library.fourMuonTable(fit.fourMuonTable) : nil
    if let table,
      let beyond = FourMuonReach(table: table, name: fit.fourMuonTable.name).refusal(of: reach)
    {
      throw figure.place.failure("in the figure '\(figure.name)' \(beyond.words)")
    }
    return CompiledConditions(
      conditions: conditions,
      predictor: Predictor(
        compiler.observables,
        of: fit.model(formulas: formulas, fourMuonTable: table, predictions: compiler.files), free: free,
        fixed: fixed),
      axes: [figure.horizontal, figure.vertical],
      third: compiler.varied.flatMap { values[$0] ?? $0.defaultValue } ?? .nan,
      validityNotes: ValidityNotes(compiler.observables, table).notes(of: "this figure", reaching: reach))
  }

  /// Turns the names in conditions into places among predictions and point.
  struct Compiler {
    let theory: PlaneTheory
    var observables: [Observable] = []
    /// The files that predict some of them.
    var files: [FilePredictions] = []
    /// The parameter that runs over a range at each point of the plane.
    var varied: Parameter?
    /// That range, or what encloses all of them.
    var variedRange: ClosedRange<Double>?

    mutating func condition(_ condition: PlaneCondition) throws(InputError) -> CompiledConditions.Condition {
      switch condition {
      case .field(let field, let range): .field(try self.field(field), range)
      case .nowhere(let variation): .nowhere(try self.variation(variation))
      }
    }

    mutating func field(_ field: PlaneField) throws(InputError) -> CompiledConditions.Field {
      switch field {
      case .observable(let observable): return .prediction(index(of: observable))
      case .parameter(let parameter):
        let axes = [theory.figure.horizontal.parameter, theory.figure.vertical.parameter]
        if let axis = axes.firstIndex(of: parameter) { return .coordinate(axis) }
        if parameter == varied { return .coordinate(2) }
        return .constant(theory.values[parameter] ?? parameter.defaultValue ?? .nan)
      case .pull(let input):
        let factors = try self.factors([input])
        guard factors.count == 1, let own = factors.first, case .single(let distribution) = own.shape else {
          throw input.place.failure(
            "'\(input.name)' measures more than one number, and has no single pull; 'chi-squared' takes it")
        }
        return .pull(distribution, index(of: own.observables[0]))
      case .chiSquared(let inputs), .deltaChiSquared(let inputs):
        let factors = try self.factors(inputs)
        let own = Array(Set(factors.flatMap(\.observables))).sorted { $0.rawValue < $1.rawValue }
        let likelihood = CompiledConditions.Data(
          likelihood: Likelihood(factors, observables: own), places: own.map { index(of: $0) })
        if case .chiSquared = field { return .chiSquared(likelihood) }
        return .deltaChiSquared(likelihood)
      case .largest(let field, let variation):
        // the varied parameter first, that the field can be it
        let variation = try self.variation(variation)
        return .largest(try self.field(field), variation)
      }
    }

    private mutating func variation(
      _ variation: PlaneVariation
    ) throws(InputError) -> CompiledConditions.Variation {
      if let varied, varied != variation.parameter {
        throw theory.figure.place.failure(
          "in one layer of '\(theory.figure.name)' both '\(varied.rawValue)' and '\(variation.parameter.rawValue)' vary: "
            + "one of them can")
      }
      varied = variation.parameter
      let (own, other) = (variation.range, variedRange ?? variation.range)
      variedRange = min(own.lowerBound, other.lowerBound)...max(own.upperBound, other.upperBound)
      return CompiledConditions.Variation(
        range: variation.range,
        conditions: try variation.conditions.map { condition throws(InputError) in
          try self.condition(condition)
        })
    }

    private mutating func index(of observable: Observable) -> Int {
      if let index = observables.firstIndex(of: observable) { return index }
      observables.append(observable)
      return observables.count - 1
    }

    private mutating func factors(_ inputs: [ConstraintReference]) throws(InputError) -> [Factor] {
      let selection = try InputSelection(
        inputs, allowing: theory.fit.allowedSharing, library: theory.library)
      let constraints = selection.constraints.map { constraint in
        constraint.treating(theory.fit.theoryErrors.treatment(of: constraint.name))
      }
      let shared = try SharedTheory(theory.fit, constraints, at: inputs, isPart: true)
      for file in shared.files where !files.contains(where: { $0.name == file.name }) { files.append(file) }
      let factors = shared.joint.factors(of: constraints)
      for observable in factors.flatMap(\.observables)
      where !theory.fit.parametrisation.predicts(observable) {
        throw inputs[0].place.failure(theory.fit.parametrisation.refusal(of: observable))
      }
      return factors
    }
  }
}
