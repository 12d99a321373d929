/// What several observables of the lepton sector have in common at one point: computed when the first of them asks,
/// then kept.
///
/// Beside `Theory`, not lazy in it: a theory that no formula changes is never copied.
struct SharedTerms<R: Real> {
  private var keptZVertexShift: ZVertexShift<R>?
  private var keptZPrimeWidths: ZPrimeWidths<R>?

  init() {}

  mutating func zVertexShift(_ theory: Theory<R>) -> ZVertexShift<R> {
    if let keptZVertexShift { return keptZVertexShift }
    let shift = theory.zVertexShift
    keptZVertexShift = shift
    return shift
  }

  mutating func zPrimeWidths(_ theory: Theory<R>) -> ZPrimeWidths<R> {
    if let keptZPrimeWidths { return keptZPrimeWidths }
    let widths = theory.zPrimeWidths
    keptZPrimeWidths = widths
    return widths
  }
}

/// The same for the quark sector.
struct SharedQuarkTerms<R: Real> {
  private var keptBsMixing: Complex<R>?

  init() {}

  mutating func bsMixing(_ quarks: borrowing QuarkSector<R>) -> Complex<R> {
    if let keptBsMixing { return keptBsMixing }
    let ratio = quarks.bsMixingRatio
    keptBsMixing = ratio
    return ratio
  }
}
