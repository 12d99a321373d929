/// Observables of the catalogue, in short.
extension Observable {
  /// Cross section of neutrino trident production over its Standard Model value.
  public static var trident: Observable { .catalogue(.trident) }
  /// Shift of the anomalous magnetic moment of the muon.
  public static var muonMagneticMoment: Observable { .catalogue(.muonMagneticMoment) }
  /// Relative excess of τ → μνν over the Standard Model.
  public static var tauToMuNuNuExcess: Observable { .catalogue(.tauToMuNuNuExcess) }
  /// Branching ratio of τ → μνν.
  public static var tauToMuNuNu: Observable { .catalogue(.tauToMuNuNu) }
  /// Branching ratio of τ → μνν over that of τ → eνν.
  public static var tauMuonElectronRatio: Observable { .catalogue(.tauMuonElectronRatio) }
  /// Coupling of the Z to neutrinos, averaged over the three.
  public static var zCouplingVectorNeutrino: Observable { .catalogue(.zCouplingVectorNeutrino) }
  /// Axial coupling of the Z to the electron.
  public static var zCouplingAxialElectron: Observable { .catalogue(.zCouplingAxialElectron) }
  /// Axial coupling of the Z to the muon.
  public static var zCouplingAxialMuon: Observable { .catalogue(.zCouplingAxialMuon) }
  /// Axial coupling of the Z to the τ.
  public static var zCouplingAxialTau: Observable { .catalogue(.zCouplingAxialTau) }
  /// Vector coupling of the Z to the electron.
  public static var zCouplingVectorElectron: Observable { .catalogue(.zCouplingVectorElectron) }
  /// Vector coupling of the Z to the muon.
  public static var zCouplingVectorMuon: Observable { .catalogue(.zCouplingVectorMuon) }
  /// Vector coupling of the Z to the τ.
  public static var zCouplingVectorTau: Observable { .catalogue(.zCouplingVectorTau) }
  /// Vacuum expectation value that breaks the U(1)′.
  public static var symmetryBreakingScale: Observable { .catalogue(.symmetryBreakingScale) }
  /// Total width of the Z′.
  public static var zPrimeWidth: Observable { .catalogue(.zPrimeWidth) }
  /// Branching ratio of Z′ → μμ.
  public static var zPrimeToMuMu: Observable { .catalogue(.zPrimeToMuMu) }
  /// Lifetime of the τ: the parameter, as something measured.
  public static var tauLifetime: Observable { .catalogue(.tauLifetime) }
  /// Rate of τ → μνν in the Standard Model: the parameter, as something calculated.
  public static var tauToMuNuNuRate: Observable { .catalogue(.tauToMuNuNuRate) }
  /// Coupling of the Z to neutrinos in the Standard Model: the parameter, as something calculated.
  public static var zCouplingNeutrinoSM: Observable { .catalogue(.zCouplingNeutrinoSM) }
  /// Axial coupling of the Z to leptons in the Standard Model: the parameter, as something calculated.
  public static var zCouplingAxialSM: Observable { .catalogue(.zCouplingAxialSM) }
  /// Vector coupling of the Z to leptons in the Standard Model: the parameter, as something calculated.
  public static var zCouplingVectorSM: Observable { .catalogue(.zCouplingVectorSM) }
  /// Events of Z → 4μ that ATLAS would expect.
  public static var fourMuonEvents: Observable { .catalogue(.fourMuonEvents) }
  /// Coefficient of (s̄γP_L b)(μ̄γμ) in the standard normalisation, real part.
  public static var wilsonC9: Observable { .catalogue(.wilsonC9) }
  /// Its imaginary part.
  public static var wilsonC9Imaginary: Observable { .catalogue(.wilsonC9Imaginary) }
  /// Coefficient of (s̄γP_R b)(μ̄γμ) in the standard normalisation, real part.
  public static var wilsonC9Prime: Observable { .catalogue(.wilsonC9Prime) }
  /// Its imaginary part.
  public static var wilsonC9PrimeImaginary: Observable { .catalogue(.wilsonC9PrimeImaginary) }
  /// Mass difference of the B_s over its Standard Model value.
  public static var bsMassDifference: Observable { .catalogue(.bsMassDifference) }
  /// Shift of the phase of B_s mixing.
  public static var bsMixingPhase: Observable { .catalogue(.bsMixingPhase) }
  /// Real part of the LL coefficient of Kaon mixing.
  public static var kaonLeftLeftReal: Observable { .catalogue(.kaonLeftLeftReal) }
  /// Imaginary part of the LL coefficient of Kaon mixing.
  public static var kaonLeftLeftImaginary: Observable { .catalogue(.kaonLeftLeftImaginary) }
  /// Real part of the RR coefficient of Kaon mixing.
  public static var kaonRightRightReal: Observable { .catalogue(.kaonRightRightReal) }
  /// Imaginary part of the RR coefficient of Kaon mixing.
  public static var kaonRightRightImaginary: Observable { .catalogue(.kaonRightRightImaginary) }
  /// Real part of the LR coefficient of Kaon mixing.
  public static var kaonLeftRightReal: Observable { .catalogue(.kaonLeftRightReal) }
  /// Imaginary part of the LR coefficient of Kaon mixing.
  public static var kaonLeftRightImaginary: Observable { .catalogue(.kaonLeftRightImaginary) }
  /// Real part of the LL coefficient of charm mixing.
  public static var charmLeftLeftReal: Observable { .catalogue(.charmLeftLeftReal) }
  /// Imaginary part of the LL coefficient of charm mixing.
  public static var charmLeftLeftImaginary: Observable { .catalogue(.charmLeftLeftImaginary) }
  /// Real part of the RR coefficient of charm mixing.
  public static var charmRightRightReal: Observable { .catalogue(.charmRightRightReal) }
  /// Imaginary part of the RR coefficient of charm mixing.
  public static var charmRightRightImaginary: Observable { .catalogue(.charmRightRightImaginary) }
  /// Real part of the LR coefficient of charm mixing.
  public static var charmLeftRightReal: Observable { .catalogue(.charmLeftRightReal) }
  /// Imaginary part of the LR coefficient of charm mixing.
  public static var charmLeftRightImaginary: Observable { .catalogue(.charmLeftRightImaginary) }
  /// Real part of the LL coefficient of B_d mixing.
  public static var bdMesonLeftLeftReal: Observable { .catalogue(.bdMesonLeftLeftReal) }
  /// Imaginary part of the LL coefficient of B_d mixing.
  public static var bdMesonLeftLeftImaginary: Observable { .catalogue(.bdMesonLeftLeftImaginary) }
  /// Real part of the RR coefficient of B_d mixing.
  public static var bdMesonRightRightReal: Observable { .catalogue(.bdMesonRightRightReal) }
  /// Imaginary part of the RR coefficient of B_d mixing.
  public static var bdMesonRightRightImaginary: Observable { .catalogue(.bdMesonRightRightImaginary) }
  /// Real part of the LR coefficient of B_d mixing.
  public static var bdMesonLeftRightReal: Observable { .catalogue(.bdMesonLeftRightReal) }
  /// Imaginary part of the LR coefficient of B_d mixing.
  public static var bdMesonLeftRightImaginary: Observable { .catalogue(.bdMesonLeftRightImaginary) }
  /// Branching ratio of t → Z′c.
  public static var topToZPrimeCharm: Observable { .catalogue(.topToZPrimeCharm) }
  /// Kinetic mixing with hypercharge from the vector-like quarks.
  public static var kineticMixing: Observable { .catalogue(.kineticMixing) }
  /// Kinetic mixing with the photon from the μ and τ loops.
  public static var leptonicKineticMixing: Observable { .catalogue(.leptonicKineticMixing) }
  /// B → X_sμμ over its Standard Model value, q² from 1 to 6 GeV².
  public static var inclusiveMuonsLow: Observable { .catalogue(.inclusiveMuonsLow) }
  /// The same for q² above 14.4 GeV².
  public static var inclusiveMuonsHigh: Observable { .catalogue(.inclusiveMuonsHigh) }
  /// B → X_sττ over its Standard Model value, q² above 14.4 GeV², mass of the τ neglected.
  public static var inclusiveTaus: Observable { .catalogue(.inclusiveTaus) }
  /// The same with the mass of the τ.
  public static var inclusiveTausMassive: Observable { .catalogue(.inclusiveTausMassive) }
  /// B → X_see over its Standard Model value, q² from 1 to 6 GeV².
  public static var inclusiveElectronsLow: Observable { .catalogue(.inclusiveElectronsLow) }
  /// B → X_sνν over its Standard Model value.
  public static var inclusiveNeutrinos: Observable { .catalogue(.inclusiveNeutrinos) }
  /// B → Kνν over its Standard Model value.
  public static var kaonNeutrinos: Observable { .catalogue(.kaonNeutrinos) }
  /// B → K*νν over its Standard Model value.
  public static var excitedKaonNeutrinos: Observable { .catalogue(.excitedKaonNeutrinos) }
  /// K⁺ → π⁺νν over its Standard Model value.
  public static var chargedKaonToPionNeutrinos: Observable { .catalogue(.chargedKaonToPionNeutrinos) }
  /// K_L → π⁰νν over its Standard Model value.
  public static var neutralKaonToPionNeutrinos: Observable { .catalogue(.neutralKaonToPionNeutrinos) }
  /// B → Kμμ over B → Kee, q² from 1.1 to 6 GeV².
  public static var universalityKaonCentral: Observable { .catalogue(.universalityKaonCentral) }
  /// The same, q² from 0.1 to 1.1 GeV².
  public static var universalityKaonLow: Observable { .catalogue(.universalityKaonLow) }
  /// B → K*μμ over B → K*ee, q² from 1.1 to 6 GeV².
  public static var universalityExcitedKaonCentral: Observable { .catalogue(.universalityExcitedKaonCentral) }
  /// The same, q² from 0.1 to 1.1 GeV².
  public static var universalityExcitedKaonLow: Observable { .catalogue(.universalityExcitedKaonLow) }
  /// Largest g′ at 100 GeV without a Landau pole below the reduced Planck mass.
  public static var largestPerturbativeCoupling: Observable { .catalogue(.largestPerturbativeCoupling) }
  /// g′ over the largest g′ without a Landau pole below the reduced Planck mass.
  public static var couplingOverLargest: Observable { .catalogue(.couplingOverLargest) }
  /// Mass of the light b quark after mixing with the vector-like quarks.
  public static var lightBottomMass: Observable { .catalogue(.lightBottomMass) }
  /// Mass of the light s quark after mixing with the vector-like quarks.
  public static var lightStrangeMass: Observable { .catalogue(.lightStrangeMass) }
  /// Mass of the light d quark after mixing with the vector-like quarks.
  public static var lightDownMass: Observable { .catalogue(.lightDownMass) }
  /// Mass of the light t quark after mixing with the vector-like quarks.
  public static var lightTopMass: Observable { .catalogue(.lightTopMass) }
  /// Mass of the light c quark after mixing with the vector-like quarks.
  public static var lightCharmMass: Observable { .catalogue(.lightCharmMass) }
  /// Mass of the light u quark after mixing with the vector-like quarks.
  public static var lightUpMass: Observable { .catalogue(.lightUpMass) }
}
