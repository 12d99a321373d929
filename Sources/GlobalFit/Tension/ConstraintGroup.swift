/// Some constraints of a problem, by their places in it.
public struct ConstraintGroup: Sendable, Hashable {
  /// Their places in ``Problem/constraints``, ascending.
  public let places: [Int]

  /// The constraints at these places, which are different.
  public init(_ places: [Int]) { self.places = places.sorted() }

  /// Both groups together.
  func joined(with other: ConstraintGroup) -> ConstraintGroup { ConstraintGroup(places + other.places) }
}

/// Why words do not name a group of constraints.
public struct UnknownConstraint: Error, CustomStringConvertible {
  /// One sentence.
  public let description: String
}

extension Problem {
  /// The constraints that words name: each is the name of a constraint, or of a folder that holds some.
  public func constraintGroup(_ words: [String]) throws(UnknownConstraint) -> ConstraintGroup {
    let names = constraints.map(\.name)
    var places: [Int] = []
    for word in words {
      let folder = word.hasSuffix("/") ? word : word + "/"
      let found = names.indices.filter { names[$0] == word || names[$0].hasPrefix(folder) }
      guard !found.isEmpty else {
        var known = names
        for name in names {
          guard let end = name.lastIndex(of: "/") else { continue }
          let folder = String(name[..<end])
          if !known.contains(folder) { known.append(folder) }
        }
        throw UnknownConstraint(
          description: "the fit has no constraint '\(word)'\(Spelling.suggestion(for: word, among: known))")
      }
      if let twice = found.first(where: places.contains) {
        throw UnknownConstraint(description: "'\(names[twice])' is named twice")
      }
      places += found
    }
    return ConstraintGroup(places)
  }

  /// The same problem with these constraints only; every prior stays.
  func observing(_ group: ConstraintGroup) -> Problem { observing(group.places.map { constraints[$0] }) }
}
