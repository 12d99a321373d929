/// Two-component spinors of the four muons: |i⟩ with |i⟩[i| + |i]⟨i| = p̸_i.
///
/// ⟨ij⟩[ji] = s_ij, [ij] = −⟨ij⟩*, and ⟨i|γ^μ|i] = 2p_i^μ (conventions of L. J. Dixon, hep-ph/9601359, up to
/// phases, which no square sees).
struct Spinors {
  /// √(E + p_z).
  private var upper = InlineArray<4, Double>(repeating: 0)
  /// (p_x + i p_y)/√(E + p_z).
  private var lower = InlineArray<4, Complex>(repeating: Complex(0))

  init(_ momenta: Momenta) {
    for muon in 0..<4 {
      let p = momenta[muon]
      // E + p_z loses its digits for a muon that flies backwards; the transverse momentum keeps them.
      let plus = p.w > 0 ? p.x + p.w : (p.y * p.y + p.z * p.z) / (p.x - p.w)
      // Exactly backwards the spinor is (0, √2E) up to a phase.
      upper[muon] = plus.squareRoot()
      lower[muon] =
        plus > 0 ? Complex(p.y / upper[muon], p.z / upper[muon]) : Complex((2 * p.x).squareRoot())
    }
  }

  /// ⟨ij⟩.
  @inline(__always)
  func angle(_ i: Int, _ j: Int) -> Complex { upper[i] * lower[j] - upper[j] * lower[i] }

  /// [ij].
  @inline(__always)
  func square(_ i: Int, _ j: Int) -> Complex { -angle(i, j).conjugate }

  /// ⟨i|γ^μ|j].
  @inline(__always)
  func current(_ i: Int, _ j: Int) -> ComplexVector {
    let upperUpper = upper[i] * upper[j]
    let upperLower = upper[j] * lower[i]
    let lowerUpper = upper[i] * lower[j].conjugate
    let lowerLower = lower[i] * lower[j].conjugate
    let x = upperLower + lowerUpper
    let difference = lowerUpper - upperLower
    return ComplexVector(
      real: SIMD4(upperUpper + lowerLower.real, x.real, -difference.imaginary, upperUpper - lowerLower.real),
      imaginary: SIMD4(lowerLower.imaginary, x.imaginary, difference.real, -lowerLower.imaginary))
  }
}
