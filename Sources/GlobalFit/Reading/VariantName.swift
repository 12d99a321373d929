/// What a variant can be called: its name is part of that of its folder, and joined with others that of a combination.
enum VariantName {
  /// What a name can have; a folder is named after the fit and its variant, and file systems take 255 bytes.
  private static let longest = 100
  private static let longestCombination = 200

  /// Refuses what a name cannot have.
  static func check(_ entry: Element.Entry) throws(InputError) {
    if let letter = entry.name.unicodeScalars.first(where: { $0.properties.generalCategory == .control }) {
      let number = String(letter.value, radix: 16, uppercase: true)
      throw entry.key.failure(
        "the name of a variant has no control characters, found U+"
          + String(repeating: "0", count: max(0, 4 - number.count)) + number)
    }
    let length = entry.name.utf8.count
    guard length <= longest else {
      throw entry.key.failure(
        "the name of a variant, which is part of that of its folder, has at most \(longest) bytes, found \(length)"
      )
    }
    guard let letter = entry.name.first(where: { "+,/".contains($0) || $0.isWhitespace }) else { return }
    let reason =
      letter == "+"
      ? "joins the names of those that are combined"
      : "would part the name of its folder, or a list of variants"
    throw entry.key.failure("the name of a variant has no '\(letter)', which \(reason)")
  }

  /// The name of a combination of these; refused if it is too long for a folder.
  static func joined(_ names: [String], at element: Element) throws(InputError) -> String {
    let name = names.joined(separator: "+")
    guard name.utf8.count <= longestCombination else {
      throw element.failure(
        "the name of the combination '\(name)' has more than \(longestCombination) bytes: name its parts shorter"
      )
    }
    return name
  }
}
