extension Parameter: RawRepresentable, CaseIterable, Codable, CodingKeyRepresentable {
  /// Parameters that are not components of a complex coupling.
  private static let plain: [Parameter] = [
    .gPrime, .mZPrime, .tauLifetime, .tauToMuNuNuRate, .gNuSM, .gASM, .gVSM, .sinThetaW2, .mW, .mZ, .mMu,
    .mTau,
    .mQ, .mD, .mU, .mTop, .mBottom, .mCharm, .mStrange, .mDown, .mUp, .ckmLambda, .ckmA, .ckmRhoBar,
    .ckmEtaBar,
    .g2, .vtsVtb, .s0, .lrFactor, .lambdaQbb, .lambdaQss, .lambdaQdd,
  ]

  /// Every parameter; each complex coupling with all four components.
  public static let allCases: [Parameter] =
    plain
    + ComplexParameter.allCases.flatMap { coupling in
      ComplexParameter.Component.allCases.map { .component(coupling, $0) }
    }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The parameter of this name. A complex coupling's own name means its real part.
  public init?(rawValue: String) {
    if let parameter = Self.byName[rawValue] {
      self = parameter
    } else if let coupling = ComplexParameter(rawValue: rawValue) {
      self = .component(coupling, .real)
    } else {
      return nil
    }
  }

  /// The name in fit files and output.
  public var rawValue: String {
    switch self {
    case .gPrime: "gPrime"
    case .mZPrime: "mZPrime"
    case .tauLifetime: "tauLifetime"
    case .tauToMuNuNuRate: "tauToMuNuNuRate"
    case .gNuSM: "gNuSM"
    case .gASM: "gASM"
    case .gVSM: "gVSM"
    case .sinThetaW2: "sinThetaW2"
    case .mW: "mW"
    case .mZ: "mZ"
    case .mMu: "mMu"
    case .mTau: "mTau"
    case .mQ: "mQ"
    case .mD: "mD"
    case .mU: "mU"
    case .mTop: "mTop"
    case .mBottom: "mBottom"
    case .mCharm: "mCharm"
    case .mStrange: "mStrange"
    case .mDown: "mDown"
    case .mUp: "mUp"
    case .ckmLambda: "ckmLambda"
    case .ckmA: "ckmA"
    case .ckmRhoBar: "ckmRhoBar"
    case .ckmEtaBar: "ckmEtaBar"
    case .g2: "g2"
    case .vtsVtb: "VtsVtb"
    case .s0: "S0"
    case .lrFactor: "lrFactor"
    case .lambdaQbb: "lambdaQbb"
    case .lambdaQss: "lambdaQss"
    case .lambdaQdd: "lambdaQdd"
    case .component(let coupling, let component): "\(coupling.rawValue).\(component.rawValue)"
    }
  }
}
