/// The quark sector of a theory, whichever parameters describe it.
extension Theory {
  /// The parameters of the quark sector. Observables that need them are predicted only where there are any.
  var requiredQuarks: QuarkParameters<R> {
    guard let quarks else { preconditionFailure("No quarks in this parametrisation.") }
    return quarks
  }

  /// Couplings of the Z′ to down-type quarks.
  var downCouplings: QuarkCouplings<R> {
    let quarks = requiredQuarks
    guard parametrisation == .vectorLikeQuarks else { return quarks.effectiveCouplings }
    switch formulas.diagonalisation {
    case .leadingOrder: return quarks.leadingOrderCouplings
    case .exact:
      let light = downMassMatrix(quarks).light
      func couplings(_ matrix: InlineArray<3, InlineArray<3, Complex<R>>>) -> QuarkCouplings<R>.Couplings {
        .init(
          sb: operatorCoefficient(matrix[1][0]), bd: operatorCoefficient(matrix[0][2]),
          sd: operatorCoefficient(matrix[1][2]))
      }
      return QuarkCouplings(
        left: couplings(light.left), right: couplings(light.right),
        box: ScalarBox(mQ: quarks.mQ, mD: quarks.mD))
    }
  }

  /// Couplings of the Z′ to up-type quarks; those of left-handed ones belong to the same doublets as `down`.
  func upCouplings(_ ckm: CKMMatrix<R>, _ down: QuarkCouplings<R>) -> UpQuarkCouplings<R> {
    let quarks = requiredQuarks
    guard parametrisation == .vectorLikeQuarks else {
      return quarks.effectiveUpCouplings(ckm, down.left)
    }
    switch formulas.diagonalisation {
    case .leadingOrder: return quarks.leadingOrderUpCouplings(ckm)
    case .exact:
      let light = upMassMatrix(quarks, ckm).light
      func couplings(_ matrix: InlineArray<3, InlineArray<3, Complex<R>>>) -> UpQuarkCouplings<R>.Couplings {
        .init(cu: operatorCoefficient(matrix[1][2]), tc: operatorCoefficient(matrix[0][1]))
      }
      return UpQuarkCouplings(left: couplings(light.left), right: couplings(light.right))
    }
  }

  /// Masses of the quarks of the Standard Model: those of the mass matrices, or the parameters at leading order.
  func lightQuarkMasses(_ ckm: CKMMatrix<R>) -> LightQuarkMasses<R> {
    let quarks = requiredQuarks
    switch formulas.diagonalisation {
    case .leadingOrder:
      return LightQuarkMasses(
        bottom: quarks.mBottom, strange: quarks.mStrange, down: quarks.mDown, top: quarks.mTop,
        charm: quarks.mCharm, up: quarks.mUp)
    case .exact:
      let (down, up) = (downMassMatrix(quarks).light, upMassMatrix(quarks, ckm).light)
      return LightQuarkMasses(
        bottom: down.third, strange: down.second, down: down.first, top: up.third, charm: up.second,
        up: up.first)
    }
  }

  /// The vector-like quarks that take part in the running of g′.
  var perturbingQuarks: QuarkParameters<R>? { parametrisation == .vectorLikeQuarks ? quarks : nil }

  /// λ_ij/Λ² from the coupling L_ij of the Z′ in units of g′: L_ij = λ_ijv_Φ²/Λ² (Eq. 8).
  private func operatorCoefficient(_ coupling: Complex<R>) -> Complex<R> {
    (gPrime / mZPrime).squared * coupling
  }
}

/// Masses of the light quarks in GeV.
struct LightQuarkMasses<R: Real>: Sendable {
  let bottom, strange, down, top, charm, up: R
}
