/// Four numbers that formulas read together.
struct QuarkBlocks: OptionSet, Sendable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The block of this number.
  init(number: Int) { rawValue = 1 << UInt16(number) }

  /// λ/Λ² of the currents s̄γb, b̄γd, s̄γd, c̄γu and t̄γc, left- and right-handed.
  static let sb = QuarkBlocks(rawValue: 1 << 0)
  static let bd = QuarkBlocks(rawValue: 1 << 1)
  static let sd = QuarkBlocks(rawValue: 1 << 2)
  static let cu = QuarkBlocks(rawValue: 1 << 3)
  static let tc = QuarkBlocks(rawValue: 1 << 4)
  /// v_Φ², the hadronic factor and the Standard Model's amplitude of B_s mixing, sin²θ_W.
  static let scales = QuarkBlocks(rawValue: 1 << 5)
  /// The scalar boxes.
  static let box = QuarkBlocks(rawValue: 1 << 6)
  /// Masses of Z′, W and top.
  static let masses = QuarkBlocks(rawValue: 1 << 7)
  /// The Standard Model's amplitude of K → πνν.
  static let kaonToPion = QuarkBlocks(rawValue: 1 << 8)

  static let count = 9
}

/// The quark sector at one point of parameter space, whichever parameters describe it: what its formulas read.
///
/// Numbers stand in blocks of four, the number of derivatives that `Dual` carries: one pass over the formulas that
/// read a block differentiates them by it, and `blocks` of an observable says which it reads.
struct QuarkSector<R: Real>: Sendable {
  private(set) var values: InlineArray<36, R>
  let charges: LeptonCharges
  let formulas: Formulas

  init(_ point: borrowing QuarkSector<Double>) {
    values = InlineArray(repeating: R(0))
    for slot in 0..<36 { values[slot] = R(point.values[slot]) }
    charges = point.charges
    formulas = point.formulas
  }

  @inline(__always)
  init(charges: LeptonCharges, formulas: Formulas) {
    values = InlineArray(repeating: R(0))
    self.charges = charges
    self.formulas = formulas
  }

  @inline(__always)
  private func complex(_ slot: Int) -> Complex<R> { Complex(values[slot], values[slot + 1]) }

  @inline(__always)
  private mutating func set(_ slot: Int, _ value: Complex<R>) {
    values[slot] = value.real
    values[slot + 1] = value.imaginary
  }

  var leftSB: Complex<R> { complex(0) }
  var rightSB: Complex<R> { complex(2) }
  var leftBD: Complex<R> { complex(4) }
  var rightBD: Complex<R> { complex(6) }
  var leftSD: Complex<R> { complex(8) }
  var rightSD: Complex<R> { complex(10) }
  var leftCU: Complex<R> { complex(12) }
  var rightCU: Complex<R> { complex(14) }
  var leftTC: Complex<R> { complex(16) }
  var rightTC: Complex<R> { complex(18) }
  /// v_Φ² in GeV².
  var squaredScale: R { values[20] }
  var lrFactor: R { values[21] }
  /// g₂⁴/(16π²m_W²)·(V_ts*V_tb)²S₀ in GeV⁻², the denominator of 1403.1269 Eq. 18.
  var bsAmplitudeSM: R { values[22] }
  var sinThetaW2: R { values[23] }
  var boxLeftLeft: R { values[24] }
  var boxRightRight: R { values[25] }
  var boxLeftRight: R { values[26] }
  var mZPrime: R { values[28] }
  var mW: R { values[29] }
  var mTop: R { values[30] }
  /// The Standard Model's amplitude of K → πνν in units of X, times λ⁵.
  var kaonToPionSM: Complex<R> { complex(32) }

  mutating func set(_ couplings: QuarkCouplings<R>) {
    set(0, couplings.left.sb)
    set(2, couplings.right.sb)
    set(4, couplings.left.bd)
    set(6, couplings.right.bd)
    set(8, couplings.left.sd)
    set(10, couplings.right.sd)
  }

  mutating func set(_ couplings: UpQuarkCouplings<R>) {
    set(12, couplings.left.cu)
    set(14, couplings.right.cu)
    set(16, couplings.left.tc)
    set(18, couplings.right.tc)
  }

  mutating func set(_ box: ScalarBox<R>) {
    values[24] = box.leftLeft
    values[25] = box.rightRight
    values[26] = box.leftRight
  }

  mutating func setScales(squaredScale: R, lrFactor: R, bsAmplitudeSM: R, sinThetaW2: R) {
    values[20] = squaredScale
    values[21] = lrFactor
    values[22] = bsAmplitudeSM
    values[23] = sinThetaW2
  }

  mutating func setMasses(mZPrime: R, mW: R, mTop: R) {
    values[28] = mZPrime
    values[29] = mW
    values[30] = mTop
  }

  mutating func setKaonToPionSM(_ amplitude: Complex<R>) { set(32, amplitude) }
}

extension QuarkSector where R == Dual {
  /// Makes derivatives be taken by the four numbers of a block, or stops it.
  mutating func differentiate(byBlock block: Int, _ isDifferentiated: Bool) {
    for index in 0..<4 { values[4 * block + index].gradient[index] = isDifferentiated ? 1 : 0 }
  }
}
