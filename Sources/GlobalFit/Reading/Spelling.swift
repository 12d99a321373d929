/// The nearest valid spelling of a word that was not understood.
public enum Spelling {
  /// The candidate that differs from `word` by the fewest edits, if it is near enough to be meant.
  ///
  /// Edits are insertions, deletions, substitutions and swaps of neighbours (optimal string alignment);
  /// upper and lower case count as half an edit. "Near enough" is at most a third of the word's length,
  /// and at least two edits, but never as many as the word has letters.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    // A word longer than any name that could be meant is not worth comparing.
    guard word.count <= 100 else { return nil }
    let budget = min(Double(max(2, word.count / 3)), Double(word.count) - 0.5)
    var best: (candidate: String, distance: Double)?
    for candidate in candidates {
      let distance = self.distance(from: Array(word), to: Array(candidate))
      if distance <= budget, distance < (best?.distance ?? .infinity) {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }

  /// A clause to end an error message with: the nearest spelling, or the whole list where it is short.
  public static func suggestion(for word: String, among candidates: [String]) -> String {
    if let nearest = nearest(to: word, among: candidates) { return "; did you mean '\(nearest)'?" }
    if candidates.isEmpty { return "" }
    if candidates.count <= 24 { return "; expected one of: " + candidates.joined(separator: ", ") }
    return ""
  }

  /// The same names in their order, each once.
  static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  static func distance(from word: [Character], to candidate: [Character]) -> Double {
    var twoAbove = [Double]()
    var above = (0...candidate.count).map(Double.init)
    for (i, letter) in word.enumerated() {
      var row = [Double(i + 1)]
      for (j, other) in candidate.enumerated() {
        let substitution = letter == other ? 0 : (letter.lowercased() == other.lowercased() ? 0.5 : 1)
        var least = min(above[j] + substitution, above[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, letter == candidate[j - 1], word[i - 1] == other {
          least = min(least, twoAbove[j - 1] + 1)
        }
        row.append(least)
      }
      twoAbove = above
      above = row
    }
    return above[candidate.count]
  }
}
