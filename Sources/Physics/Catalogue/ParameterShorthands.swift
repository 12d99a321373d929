/// What a parameter is called in this program, for brevity; ``Parameter/allCases`` does without.
extension Parameter {
  /// See ``LeptonParameter/gPrime``.
  public static var gPrime: Parameter { .lepton(.gPrime) }
  /// See ``LeptonParameter/mZPrime``.
  public static var mZPrime: Parameter { .lepton(.mZPrime) }
  /// See ``LeptonParameter/tauLifetime``.
  public static var tauLifetime: Parameter { .lepton(.tauLifetime) }
  /// See ``LeptonParameter/tauToMuNuNuRate``.
  public static var tauToMuNuNuRate: Parameter { .lepton(.tauToMuNuNuRate) }
  /// See ``LeptonParameter/gNuSM``.
  public static var gNuSM: Parameter { .lepton(.gNuSM) }
  /// See ``LeptonParameter/gASM``.
  public static var gASM: Parameter { .lepton(.gASM) }
  /// See ``LeptonParameter/gVSM``.
  public static var gVSM: Parameter { .lepton(.gVSM) }
  /// See ``LeptonParameter/sinThetaW2``.
  public static var sinThetaW2: Parameter { .lepton(.sinThetaW2) }
  /// See ``LeptonParameter/mW``.
  public static var mW: Parameter { .lepton(.mW) }
  /// See ``LeptonParameter/mZ``.
  public static var mZ: Parameter { .lepton(.mZ) }
  /// See ``LeptonParameter/mMu``.
  public static var mMu: Parameter { .lepton(.mMu) }
  /// See ``LeptonParameter/mTau``.
  public static var mTau: Parameter { .lepton(.mTau) }
  /// See ``QuarkParameter/mQ``.
  public static var mQ: Parameter { .quark(.mQ) }
  /// See ``QuarkParameter/mD``.
  public static var mD: Parameter { .quark(.mD) }
  /// See ``QuarkParameter/mU``.
  public static var mU: Parameter { .quark(.mU) }
  /// See ``QuarkParameter/mTop``.
  public static var mTop: Parameter { .quark(.mTop) }
  /// See ``QuarkParameter/mBottom``.
  public static var mBottom: Parameter { .quark(.mBottom) }
  /// See ``QuarkParameter/mCharm``.
  public static var mCharm: Parameter { .quark(.mCharm) }
  /// See ``QuarkParameter/mStrange``.
  public static var mStrange: Parameter { .quark(.mStrange) }
  /// See ``QuarkParameter/mDown``.
  public static var mDown: Parameter { .quark(.mDown) }
  /// See ``QuarkParameter/mUp``.
  public static var mUp: Parameter { .quark(.mUp) }
  /// See ``QuarkParameter/ckmLambda``.
  public static var ckmLambda: Parameter { .quark(.ckmLambda) }
  /// See ``QuarkParameter/ckmA``.
  public static var ckmA: Parameter { .quark(.ckmA) }
  /// See ``QuarkParameter/ckmRhoBar``.
  public static var ckmRhoBar: Parameter { .quark(.ckmRhoBar) }
  /// See ``QuarkParameter/ckmEtaBar``.
  public static var ckmEtaBar: Parameter { .quark(.ckmEtaBar) }
  /// See ``QuarkParameter/g2``.
  public static var g2: Parameter { .quark(.g2) }
  /// See ``QuarkParameter/vtsVtb``.
  public static var vtsVtb: Parameter { .quark(.vtsVtb) }
  /// See ``QuarkParameter/s0``.
  public static var s0: Parameter { .quark(.s0) }
  /// See ``QuarkParameter/lrFactor``.
  public static var lrFactor: Parameter { .quark(.lrFactor) }
  /// See ``QuarkParameter/lambdaQbb``.
  public static var lambdaQbb: Parameter { .quark(.lambdaQbb) }
  /// See ``QuarkParameter/lambdaQss``.
  public static var lambdaQss: Parameter { .quark(.lambdaQss) }
  /// See ``QuarkParameter/lambdaQdd``.
  public static var lambdaQdd: Parameter { .quark(.lambdaQdd) }
}
