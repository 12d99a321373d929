/// The measurements that a list of names chooses, after checking that none of them is used twice.
struct InputSelection {
  let constraints: [Problem.Constraint]
  let notes: [String]

  init(_ references: [ConstraintReference], library: InputLibrary) throws(InputError) {
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
    try Self.refuseSharedData(references, constraints)
    self.constraints = constraints
    notes = Self.notes(constraints, library: library)
  }

  /// Two inputs that share data are not independent factors of a likelihood.
  private static func refuseSharedData(
    _ references: [ConstraintReference], _ constraints: [Problem.Constraint]
  ) throws(InputError) {
    for (index, constraint) in constraints.enumerated() {
      for measurement in constraint.measurements {
        for other in measurement.supersedes where references.contains(where: { $0.name == other }) {
          throw references[index].place.failure(
            "'\(constraint.name)' supersedes '\(other)' (\(measurement.file):\(measurement.line)): use one of them"
          )
        }
        for other in measurement.sharesDataWith where references.contains(where: { $0.name == other }) {
          throw references[index].place.failure(
            "'\(constraint.name)' shares data with '\(other)' (\(measurement.file):\(measurement.line)): "
              + "use one of them")
        }
      }
      // The same publication measuring the same observable is the same measurement under two names.
      for (earlier, other) in constraints[..<index].enumerated() {
        for mine in constraint.measurements {
          for theirs in other.measurements where mine.inspire != nil && mine.inspire == theirs.inspire {
            guard let shared = mine.observables.first(where: theirs.observables.contains) else { continue }
            throw references[index].place.failure(
              "'\(constraint.name)' and '\(references[earlier].name)' both hold \(shared.rawValue) "
                + "of \(mine.inspire ?? ""): one measurement counts once")
          }
        }
      }
    }
  }

  /// Inputs that a newer one replaces, and inputs that carry a note of their own.
  private static func notes(_ constraints: [Problem.Constraint], library: InputLibrary) -> [String] {
    var notes: [String] = []
    let newer = library.supersessions
    for constraint in constraints {
      let later = newer.filter { $0.old == constraint.name }.map { "\($0.new) (\($0.file):\($0.line))" }
      if !later.isEmpty {
        notes.append("\(constraint.name) is superseded by \(later.joined(separator: ", "))")
      }
      for measurement in constraint.measurements {
        if let note = measurement.note { notes.append("\(constraint.name): \(note)") }
        // A name that leads nowhere guards against nothing.
        for other in measurement.supersedes + measurement.sharesDataWith where !library.contains(other) {
          notes.append(
            "\(constraint.name) names '\(other)' (\(measurement.file):\(measurement.line)), which is not in "
              + "\(library.folder)\(Spelling.suggestion(for: other, among: library.names))")
        }
      }
    }
    return notes
  }
}

extension InputLibrary {
  /// Which inputs replace which, over the whole library. A file that cannot be read says nothing here: it is
  /// refused where it is used.
  var supersessions: [(old: String, new: String, file: String, line: Int)] {
    names.flatMap { name in
      ((try? measurements(named: name)) ?? []).flatMap { measurement in
        measurement.supersedes.map { ($0, name, measurement.file, measurement.line) }
      }
    }
  }
}
