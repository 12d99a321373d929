/// The quark-mixing matrix V, exactly unitary, from its Wolfenstein parameters.
///
/// λ, A, ρ̄, η̄ define it to all orders (PDG review of the CKM matrix): s₁₂ = λ, s₂₃ = Aλ²,
/// s₁₃e^(iδ) = Aλ³(ρ̄ + iη̄)√(1 − A²λ⁴)/(√(1 − λ²)[1 − A²λ⁴(ρ̄ + iη̄)]).
///
/// Phases are the PDG's but for the b quark, whose field is rotated (by 0.02) so that V_ts*V_tb is real. In this
/// convention Eq. 18 of 1403.1269, where V_ts*V_tb is a real number, holds as it stands, and the phases of the
/// couplings of s and d are those to which the bounds from Kaon mixing refer (V_us, V_ud real).
struct CKMMatrix<R: Real>: Sendable {
  let ud, us, ub: Complex<R>
  let cd, cs, cb: Complex<R>
  let td, ts, tb: Complex<R>

  init(lambda: R, a: R, rhoBar: R, etaBar: R) {
    let s12 = lambda
    let s23 = a * lambda.squared
    let apex = Complex(rhoBar, etaBar)
    let squaredS23 = s23.squared
    let c23 = (1 - squaredS23).squareRoot()
    let c12 = (1 - lambda.squared).squareRoot()
    let denominator = 1 + -(squaredS23 * apex)
    let scale = s23 * lambda * c23 / (c12 * denominator.squaredMagnitude)
    // s₁₃e^(iδ)
    let apexSine = scale * (apex * denominator.conjugate)
    let c13 = (1 - apexSine.squaredMagnitude).squareRoot()

    let product = c12 * s23
    let bTop = c23 * c13
    let tsPDG = -(product + s12 * c23 * apexSine)
    let tsTb = bTop * tsPDG.conjugate
    // −e^(−i arg V_ts*V_tb), so that V_ts*V_tb stays close to what it is, negative.
    let turn = -((R(1) / tsTb.magnitude) * tsTb.conjugate)

    ud = Complex(c12 * c13, R(0))
    us = Complex(s12 * c13, R(0))
    ub = apexSine.conjugate * turn
    cd = -(s12 * c23 + c12 * s23 * apexSine)
    cs = c12 * c23 + -(s12 * s23 * apexSine)
    cb = (s23 * c13) * turn
    td = s12 * s23 + -(c12 * c23 * apexSine)
    ts = tsPDG
    tb = bTop * turn
  }

  init(_ quarks: borrowing QuarkParameters<R>) {
    self.init(lambda: quarks.ckmLambda, a: quarks.ckmA, rhoBar: quarks.ckmRhoBar, etaBar: quarks.ckmEtaBar)
  }

  /// What a vector of down-type components becomes in up-type ones: V* y.
  func conjugateRotation(_ y: FlavourVector<R>) -> FlavourVector<R> {
    FlavourVector(
      third: td.conjugate * y.first + ts.conjugate * y.second + tb.conjugate * y.third,
      second: cd.conjugate * y.first + cs.conjugate * y.second + cb.conjugate * y.third,
      first: ud.conjugate * y.first + us.conjugate * y.second + ub.conjugate * y.third)
  }

  /// What derivatives by V* y make of those by y: Vᵀ ȳ.
  func transposed(_ y: FlavourVector<R>) -> FlavourVector<R> {
    FlavourVector(
      third: ub * y.first + cb * y.second + tb * y.third, second: us * y.first + cs * y.second + ts * y.third,
      first: ud * y.first + cd * y.second + td * y.third)
  }
}

/// One complex number for each generation.
struct FlavourVector<R: Real>: Sendable {
  /// b or t.
  var third: Complex<R>
  /// s or c.
  var second: Complex<R>
  /// d or u.
  var first: Complex<R>

  static var zero: FlavourVector { FlavourVector(third: .zero, second: .zero, first: .zero) }

  static func + (a: FlavourVector, b: FlavourVector) -> FlavourVector {
    FlavourVector(third: a.third + b.third, second: a.second + b.second, first: a.first + b.first)
  }

  static func * (a: R, b: FlavourVector) -> FlavourVector {
    FlavourVector(third: a * b.third, second: a * b.second, first: a * b.first)
  }
}
