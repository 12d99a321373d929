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
    case .wilsonC9: wilsonCoefficient(shared.quarks(self).left.sb, charge: charges.muon).real
    case .wilsonC9Imaginary: wilsonCoefficient(shared.quarks(self).left.sb, charge: charges.muon).imaginary
    case .wilsonC9Prime: wilsonCoefficient(shared.quarks(self).right.sb, charge: charges.muon).real
    case .wilsonC9PrimeImaginary: wilsonCoefficient(shared.quarks(self).right.sb, charge: charges.muon).imaginary
    case .bsMassDifference: shared.bsMixing(self).magnitude
    case .bsMixingPhase: shared.bsMixing(self).argument
    case .kaonLeftLeftReal: shared.kaonMixing(self).leftLeft.real
    case .kaonLeftLeftImaginary: shared.kaonMixing(self).leftLeft.imaginary
    case .kaonRightRightReal: shared.kaonMixing(self).rightRight.real
    case .kaonRightRightImaginary: shared.kaonMixing(self).rightRight.imaginary
    case .kaonLeftRightReal: shared.kaonMixing(self).leftRight.real
    case .kaonLeftRightImaginary: shared.kaonMixing(self).leftRight.imaginary
    case .charmLeftLeftReal: shared.charmMixing(self).leftLeft.real
    case .charmLeftLeftImaginary: shared.charmMixing(self).leftLeft.imaginary
    case .charmRightRightReal: shared.charmMixing(self).rightRight.real
    case .charmRightRightImaginary: shared.charmMixing(self).rightRight.imaginary
    case .charmLeftRightReal: shared.charmMixing(self).leftRight.real
    case .charmLeftRightImaginary: shared.charmMixing(self).leftRight.imaginary
    case .bdMesonLeftLeftReal: shared.bdMesonMixing(self).leftLeft.real
    case .bdMesonLeftLeftImaginary: shared.bdMesonMixing(self).leftLeft.imaginary
    case .bdMesonRightRightReal: shared.bdMesonMixing(self).rightRight.real
    case .bdMesonRightRightImaginary: shared.bdMesonMixing(self).rightRight.imaginary
    case .bdMesonLeftRightReal: shared.bdMesonMixing(self).leftRight.real
    case .bdMesonLeftRightImaginary: shared.bdMesonMixing(self).leftRight.imaginary
    case .topToZPrimeCharm: topToZPrimeCharm(shared.upQuarks(self), mTop: quarks?.mTop ?? R(.nan))
    case .kineticMixing: quarks.map(kineticMixing) ?? R(0)
    case .leptonicKineticMixing: leptonicKineticMixing
    case .inclusiveMuonsLow: inclusiveRatio(.low, shared.quarks(self), charge: charges.muon)
    case .inclusiveMuonsHigh: inclusiveRatio(.high, shared.quarks(self), charge: charges.muon)
    case .inclusiveTaus: inclusiveRatio(.high, shared.quarks(self), charge: charges.tau)
    case .inclusiveTausMassive: inclusiveRatio(.highTau, shared.quarks(self), charge: charges.tau)
    case .inclusiveElectronsLow: inclusiveRatio(.low, shared.quarks(self), charge: charges.electron)
    case .inclusiveNeutrinos: neutrinoRatio(etaWeight: 0.09, shared.quarks(self))
    case .kaonNeutrinos: neutrinoRatio(etaWeight: -2, shared.quarks(self))
    case .excitedKaonNeutrinos: neutrinoRatio(etaWeight: 1.31, shared.quarks(self))
    case .chargedKaonToPionNeutrinos: chargedKaonRatio(shared.quarks(self), shared.ckm(self))
    case .neutralKaonToPionNeutrinos: neutralKaonRatio(shared.quarks(self), shared.ckm(self))
    case .universalityKaonCentral: leptonUniversalityRatio(.kaonCentral, shared.quarks(self))
    case .universalityKaonLow: leptonUniversalityRatio(.kaonLow, shared.quarks(self))
    case .universalityExcitedKaonCentral: leptonUniversalityRatio(.excitedKaonCentral, shared.quarks(self))
    case .universalityExcitedKaonLow: leptonUniversalityRatio(.excitedKaonLow, shared.quarks(self))
    case .largestPerturbativeCoupling: largestPerturbativeCoupling(perturbingQuarks)
    case .couplingOverLargest: gPrime / largestPerturbativeCoupling(perturbingQuarks)
    case .lightBottomMass: shared.lightMasses(self).bottom
    case .lightStrangeMass: shared.lightMasses(self).strange
    case .lightDownMass: shared.lightMasses(self).down
    case .lightTopMass: shared.lightMasses(self).top
    case .lightCharmMass: shared.lightMasses(self).charm
    case .lightUpMass: shared.lightMasses(self).up
    }
  }
}
