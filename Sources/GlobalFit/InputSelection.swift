/// The measurements that a list of names chooses, after checking that none of them is used twice.
struct InputSelection {
  let constraints: [Problem.Constraint]
  let notes: [String]

  /// - Parameters:
  ///   - allowed: pairs that may be used together although they share data.
  ///   - parameters: those of the fit, whose priors may be measurements too.
  init(
    _ references: [ConstraintReference], allowing allowed: [AllowedSharing] = [],
    beside parameters: [FitParameter] = [], library: InputLibrary
  ) throws(InputError) {
    let names = library.names
    var constraints: [Problem.Constraint] = []
    for (index, reference) in references.enumerated() {
      guard library.contains(reference.name) else {
        let suggestion = Spelling.suggestion(for: reference.name, among: names)
        throw reference.place.failure(
          "there is no input '\(reference.name)' in \(library.folder)\(suggestion)")
      }
      guard !references[..<index].contains(where: { $0.name == reference.name }) else {
        throw reference.place.failure("'\(reference.name)' is used twice: one measurement counts once")
      }
      constraints.append(
        Problem.Constraint(
          name: reference.name, measurements: try library.measurements(named: reference.name)))
    }
    let index = library.publications
    for (reference, constraint) in zip(references, constraints) {
      try index.refuseDoubled(constraint, at: reference.place)
    }
    let supersessions = library.supersessions
    let shared = SharedData.pairs(in: constraints, given: supersessions, index)
    func isOf(_ pair: SharedData, _ allowed: AllowedSharing) -> Bool {
      allowed.isOf(constraints[pair.declaring].name, constraints[pair.other].name)
    }
    for pair in shared where !allowed.contains(where: { isOf(pair, $0) }) {
      throw pair.failure(references, constraints)
    }
    let doubled = PriorOverlap.all(of: parameters, in: constraints)
    for overlap in doubled where !overlap.isAllowed(by: allowed, constraints) {
      throw overlap.failure(references, constraints)
    }
    let used =
      references.map(\.name) + parameters.filter(\.isAuxiliaryMeasurement).map(\.parameter.rawValue)
    for pair in allowed
    where pair.isUsed(by: used) && !shared.contains(where: { isOf($0, pair) })
      && !doubled.contains(where: { $0.isAllowed(by: [pair], constraints) })
    {
      throw pair.first.place.failure(
        "'\(pair.first.name)' and '\(pair.second.name)' share no data, as far as their files say: "
          + "there is nothing to allow")
    }
    self.constraints = constraints
    notes =
      (shared.map { $0.note(constraints) } + doubled.map { $0.note(constraints) })
      .map { $0 + "; the fit allows both" }
      + PriorOverlap.informed(of: parameters, in: constraints).map { $0.noteOfInterest(constraints) }
      + Self.notes(constraints, given: supersessions, library: library)
  }

  /// Inputs that a newer one replaces, and inputs that carry a note of their own. Notes are kept with results: they name inputs, and
  /// no files, so that the same run says the same from anywhere.
  private static func notes(
    _ constraints: [Problem.Constraint], given supersessions: [Supersession], library: InputLibrary
  ) -> [String] {
    var notes: [String] = []
    for constraint in constraints {
      let later = supersessions.filter { $0.old == constraint.name }.map(\.new)
      if !later.isEmpty {
        notes.append("\(constraint.name)\(Problem.isSupersededBy)\(later.joined(separator: ", "))")
      }
      for measurement in constraint.measurements {
        if let note = measurement.note { notes.append("\(constraint.name): \(note)") }
        // A name that leads nowhere guards against nothing.
        for overlap in measurement.overlaps where !library.contains(overlap.other) {
          notes.append(
            "\(constraint.name) names '\(overlap.other)', which is not among the inputs"
              + Spelling.suggestion(for: overlap.other, among: library.names))
        }
      }
    }
    return notes
  }
}

extension Problem {
  /// What stands between an input and those that replace it in a note.
  public static let isSupersededBy = " is superseded by "
}
