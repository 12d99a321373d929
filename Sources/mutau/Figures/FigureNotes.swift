import Figures

extension Figure {
  /// The same with what to know of it behind its caption.
  func noting(_ notes: [String]) -> Figure {
    guard !notes.isEmpty else { return self }
    var noted = self
    let end = [".", "!", "?"].contains { caption.hasSuffix($0) } ? "" : "."
    noted.caption = caption + end + notes.map { " Note: \($0)." }.joined()
    return noted
  }
}
