extension Parameter {
  /// The default and where it comes from; nil for what is free in any fit or defined by its equation.
  public var defaultSource: String? {
    switch self {
    case .tauLifetime: "290.29(53) fs, 1403.1269 below Eq. 30"
    case .tauToMuNuNuRate: "5.956(2)e11/s, 1403.1269 Eq. 30"
    case .gNuSM: "0.50199, recomputed from hep-ex/0509008"
    case .gASM: "−0.50127, recomputed from hep-ex/0509008"
    case .gVSM: "−0.03712, recomputed from hep-ex/0509008"
    case .sinThetaW2: "0.231, as for 1403.1269 Eq. 34"
    case .mW: "80.385 GeV, PDG 2012"
    case .mZ: "91.1876 GeV, PDG 2012"
    case .mMu: "0.1056583715 GeV, PDG 2012"
    case .mTau: "1.77682 GeV, PDG 2012"
    case .mTop: "173.2 GeV, PDG 2012"
    case .mBottom: "4.18 GeV, PDG 2012"
    case .mCharm: "1.275 GeV, PDG 2012"
    case .mStrange: "0.095 GeV, PDG 2012"
    case .mDown: "0.0048 GeV, PDG 2012"
    case .mUp: "0.0023 GeV, PDG 2012"
    case .ckmLambda: "0.22535(65), PDG 2012"
    case .ckmA: "0.811(+22-12), PDG 2012"
    case .ckmRhoBar: "0.131(+26-13), PDG 2012"
    case .ckmEtaBar: "0.345(+13-14), PDG 2012"
    case .g2: "0.653, 1403.1269 Eq. 18"
    case .vtsVtb: "0.0405, as for 1403.1269 Eq. 18"
    case .s0: "2.3, 1403.1269 Eq. 18"
    case .lrFactor: "9.7, 1403.1269 Eq. 18"
    case .gPrime, .mZPrime, .mQ, .mD, .mU, .lambdaQbb, .lambdaQss, .lambdaQdd, .component: nil
    }
  }
}
