/// The Z′ and its leptons at one point of parameter space: what the formulas of the lepton sector read. Masses in GeV.
/// Quarks are in `QuarkSector`.
///
/// The formulas are extensions of this type, one file a process, in `Observables/`. A parameter is two lines here, a field
/// and where `update` finds it: neither compiles without the other.
struct Theory<R: Real>: Sendable {
  private(set) var gPrime = R(0)
  private(set) var mZPrime = R(0)
  private(set) var tauLifetime = R(0)
  private(set) var tauToMuNuNuRate = R(0)
  private(set) var gNuSM = R(0)
  private(set) var gASM = R(0)
  private(set) var gVSM = R(0)
  private(set) var sinThetaW2 = R(0)
  private(set) var mW = R(0)
  private(set) var mZ = R(0)
  private(set) var mMu = R(0)
  private(set) var mTau = R(0)

  let charges: LeptonCharges
  let formulas: Formulas

  /// The theory with each parameter at the value that `value` gives it.
  @inline(__always)
  init(charges: LeptonCharges, formulas: Formulas, value: (LeptonParameter) -> R) {
    self.charges = charges
    self.formulas = formulas
    var number = 0
    while let parameter = LeptonParameter(rawValue: number) {
      self[parameter] = value(parameter)
      number += 1
    }
  }

  /// The same point in another kind of number, as constants: nothing is differentiated by them.
  @inline(__always)
  init(_ point: Theory<Double>) {
    self.init(charges: point.charges, formulas: point.formulas) { R(point[$0]) }
  }

  /// The value of a parameter.
  @inline(__always)
  subscript(parameter: LeptonParameter) -> R {
    get {
      var copy = self
      return copy.update(parameter) { $0 }
    }
    set { update(parameter) { $0 = newValue } }
  }

  /// Changes the value of a parameter.
  @inline(__always)
  mutating func update<Answer>(_ parameter: LeptonParameter, _ change: (inout R) -> Answer) -> Answer {
    switch parameter {
    case .gPrime: change(&gPrime)
    case .mZPrime: change(&mZPrime)
    case .tauLifetime: change(&tauLifetime)
    case .tauToMuNuNuRate: change(&tauToMuNuNuRate)
    case .gNuSM: change(&gNuSM)
    case .gASM: change(&gASM)
    case .gVSM: change(&gVSM)
    case .sinThetaW2: change(&sinThetaW2)
    case .mW: change(&mW)
    case .mZ: change(&mZ)
    case .mMu: change(&mMu)
    case .mTau: change(&mTau)
    }
  }
}
