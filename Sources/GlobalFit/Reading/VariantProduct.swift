import Physics

extension VariantReader {
  /// Reads `product:`, lists of alternatives.
  func factors(_ element: Element, _ known: [String]) throws(InputError) -> [[String]] {
    let what = "'product', lists of variants such as [[a, b], [c, d]]"
    var factors: [[String]] = []
    for list in try element.list(what) {
      var names: [String] = []
      for item in try list.list("a list of variants such as [a, b]") {
        let name = try item.text("the name of a variant")
        guard known.contains(name) else {
          throw item.failure(
            "there is no variant '\(name)' to combine with\(Spelling.suggestion(for: name, among: known))")
        }
        guard !(factors.joined() + names).contains(name) else {
          throw item.failure("'\(name)' is in this product twice")
        }
        names.append(name)
      }
      guard !names.isEmpty else { throw list.failure("expected at least one variant, found none") }
      factors.append(names)
    }
    guard factors.count >= 2 else {
      throw element.failure("expected \(what); found \(factors.count == 1 ? "one list" : "none")")
    }
    guard factors.reduce(1.0, { $0 * Double($1.count) }) <= Double(Self.mostCombinations) else {
      throw element.failure("this product has more than \(Self.mostCombinations) combinations")
    }
    return factors
  }

  /// Nobody compares more.
  private static let mostCombinations = 1000

  /// Every choice of one from each list, the last list's changing fastest.
  static func combinations(_ factors: [[String]]) -> [[String]] {
    factors.reduce([[]]) { heads, factor in heads.flatMap { head in factor.map { head + [$0] } } }
  }

  /// Variants put together, under the names of all that are combined.
  func combined(
    _ parts: [Description], of names: [String], at element: Element
  ) throws(InputError) -> Description {
    var whole = Description(name: try VariantName.joined(names, at: element), parts: names)
    for (index, part) in parts.enumerated() {
      for earlier in parts[..<index] {
        guard let both = Self.conflict(earlier, part) else { continue }
        throw element.failure(
          "'\(earlier.name)' and '\(part.name)' cannot be combined: both change '\(both)'")
      }
      whole.inputs.replacements += part.inputs.replacements
      whole.inputs.removals += part.inputs.removals
      whole.inputs.additions += part.inputs.additions
      whole.theoryErrors = part.theoryErrors ?? whole.theoryErrors
      whole.settings += part.settings
    }
    return whole
  }

  /// What two variants both change.
  private static func conflict(_ one: Description, _ other: Description) -> String? {
    let touched = Set(other.inputs.touched.map(\.name))
    if let input = one.inputs.touched.first(where: { touched.contains($0.name) }) { return input.name }
    if let setting = one.settings.first(where: { own in
      other.settings.contains { Parameter.isSame($0.name, own.name) }
    }) {
      return setting.name
    }
    return one.theoryErrors != nil && other.theoryErrors != nil ? "theory-errors" : nil
  }
}
