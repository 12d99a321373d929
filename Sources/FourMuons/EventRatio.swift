import Physics

extension FourMuonRate {
  /// The couplings at which the parabola 1 + a g′² + b g′⁴ is the integral itself: one small enough for a to be the slope
  /// at g′ = 0 (Γ/m is 7e-5 there), and g′ = 1.
  static let couplings = (small: 0.03, large: 1.0)

  /// What a table of rows like these claims; `FourMuonTable.Validity` says how far it is off between the couplings.
  static let validity = FourMuonTable.Validity(exactCoupling: couplings.large)

  /// The coefficients of σ/σ_SM at one mass, `standardModel` being the rate without a Z′.
  ///
  /// Below m_Z a Z′ on its mass shell makes a: its |M|² ∝ g′⁴ has a peak of height 1/Γ² and width Γ ∝ g′². Above, a is
  /// the interference with photon and Z. b is the square of the rest, and what a finite width changes.
  ///
  /// Where the peak leaks out of the cuts b is negative, and beyond g′ = 1, where it is no more than a parabola, it
  /// could fall below zero. b is kept above −a/10, which keeps it positive up to g′ = √10; the limit is met between
  /// 5 and 6 GeV only, where the ratio at g′ = 1 is above a thousand.
  public func row(mass: Double, standardModel: Measured) -> FourMuonTable.Row {
    let (small, large) = (Self.couplings.small, Self.couplings.large)
    let (x, y) = (small * small, large * large)
    let excess = excess(mass: mass, couplings: [small, large])
    // a = Σ weights.a · excess and b = Σ weights.b · excess solve a x + b x² = excess(x) at both couplings.
    let forA = [y / (x * (y - x)), -x / (y * (y - x))]
    let forB = [-1 / (x * (y - x)), 1 / (y * (y - x))]
    let a = ratio(excess, weights: forA, standardModel)
    let b = ratio(excess, weights: forB, standardModel)
    return FourMuonTable.Row(
      mZPrime: mass, a: a.value, aError: a.error, b: max(b.value, -a.value.magnitude / 10), bError: b.error)
  }

  /// Σ wᵢ excessᵢ over the rate of the Standard Model.
  private func ratio(_ excess: Estimate, weights: [Double], _ standardModel: Measured) -> Measured {
    var (sum, variance) = (0.0, 0.0)
    for i in weights.indices {
      sum += weights[i] * excess.means[i]
      for j in weights.indices { variance += weights[i] * weights[j] * excess.covariance[i][j] }
    }
    let value = sum / standardModel.value
    let relative = standardModel.error / standardModel.value
    let error = variance / (standardModel.value * standardModel.value) + value * value * relative * relative
    return Measured(value: value, error: error.squareRoot())
  }
}
