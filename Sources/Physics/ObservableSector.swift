extension Observable {
  /// Which part of the model predicts an observable.
  enum Sector {
    /// `Theory`.
    case leptons
    /// `QuarkSector`, whatever makes the couplings; the formula reads these blocks of it.
    case quarks(QuarkBlocks)
    /// The running of g′, in which vector-like quarks take part where there are any.
    case running
    /// `QuarkParameters`: the vector-like quarks themselves.
    case vectorLikeQuarks
  }

  /// What predicts it.
  var sector: Sector {
    switch self {
    case .trident, .muonMagneticMoment, .tauToMuNuNuExcess, .tauToMuNuNu, .zCouplingVectorNeutrino,
      .zCouplingAxialElectron, .zCouplingAxialMuon, .zCouplingAxialTau, .zCouplingVectorElectron,
      .zCouplingVectorMuon, .zCouplingVectorTau, .symmetryBreakingScale, .zPrimeWidth, .zPrimeToMuMu,
      .tauLifetime, .tauToMuNuNuRate, .zCouplingNeutrinoSM, .zCouplingAxialSM, .zCouplingVectorSM,
      .leptonicKineticMixing:
      .leptons
    case .largestPerturbativeCoupling, .couplingOverLargest: .running
    case .kineticMixing, .lightBottomMass, .lightStrangeMass, .lightDownMass, .lightTopMass, .lightCharmMass,
      .lightUpMass:
      .vectorLikeQuarks
    case .wilsonC9, .wilsonC9Imaginary, .wilsonC9Prime, .wilsonC9PrimeImaginary, .inclusiveMuonsLow,
      .inclusiveMuonsHigh, .inclusiveTaus, .inclusiveTausMassive, .inclusiveElectronsLow,
      .universalityKaonCentral, .universalityKaonLow, .universalityExcitedKaonCentral,
      .universalityExcitedKaonLow:
      .quarks([.sb])
    case .inclusiveNeutrinos, .kaonNeutrinos, .excitedKaonNeutrinos: .quarks([.sb, .scales])
    case .bsMassDifference, .bsMixingPhase: .quarks([.sb, .scales, .box])
    case .bdMesonLeftLeftReal, .bdMesonLeftLeftImaginary, .bdMesonRightRightReal, .bdMesonRightRightImaginary, .bdMesonLeftRightReal, .bdMesonLeftRightImaginary: .quarks([.bd, .scales])
    case .kaonLeftLeftReal, .kaonLeftLeftImaginary, .kaonRightRightReal, .kaonRightRightImaginary, .kaonLeftRightReal, .kaonLeftRightImaginary: .quarks([.sd, .scales])
    case .charmLeftLeftReal, .charmLeftLeftImaginary, .charmRightRightReal, .charmRightRightImaginary, .charmLeftRightReal, .charmLeftRightImaginary: .quarks([.cu, .scales])
    case .topToZPrimeCharm: .quarks([.tc, .scales, .masses])
    case .chargedKaonToPionNeutrinos, .neutralKaonToPionNeutrinos: .quarks([.sd, .scales, .kaonToPion])
    }
  }
}
