import Physics

/// An input that measures a parameter whose prior is a measurement of it too: both in one fit count it twice.
struct PriorOverlap {
  /// The parameter, whose prior is informative.
  let parameter: FitParameter
  /// The input, by its number in the selection.
  let input: Int
  /// Where the input measures it.
  let place: InputError.Place

  /// All of these in a selection of inputs.
  static func all(of parameters: [FitParameter], in constraints: [Problem.Constraint]) -> [PriorOverlap] {
    all(parameters.filter(\.isAuxiliaryMeasurement), constraints)
  }

  /// The same of parameters that are of interest, whose informative prior is no measurement but adds to one all the same.
  static func informed(
    of parameters: [FitParameter], in constraints: [Problem.Constraint]
  ) -> [PriorOverlap] {
    all(parameters.filter { !$0.isNuisance && $0.prior?.isInformative == true }, constraints)
  }

  private static func all(
    _ parameters: [FitParameter], _ constraints: [Problem.Constraint]
  ) -> [PriorOverlap] {
    parameters.flatMap { parameter in
      constraints.enumerated().compactMap { index, constraint in
        constraint.measurements.first { measurement in
          measurement.observables.contains { $0.measuredParameter == parameter.parameter }
        }.map { PriorOverlap(parameter: parameter, input: index, place: $0.place) }
      }
    }
  }

  /// Whether these are the two that a fit allows.
  func isAllowed(by sharing: [AllowedSharing], _ constraints: [Problem.Constraint]) -> Bool {
    sharing.contains { $0.isOf(parameter.parameter.rawValue, constraints[input].name) }
  }

  /// Both in a sentence, with the file and the line of either.
  func sentence(_ constraints: [Problem.Constraint]) -> String {
    "'\(constraints[input].name)' (\(place.shortWords)) measures '\(parameter.parameter.rawValue)', and so does the "
      + "prior of that (\(parameter.place.shortWords))"
  }

  /// Both in a sentence that says nothing of files.
  func note(_ constraints: [Problem.Constraint]) -> String {
    "'\(constraints[input].name)' measures '\(parameter.parameter.rawValue)', and so does the prior of that"
  }

  /// What a user should know where it is allowed because the parameter is no nuisance.
  func noteOfInterest(_ constraints: [Problem.Constraint]) -> String {
    "'\(constraints[input].name)' measures '\(parameter.parameter.rawValue)', and its prior is not flat: the posterior rests "
      + "on both, which must not be the same measurement"
  }

  /// What is wrong with it, and how to cure it.
  func failure(_ references: [ConstraintReference], _ constraints: [Problem.Constraint]) -> InputError {
    let names = [parameter.parameter.rawValue, constraints[input].name].map(YAMLText.scalar)
    return references[input].place.failure(
      "\(sentence(constraints)): leave out the input, take a flat prior, or allow both by "
        + "'allow-shared-data: \(YAMLText.list([YAMLText.list(names)]))'")
  }
}

extension Observable {
  /// The parameter that it is, as something measured or calculated; nil for what follows from parameters.
  var measuredParameter: Parameter? {
    switch self {
    case .tauLifetime: .lepton(.tauLifetime)
    case .tauToMuNuNuRate: .lepton(.tauToMuNuNuRate)
    case .zCouplingNeutrinoSM: .lepton(.gNuSM)
    case .zCouplingAxialSM: .lepton(.gASM)
    case .zCouplingVectorSM: .lepton(.gVSM)
    default: nil
    }
  }
}
