/// What the predictions depend on: the model, and the inputs of the Standard Model that a fit can vary.
///
/// Masses are in GeV. The raw value is the name in fit files and output.
public enum Parameter: Hashable, Sendable {
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
  /// Masses of the vector-like quarks: the doublet Q and the singlets D and U.
  case mQ, mD, mU
  /// Masses of the quarks of the Standard Model.
  case mTop, mBottom, mCharm, mStrange, mDown, mUp
  /// The CKM matrix by its Wolfenstein parameters.
  case ckmLambda, ckmA, ckmRhoBar, ckmEtaBar
  /// The SU(2) gauge coupling as it enters B_s mixing.
  case g2
  /// |V_ts*V_tb| as it enters B_s mixing.
  case vtsVtb
  /// Loop function of B_s mixing in the Standard Model.
  case s0
  /// Hadronic matrix element of the left-right operator of B_s mixing over that of the left-left one.
  case lrFactor
  /// Flavour-diagonal λ/Λ² of left-handed quarks, which reach up-type transitions through the CKM matrix.
  case lambdaQbb, lambdaQss, lambdaQdd
  /// Half of a complex coupling.
  case component(ComplexParameter, ComplexParameter.Component)

  /// The complex coupling this is a component of, if it is one.
  public var complexParameter: ComplexParameter? {
    if case .component(let coupling, _) = self { coupling } else { nil }
  }

  /// The component this is of a complex coupling.
  public var component: ComplexParameter.Component? {
    if case .component(_, let component) = self { component } else { nil }
  }

  /// Whether it is a phase in radians: values 2π apart are the same.
  public var isPhase: Bool { component == .phase }

  /// The value where a fit says nothing; the masses that make the model have none.
  public var defaultValue: Double? {
    switch self {
    case .gPrime, .mZPrime, .mQ, .mD: nil
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
    case .mU: 25_000
    case .mTop: 173.2
    case .mBottom: 4.18
    case .mCharm: 1.275
    case .mStrange: 0.095
    case .mDown: 0.0048
    case .mUp: 0.0023
    case .ckmLambda: 0.22535
    case .ckmA: 0.811
    case .ckmRhoBar: 0.131
    case .ckmEtaBar: 0.345
    case .g2: 0.653
    case .vtsVtb: 0.0405
    case .s0: 2.3
    case .lrFactor: 9.7
    case .lambdaQbb, .lambdaQss, .lambdaQdd, .component: 0
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
    case .mQ, .mD, .mU: 100...1e9
    case .mTop, .mBottom, .mCharm, .mStrange, .mDown, .mUp: 1e-6...1e3
    case .ckmLambda: 0.01...0.99
    case .ckmA, .ckmRhoBar, .ckmEtaBar: -1.5...1.5
    case .g2: 0.01...10
    case .vtsVtb: 1e-4...1
    case .s0: 1e-2...100
    case .lrFactor: -100...100
    case .lambdaQbb, .lambdaQss, .lambdaQdd: -1...1
    case .component(_, .phase): -7...7
    case .component(_, .modulus): 0...100
    case .component(_, .real), .component(_, .imaginary): -100...100
    }
  }
}
