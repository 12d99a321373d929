extension Theory {
  /// What the model predicts for an observable, in the unit of the observable. `shared` belongs to this point and
  /// passes from one observable to the next.
  func prediction(of observable: Observable, sharing shared: inout SharedTerms<R>) -> R {
    switch observable {
    case .trident: trident
    case .muonMagneticMoment: muonMagneticMoment
    case .tauToMuNuNuExcess: tauToMuNuNuExcess
    case .tauToMuNuNu: tauToMuNuNu
    case .zCouplingVectorNeutrino:
      zCoupling(gNuSM, chargeSquared: charges.neutrinoMeanSquare, shift: shared.zVertexShift(self))
    case .zCouplingAxialElectron:
      zCoupling(gASM, chargeSquared: charges.electron.squared, shift: shared.zVertexShift(self))
    case .zCouplingAxialMuon:
      zCoupling(gASM, chargeSquared: charges.muon.squared, shift: shared.zVertexShift(self))
    case .zCouplingAxialTau:
      zCoupling(gASM, chargeSquared: charges.tau.squared, shift: shared.zVertexShift(self))
    case .zCouplingVectorElectron:
      zCoupling(gVSM, chargeSquared: charges.electron.squared, shift: shared.zVertexShift(self))
    case .zCouplingVectorMuon:
      zCoupling(gVSM, chargeSquared: charges.muon.squared, shift: shared.zVertexShift(self))
    case .zCouplingVectorTau:
      zCoupling(gVSM, chargeSquared: charges.tau.squared, shift: shared.zVertexShift(self))
    case .symmetryBreakingScale: symmetryBreakingScale
    case .zPrimeWidth: zPrimeWidth(shared.zPrimeWidths(self))
    case .zPrimeToMuMu: shared.zPrimeWidths(self).branchingRatioToMuons
    case .tauLifetime: tauLifetime
    case .tauToMuNuNuRate: tauToMuNuNuRate
    case .zCouplingNeutrinoSM: gNuSM
    case .zCouplingAxialSM: gASM
    case .zCouplingVectorSM: gVSM
    }
  }
}

/// What several observables have in common at one point: computed when the first of them asks, then kept.
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
