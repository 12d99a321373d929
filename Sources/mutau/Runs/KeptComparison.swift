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
    let store: RunStore
    do throws(RunFolder.Problem) {
      store = try RunStore(writing: RunFolder(path: folder))
    } catch {
      throw .numerics("the comparison could not be kept: \(error)")
    }
    defer { store.close() }
    do {
      guard let result = try store.result(named: "fit") else { return }
      let kept = KeptComparison(base: sha256(result), comparison: comparison.lasting)
      try store.keep(json(kept), named: name)
    } catch {
      throw .numerics("the comparison could not be kept: \(error)")
    }
    try RunFiles.writePage(of: StoredRun(store))
  }

  /// The text of what is kept; nil if nothing is.
  static func text(in store: RunStore) -> String? { try? store.result(named: name) }
}

extension StoredRun {
  /// The comparison of the run's variants; nil if there is none, or the run has another result by now.
  var comparison: Comparison? {
    guard let result, let text = KeptComparison.text(in: store),
      let kept = try? decoded(KeptComparison.self, fromJSON: text), kept.base == sha256(result)
    else { return nil }
    return kept.comparison
  }
}
