/// Another input that a measurement names as not independent of it.
public struct DataOverlap: Sendable {
  /// What the measurement has to do with the other input.
  public enum Kind: String, Sendable {
    /// It is a newer version of it, or what took its place.
    case supersedes
    /// Some of the data are in both, as those of an average and of its parts.
    case sharesData = "shares data with"
  }

  /// What it has to do with the other input.
  public let kind: Kind
  /// The other input's name.
  public let other: String
  let place: InputError.Place
}

/// Two inputs, or a parameter with an informative prior and an input, that a fit may use together although they share data.
public struct AllowedSharing: Sendable {
  let first: ConstraintReference
  let second: ConstraintReference

  /// Whether these are the two, in either order.
  func isOf(_ one: String, _ other: String) -> Bool {
    (first.name == one && second.name == other) || (first.name == other && second.name == one)
  }

  /// Whether both are among these inputs.
  func isUsed(by names: some Sequence<String>) -> Bool {
    names.contains(first.name) && names.contains(second.name)
  }
}

/// Data that two inputs of a selection have in common, so that they are not independent factors of a likelihood.
struct SharedData {
  /// The one whose file says so, by its number in the selection.
  let declaring: Int
  /// The other one.
  let other: Int
  /// What they have to do with each other: `supersedes`.
  let words: String
  /// Where that is said.
  let place: InputError.Place

  /// All pairs of a selection that share data. One declaration is enough, on either side, and what is superseded by
  /// something superseded is superseded.
  static func pairs(
    in constraints: [Problem.Constraint], given supersessions: [Supersession], _ index: PublicationIndex
  ) -> [SharedData] {
    var pairs: [SharedData] = []
    func add(_ pair: SharedData) {
      let ends: Set = [pair.declaring, pair.other]
      guard ends.count == 2, !pairs.contains(where: { ends == [$0.declaring, $0.other] }) else { return }
      pairs.append(pair)
    }
    for (number, constraint) in constraints.enumerated() {
      for overlap in constraint.measurements.flatMap(\.overlaps) {
        for (other, own) in constraints.enumerated() where own.name == overlap.other {
          add(
            SharedData(
              declaring: number, other: other, words: overlap.kind.rawValue, place: overlap.place))
        }
      }
      for (earlier, other) in constraints[..<number].enumerated() {
        guard
          let same = index.sameResult(in: constraint.measurements, and: other.measurements)
        else { continue }
        add(SharedData(declaring: number, other: earlier, words: "\(same.words), as does", place: same.place))
      }
    }
    for pair in chains(in: constraints, given: supersessions) { add(pair) }
    return pairs
  }

  /// Pairs in which one input supersedes the other through inputs that the selection need not have.
  private static func chains(
    in constraints: [Problem.Constraint], given supersessions: [Supersession]
  ) -> [SharedData] {
    let steps = Dictionary(grouping: supersessions, by: \.new)
    var pairs: [SharedData] = []
    for (index, constraint) in constraints.enumerated() {
      var seen: Set = [constraint.name]
      var open = (steps[constraint.name] ?? []).map { (first: $0, name: $0.old) }
      while let (first, name) = open.popLast() {
        guard seen.insert(name).inserted else { continue }
        if let other = constraints.firstIndex(where: { $0.name == name }) {
          let words =
            first.old == name ? "supersedes" : "supersedes '\(first.old)' and, by way of that,"
          pairs.append(
            SharedData(declaring: index, other: other, words: words, place: first.place))
        }
        open += (steps[name] ?? []).map { (first, $0.old) }
      }
    }
    return pairs
  }
}

extension SharedData {
  /// The pair in a sentence, with the file and the line of either input.
  func sentence(_ constraints: [Problem.Constraint], andWhereUsed: String = "") -> String {
    let file = constraints[other].measurements.first?.place.shortWords ?? ""
    return "'\(constraints[declaring].name)' (\(place.shortWords)) \(words) '\(constraints[other].name)' "
      + "(\(file)\(andWhereUsed))"
  }

  /// The pair in a sentence that says nothing of files.
  func note(_ constraints: [Problem.Constraint]) -> String {
    "'\(constraints[declaring].name)' \(words) '\(constraints[other].name)'"
  }

  /// What is wrong with it, and how to cure it.
  func failure(
    _ references: [ConstraintReference], _ constraints: [Problem.Constraint]
  ) -> InputError {
    let place = references[declaring].place
    let names = [constraints[declaring].name, constraints[other].name]
    // a list of names on a command line has no place to allow anything
    let cure =
      place.line > 0
      ? ", or allow both by 'allow-shared-data: \(YAMLText.list([YAMLText.list(names.map(YAMLText.scalar))]))'"
      : ""
    let used = references[other].place
    let whereUsed = used.line > 0 ? ", used at \(used.shortWords)" : ""
    return place.failure("\(sentence(constraints, andWhereUsed: whereUsed)): use one of them\(cure)")
  }
}

extension InputError.Place {
  /// `fit.yaml:5`
  var shortWords: String { "\(file):\(line)" }
}

/// That an input replaces another, and where its file says so.
struct Supersession {
  let old: String
  let new: String
  let place: InputError.Place
}
