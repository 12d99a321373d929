/// Reads `allow-shared-data:`, pairs of inputs that are used together although they share data.
struct AllowedSharingReader {
  /// The pairs of a fit that uses these lists of inputs: its own, and one for each of its variants.
  static func pairs(
    _ element: Element?, of uses: [[ConstraintReference]]
  ) throws(InputError) -> [AllowedSharing] {
    guard let element else { return [] }
    let names = uses.map { $0.map(\.name) }
    var known: [String] = []
    for name in names.joined() where !known.contains(name) { known.append(name) }
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
          throw end.failure(
            "'\(name)' is used neither by this fit nor by a variant of it"
              + Spelling.suggestion(for: name, among: known))
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
      guard names.contains(where: pair.isUsed) else {
        throw item.failure(
          "neither this fit nor a variant of it uses '\(pair.first.name)' and '\(pair.second.name)' together: "
            + "there is nothing to allow")
      }
      pairs.append(pair)
    }
    return pairs
  }
}
