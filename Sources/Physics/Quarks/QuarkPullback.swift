/// Carries derivatives by the numbers of the quark sector on to the parameters: the chain rule from `QuarkSector` back.
///
/// For vector-like quarks at leading order, where speed matters, it is written down: the adjoint Ā of a complex number
/// A is ∂f/∂Re A + i ∂f/∂Im A, so that A = kB*C gives C̄ = kBĀ and B̄ = kCĀ*. Other parametrisations and the exact
/// diagonalisation take passes of `Dual` instead (`Predictor.pullBack`).
struct QuarkPullback: Sendable {
  /// Whether the chain rule is written down for this parametrisation.
  let isAnalytic: Bool
  /// Column of the parameter that the quark sector keeps in a slot; −1 if it is not free.
  private let columns: QuarkSlot.Values<Int>
  private let gPrime, mZPrime, mW, sinThetaW2: Int
  private let active: QuarkBlocks
  private let hasFreeCKM: Bool

  init(free: [Parameter], of model: Model) {
    let areWritten = free.allSatisfy {
      if case .quark(let parameter) = $0 { Self.isWritten(parameter) } else { true }
    }
    isAnalytic =
      areWritten && model.parametrisation == .vectorLikeQuarks
      && model.formulas.diagonalisation == .leadingOrder
    var columns = QuarkSlot.Values<Int>(repeating: -1)
    for (column, parameter) in free.enumerated() {
      if let slot = QuarkSlot(parameter) { columns[slot.place] = column }
    }
    self.columns = columns
    func column(_ parameter: LeptonParameter) -> Int { free.firstIndex(of: .lepton(parameter)) ?? -1 }
    (gPrime, mZPrime, mW, sinThetaW2) = (
      column(.gPrime), column(.mZPrime), column(.mW), column(.sinThetaW2)
    )
    func isAnyFree(leptons: LeptonParameter..., quarks: QuarkParameter...) -> Bool {
      leptons.contains { free.contains(.lepton($0)) } || quarks.contains { free.contains(.quark($0)) }
    }
    hasFreeCKM = isAnyFree(quarks: .ckmLambda, .ckmA, .ckmRhoBar, .ckmEtaBar)
    var active: QuarkBlocks = [.sb, .bd, .sd, .cu, .tc]
    if isAnyFree(leptons: .gPrime, .mZPrime, .mW, .sinThetaW2, quarks: .lrFactor, .g2, .vtsVtb, .s0) {
      active.insert(.scales)
    }
    if isAnyFree(quarks: .mQ, .mD) { active.insert(.box) }
    if isAnyFree(leptons: .mZPrime, .mW, quarks: .mTop) { active.insert(.masses) }
    if hasFreeCKM { active.insert(.kaonToPion) }
    self.active = areWritten ? active : .all
  }

  /// Whether the chain rule by a parameter is written down here.
  private static func isWritten(_ parameter: QuarkParameter) -> Bool {
    switch parameter {
    case .mQ, .mD, .mU, .mTop, .g2, .vtsVtb, .s0, .lrFactor: true
    case .ckmLambda, .ckmA, .ckmRhoBar, .ckmEtaBar: true
    // At leading order nothing depends on them.
    case .mBottom, .mCharm, .mStrange, .mDown, .mUp: true
    case .lambdaQbb, .lambdaQss, .lambdaQdd: false
    }
  }

  /// Column of a parameter; −1 if it is not free.
  @inline(__always)
  private func column(_ parameter: QuarkParameter) -> Int { columns[QuarkSlot(parameter).place] }

  /// Whether any free parameter moves the numbers of a block.
  func isActive(_ block: QuarkBlocks) -> Bool { active.contains(block) }

  /// Adds to `gradient` what the derivatives `adjoint` by the numbers of the quark sector make of each free parameter.
  func apply(
    _ adjoint: borrowing QuarkAdjoint, _ quarks: borrowing QuarkParameters<Double>,
    _ theory: borrowing Theory<Double>, _ blocks: QuarkBlocks, into gradient: inout MutableSpan<Double>
  ) {
    func add(_ column: Int, _ slope: Double) { if column >= 0 { gradient[column] += slope } }

    let byScale = 2 * theory.finiteSquaredScale * adjoint.squaredScale
    if theory.gPrime > 0 { add(gPrime, -byScale / theory.gPrime) }
    add(mZPrime, byScale / theory.mZPrime + adjoint.mZPrime)
    let byAmplitude = adjoint.bsAmplitudeSM * quarks.bsAmplitudeSM(mW: theory.mW)
    add(column(.g2), 4 * byAmplitude / quarks.g2)
    add(column(.vtsVtb), 2 * byAmplitude / quarks.vtsVtb)
    add(column(.s0), byAmplitude / quarks.s0)
    add(column(.lrFactor), adjoint.lrFactor)
    add(mW, adjoint.mW - 2 * byAmplitude / theory.mW)
    add(sinThetaW2, adjoint.sinThetaW2)
    add(column(.mTop), adjoint.mTop)
    if isActive(.box), blocks.contains(.box) {
      let box = ScalarBox(
        mQ: Dual(quarks.mQ, gradient: [1, 0, 0, 0]), mD: Dual(quarks.mD, gradient: [0, 1, 0, 0]),
        formulas: theory.formulas)
      let slope =
        adjoint.boxLeftLeft * box.leftLeft.gradient + adjoint.boxRightRight * box.rightRight.gradient
        + adjoint.boxLeftRight * box.leftRight.gradient
      add(column(.mQ), slope[0])
      add(column(.mD), slope[1])
    }

    let doublet = quarks.doublet
    var byDoublet = FlavourVector<Double>.zero
    var byStrengthQ = 0.0
    let strengthQ = 0.5 / quarks.mQ.squared
    pullDown(adjoint.leftSB, adjoint.leftBD, adjoint.leftSD, strengthQ, doublet, &byDoublet, &byStrengthQ)

    let singlet = quarks.singletDown
    var bySinglet = FlavourVector<Double>.zero
    var byStrengthD = 0.0
    let strengthD = -0.5 / quarks.mD.squared
    pullDown(adjoint.rightSB, adjoint.rightBD, adjoint.rightSD, strengthD, singlet, &bySinglet, &byStrengthD)
    add(column(.mD), -2 * byStrengthD / quarks.mD)

    if !blocks.isDisjoint(with: [.cu, .tc]) {
      let ckm = CKMMatrix(quarks)
      let up = ckm.conjugateRotation(doublet)
      var byUp = FlavourVector<Double>.zero
      pullUp(adjoint.leftCU, adjoint.leftTC, strengthQ, up, &byUp, &byStrengthQ)
      byDoublet = byDoublet + ckm.transposed(byUp)
      if hasFreeCKM { pullCKM(byUp, doublet, adjoint.kaonToPionSM, quarks, into: &gradient) }

      let singletUp = quarks.singletUp
      var bySingletUp = FlavourVector<Double>.zero
      var byStrengthU = 0.0
      let strengthU = -0.5 / quarks.mU.squared
      pullUp(adjoint.rightCU, adjoint.rightTC, strengthU, singletUp, &bySingletUp, &byStrengthU)
      add(column(.mU), -2 * byStrengthU / quarks.mU)
      pull(.yUt, bySingletUp.third, singletUp.third, quarks, into: &gradient)
      pull(.yUc, bySingletUp.second, singletUp.second, quarks, into: &gradient)
      pull(.yUu, bySingletUp.first, singletUp.first, quarks, into: &gradient)
    } else if hasFreeCKM, blocks.contains(.kaonToPion) {
      pullCKM(.zero, doublet, adjoint.kaonToPionSM, quarks, into: &gradient)
    }
    add(column(.mQ), -2 * byStrengthQ / quarks.mQ)
    pull(.yQb, byDoublet.third, doublet.third, quarks, into: &gradient)
    pull(.yQs, byDoublet.second, doublet.second, quarks, into: &gradient)
    pull(.yQd, byDoublet.first, doublet.first, quarks, into: &gradient)
    pull(.yDb, bySinglet.third, singlet.third, quarks, into: &gradient)
    pull(.yDs, bySinglet.second, singlet.second, quarks, into: &gradient)
    pull(.yDd, bySinglet.first, singlet.first, quarks, into: &gradient)
  }

  /// Through A = kB*C, given Ā.
  @inline(__always)
  private func pullProduct(
    _ a: Complex<Double>, _ strength: Double, _ b: Complex<Double>, _ c: Complex<Double>,
    _ byB: inout Complex<Double>, _ byC: inout Complex<Double>, _ byStrength: inout Double
  ) {
    let product = b.conjugate * c
    byStrength += strength * (a.real * product.real + a.imaginary * product.imaginary)
    byC = byC + strength * (b * a)
    byB = byB + strength * (c * a.conjugate)
  }

  /// Through the couplings of s̄γb, b̄γd and s̄γd. `byStrength` is the derivative by ln k.
  @inline(__always)
  private func pullDown(
    _ sb: Complex<Double>, _ bd: Complex<Double>, _ sd: Complex<Double>, _ strength: Double,
    _ y: FlavourVector<Double>, _ byY: inout FlavourVector<Double>, _ byStrength: inout Double
  ) {
    pullProduct(sb, strength, y.second, y.third, &byY.second, &byY.third, &byStrength)
    pullProduct(bd, strength, y.third, y.first, &byY.third, &byY.first, &byStrength)
    pullProduct(sd, strength, y.second, y.first, &byY.second, &byY.first, &byStrength)
  }

  /// Through the couplings of c̄γu and t̄γc.
  @inline(__always)
  private func pullUp(
    _ cu: Complex<Double>, _ tc: Complex<Double>, _ strength: Double, _ y: FlavourVector<Double>,
    _ byY: inout FlavourVector<Double>, _ byStrength: inout Double
  ) {
    pullProduct(cu, strength, y.second, y.first, &byY.second, &byY.first, &byStrength)
    pullProduct(tc, strength, y.third, y.second, &byY.third, &byY.second, &byStrength)
  }

  /// Through V* y and the amplitude of K → πνν, by the four Wolfenstein parameters in one pass.
  private func pullCKM(
    _ byUp: FlavourVector<Double>, _ doublet: FlavourVector<Double>, _ byKaon: Complex<Double>,
    _ quarks: borrowing QuarkParameters<Double>, into gradient: inout MutableSpan<Double>
  ) {
    let ckm = CKMMatrix(
      lambda: Dual(quarks.ckmLambda, gradient: [1, 0, 0, 0]), a: Dual(quarks.ckmA, gradient: [0, 1, 0, 0]),
      rhoBar: Dual(quarks.ckmRhoBar, gradient: [0, 0, 1, 0]),
      etaBar: Dual(quarks.ckmEtaBar, gradient: [0, 0, 0, 1]))
    func constant(_ a: Complex<Double>) -> Complex<Dual> { Complex(Dual(a.real), Dual(a.imaginary)) }
    let up = ckm.conjugateRotation(
      FlavourVector(
        third: constant(doublet.third), second: constant(doublet.second), first: constant(doublet.first)))
    let kaon = ckm.kaonToPionSM
    func dot(_ by: Complex<Double>, _ a: Complex<Dual>) -> SIMD4<Double> {
      by.real * a.real.gradient + by.imaginary * a.imaginary.gradient
    }
    let slope =
      dot(byUp.third, up.third) + dot(byUp.second, up.second) + dot(byUp.first, up.first) + dot(byKaon, kaon)
    let wolfenstein: InlineArray<4, QuarkParameter> = [.ckmLambda, .ckmA, .ckmRhoBar, .ckmEtaBar]
    for index in 0..<4 {
      let column = column(wolfenstein[index])
      if column >= 0 { gradient[column] += slope[index] }
    }
  }

  /// From a coupling to its two components.
  @inline(__always)
  private func pull(
    _ coupling: ComplexParameter, _ byValue: Complex<Double>, _ value: Complex<Double>,
    _ quarks: borrowing QuarkParameters<Double>, into gradient: inout MutableSpan<Double>
  ) {
    let (firstSlot, secondSlot) = (QuarkSlot(coupling, .first), QuarkSlot(coupling, .second))
    let (first, second) = (columns[firstSlot.place], columns[secondSlot.place])
    guard first >= 0 || second >= 0 else { return }
    guard quarks.isPolar(coupling) else {
      if first >= 0 { gradient[first] += byValue.real }
      if second >= 0 { gradient[second] += byValue.imaginary }
      return
    }
    if first >= 0 {
      let modulus = quarks[firstSlot]
      let direction =
        modulus > 0 ? (1 / modulus) * value : Complex(modulus: 1, phase: quarks[secondSlot])
      gradient[first] += byValue.real * direction.real + byValue.imaginary * direction.imaginary
    }
    if second >= 0 { gradient[second] += byValue.imaginary * value.real - byValue.real * value.imaginary }
  }
}
