/// Names that a user lists with commas between them: `mZPrime,gPrime`. A name may hold commas itself, as `R_K*[1.1,6]` does.
///
/// From the left, the longest stretch that is a known name is one; where none is, a comma in brackets parts nothing, so that a
/// misspelt name is complained of as a whole.
enum NameList {
  static func names(in words: String, among known: some Sequence<String>) -> [String] {
    let known = Set(known)
    var pieces = words.split(separator: ",", omittingEmptySubsequences: false).map(String.init)[...]
    var names: [String] = []
    while !pieces.isEmpty {
      let lengths = (1...pieces.count).reversed()
      let length =
        lengths.first { known.contains(pieces.prefix($0).joined(separator: ",")) } ?? bracketed(pieces)
      names.append(pieces.prefix(length).joined(separator: ","))
      pieces = pieces.dropFirst(length)
    }
    return names
  }

  /// How many pieces there are up to a comma outside all brackets; one where brackets do not close.
  private static func bracketed(_ pieces: ArraySlice<String>) -> Int {
    var depth = 0
    for (number, piece) in pieces.enumerated() {
      for letter in piece {
        if "([".contains(letter) { depth += 1 }
        if ")]".contains(letter) { depth -= 1 }
      }
      if depth <= 0 { return number + 1 }
    }
    return 1
  }
}
