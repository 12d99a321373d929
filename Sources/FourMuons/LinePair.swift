/// Two muon lines of Z → μ⁻μ⁺μ⁻μ⁺, the boson between them amputated: the Z is absorbed on one line, which emits a
/// vector boson that turns into the other.
///
/// Muons are massless, so a line has one chirality from end to end and the boson's propagator needs no p^μ p^ν term,
/// in any gauge. With |i⟩, |j] the ends of the absorbing line and ⟨k|γ|l] the other, the two places where the Z can
/// sit on the line add up to (P = p_i + p_k + p_l, Q = p_j + p_k + p_l, the Fierz identity used once in each)
///
///     J^μ = 2⟨ik⟩/P² [l|P̸γ^μ|j] − 2[lj]/Q² ⟨i|γ^μQ̸|k⟩.
///
/// A right-handed line is the left-handed one with its ends exchanged and the opposite sign; both lines reversed
/// are the complex conjugate (parity).
struct LinePair {
  /// Squared masses of the two lines.
  let firstMass, secondMass: Double
  /// The first line absorbs the Z, the second comes from the boson; both left-handed.
  let firstLeftLeft: ComplexVector
  /// The same with a right-handed second line.
  let firstLeftRight: ComplexVector
  /// The second line absorbs the Z; both left-handed.
  let secondLeftLeft: ComplexVector
  /// The same with a right-handed second line.
  let secondLeftRight: ComplexVector

  /// The lines i → j and k → l, ends named by their outgoing muons (i, k negative).
  @inline(__always)
  init(_ i: Int, _ j: Int, _ k: Int, _ l: Int, spinors: Spinors, invariants: Invariants) {
    func emission(_ i: Int, _ j: Int, _ k: Int, _ l: Int) -> ComplexVector {
      let alongLine = spinors.current(i, j)
      let before = 2 / invariants.triple(i, k, l) * spinors.angle(i, k)
      let after = -2 / invariants.triple(j, k, l) * spinors.square(l, j)
      let direct = before * spinors.square(l, i) + after * spinors.angle(j, k)
      let crossedBefore = before * spinors.square(l, k)
      let crossedAfter = after * spinors.angle(l, k)
      return direct * alongLine + crossedBefore * spinors.current(k, j) + crossedAfter * spinors.current(i, l)
    }
    firstMass = invariants[i, j]
    secondMass = invariants[k, l]
    firstLeftLeft = emission(i, j, k, l)
    firstLeftRight = emission(i, j, l, k)
    secondLeftLeft = emission(k, l, i, j)
    secondLeftRight = Complex(-1) * emission(l, k, i, j)
  }
}

extension LinePair {
  /// Amplitudes by the chirality of the first and of the second line.
  struct Chiralities {
    let leftLeft, leftRight, rightLeft, rightRight: ComplexVector

    /// The sum over chiralities of Σ w |J|².
    @inline(__always)
    func squared(weights: SIMD4<Double>) -> Double {
      let same = leftLeft.squared(weights: weights) + rightRight.squared(weights: weights)
      return same + (leftRight.squared(weights: weights) + rightLeft.squared(weights: weights))
    }
  }

  /// The amplitudes with what is exchanged at the mass of the first line and at that of the second. Whichever line
  /// absorbs the Z, the boson has the mass of the other.
  @inline(__always)
  func chiralities(
    atFirst: Exchange, atSecond: Exchange, _ constants: ElectroweakConstants
  ) -> Chiralities {
    let (left, right) = (constants.leftCoupling, constants.rightCoupling)
    return Chiralities(
      leftLeft: (left * atSecond.leftLeft) * firstLeftLeft + (left * atFirst.leftLeft) * secondLeftLeft,
      leftRight: (left * atSecond.leftRight) * firstLeftRight + (right * atFirst.leftRight) * secondLeftRight,
      rightLeft: (right * atSecond.leftRight) * firstLeftRight.conjugate
        + (left * atFirst.leftRight) * secondLeftRight.conjugate,
      rightRight: (right * atSecond.rightRight) * firstLeftLeft.conjugate
        + (right * atFirst.rightRight) * secondLeftLeft.conjugate)
  }
}
