import Physics

/// Reads `allow-shared-data:`, pairs of inputs, or of a parameter with an informative prior and an input, that are used
/// together although they share data.
struct AllowedSharingReader {
  /// What holds data in the fit, and in each of its variants, by name.
  let uses: [[String]]
  /// The file of the fit, which may inherit what it allows.
  let file: String

  /// The pairs that are allowed.
  func pairs(_ element: Element?) throws(InputError) -> [AllowedSharing] {
    guard let element else { return [] }
    let known = Spelling.distinct(uses.flatMap(\.self))
    var pairs: [AllowedSharing] = []
    for item in try element.list("'allow-shared-data', pairs of inputs such as [[a, b]]") {
      let ends = try item.list("a pair of inputs such as [a, b]")
      guard ends.count == 2 else {
        throw item.failure("expected a pair of inputs such as [a, b], found \(ends.count) of them")
      }
      var inputs: [ConstraintReference] = []
      for end in ends {
        let name = try end.inputName()
        guard known.contains(name) else {
          throw end.failure(unused(name, among: known) + remedy(for: element))
        }
        inputs.append(ConstraintReference(name: name, place: end.place))
      }
      let pair = AllowedSharing(first: inputs[0], second: inputs[1])
      guard pair.first.name != pair.second.name else {
        throw ends[1].failure("expected two different inputs: one measurement counts once")
      }
      guard !pairs.contains(where: { $0.isOf(pair.first.name, pair.second.name) }) else {
        throw item.failure("this pair is listed twice")
      }
      guard uses.contains(where: pair.isUsed) else {
        throw item.failure(
          "neither this fit nor a variant of it uses '\(pair.first.name)' and '\(pair.second.name)' together: "
            + "there is nothing to allow" + remedy(for: element))
      }
      pairs.append(pair)
    }
    return pairs
  }

  private func unused(_ name: String, among known: [String]) -> String {
    guard Parameter(rawValue: name) == nil else {
      return "'\(name)' has no informative prior as a nuisance parameter of this fit or of a variant of it: "
        + "there is nothing to allow"
    }
    return "'\(name)' is used neither by this fit nor by a variant of it"
      + Spelling.suggestion(for: name, among: known)
  }

  /// What a fit writes that has inherited a pair of which it does not use both.
  private func remedy(for element: Element) -> String {
    guard element.file != file else { return "" }
    let items = (try? element.list("pairs")) ?? []
    let rest = items.compactMap { item -> String? in
      guard let ends = try? item.list("a pair"), ends.count == 2, let first = try? ends[0].inputName(),
        let second = try? ends[1].inputName(),
        uses.contains(where: { $0.contains(first) && $0.contains(second) })
      else { return nil }
      return YAMLText.list([first, second].map(YAMLText.scalar))
    }
    return " (\(file) inherits this: write 'allow-shared-data: \(YAMLText.list(rest))' there)"
  }
}
