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

  /// The value of a parameter.
  subscript(parameter: Parameter) -> R {
    get {
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
      }
    }
    set {
      switch parameter {
      case .gPrime: gPrime = newValue
      case .mZPrime: mZPrime = newValue
      case .tauLifetime: tauLifetime = newValue
      case .tauToMuNuNuRate: tauToMuNuNuRate = newValue
      case .gNuSM: gNuSM = newValue
      case .gASM: gASM = newValue
      case .gVSM: gVSM = newValue
      case .sinThetaW2: sinThetaW2 = newValue
      case .mW: mW = newValue
      case .mZ: mZ = newValue
      case .mMu: mMu = newValue
      case .mTau: mTau = newValue
      }
    }
  }
}
