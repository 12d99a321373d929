/// Flavour-changing couplings of the Z′ to quarks, as coefficients λ_ij/Λ² of 1403.1269 Eq. 6 in GeV⁻².
///
/// λ_ij/Λ² multiplies (Φ*i∂Φ)(q̄_iγq_j), so that g′L_ij = g′v_Φ²λ_ij/Λ² is the coupling of the Z′ to q̄_iγq_j (Eqs. 7–8), and
/// exchange with a lepton of charge Q gives the coefficient Qλ_ij/Λ² of (q̄_iγq_j)(ℓ̄γℓ), whatever g′ and m_Z'.
struct QuarkCouplings<R: Real>: Sendable {
  var left: Couplings
  var right: Couplings

  /// The couplings of one chirality; `sb` is that of s̄γb.
  struct Couplings: Sendable {
    var sb: Complex<R>
    var bd: Complex<R>
    var sd: Complex<R>
  }
}

/// Flavour-changing couplings of the Z′ to up-type quarks, λ_ij/Λ² in GeV⁻²; `tc` is that of t̄γc.
struct UpQuarkCouplings<R: Real>: Sendable {
  var left: Couplings
  var right: Couplings

  struct Couplings: Sendable {
    var cu: Complex<R>
    var tc: Complex<R>
  }
}

extension QuarkParameters {
  /// `effective`: the coefficients are the parameters (Eqs. 6–8); C9 and C9′ are λ_sb/Λ² in units of
  /// `Constants.wilsonCoefficientUnit`.
  var effectiveCouplings: QuarkCouplings<R> {
    let unit = Constants.wilsonCoefficientUnit
    return QuarkCouplings(
      left: .init(sb: unit * self(.c9), bd: self(.lambdaQbd), sd: self(.lambdaQsd)),
      right: .init(sb: unit * self(.c9Prime), bd: self(.lambdaDbd), sd: self(.lambdaDsd)))
  }

  /// `effective`, up-type quarks: λ^(u) of left-handed quarks is VλV† by SU(2) (Eq. 8b).
  func effectiveUpCouplings(_ ckm: CKMMatrix<R>, _ down: QuarkCouplings<R>.Couplings) -> UpQuarkCouplings<R> {
    // λV†, column j of which belongs to the up-type quark j: only u and c are needed.
    func column(_ d: Complex<R>, _ s: Complex<R>, _ b: Complex<R>) -> FlavourVector<R> {
      let (vd, vs, vb) = (d.conjugate, s.conjugate, b.conjugate)
      return FlavourVector(
        third: down.bd * vd + down.sb.conjugate * vs + lambdaQbb * vb,
        second: down.sd * vd + lambdaQss * vs + down.sb * vb,
        first: lambdaQdd * vd + down.sd.conjugate * vs + down.bd.conjugate * vb)
    }
    let u = column(ckm.ud, ckm.us, ckm.ub)
    let c = column(ckm.cd, ckm.cs, ckm.cb)
    return UpQuarkCouplings(
      left: .init(
        cu: ckm.cd * u.first + ckm.cs * u.second + ckm.cb * u.third,
        tc: ckm.td * c.first + ckm.ts * c.second + ckm.tb * c.third),
      right: .init(cu: self(.lambdaUcu), tc: self(.lambdaUtc)))
  }

  /// `vector-like-quarks` at leading order, Eq. 13 with the index order of Eq. 16: integrating out the heavy quarks
  /// of Eq. 11 gives Y_i*Y_j/(2m_Q²) for q̄_iγq_j, and −Y_i*Y_j/(2m_D²) for the singlets, whose charge is opposite.
  func leadingOrderCouplings(_ doublet: FlavourVector<R>) -> QuarkCouplings<R> {
    QuarkCouplings(
      left: Self.couplings(doublet, strength: 0.5 * inverse(mQ.squared)),
      right: Self.couplings(singletDown, strength: -0.5 * inverse(mD.squared)))
  }

  /// `vector-like-quarks` at leading order, up-type quarks: the Yukawa couplings of left-handed quarks are
  /// (Y_Qu, Y_Qc, Y_Qt) = V*(Y_Qd, Y_Qs, Y_Qb).
  func leadingOrderUpCouplings(
    _ ckm: CKMMatrix<R>, _ doublet: FlavourVector<R>
  ) -> UpQuarkCouplings<R> {
    UpQuarkCouplings(
      left: Self.couplings(ckm.conjugateRotation(doublet), strength: 0.5 * inverse(mQ.squared)),
      right: Self.couplings(singletUp, strength: -0.5 * inverse(mU.squared)))
  }

  /// Y_Qd, Y_Qs, Y_Qb.
  var doublet: FlavourVector<R> { FlavourVector(third: self(.yQb), second: self(.yQs), first: self(.yQd)) }
  /// Y_Dd, Y_Ds, Y_Db.
  var singletDown: FlavourVector<R> {
    FlavourVector(third: self(.yDb), second: self(.yDs), first: self(.yDd))
  }
  /// Y_Uu, Y_Uc, Y_Ut.
  var singletUp: FlavourVector<R> { FlavourVector(third: self(.yUt), second: self(.yUc), first: self(.yUu)) }

  private func inverse(_ x: R) -> R { R(1) / x }

  private static func couplings(_ y: FlavourVector<R>, strength: R) -> QuarkCouplings<R>.Couplings {
    let (b, s) = (y.third.conjugate, y.second.conjugate)
    return .init(sb: strength * (s * y.third), bd: strength * (b * y.first), sd: strength * (s * y.first))
  }

  private static func couplings(_ y: FlavourVector<R>, strength: R) -> UpQuarkCouplings<R>.Couplings {
    .init(
      cu: strength * (y.second.conjugate * y.first), tc: strength * (y.third.conjugate * y.second))
  }
}
