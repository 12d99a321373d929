/// The mass matrix of down- or up-type quarks with their vector-like partners, 1403.1269 Eq. 12, diagonalised exactly.
///
/// Rows are right-handed fields and columns left-handed ones, both in the order doublet, singlet, third, second, first
/// generation. Read as R̄ M L the singlet's Yukawa couplings are complex conjugated, which Eq. 12 does not show.
///
/// By one-sided Jacobi rotations of the columns (a singular-value decomposition that keeps the small masses to full
/// relative precision; M†M would lose them, its entries span fourteen decades). The two heavy states are decoupled from
/// the light ones but not from each other: couplings of light quarks do not need it, and m_Q = m_D is no special case.
struct MassMatrix<R: Real>: Sendable {
  /// M V, whose light columns are orthogonal to all others: column j is σ_j times the right-handed mass eigenstate.
  private var columns: InlineArray<5, Column>
  /// V: column j is the left-handed mass eigenstate.
  private var rotation: InlineArray<5, Column>

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
    // Convergence is quadratic, and the angles are small from the start: five sweeps are one more than ever needed.
    for _ in 0..<5 {
      for light in 2..<5 { decouple(0, light) }
      for light in 2..<5 { decouple(1, light) }
      decouple(2, 3)
      decouple(2, 4)
      decouple(3, 4)
    }
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
    let denominator = difference.map { ValueAndDerivative(value: $0 < 0 ? -1 : 1, derivative: 0) } * root
      + difference
    // tan of the angle times its phase; the heavy column takes up the light one.
    let tangent = (R(2) / denominator) * overlap
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
    let phases = InlineArray<3, Complex<R>> { index in
      let own = rotation[index + 2][index + 2]
      return (R(1) / own.magnitude) * own.conjugate
    }
    // The doublet has charge +1 and the singlet −1; the quarks of the Standard Model have none.
    func couplings(_ states: InlineArray<5, Column>, _ norm: (Int, Int) -> R) -> InlineArray<3, InlineArray<3, Complex<R>>> {
      InlineArray { i in
        InlineArray { j in
          let (a, b) = (states[i + 2], states[j + 2])
          let difference = a[0].conjugate * b[0] - a[1].conjugate * b[1]
          return norm(i, j) * (phases[i].conjugate * phases[j] * difference)
        }
      }
    }
    return Light(
      third: masses[0], second: masses[1], first: masses[2],
      left: couplings(rotation) { _, _ in R(1) },
      right: couplings(columns) { R(1) / (masses[$0] * masses[$1]) })
  }
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
