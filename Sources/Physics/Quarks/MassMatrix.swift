/// The mass matrix of down- or up-type quarks with their vector-like partners, 1403.1269 Eq. 12, diagonalised exactly.
///
/// Rows are right-handed fields and columns left-handed ones, both in the order doublet, singlet, third, second, first
/// generation. Read as R̄ M L the singlet's Yukawa couplings are complex conjugated, which Eq. 12 does not show.
///
/// First the Yukawa couplings are rotated away, a row and a column at a time, by angles that may be large: what is left
/// beside the heavy masses is no larger than the light ones. Then come one-sided Jacobi rotations of the columns (a
/// singular-value decomposition that keeps the small masses to full relative precision; M†M would lose them, its
/// entries span fourteen decades). The two heavy states are decoupled from the light ones but not from each other:
/// couplings of light quarks do not need it, and m_Q = m_D is no special case.
///
/// To 1e-14 relative for masses and couplings, also where v_Φ is beyond m_Q, as long as m_b ≫ m_s ≫ m_d remains.
struct MassMatrix<R: Real>: Sendable {
  /// U′†M V with some rotation U′ of right-handed fields, whose light columns are orthogonal to all others: the length of
  /// column j is the mass σ_j.
  private var columns: InlineArray<5, Column>
  /// V: column j is the left-handed mass eigenstate.
  private var rotation: InlineArray<5, Column>
  /// Masses of the vector-like quarks.
  private let doublet, singlet: R

  typealias Column = InlineArray<5, Complex<R>>

  /// Couplings of the Z′ to light quarks, L_ij and R_ij of Eq. 7, and their masses.
  struct Light: Sendable {
    /// m_b or m_t, m_s or m_c, m_d or m_u.
    let third, second, first: R
    /// Coupling of light states i and j, numbered third 0, second 1, first 2.
    let left, right: InlineArray<3, InlineArray<3, Complex<R>>>
  }

  /// `doublet` and `singlet` are masses of the vector-like quarks in GeV, `doubletMixing` and `singletMixing` the Yukawa
  /// couplings times v_Φ/√2, and `masses` (real numbers) those of the quarks before mixing.
  init(
    doublet: R, singlet: R, doubletMixing: FlavourVector<R>, singletMixing: FlavourVector<R>,
    masses: (third: R, second: R, first: R)
  ) {
    let zero = Complex<R>.zero
    func real(_ x: R) -> Complex<R> { Complex(x, R(0)) }
    columns = [
      [real(doublet), zero, zero, zero, zero],
      [
        zero, real(singlet), singletMixing.third.conjugate, singletMixing.second.conjugate,
        singletMixing.first.conjugate,
      ],
      [doubletMixing.third, zero, real(masses.third), zero, zero],
      [doubletMixing.second, zero, zero, real(masses.second), zero],
      [doubletMixing.first, zero, zero, zero, real(masses.first)],
    ]
    rotation = InlineArray { column in
      InlineArray { row in row == column ? real(R(1)) : zero }
    }
    self.doublet = doublet
    self.singlet = singlet

    // The lightest first, so that a lighter generation never takes up the mass of a heavier one.
    for light in (2..<5).reversed() { eliminateDoublet(light) }
    for light in (2..<5).reversed() { eliminateSinglet(light) }
    // Angles are small now, at most some m_s/m_b or m_t/m_Q. As the heavy states are not decoupled from each other
    // convergence is linear: a sweep gains a factor of (m_Q/m_t)² and more. Six leave 1e-14 at m_Q = 0.5 TeV.
    for _ in 0..<6 {
      for light in 2..<5 { decouple(0, light) }
      for light in 2..<5 { decouple(1, light) }
      decouple(2, 3)
      decouple(2, 4)
      decouple(3, 4)
    }
  }

  /// Rotates Q_L and a light left-handed field so that the right-handed Q has a mass term with the former alone.
  private mutating func eliminateDoublet(_ light: Int) {
    let tangent = (R(1) / columns[0][0].real) * columns[light][0]
    rotate(0, light, tangent)
    columns[light][0] = .zero
  }

  /// The same of the left-handed singlet and a light right-handed field: a rotation of rows. The right-handed mass
  /// eigenstates are not kept, `light` does without them.
  private mutating func eliminateSinglet(_ light: Int) {
    let tangent = (R(1) / columns[1][1].real) * columns[1][light]
    let cosine = R(1) / (1 + tangent.squaredMagnitude).squareRoot()
    for column in 0..<5 {
      (columns[column][1], columns[column][light]) = Self.rotated(
        columns[column][1], columns[column][light], tangent, cosine)
    }
    columns[1][light] = .zero
  }

  /// Rotates two columns so that they become orthogonal, by the smaller of the two angles.
  private mutating func decouple(_ heavy: Int, _ light: Int) {
    var (heavySquare, lightSquare, overlap) = (R(0), R(0), Complex<R>.zero)
    for row in 0..<5 {
      heavySquare = heavySquare + columns[heavy][row].squaredMagnitude
      lightSquare = lightSquare + columns[light][row].squaredMagnitude
      overlap = overlap + columns[heavy][row].conjugate * columns[light][row]
    }
    let difference = heavySquare - lightSquare
    let root = (difference.squared + 4 * overlap.squaredMagnitude).squareRoot()
    let signedRoot = difference.map { ValueAndDerivative(value: $0 < 0 ? -1 : 1, derivative: 0) } * root
    // Zero for orthogonal columns of equal length, which stay as they are.
    let denominator = (signedRoot + difference).map { sum in
      sum == 0 ? ValueAndDerivative(value: 1, derivative: 0) : ValueAndDerivative(value: sum, derivative: 1)
    }
    rotate(heavy, light, (R(2) / denominator) * overlap)
  }

  /// Rotates two left-handed fields by the angle of this tangent times its phase; the heavy one takes up the light one.
  private mutating func rotate(_ heavy: Int, _ light: Int, _ tangent: Complex<R>) {
    let cosine = R(1) / (1 + tangent.squaredMagnitude).squareRoot()
    for row in 0..<5 {
      (columns[heavy][row], columns[light][row]) = Self.rotated(
        columns[heavy][row], columns[light][row], tangent, cosine)
      (rotation[heavy][row], rotation[light][row]) = Self.rotated(
        rotation[heavy][row], rotation[light][row], tangent, cosine)
    }
  }

  private static func rotated(
    _ heavy: Complex<R>, _ light: Complex<R>, _ tangent: Complex<R>, _ cosine: R
  ) -> (Complex<R>, Complex<R>) {
    (cosine * (heavy + tangent.conjugate * light), cosine * (light - tangent * heavy))
  }

  /// The light states. Each has the phase that makes its own flavour's left-handed component real and positive.
  var light: Light {
    let masses = InlineArray<3, R> { index in
      var square = R(0)
      for row in 0..<5 { square = square + columns[index + 2][row].squaredMagnitude }
      return square.squareRoot()
    }
    // What a left-handed state has of the doublet and of the singlet.
    let left = InlineArray<3, HeavyComponents<R>> { index in
      let state = rotation[index + 2]
      let own = state[index + 2]
      let phase = (R(1) / own.magnitude) * own.conjugate
      return HeavyComponents(doublet: phase * state[0], singlet: phase * state[1])
    }
    // The right-handed state has σ/m_Q and m_D/σ as much: M†u = σv in the column of Q_L and Mv = σu in the row of D_R,
    // where M has nothing but m_Q and m_D. No difference of large numbers makes these small ones.
    let right = InlineArray<3, HeavyComponents<R>> { index in
      HeavyComponents(
        doublet: (masses[index] / doublet) * left[index].doublet,
        singlet: (singlet / masses[index]) * left[index].singlet)
    }
    return Light(
      third: masses[0], second: masses[1], first: masses[2], left: Self.couplings(left),
      right: Self.couplings(right))
  }

  /// The doublet has charge +1 and the singlet −1; the quarks of the Standard Model have none.
  private static func couplings(
    _ states: InlineArray<3, HeavyComponents<R>>
  ) -> InlineArray<3, InlineArray<3, Complex<R>>> {
    InlineArray { i in
      InlineArray { j in
        states[i].doublet.conjugate * states[j].doublet - states[i].singlet.conjugate * states[j].singlet
      }
    }
  }
}

/// What a light quark has of the vector-like ones.
private struct HeavyComponents<R: Real> {
  let doublet, singlet: Complex<R>
}

extension QuarkParameters {
  /// Down-type quarks mixed with Q and D, at v_Φ = `scale`.
  func downMassMatrix(scale: R) -> MassMatrix<R> {
    let mixing = 0.5.squareRoot() * scale
    return MassMatrix(
      doublet: mQ, singlet: mD, doubletMixing: mixing * doublet, singletMixing: mixing * singletDown,
      masses: (third: mBottom, second: mStrange, first: mDown))
  }

  /// Up-type quarks mixed with Q and U, at v_Φ = `scale`.
  func upMassMatrix(_ ckm: CKMMatrix<R>, scale: R) -> MassMatrix<R> {
    let mixing = 0.5.squareRoot() * scale
    return MassMatrix(
      doublet: mQ, singlet: mU, doubletMixing: mixing * ckm.conjugateRotation(doublet),
      singletMixing: mixing * singletUp, masses: (third: mTop, second: mCharm, first: mUp))
  }
}
