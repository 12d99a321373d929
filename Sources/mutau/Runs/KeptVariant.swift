import GlobalFit
import Runs

/// What a comparison found of a variant and a run of the variant alone would not have: a posterior known by weights, or a
/// minimum found from that of the fit as it stands. It is kept in the variant's folder, apart from the result of a run.
struct KeptVariant: Codable {
  /// The SHA-256 of the result of the fit as it stands, from which it follows.
  let base: String
  let origin: Comparison.Origin
  let result: FitResult

  private static let name = "compared"

  init(_ result: FitResult, _ origin: Comparison.Origin, besides base: FitResult) throws(Failure) {
    (self.base, self.origin, self.result) = (try Self.digest(base), origin, result)
  }

  /// What is kept in a store, if it follows from this very result of the fit as it stands; nil if nothing is.
  static func found(in store: RunStore, besides base: FitResult) -> KeptVariant? {
    guard let text = try? store.result(named: name),
      let kept = try? decoded(KeptVariant.self, fromJSON: text), let digest = try? digest(base),
      kept.base == digest
    else { return nil }
    return kept
  }

  /// Keeps it in a store, in the place of what was kept before.
  func keep(in store: RunStore) throws(RunFolder.Problem) {
    guard let text = try? json(self) else { return }
    try store.keep(text, named: Self.name)
  }

  private static func digest(_ base: FitResult) throws(Failure) -> String { sha256(try json(base)) }
}
