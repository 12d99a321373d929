/// R_K and R_K*: muons over electrons in B → K⁽*⁾ℓℓ, at leading order in α_s and 1/m_b.
extension QuarkSector {
  /// R of a decay in a bin of q²: its rate into muons over its rate into electrons.
  ///
  /// Form factors are those of the large-energy limit, so that their ratios and not their sizes enter; charm
  /// loops, hard gluons and photon radiation are left out, some per cent of the shift from one.
  func leptonUniversalityRatio(_ bin: ExclusiveBin) -> R {
    rate(bin.muons, charge: charges.muon) / rate(bin.electrons, charge: charges.electron)
  }

  private func rate(_ rate: ExclusiveRate, charge: Double) -> R {
    let unprimed = wilsonCoefficient(leftSB, charge: charge)
    let primed = wilsonCoefficient(rightSB, charge: charge)
    let (sum, difference) = (unprimed + primed, unprimed - primed)
    return rate.standardModel
      + rate.sumSquared * sum.squaredMagnitude + rate.sumLinear * sum.real
      + rate.differenceSquared * difference.squaredMagnitude + rate.differenceLinear * difference.real
  }
}

/// Rate of B → K⁽*⁾ℓℓ in a bin of q², in arbitrary units, as a polynomial in the shifts C9 ± C9′ of its Wilson coefficients.
struct ExclusiveRate: Sendable {
  var standardModel = 0.0
  var sumSquared = 0.0
  var sumLinear = 0.0
  var differenceSquared = 0.0
  var differenceLinear = 0.0

  /// Adds `weight`·[vector·|C9 ± C9′ + `dipole`·C7|² + axial·|C10|²], with the sum or the difference.
  fileprivate mutating func add(
    _ weight: Double, vector: Double, axial: Double, dipole: Double, difference: Bool
  ) {
    let amplitude = Constants.c9 + dipole * Constants.c7
    standardModel += weight * (vector * amplitude * amplitude + axial * Constants.c10 * Constants.c10)
    if difference {
      differenceSquared += weight * vector
      differenceLinear += 2 * weight * vector * amplitude
    } else {
      sumSquared += weight * vector
      sumLinear += 2 * weight * vector * amplitude
    }
  }
}

/// A bin of q² of B → Kℓℓ or B → K*ℓℓ.
struct ExclusiveBin: Sendable {
  let muons: ExclusiveRate
  let electrons: ExclusiveRate

  /// B → Kℓℓ in q² from `low` to `high`, GeV²: dΓ ∝ (1−ŝ)³f₊² β(1+2x)[|C9+C9′+2(m_b/m_B)C7|² + |C10|²], ŝ = q²/m_B²,
  /// x = m_ℓ²/q², β² = 1 − 4x, with f_T/f₊ and f₀/f₊ of the large-energy limit and f₊ ∝ 1/(1 − q²/m_B*²).
  static func kaon(from low: Double, to high: Double) -> ExclusiveBin {
    ExclusiveBin(low...high) { q2, x, rate in
      let s = q2 / Constants.bMesonMassSquared
      let pole = 1 / (1 - q2 / (5.415 * 5.415))
      let weight = (1 - s) * (1 - s) * (1 - s) * pole * pole * (1 - 4 * x).squareRoot()
      rate.add(
        weight, vector: 1 + 2 * x, axial: 1 + 2 * x, dipole: 2 * Constants.reducedBottomMass,
        difference: false)
    }
  }

  /// B → K*ℓℓ in q² from `low` to `high`, GeV²: the three transversity amplitudes of the large-energy limit
  /// (hep-ph/0502060), |A_⊥|² ∝ 2(1−ŝ)²ξ_⊥²|C9+C9′+2m̂_bC7/ŝ|², |A_∥|² alike with C9−C9′, |A_0|² ∝
  /// (1−ŝ)⁴/(4m̂_K*²ŝ) ξ_∥²|C9−C9′+2m̂_bC7|², each with |C10|² and times ŝ(1−ŝ)β.
  ///
  /// Soft form factors ξ_⊥(0) = 0.26, ξ_∥(0) = 0.16 (hep-ph/0412400), falling as (1−ŝ)⁻² and (1−ŝ)⁻³.
  static func excitedKaon(from low: Double, to high: Double) -> ExclusiveBin {
    ExclusiveBin(low...high) { q2, x, rate in
      let s = q2 / Constants.bMesonMassSquared
      let kaon = 0.892 * 0.892 / Constants.bMesonMassSquared
      let beta = (1 - 4 * x).squareRoot()
      let phaseSpace = s * (1 - s) * beta
      let perpendicular = 0.26 / ((1 - s) * (1 - s))
      let parallel = 0.16 / ((1 - s) * (1 - s) * (1 - s))
      let transverse = phaseSpace * 2 * (1 - s) * (1 - s) * perpendicular * perpendicular
      let falling = (1 - s) * (1 - s)
      let longitudinal = phaseSpace * falling * falling / (4 * kaon * s) * parallel * parallel
      let bottom = 2 * Constants.reducedBottomMass
      rate.add(transverse, vector: 1 + 2 * x, axial: 1 - 4 * x, dipole: bottom / s, difference: false)
      rate.add(transverse, vector: 1 + 2 * x, axial: 1 - 4 * x, dipole: bottom / s, difference: true)
      rate.add(longitudinal, vector: 1 + 2 * x, axial: 1 + 2 * x, dipole: bottom, difference: true)
    }
  }

  /// The rates whose integrand `add` adds at q² and x = m_ℓ²/q².
  private init(
    _ range: ClosedRange<Double>, _ add: (_ q2: Double, _ x: Double, _ rate: inout ExclusiveRate) -> Void
  ) {
    func rate(leptonMass: Double) -> ExclusiveRate {
      var sum = ExclusiveRate()
      for (q2, weight) in gaussLegendrePoints(over: range) {
        var integrand = ExclusiveRate()
        add(q2, leptonMass * leptonMass / q2, &integrand)
        sum.standardModel += weight * integrand.standardModel
        sum.sumSquared += weight * integrand.sumSquared
        sum.sumLinear += weight * integrand.sumLinear
        sum.differenceSquared += weight * integrand.differenceSquared
        sum.differenceLinear += weight * integrand.differenceLinear
      }
      return sum
    }
    muons = rate(leptonMass: 0.1056583715)
    electrons = rate(leptonMass: Constants.electronMass)
  }

  static let kaonCentral = kaon(from: 1.1, to: 6)
  static let kaonLow = kaon(from: 0.1, to: 1.1)
  static let excitedKaonCentral = excitedKaon(from: 1.1, to: 6)
  static let excitedKaonLow = excitedKaon(from: 0.1, to: 1.1)
}
