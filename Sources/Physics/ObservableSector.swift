extension Observable {
  /// Which part of the model predicts an observable.
  enum Sector {
    /// `Theory`.
    case leptons
    /// `FourMuonTable`.
    case fourMuons
    /// `QuarkSector`, whatever makes the couplings; the formula reads these blocks of it.
    case quarks(QuarkBlocks)
    /// `QuarkSector`: a coefficient of an operator of mixing.
    case mixing(MixingRow)
    /// The running of g′, in which vector-like quarks take part where there are any.
    case running
    /// `QuarkParameters`: the vector-like quarks themselves.
    case vectorLikeQuarks
  }

  /// What predicts it.
  var sector: Sector {
    switch self {
    case .trident, .muonMagneticMoment, .tauToMuNuNuExcess, .tauToMuNuNu, .tauMuonElectronRatio,
      .zCouplingVectorNeutrino,
      .zCouplingAxialElectron, .zCouplingAxialMuon, .zCouplingAxialTau, .zCouplingVectorElectron,
      .zCouplingVectorMuon, .zCouplingVectorTau, .symmetryBreakingScale, .zPrimeWidth, .zPrimeToMuMu,
      .tauLifetime, .tauToMuNuNuRate, .zCouplingNeutrinoSM, .zCouplingAxialSM, .zCouplingVectorSM,
      .leptonicKineticMixing:
      .leptons
    case .fourMuonEvents: .fourMuons
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
    case .bdMesonLeftLeftReal: .mixing(MixingRow(.bdMeson, .leftLeft, .real))
    case .bdMesonLeftLeftImaginary: .mixing(MixingRow(.bdMeson, .leftLeft, .imaginary))
    case .bdMesonRightRightReal: .mixing(MixingRow(.bdMeson, .rightRight, .real))
    case .bdMesonRightRightImaginary: .mixing(MixingRow(.bdMeson, .rightRight, .imaginary))
    case .bdMesonLeftRightReal: .mixing(MixingRow(.bdMeson, .leftRight, .real))
    case .bdMesonLeftRightImaginary: .mixing(MixingRow(.bdMeson, .leftRight, .imaginary))
    case .kaonLeftLeftReal: .mixing(MixingRow(.kaon, .leftLeft, .real))
    case .kaonLeftLeftImaginary: .mixing(MixingRow(.kaon, .leftLeft, .imaginary))
    case .kaonRightRightReal: .mixing(MixingRow(.kaon, .rightRight, .real))
    case .kaonRightRightImaginary: .mixing(MixingRow(.kaon, .rightRight, .imaginary))
    case .kaonLeftRightReal: .mixing(MixingRow(.kaon, .leftRight, .real))
    case .kaonLeftRightImaginary: .mixing(MixingRow(.kaon, .leftRight, .imaginary))
    case .charmLeftLeftReal: .mixing(MixingRow(.charm, .leftLeft, .real))
    case .charmLeftLeftImaginary: .mixing(MixingRow(.charm, .leftLeft, .imaginary))
    case .charmRightRightReal: .mixing(MixingRow(.charm, .rightRight, .real))
    case .charmRightRightImaginary: .mixing(MixingRow(.charm, .rightRight, .imaginary))
    case .charmLeftRightReal: .mixing(MixingRow(.charm, .leftRight, .real))
    case .charmLeftRightImaginary: .mixing(MixingRow(.charm, .leftRight, .imaginary))
    case .topToZPrimeCharm: .quarks([.tc, .scales, .masses])
    case .chargedKaonToPionNeutrinos, .neutralKaonToPionNeutrinos: .quarks([.sd, .scales, .kaonToPion])
    }
  }
}
