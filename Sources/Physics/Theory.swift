/// The Z′ and its leptons at one point of parameter space: what the formulas of the lepton sector read. Masses in GeV.
/// Quarks are in `QuarkSector`.
///
/// The formulas are extensions of this type, one file a process, in `Observables/`.
struct Theory<R: Real>: Sendable {
  var gPrime: R
  var mZPrime: R
  var tauLifetime: R
  var tauToMuNuNuRate: R
  var gNuSM: R
  var gASM: R
  var gVSM: R
  var sinThetaW2: R
  var mW: R
  var mZ: R
  var mMu: R
  var mTau: R

  var charges: LeptonCharges
  var formulas: Formulas
}

extension Theory where R == Double {
  /// The theory with each parameter at the value that `value` gives it.
  init(charges: LeptonCharges, formulas: Formulas, value: (Parameter) -> Double) {
    gPrime = value(.gPrime)
    mZPrime = value(.mZPrime)
    tauLifetime = value(.tauLifetime)
    tauToMuNuNuRate = value(.tauToMuNuNuRate)
    gNuSM = value(.gNuSM)
    gASM = value(.gASM)
    gVSM = value(.gVSM)
    sinThetaW2 = value(.sinThetaW2)
    mW = value(.mW)
    mZ = value(.mZ)
    mMu = value(.mMu)
    mTau = value(.mTau)
    self.charges = charges
    self.formulas = formulas
  }
}

extension Theory {
  /// The same point in another kind of number, as constants: nothing is differentiated by them.
  init(_ point: Theory<Double>) {
    gPrime = R(point.gPrime)
    mZPrime = R(point.mZPrime)
    tauLifetime = R(point.tauLifetime)
    tauToMuNuNuRate = R(point.tauToMuNuNuRate)
    gNuSM = R(point.gNuSM)
    gASM = R(point.gASM)
    gVSM = R(point.gVSM)
    sinThetaW2 = R(point.sinThetaW2)
    mW = R(point.mW)
    mZ = R(point.mZ)
    mMu = R(point.mMu)
    mTau = R(point.mTau)
    charges = point.charges
    formulas = point.formulas
  }

  /// The value of a parameter of the lepton sector.
  func value(of parameter: Parameter) -> R {
    switch parameter {
    case .gPrime: gPrime
    case .mZPrime: mZPrime
    case .tauLifetime: tauLifetime
    case .tauToMuNuNuRate: tauToMuNuNuRate
    case .gNuSM: gNuSM
    case .gASM: gASM
    case .gVSM: gVSM
    case .sinThetaW2: sinThetaW2
    case .mW: mW
    case .mZ: mZ
    case .mMu: mMu
    case .mTau: mTau
    case .mQ, .mD, .mU, .mTop, .mBottom, .mCharm, .mStrange, .mDown, .mUp, .ckmLambda, .ckmA, .ckmRhoBar,
      .ckmEtaBar, .g2, .vtsVtb, .s0, .lrFactor, .lambdaQbb, .lambdaQss, .lambdaQdd, .component:
      preconditionFailure("\(parameter) belongs to the quark sector.")
    }
  }

  /// Sets a parameter of the lepton sector; others are none of its.
  mutating func set(_ parameter: Parameter, to value: R) {
    switch parameter {
    case .gPrime: gPrime = value
    case .mZPrime: mZPrime = value
    case .tauLifetime: tauLifetime = value
    case .tauToMuNuNuRate: tauToMuNuNuRate = value
    case .gNuSM: gNuSM = value
    case .gASM: gASM = value
    case .gVSM: gVSM = value
    case .sinThetaW2: sinThetaW2 = value
    case .mW: mW = value
    case .mZ: mZ = value
    case .mMu: mMu = value
    case .mTau: mTau = value
    case .mQ, .mD, .mU, .mTop, .mBottom, .mCharm, .mStrange, .mDown, .mUp, .ckmLambda, .ckmA, .ckmRhoBar,
      .ckmEtaBar, .g2, .vtsVtb, .s0, .lrFactor, .lambdaQbb, .lambdaQss, .lambdaQdd, .component:
      break
    }
  }
}
