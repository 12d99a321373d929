import GlobalFit
import Runs

/// What `mutau compare` found, kept in the run of the fit as it stands.
struct KeptComparison: Codable {
  /// The SHA-256 of the result that the variants were compared with.
  let base: String
  let comparison: Comparison

  private static let name = "comparison"

  /// Keeps a comparison in the finished run of the fit as it stands, and renews the run's page.
  static func keep(_ comparison: Comparison, in folder: String) throws(Failure) {
    do {
      let store = try RunStore(writing: RunFolder(path: folder))
      guard let result = try store.result(named: "fit") else { return }
      try store.keep(json(KeptComparison(base: sha256(result), comparison: comparison)), named: name)
    } catch {
      throw .numerics("the comparison could not be kept: \(error)")
    }
    try RunPage(StoredRun(folder)).write()
  }

  /// The text of what is kept; nil if nothing is.
  static func text(in folder: RunFolder) -> String? {
    guard let store = try? RunStore(reading: folder) else { return nil }
    return try? store.result(named: name)
  }
}

extension StoredRun {
  /// The comparison of the run's variants; nil if there is none, or the run has another result by now.
  var comparison: Comparison? {
    guard let result, let text = KeptComparison.text(in: folder),
      let kept = try? decoded(KeptComparison.self, fromJSON: text), kept.base == sha256(result)
    else { return nil }
    return kept.comparison
  }
}
