/// What the quark sector depends on beside g′ and m_Z': values by parameter, and how complex couplings are given.
///
/// One flat array, not a field for each: there are fifty of them, and this way only `slot` knows where they are.
struct QuarkParameters<R: Real>: Sendable {
  private var values: InlineArray<54, R>
  /// Bit k is set if coupling number k is given as modulus and phase.
  private var polar: UInt32

  /// The same point in another kind of number, as constants.
  init(_ point: borrowing QuarkParameters<Double>) {
    values = InlineArray(repeating: R(0))
    for slot in 0..<54 { values[slot] = R(point.values[slot]) }
    polar = point.polar
  }

  /// The value of a parameter of the quark sector, by its `quarkSlot`.
  subscript(slot slot: Int) -> R {
    get { values[slot] }
    set { values[slot] = newValue }
  }

  /// A complex coupling.
  @inline(__always)
  func callAsFunction(_ coupling: ComplexParameter) -> Complex<R> {
    let slot = coupling.firstSlot
    return isPolar(coupling)
      ? Complex(modulus: values[slot], phase: values[slot + 1])
      : Complex(values[slot], values[slot + 1])
  }

  /// Whether a complex coupling is given as modulus and phase.
  func isPolar(_ coupling: ComplexParameter) -> Bool { polar & (1 << UInt32(coupling.number)) != 0 }

  var mQ: R { values[0] }
  var mD: R { values[1] }
  var mU: R { values[2] }
  var mTop: R { values[3] }
  var mBottom: R { values[4] }
  var mCharm: R { values[5] }
  var mStrange: R { values[6] }
  var mDown: R { values[7] }
  var mUp: R { values[8] }
  var ckmLambda: R { values[9] }
  var ckmA: R { values[10] }
  var ckmRhoBar: R { values[11] }
  var ckmEtaBar: R { values[12] }
  var g2: R { values[13] }
  var vtsVtb: R { values[14] }
  var s0: R { values[15] }
  var lrFactor: R { values[16] }
  var lambdaQbb: R { values[17] }
  var lambdaQss: R { values[18] }
  var lambdaQdd: R { values[19] }
}

extension QuarkParameters where R == Double {
  /// Every parameter at the value that `value` gives it; `form` says how the complex couplings are given. Those of
  /// which no component is free are kept as real and imaginary part, which saves their sines.
  init(
    form: (ComplexParameter) -> ComplexParameter.Form, isFree: (Parameter) -> Bool,
    value: (Parameter) -> Double
  ) {
    values = InlineArray(repeating: 0)
    polar = 0
    for coupling in ComplexParameter.allCases where form(coupling) == .polar {
      polar |= 1 << UInt32(coupling.number)
    }
    for parameter in Parameter.allCases {
      guard let slot = parameter.quarkSlot else { continue }
      if let coupling = parameter.complexParameter, parameter.component?.form != form(coupling) { continue }
      values[slot] = value(parameter)
    }
    for coupling in ComplexParameter.allCases where isPolar(coupling) {
      guard !isFree(.component(coupling, .modulus)), !isFree(.component(coupling, .phase)) else { continue }
      let constant = self(coupling)
      polar &= ~(1 << UInt32(coupling.number))
      values[coupling.firstSlot] = constant.real
      values[coupling.firstSlot + 1] = constant.imaginary
    }
  }
}

extension Parameter {
  /// Where the quark sector keeps the parameter; nil for a parameter of the lepton sector. The two ways of giving
  /// a complex coupling share its two places.
  var quarkSlot: Int? {
    switch self {
    case .gPrime, .mZPrime, .tauLifetime, .tauToMuNuNuRate, .gNuSM, .gASM, .gVSM, .sinThetaW2, .mW, .mZ, .mMu,
      .mTau:
      nil
    case .mQ: 0
    case .mD: 1
    case .mU: 2
    case .mTop: 3
    case .mBottom: 4
    case .mCharm: 5
    case .mStrange: 6
    case .mDown: 7
    case .mUp: 8
    case .ckmLambda: 9
    case .ckmA: 10
    case .ckmRhoBar: 11
    case .ckmEtaBar: 12
    case .g2: 13
    case .vtsVtb: 14
    case .s0: 15
    case .lrFactor: 16
    case .lambdaQbb: 17
    case .lambdaQss: 18
    case .lambdaQdd: 19
    case .component(let coupling, let component):
      coupling.firstSlot + (component == .phase || component == .imaginary ? 1 : 0)
    }
  }
}

extension ComplexParameter {
  /// The position in the list of all cases.
  fileprivate var number: Int {
    switch self {
    case .yQb: 0
    case .yQs: 1
    case .yQd: 2
    case .yDb: 3
    case .yDs: 4
    case .yDd: 5
    case .yUt: 6
    case .yUc: 7
    case .yUu: 8
    case .c9: 9
    case .c9Prime: 10
    case .lambdaQbd: 11
    case .lambdaQsd: 12
    case .lambdaDbd: 13
    case .lambdaDsd: 14
    case .lambdaUcu: 15
    case .lambdaUtc: 16
    }
  }

  var firstSlot: Int { 20 + 2 * number }
}
