import Physics

/// What a measurement of an observable can reasonably be in its unit: a value outside was written in another unit.
extension Observable {
  var plausibleRange: ClosedRange<Double> {
    switch self {
    case .trident: 0...100
    case .muonMagneticMoment: -1e-6...1e-6
    case .tauToMuNuNuExcess: -0.5...0.5
    case .tauToMuNuNu, .zPrimeToMuMu: 0...1
    case .zCouplingVectorNeutrino, .zCouplingAxialElectron, .zCouplingAxialMuon, .zCouplingAxialTau,
      .zCouplingVectorElectron, .zCouplingVectorMuon, .zCouplingVectorTau,
      .zCouplingNeutrinoSM, .zCouplingAxialSM, .zCouplingVectorSM:
      -1...1
    case .tauLifetime: 1...1e4
    case .tauToMuNuNuRate: 1e9...1e13
    case .symmetryBreakingScale, .zPrimeWidth: 0...1e6
    case .wilsonC9, .wilsonC9Imaginary, .wilsonC9Prime, .wilsonC9PrimeImaginary: -20...20
    case .fourMuonEvents: 0...1e6
    case .bsMassDifference: 0...10
    case .bsMixingPhase: -4...4
    case .kaonLeftLeftReal, .kaonLeftLeftImaginary, .kaonRightRightReal, .kaonRightRightImaginary,
      .kaonLeftRightReal, .kaonLeftRightImaginary, .charmLeftLeftReal, .charmLeftLeftImaginary,
      .charmRightRightReal, .charmRightRightImaginary, .charmLeftRightReal, .charmLeftRightImaginary,
      .bdMesonLeftLeftReal, .bdMesonLeftLeftImaginary, .bdMesonRightRightReal, .bdMesonRightRightImaginary,
      .bdMesonLeftRightReal, .bdMesonLeftRightImaginary:
      -1e-6...1e-6
    case .topToZPrimeCharm: 0...1
    case .kineticMixing, .leptonicKineticMixing: -1...1
    case .inclusiveMuonsLow, .inclusiveMuonsHigh, .inclusiveTaus, .inclusiveTausMassive,
      .inclusiveElectronsLow, .inclusiveNeutrinos, .kaonNeutrinos, .excitedKaonNeutrinos,
      .chargedKaonToPionNeutrinos, .neutralKaonToPionNeutrinos:
      0...1000
    case .tauMuonElectronRatio, .universalityKaonCentral, .universalityKaonLow,
      .universalityExcitedKaonCentral,
      .universalityExcitedKaonLow:
      0...10
    case .largestPerturbativeCoupling, .couplingOverLargest: 0...100
    case .lightBottomMass, .lightStrangeMass, .lightDownMass, .lightTopMass, .lightCharmMass, .lightUpMass:
      0...1000
    }
  }

  /// Refuses a measured value, or an error, that can only be in another unit than the observable's.
  func requirePlausible(_ distribution: Distribution, at element: Element) throws(InputError) {
    let range = plausibleRange
    let width = range.upperBound - range.lowerBound
    let unit = unit.isEmpty ? "a pure number, no per cent" : "in \(unit)"
    func refuse(_ what: String, _ value: Double) -> InputError {
      element.failure(
        "\(what) \(value.short) of '\(rawValue)' is not plausible: it is \(unit), "
          + "between \(range.lowerBound.short) and \(range.upperBound.short)")
    }
    guard range.contains(distribution.mode) else { throw refuse("the value", distribution.mode) }
    switch distribution {
    case .normal(let density) where density.sigma > width: throw refuse("the error", density.sigma)
    case .theoryRange(let density) where max(density.sigma, density.halfRange) > width:
      throw refuse("the error", max(density.sigma, density.halfRange))
    case .asymmetricNormal(let density) where max(density.upperSigma, density.lowerSigma) > width:
      throw refuse("the error", max(density.upperSigma, density.lowerSigma))
    case .halfNormal(let density) where abs(density.sigma) > width:
      throw refuse("the error", abs(density.sigma))
    default: return
    }
  }
}
