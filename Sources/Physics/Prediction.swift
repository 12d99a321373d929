extension Theory {
  /// What the model predicts for an observable of the lepton sector, in the unit of the observable. `shared` belongs to this point and
  /// passes from one observable to the next.
  func prediction(of observable: Observable, sharing shared: inout SharedTerms<R>) -> R {
    switch observable {
    case .trident: trident
    case .muonMagneticMoment: muonMagneticMoment
    case .tauToMuNuNuExcess: tauToMuNuNuExcess
    case .tauToMuNuNu: tauToMuNuNu
    case .tauMuonElectronRatio: tauMuonElectronRatio
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
    case .leptonicKineticMixing: leptonicKineticMixing
    case .largestPerturbativeCoupling: largestPerturbativeCoupling
    case .couplingOverLargest: gPrime / largestPerturbativeCoupling
    default: preconditionFailure("\(observable) is not predicted by leptons.")
    }
  }
}

extension QuarkSector {
  /// What the model predicts for an observable of the quark sector, in the unit of the observable.
  func prediction(of observable: Observable, sharing shared: inout SharedQuarkTerms<R>) -> R {
    switch observable {
    case .wilsonC9: wilsonCoefficient(leftSB, charge: charges.muon).real
    case .wilsonC9Imaginary: wilsonCoefficient(leftSB, charge: charges.muon).imaginary
    case .wilsonC9Prime: wilsonCoefficient(rightSB, charge: charges.muon).real
    case .wilsonC9PrimeImaginary: wilsonCoefficient(rightSB, charge: charges.muon).imaginary
    case .bsMassDifference: shared.bsMixing(self).magnitude
    case .bsMixingPhase: shared.bsMixing(self).argument
    case .topToZPrimeCharm: topToZPrimeCharm
    case .inclusiveMuonsLow: inclusiveRatio(.low, charge: charges.muon)
    case .inclusiveMuonsHigh: inclusiveRatio(.high, charge: charges.muon)
    case .inclusiveTaus: inclusiveRatio(.high, charge: charges.tau)
    case .inclusiveTausMassive: inclusiveRatio(.highTau, charge: charges.tau)
    case .inclusiveElectronsLow: inclusiveRatio(.low, charge: charges.electron)
    case .inclusiveNeutrinos: neutrinoRatio(etaWeight: 0.09)
    case .kaonNeutrinos: neutrinoRatio(etaWeight: -2)
    case .excitedKaonNeutrinos: neutrinoRatio(etaWeight: 1.31)
    case .chargedKaonToPionNeutrinos: chargedKaonRatio
    case .neutralKaonToPionNeutrinos: neutralKaonRatio
    case .universalityKaonCentral: leptonUniversalityRatio(.kaonCentral)
    case .universalityKaonLow: leptonUniversalityRatio(.kaonLow)
    case .universalityExcitedKaonCentral: leptonUniversalityRatio(.excitedKaonCentral)
    case .universalityExcitedKaonLow: leptonUniversalityRatio(.excitedKaonLow)
    default: preconditionFailure("\(observable) is not predicted by quarks.")
    }
  }
}

extension QuarkParameters {
  /// What the model predicts for an observable of the vector-like quarks themselves, in the unit of the observable.
  func prediction(of observable: Observable, _ theory: borrowing Theory<R>) -> R {
    switch observable {
    case .kineticMixing: theory.kineticMixing(self)
    case .largestPerturbativeCoupling: theory.largestPerturbativeCoupling(self)
    case .couplingOverLargest: theory.gPrime / theory.largestPerturbativeCoupling(self)
    case .lightBottomMass: lightDownMasses(theory).third
    case .lightStrangeMass: lightDownMasses(theory).second
    case .lightDownMass: lightDownMasses(theory).first
    case .lightTopMass: lightUpMasses(theory).third
    case .lightCharmMass: lightUpMasses(theory).second
    case .lightUpMass: lightUpMasses(theory).first
    default: preconditionFailure("\(observable) is not predicted by vector-like quarks.")
    }
  }

  /// Masses of b, s and d: those of the mass matrix, or the parameters at leading order.
  private func lightDownMasses(_ theory: borrowing Theory<R>) -> (third: R, second: R, first: R) {
    guard theory.formulas.diagonalisation == .exact else { return (mBottom, mStrange, mDown) }
    let light = downMassMatrix(scale: theory.finiteSquaredScale.squareRoot()).light
    return (light.third, light.second, light.first)
  }

  /// Masses of t, c and u.
  private func lightUpMasses(_ theory: borrowing Theory<R>) -> (third: R, second: R, first: R) {
    guard theory.formulas.diagonalisation == .exact else { return (mTop, mCharm, mUp) }
    let light = upMassMatrix(CKMMatrix(self), scale: theory.finiteSquaredScale.squareRoot()).light
    return (light.third, light.second, light.first)
  }
}
