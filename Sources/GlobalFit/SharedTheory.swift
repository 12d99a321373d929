import Inference
import Physics
import PolynomialPredictions

/// The files of predictions behind the measurements of a fit, and what their theory errors make of these.
struct SharedTheory {
  /// Each file once.
  let files: [FilePredictions]
  let joint: JointErrors

  /// - Parameters:
  ///   - references: where the fit names the constraints.
  ///   - isPart: whether they need not be all of the fit's.
  /// - Throws: if two files predict one observable, or theory errors are not to be combined with a measurement or treated so.
  init(
    _ fit: Fit, _ constraints: [Problem.Constraint], at references: [ConstraintReference],
    isPart: Bool = false
  ) throws(InputError) {
    var files: [FilePredictions] = []
    var predicted: [Observable: String] = [:]
    func place(_ number: Int) -> InputError.Place {
      references.indices.contains(number)
        ? references[number].place : InputError.Place(file: fit.file, line: 0, column: 0)
    }
    for (number, constraint) in constraints.enumerated() {
      for measurement in constraint.measurements {
        guard let own = measurement.predictions else { continue }
        if !files.contains(where: { $0.name == own.name }) { files.append(own) }
        for case .polynomial(let observable) in measurement.observables {
          let known = predicted[.polynomial(observable)]
          if let known, known != own.name {
            throw place(number).failure(
              "'\(constraint.name)' has '\(observable.name)' predicted by '\(own.name)', and another input by '\(known)': "
                + "an observable has one prediction")
          }
          predicted[.polynomial(observable)] = own.name
        }
      }
    }
    self.files = files
    let choice = fit.theoryErrors
    if !isPart {
      for (name, errors) in choice.predictions.sorted(by: { $0.key < $1.key })
      where !files.contains(where: { $0.name == name }) {
        throw errors.place.failure(
          "'\(name)' is no file of predictions that this fit uses"
            + Spelling.suggestion(for: name, among: files.map(\.name)))
      }
    }
    for file in files {
      for error in choice.predictions[file.name]?.common ?? [] {
        if let idle = error.observables.first(where: { name in
          !file.file.observables.contains {
            PredictionErrors.CommonError(relative: 1, observables: [name]).concerns($0)
          }
        }) {
          throw (choice.predictions[file.name] ?? PredictionErrors()).place.failure(
            "'\(file.name)' predicts no '\(idle)'"
              + Spelling.suggestion(for: idle, among: file.file.observables))
        }
      }
    }
    let theories = try files.map { file throws(InputError) in
      try file.theory(as: choice.predictions[file.name] ?? PredictionErrors())
    }
    let factors = constraints.flatMap(\.factors)
    if let theory = theories.first(where: { theory in factors.contains(where: theory.concerns) }),
      choice.standard != .nuisance, choice.predictions[theory.name] == nil
    {
      let first = constraints.firstIndex { $0.factors.contains(where: theory.concerns) } ?? -1
      throw place(first).failure(
        "the theory errors of '\(theory.name)' are correlated normal ones, for which '\(choice.standard.rawValue)' means "
          + "nothing; keep them so by 'theory-errors: {default: \(choice.standard.rawValue), "
          + "\(theory.name): {scale: 1}}'")
    }
    do {
      joint = try JointErrors(theories, of: factors)
    } catch {
      let culprit = constraints.firstIndex { constraint in
        constraint.factors.contains { factor in
          factor.normalCovariance == nil && theories.contains { $0.concerns(factor) }
        }
      }
      throw place(culprit ?? -1).failure(
        culprit.map { "'\(constraints[$0].name)': \(error.words)" } ?? error.words)
    }
  }
}
