extension Theory {
  /// What the model predicts for an observable, in the unit of the observable.
  mutating func prediction(of observable: Observable) -> R {
    switch observable {
    case .trident: trident
    case .muonMagneticMoment: muonMagneticMoment
    case .tauToMuNuNuExcess: tauToMuNuNuExcess
    case .tauToMuNuNu: tauToMuNuNu
    case .zCouplingVectorNeutrino: zCouplingVectorNeutrino
    case .zCouplingAxialElectron: zCouplingAxialElectron
    case .zCouplingAxialMuon: zCouplingAxialMuon
    case .zCouplingAxialTau: zCouplingAxialTau
    case .zCouplingVectorElectron: zCouplingVectorElectron
    case .zCouplingVectorMuon: zCouplingVectorMuon
    case .zCouplingVectorTau: zCouplingVectorTau
    case .symmetryBreakingScale: symmetryBreakingScale
    case .zPrimeWidth: zPrimeWidth
    case .zPrimeToMuMu: zPrimeToMuMu
    case .tauLifetime: tauLifetime
    case .tauToMuNuNuRate: tauToMuNuNuRate
    case .zCouplingNeutrinoSM: gNuSM
    case .zCouplingAxialSM: gASM
    case .zCouplingVectorSM: gVSM
    }
  }
}
