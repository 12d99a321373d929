/// What several observables have in common at one point: computed when the first of them asks, then kept.
///
/// Beside `Theory`, not lazy in it: a theory that no formula changes is never copied.
struct SharedTerms<R: Real> {
  private var keptZVertexShift: ZVertexShift<R>?
  private var keptZPrimeWidths: ZPrimeWidths<R>?
  private var keptCKM: CKMMatrix<R>?
  private var keptQuarks: QuarkCouplings<R>?
  private var keptUpQuarks: UpQuarkCouplings<R>?
  private var keptLightMasses: LightQuarkMasses<R>?
  private var keptBsMixing: Complex<R>?
  private var keptKaonMixing: MixingCoefficients<R>?
  private var keptCharmMixing: MixingCoefficients<R>?
  private var keptBdMesonMixing: MixingCoefficients<R>?

  init() {}

  mutating func zVertexShift(_ theory: Theory<R>) -> ZVertexShift<R> {
    kept(&keptZVertexShift) { theory.zVertexShift }
  }

  mutating func zPrimeWidths(_ theory: Theory<R>) -> ZPrimeWidths<R> {
    kept(&keptZPrimeWidths) { theory.zPrimeWidths }
  }

  mutating func ckm(_ theory: Theory<R>) -> CKMMatrix<R> {
    kept(&keptCKM) { CKMMatrix(theory.requiredQuarks) }
  }

  mutating func quarks(_ theory: Theory<R>) -> QuarkCouplings<R> {
    kept(&keptQuarks) { theory.downCouplings }
  }

  mutating func upQuarks(_ theory: Theory<R>) -> UpQuarkCouplings<R> {
    if let keptUpQuarks { return keptUpQuarks }
    let couplings = theory.upCouplings(ckm(theory), quarks(theory))
    keptUpQuarks = couplings
    return couplings
  }

  mutating func lightMasses(_ theory: Theory<R>) -> LightQuarkMasses<R> {
    if let keptLightMasses { return keptLightMasses }
    let masses = theory.lightQuarkMasses(ckm(theory))
    keptLightMasses = masses
    return masses
  }

  mutating func bsMixing(_ theory: Theory<R>) -> Complex<R> {
    if let keptBsMixing { return keptBsMixing }
    let ratio = theory.bsMixingRatio(quarks(theory), theory.requiredQuarks)
    keptBsMixing = ratio
    return ratio
  }

  mutating func kaonMixing(_ theory: Theory<R>) -> MixingCoefficients<R> {
    if let keptKaonMixing { return keptKaonMixing }
    let couplings = quarks(theory)
    let coefficients = theory.mixingCoefficients(left: couplings.left.sd, right: couplings.right.sd)
    keptKaonMixing = coefficients
    return coefficients
  }

  mutating func bdMesonMixing(_ theory: Theory<R>) -> MixingCoefficients<R> {
    if let keptBdMesonMixing { return keptBdMesonMixing }
    let couplings = quarks(theory)
    let coefficients = theory.mixingCoefficients(left: couplings.left.bd, right: couplings.right.bd)
    keptBdMesonMixing = coefficients
    return coefficients
  }

  mutating func charmMixing(_ theory: Theory<R>) -> MixingCoefficients<R> {
    if let keptCharmMixing { return keptCharmMixing }
    let couplings = upQuarks(theory)
    let coefficients = theory.mixingCoefficients(left: couplings.left.cu, right: couplings.right.cu)
    keptCharmMixing = coefficients
    return coefficients
  }

  @inline(__always)
  private func kept<Term>(_ place: inout Term?, _ term: () -> Term) -> Term {
    if let place { return place }
    let value = term()
    place = value
    return value
  }
}
