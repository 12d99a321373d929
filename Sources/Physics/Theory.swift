/// The Z′ model at one point of its parameter space: what every formula reads. Masses in GeV.
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

  /// The quark sector; nil where only leptons couple to the Z′.
  var quarks: QuarkParameters<R>?

  var parametrisation: Parametrisation
  var charges: LeptonCharges
  var formulas: Formulas
}

extension Theory where R == Double {
  /// The theory with each parameter at the value that `value` gives it, and complex couplings given in `form`.
  init(
    _ parametrisation: Parametrisation, charges: LeptonCharges, formulas: Formulas,
    form: (ComplexParameter) -> ComplexParameter.Form, value: (Parameter) -> Double
  ) {
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
    quarks = parametrisation == .leptonic ? nil : QuarkParameters(form: form, value: value)
    self.parametrisation = parametrisation
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
    quarks = point.quarks.map { QuarkParameters($0) }
    parametrisation = point.parametrisation
    charges = point.charges
    formulas = point.formulas
  }

  /// Sets a parameter of the parametrisation.
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
      if let slot = parameter.quarkSlot { quarks?[slot: slot] = value }
    }
  }
}
