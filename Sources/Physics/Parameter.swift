/// What the predictions depend on: the model, and the inputs of the Standard Model that a fit can vary.
///
/// Masses are in GeV. The raw value is the name in fit files and output.
public enum Parameter: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
  /// Coupling of the Z′.
  case gPrime
  /// Mass of the Z′.
  case mZPrime
  /// Lifetime of the τ in femtoseconds.
  case tauLifetime
  /// Partial width of τ → μνν in the Standard Model, per second.
  case tauToMuNuNuRate
  /// Coupling of the Z to neutrinos in the Standard Model.
  case gNuSM
  /// Axial coupling of the Z to charged leptons in the Standard Model.
  case gASM
  /// Vector coupling of the Z to charged leptons in the Standard Model.
  case gVSM
  /// sin²θ_W as it enters trident production.
  case sinThetaW2
  /// Mass of the W.
  case mW
  /// Mass of the Z.
  case mZ
  /// Mass of the muon.
  case mMu
  /// Mass of the τ.
  case mTau

  /// The value where a fit says nothing; the model's own two parameters have none.
  public var defaultValue: Double? {
    switch self {
    case .gPrime, .mZPrime: nil
    case .tauLifetime: 290.29
    case .tauToMuNuNuRate: 5.956e11
    case .gNuSM: 0.50199
    case .gASM: -0.50127
    case .gVSM: -0.03712
    case .sinThetaW2: 0.231
    case .mW: 80.385
    case .mZ: 91.1876
    case .mMu: 0.1056583715
    case .mTau: 1.77682
    }
  }

  /// The values the parameter can have at all, in its unit.
  public var physicalRange: ClosedRange<Double> {
    switch self {
    case .gPrime: 0...100
    case .mZPrime: 1e-6...1e9
    case .tauLifetime: 1...1e6
    case .tauToMuNuNuRate: 1e6...1e15
    case .gNuSM, .gASM, .gVSM: -10...10
    case .sinThetaW2: 0...1
    case .mW, .mZ: 1...1e4
    case .mMu, .mTau: 1e-6...1e3
    }
  }
}
