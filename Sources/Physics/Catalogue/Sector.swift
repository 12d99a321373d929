/// Which part of the model predicts an observable.
enum Sector {
  /// `Theory`.
  case leptons
  /// `QuarkSector`, whatever makes the couplings; the formula reads these blocks of it.
  case quarks(QuarkBlocks)
  /// `QuarkSector`: a coefficient of an operator of mixing.
  case mixing(MixingRow)
  /// `QuarkParameters`: the vector-like quarks themselves.
  case heavyQuarks
  /// The running of g′, in which vector-like quarks take part where there are any.
  case running
  /// The table of Z → 4μ.
  case fourMuons
}

extension CatalogueObservable {
  /// Which part of the model predicts it.
  var sector: Sector {
    var nothing: Void = ()
    return formula(SectorFinder(), &nothing)
  }
}

/// No part of the model: it answers to a formula with the part that the formula reads.
private struct SectorFinder: ModelPart {
  func leptons(
    sharing _: inout Void, _ formula: (Theory<Double>, inout SharedTerms<Double>) -> Double
  ) -> Sector { .leptons }

  func quarks(
    sharing _: inout Void, _ blocks: QuarkBlocks,
    _ formula: (QuarkSector<Double>, inout SharedQuarkTerms<Double>) -> Double
  ) -> Sector { .quarks(blocks) }

  func mixing(_: inout Void, _ row: MixingRow) -> Sector { .mixing(row) }

  func heavyQuarks(
    _: inout Void, _ formula: (Theory<Double>, QuarkParameters<Double>) -> Double
  ) -> Sector { .heavyQuarks }

  func running(
    _: inout Void, leptonic: (Theory<Double>) -> Double,
    heavy: (Theory<Double>, QuarkParameters<Double>) -> Double
  ) -> Sector { .running }

  func fourMuons(_: inout Void) -> Sector { .fourMuons }
}
