extension Theory {
  /// v_Φ² in GeV² as it multiplies couplings of quarks: at most 1e200, so that at g′ = 0 what does not couple stays zero.
  var finiteSquaredScale: R {
    (gPrime / mZPrime).squared.map { inverse in
      guard inverse > 1e-200 else { return ValueAndDerivative(value: 1e200, derivative: 0) }
      return ValueAndDerivative(value: 1 / inverse, derivative: -1 / (inverse * inverse))
    }
  }
}

/// Mixing of neutral mesons.
extension QuarkSector {
  /// M12/M12_SM of the B_s, 1403.1269 Eqs. 18–19, relative to the phase of the Standard Model's amplitude.
  ///
  /// With Y_bY_s* = ±2m²λ/Λ² the coefficients of Eq. 19 are C_LL = 4λ_L²(v_Φ² + box), C_RR alike, and
  /// C_LR = −4λ_Lλ_R(v_Φ² + box); the boxes are those of `ScalarBox`.
  var bsMixingRatio: Complex<R> {
    let (left, right) = (leftSB, rightSB)
    let leftLeft = (squaredScale + boxLeftLeft) * left.squared
    let rightRight = (squaredScale + boxRightRight) * right.squared
    let leftRight = (lrFactor * (squaredScale + boxLeftRight)) * (left * right)
    return 1 + (4 * (R(1) / bsAmplitudeSM)) * (leftLeft + rightRight - leftRight)
  }
}

/// The real or imaginary part of one operator's coefficient in the mixing of one neutral meson, in GeV⁻².
///
/// From the exchange of a Z′, boxes neglected as in 1403.1269 Eq. 22: LL and RR of (q̄_iγPq_j)² have
/// c = L_ij²/(2v_Φ²) = (λ_ij/Λ²)²v_Φ²/2; LR, of the scalar operator (q̄_iP_Lq_j)(q̄_iP_Rq_j) after Fierz, has c = 2L_ijR_ij/v_Φ², up to a
/// sign that no bound sees. Normalised as Isidori, Nir and Perez do (1002.0900), whose bounds these meet.
struct MixingRow: Sendable {
  enum Meson: Sendable { case bdMeson, kaon, charm }
  enum Operator: Sendable { case leftLeft, rightRight, leftRight }
  enum Part: Sendable { case real, imaginary }

  let meson: Meson
  let chirality: Operator
  let part: Part

  init(_ meson: Meson, _ chirality: Operator, _ part: Part) {
    (self.meson, self.chirality, self.part) = (meson, chirality, part)
  }

  /// Where the couplings stand.
  var block: QuarkBlocks {
    switch meson {
    case .bdMeson: .bd
    case .kaon: .sd
    case .charm: .cu
    }
  }

  /// c = factor·v_Φ²·(product of two couplings).
  fileprivate var factor: Double { chirality == .leftRight ? 2 : 0.5 }
}

extension QuarkSector {
  @inline(__always)
  func prediction(of row: MixingRow) -> R {
    let (first, second) = couplings(of: row)
    let product = first * second
    return row.factor * (squaredScale * (row.part == .real ? product.real : product.imaginary))
  }

  /// The two couplings whose product the coefficient is proportional to.
  @inline(__always)
  private func couplings(of row: MixingRow) -> (Complex<R>, Complex<R>) {
    let (left, right) =
      switch row.meson {
      case .bdMeson: (leftBD, rightBD)
      case .kaon: (leftSD, rightSD)
      case .charm: (leftCU, rightCU)
      }
    return switch row.chirality {
    case .leftLeft: (left, left)
    case .rightRight: (right, right)
    case .leftRight: (left, right)
    }
  }
}

extension QuarkSector where R == Double {
  /// Adds the derivatives of `slope` times the coefficient by each number of the quark sector: the coefficient is
  /// holomorphic in its two couplings, and proportional to v_Φ².
  func differentiate(_ row: MixingRow, slope: Double, into adjoint: inout QuarkAdjoint) {
    // ∂Re z/∂(Re z, Im z) = (1, 0) and ∂Im z/∂(Re z, Im z) = (0, 1), carried through z = factor·v_Φ²·ab.
    let byProduct = row.part == .real ? Complex(slope, 0) : Complex(0, slope)
    let (first, second) = couplings(of: row)
    let strength = row.factor * squaredScale
    let byFirst = strength * (second.conjugate * byProduct)
    let bySecond = strength * (first.conjugate * byProduct)
    let product = first * second
    adjoint.squaredScale += row.factor * slope * (row.part == .real ? product.real : product.imaginary)
    let (byLeft, byRight): (Complex<Double>, Complex<Double>) =
      switch row.chirality {
      case .leftLeft: (byFirst + bySecond, .zero)
      case .rightRight: (.zero, byFirst + bySecond)
      case .leftRight: (byFirst, bySecond)
      }
    switch row.meson {
    case .bdMeson: (adjoint.leftBD, adjoint.rightBD) = (adjoint.leftBD + byLeft, adjoint.rightBD + byRight)
    case .kaon: (adjoint.leftSD, adjoint.rightSD) = (adjoint.leftSD + byLeft, adjoint.rightSD + byRight)
    case .charm: (adjoint.leftCU, adjoint.rightCU) = (adjoint.leftCU + byLeft, adjoint.rightCU + byRight)
    }
  }
}
