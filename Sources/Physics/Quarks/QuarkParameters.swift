/// What the quark sector depends on beside g′ and m_Z': values by parameter, and how complex couplings are given.
///
/// One flat array, not a field for each: there are fifty of them, and this way only `QuarkSlot` knows where they are.
struct QuarkParameters<R: Real>: Sendable {
  private var values: QuarkSlot.Values<R>
  /// Bit k is set if coupling number k is given as modulus and phase.
  private var polar: UInt32

  /// The same point in another kind of number, as constants.
  init(_ point: borrowing QuarkParameters<Double>) {
    values = InlineArray(repeating: R(0))
    for place in values.indices { values[place] = R(point.values[place]) }
    polar = point.polar
  }

  /// The value in a slot.
  @inline(__always)
  subscript(slot: QuarkSlot) -> R {
    get { values[slot.place] }
    set { values[slot.place] = newValue }
  }

  /// The value of a parameter that is no complex coupling.
  @inline(__always)
  subscript(parameter: QuarkParameter) -> R { self[QuarkSlot(parameter)] }

  /// A complex coupling.
  @inline(__always)
  func callAsFunction(_ coupling: ComplexParameter) -> Complex<R> {
    let (first, second) = (self[QuarkSlot(coupling, .first)], self[QuarkSlot(coupling, .second)])
    return isPolar(coupling) ? Complex(modulus: first, phase: second) : Complex(first, second)
  }

  /// Whether a complex coupling is given as modulus and phase.
  func isPolar(_ coupling: ComplexParameter) -> Bool { polar & (1 << UInt32(coupling.number)) != 0 }

  var mQ: R { self[.mQ] }
  var mD: R { self[.mD] }
  var mU: R { self[.mU] }
  var mTop: R { self[.mTop] }
  var mBottom: R { self[.mBottom] }
  var mCharm: R { self[.mCharm] }
  var mStrange: R { self[.mStrange] }
  var mDown: R { self[.mDown] }
  var mUp: R { self[.mUp] }
  var ckmLambda: R { self[.ckmLambda] }
  var ckmA: R { self[.ckmA] }
  var ckmRhoBar: R { self[.ckmRhoBar] }
  var ckmEtaBar: R { self[.ckmEtaBar] }
  var g2: R { self[.g2] }
  var vtsVtb: R { self[.vtsVtb] }
  var s0: R { self[.s0] }
  var lrFactor: R { self[.lrFactor] }
  var lambdaQbb: R { self[.lambdaQbb] }
  var lambdaQss: R { self[.lambdaQss] }
  var lambdaQdd: R { self[.lambdaQdd] }
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
      guard let slot = QuarkSlot(parameter) else { continue }
      if let coupling = parameter.complexParameter, parameter.component?.form != form(coupling) { continue }
      self[slot] = value(parameter)
    }
    for coupling in ComplexParameter.allCases where isPolar(coupling) {
      guard !isFree(.component(coupling, .modulus)), !isFree(.component(coupling, .phase)) else { continue }
      let constant = self(coupling)
      polar &= ~(1 << UInt32(coupling.number))
      self[QuarkSlot(coupling, .first)] = constant.real
      self[QuarkSlot(coupling, .second)] = constant.imaginary
    }
  }
}
