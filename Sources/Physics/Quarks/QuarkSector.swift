/// Four numbers that formulas read together.
struct QuarkBlocks: OptionSet, Sendable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The block of this number.
  init(number: Int) { rawValue = 1 << UInt16(number) }

  /// λ/Λ² of the currents s̄γb, b̄γd, s̄γd, c̄γu and t̄γc: left-handed, right-handed.
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

  /// Every block.
  static let all = QuarkBlocks(rawValue: 1 << UInt16(count) - 1)
}

/// The quark sector at one point of parameter space, whichever parameters describe it: what its formulas read.
///
/// Its numbers form blocks of four, the number of derivatives that `Dual` carries: one pass over the formulas that
/// read a block differentiates them by it, and an observable's `sector` says which blocks it reads.
struct QuarkSector<R: Real>: Sendable {
  /// λ/Λ² of the currents s̄γb, b̄γd, s̄γd, c̄γu and t̄γc in GeV⁻², left- and right-handed.
  var leftSB, rightSB, leftBD, rightBD, leftSD, rightSD, leftCU, rightCU, leftTC, rightTC: Complex<R>
  /// v_Φ² in GeV².
  var squaredScale: R
  /// The matrix element of the left-right operator of B_s mixing over that of the left-left one.
  var lrFactor: R
  /// g₂⁴/(16π²m_W²)·(V_ts*V_tb)²S₀ in GeV⁻², the denominator of 1403.1269 Eq. 18.
  var bsAmplitudeSM: R
  var sinThetaW2: R
  /// The scalar boxes in GeV², see `ScalarBox`.
  var boxLeftLeft, boxRightRight, boxLeftRight: R
  var mZPrime, mW, mTop: R
  /// The Standard Model's amplitude of K → πνν in units of X, times λ⁵.
  var kaonToPionSM: Complex<R>

  let charges: LeptonCharges
  let formulas: Formulas

  /// All numbers zero.
  @inline(__always)
  init(charges: LeptonCharges, formulas: Formulas) {
    (leftSB, rightSB, leftBD, rightBD, leftSD, rightSD) = (.zero, .zero, .zero, .zero, .zero, .zero)
    (leftCU, rightCU, leftTC, rightTC, kaonToPionSM) = (.zero, .zero, .zero, .zero, .zero)
    (squaredScale, lrFactor, bsAmplitudeSM, sinThetaW2) = (R(0), R(0), R(0), R(0))
    (boxLeftLeft, boxRightRight, boxLeftRight) = (R(0), R(0), R(0))
    (mZPrime, mW, mTop) = (R(0), R(0), R(0))
    self.charges = charges
    self.formulas = formulas
  }

  @inline(__always)
  mutating func set(_ couplings: QuarkCouplings<R>) {
    (leftSB, leftBD, leftSD) = (couplings.left.sb, couplings.left.bd, couplings.left.sd)
    (rightSB, rightBD, rightSD) = (couplings.right.sb, couplings.right.bd, couplings.right.sd)
  }

  @inline(__always)
  mutating func set(_ couplings: UpQuarkCouplings<R>) {
    (leftCU, leftTC) = (couplings.left.cu, couplings.left.tc)
    (rightCU, rightTC) = (couplings.right.cu, couplings.right.tc)
  }

  @inline(__always)
  mutating func set(_ box: ScalarBox<R>) {
    (boxLeftLeft, boxRightRight, boxLeftRight) = (box.leftLeft, box.rightRight, box.leftRight)
  }
}

extension QuarkSector where R == Dual {
  /// The same point with derivatives by the four numbers of a block.
  init(_ point: borrowing QuarkSector<Double>, by block: QuarkBlocks) {
    func dual(_ number: Double, _ place: Int, _ own: QuarkBlocks) -> Dual {
      guard own == block else { return Dual(number) }
      var gradient = SIMD4<Double>.zero
      gradient[place] = 1
      return Dual(number, gradient: gradient)
    }
    func dual(_ number: Complex<Double>, _ place: Int, _ own: QuarkBlocks) -> Complex<Dual> {
      Complex(dual(number.real, place, own), dual(number.imaginary, place + 1, own))
    }
    leftSB = dual(point.leftSB, 0, .sb)
    rightSB = dual(point.rightSB, 2, .sb)
    leftBD = dual(point.leftBD, 0, .bd)
    rightBD = dual(point.rightBD, 2, .bd)
    leftSD = dual(point.leftSD, 0, .sd)
    rightSD = dual(point.rightSD, 2, .sd)
    leftCU = dual(point.leftCU, 0, .cu)
    rightCU = dual(point.rightCU, 2, .cu)
    leftTC = dual(point.leftTC, 0, .tc)
    rightTC = dual(point.rightTC, 2, .tc)
    squaredScale = dual(point.squaredScale, 0, .scales)
    lrFactor = dual(point.lrFactor, 1, .scales)
    bsAmplitudeSM = dual(point.bsAmplitudeSM, 2, .scales)
    sinThetaW2 = dual(point.sinThetaW2, 3, .scales)
    boxLeftLeft = dual(point.boxLeftLeft, 0, .box)
    boxRightRight = dual(point.boxRightRight, 1, .box)
    boxLeftRight = dual(point.boxLeftRight, 2, .box)
    mZPrime = dual(point.mZPrime, 0, .masses)
    mW = dual(point.mW, 1, .masses)
    mTop = dual(point.mTop, 2, .masses)
    kaonToPionSM = dual(point.kaonToPionSM, 0, .kaonToPion)
    charges = point.charges
    formulas = point.formulas
  }
}

/// Derivatives of one function by every number of the quark sector, in its places; complex ones as
/// ∂f/∂Re + i ∂f/∂Im.
typealias QuarkAdjoint = QuarkSector<Double>

extension QuarkAdjoint {
  /// Adds the derivatives by the numbers of a block.
  mutating func add(_ slope: SIMD4<Double>, of block: QuarkBlocks) {
    let first = Complex(slope[0], slope[1])
    let second = Complex(slope[2], slope[3])
    switch block {
    case .sb: (leftSB, rightSB) = (leftSB + first, rightSB + second)
    case .bd: (leftBD, rightBD) = (leftBD + first, rightBD + second)
    case .sd: (leftSD, rightSD) = (leftSD + first, rightSD + second)
    case .cu: (leftCU, rightCU) = (leftCU + first, rightCU + second)
    case .tc: (leftTC, rightTC) = (leftTC + first, rightTC + second)
    case .scales:
      squaredScale += slope[0]
      lrFactor += slope[1]
      bsAmplitudeSM += slope[2]
      sinThetaW2 += slope[3]
    case .box:
      boxLeftLeft += slope[0]
      boxRightRight += slope[1]
      boxLeftRight += slope[2]
    case .masses:
      mZPrime += slope[0]
      mW += slope[1]
      mTop += slope[2]
    default: kaonToPionSM = kaonToPionSM + first
    }
  }

  /// The chain rule: the derivatives that these make with those of the quark sector's own numbers.
  func dot(_ sector: borrowing QuarkSector<Dual>) -> SIMD4<Double> {
    func dot(_ a: Complex<Double>, _ b: Complex<Dual>) -> SIMD4<Double> {
      a.real * b.real.gradient + a.imaginary * b.imaginary.gradient
    }
    var sum = dot(leftSB, sector.leftSB) + dot(rightSB, sector.rightSB)
    sum += dot(leftBD, sector.leftBD) + dot(rightBD, sector.rightBD)
    sum += dot(leftSD, sector.leftSD) + dot(rightSD, sector.rightSD)
    sum += dot(leftCU, sector.leftCU) + dot(rightCU, sector.rightCU)
    sum += dot(leftTC, sector.leftTC) + dot(rightTC, sector.rightTC)
    sum += squaredScale * sector.squaredScale.gradient + lrFactor * sector.lrFactor.gradient
    sum += bsAmplitudeSM * sector.bsAmplitudeSM.gradient + sinThetaW2 * sector.sinThetaW2.gradient
    sum += boxLeftLeft * sector.boxLeftLeft.gradient + boxRightRight * sector.boxRightRight.gradient
    sum += boxLeftRight * sector.boxLeftRight.gradient + mZPrime * sector.mZPrime.gradient
    sum += mW * sector.mW.gradient + mTop * sector.mTop.gradient
    return sum + dot(kaonToPionSM, sector.kaonToPionSM)
  }
}
