import Foundation
import Physics
import Testing

@Suite("Numbers of the quark sector that 1403.1269 and others have published")
struct PublishedQuarkNumberTests {
  /// (35 TeV)⁻² in GeV⁻², what the anomaly asks of C9 and C9′ (Eq. 2).
  static let anomaly = 1 / (35e3 * 35e3)

  /// |C9| = |C9′| = 1 with the signs that the data of 2013 wanted.
  static let unitCoefficients = QuarkPoint.operators(scale: 1000, [.c9: (-1, 0), .c9Prime: (1, 0)])

  @Test("Eqs. 2 and 17: vector-like quarks of 25 TeV with Yukawa couplings of one make C9 = -(35 TeV)^-2")
  func heavyQuarkMass() {
    let point = QuarkPoint.heavyQuarks(
      mass: 25e3, scale: 1000, [.yQb: (-1, 0), .yQs: (1, 0), .yDb: (-1, 0), .yDs: (1, 0)])
    #expect((point(.wilsonC9) * 8.31e-10 / -Self.anomaly - 1).magnitude < 0.03)
    #expect((point(.wilsonC9Prime) * 8.31e-10 / Self.anomaly - 1).magnitude < 0.03)
    #expect((point(.wilsonC9) + 0.98).magnitude < 0.03)
  }

  @Test("C9 < 0 needs Re(Y_Qb Y_Qs*) < 0, and C9' > 0 needs Re(Y_Db Y_Ds*) < 0")
  func signs() {
    for phase in stride(from: -3.1, through: 3.1, by: 0.31) {
      let (sine, cosine) = (sin(phase), cos(phase))
      let point = QuarkPoint.heavyQuarks(
        mass: 20e3, scale: 1000, [.yQb: (cosine, sine), .yQs: (0.5, 0), .yDb: (cosine, sine), .yDs: (0.5, 0)])
      #expect((point(.wilsonC9) < 0) == (cosine < 0))
      #expect((point(.wilsonC9Prime) > 0) == (cosine < 0))
    }
  }

  @Test(
    "Eq. 19: boxes of 25 TeV quarks with Yukawa couplings of one move M12 by -12 % as printed, +18 % corrected"
  )
  func scalarBoxes() {
    let point = QuarkPoint.heavyQuarks(
      mass: 25e3, scale: 1e-3, [.yQb: (-1, 0), .yQs: (1, 0), .yDb: (-1, 0), .yDs: (1, 0)])
    #expect((point.reading(asPrinted: .all)(.bsMassDifference) - 0.88).magnitude < 0.005)
    #expect((point(.bsMassDifference) - 1.18).magnitude < 0.005)
    #expect(point(.bsMixingPhase).magnitude < 1e-15)
  }

  @Test("Eq. 21: at v_Φ = 1.8 TeV the Z' that explains the anomaly adds 15 % to B_s mixing")
  func upperBoundOnTheScale() {
    let coefficient = Self.anomaly / 8.31e-10
    let point = QuarkPoint.operators(scale: 1800, [.c9: (-coefficient, 0), .c9Prime: (coefficient, 0)])
    #expect((point(.bsMassDifference) - 1.15).magnitude < 0.005)
  }

  @Test("Section IV: at v_Φ = 750 GeV it still adds 3 %")
  func smallestEffect() {
    let coefficient = Self.anomaly / 8.31e-10
    let point = QuarkPoint.operators(scale: 750, [.c9: (-coefficient, 0), .c9Prime: (coefficient, 0)])
    #expect((point(.bsMassDifference) - 1.03).magnitude < 0.005)
  }

  @Test(
    "Eqs. 20-23: with Yukawa couplings 1, λ², λ³ and a phase of 90° Kaon mixing is at its bound for v_Φ = 222 GeV"
  )
  func kaonMixing() {
    let cabibbo = 0.23
    let mass = (cabibbo * cabibbo / (2 * Self.anomaly)).squareRoot()
    let (second, first) = (cabibbo * cabibbo, cabibbo * cabibbo * cabibbo)
    let point = QuarkPoint.heavyQuarks(
      mass: mass, scale: 222,
      [
        .yQb: (-1, 0), .yQs: (second, 0), .yQd: (0, first), .yDb: (-1, 0), .yDs: (second, 0),
        .yDd: (first, 0),
      ])
    #expect((mass - 5.7e3).magnitude < 50)
    let bound = 1 / (3.2e8 * 3.2e8)
    #expect((point(.kaonLeftRightImaginary).magnitude / bound - 1).magnitude < 0.01)
    #expect(point(.kaonLeftRightReal).magnitude < 1e-12 * bound)
  }

  @Test(
    "g' stays perturbative to the Planck scale below 0.69, and below 0.341 with quarks of 25 TeV (section III: 0.35)"
  )
  func planckScale() {
    #expect((prediction(.largestPerturbativeCoupling, gPrime: 0.2, mZPrime: 100) - 0.695).magnitude < 0.005)
    let point = QuarkPoint.heavyQuarks(mass: 25e3, scale: 1000, gPrime: 0.341)
    #expect((point(.largestPerturbativeCoupling) - 0.341).magnitude < 0.0005)
    #expect((point(.couplingOverLargest) - 1).magnitude < 0.002)
    let heavier = QuarkPoint.heavyQuarks(mass: 1e9, scale: 1000)
    #expect(heavier(.largestPerturbativeCoupling) > point(.largestPerturbativeCoupling))
  }

  @Test("B → X_sνν, Kνν and K*νν rise by 0.9 %, not at all and by 1.4 % (section III: some 2 %)")
  func neutrinos() {
    #expect((Self.unitCoefficients(.inclusiveNeutrinos) - 1.009).magnitude < 0.0005)
    #expect((Self.unitCoefficients(.kaonNeutrinos) - 1).magnitude < 1e-14)
    #expect((Self.unitCoefficients(.excitedKaonNeutrinos) - 1.014).magnitude < 0.0005)
  }

  @Test("B → X_sμμ falls by 12 to 17 %, X_sττ rises by some 30 %, X_see stays (section III: 20 %)")
  func inclusive() {
    let low = Self.unitCoefficients(.inclusiveMuonsLow)
    let high = Self.unitCoefficients(.inclusiveMuonsHigh)
    let taus = Self.unitCoefficients(.inclusiveTaus)
    for muons in [low, high] { #expect(muons > 0.82 && muons < 0.885) }
    #expect((taus - 1.30).magnitude < 0.015)
    #expect(Self.unitCoefficients(.inclusiveElectronsLow) == 1)
  }

  @Test("R_K changes by 0.24 for each unit of C9 or C9' (e.g. 1411.4773), R_K* by C9 - C9'")
  func linearSensitivity() {
    func slope(_ observable: Observable, _ coupling: ComplexParameter) -> Double {
      let up = QuarkPoint.operators(scale: 1000, [coupling: (0.05, 0)])(observable)
      return (up - QuarkPoint.operators(scale: 1000, [coupling: (-0.05, 0)])(observable)) / 0.1
    }
    #expect((slope(.universalityKaonCentral, .c9) - 0.24).magnitude < 0.02)
    #expect((slope(.universalityKaonCentral, .c9Prime) - 0.24).magnitude < 0.02)
    #expect(slope(.universalityExcitedKaonCentral, .c9) > 0.1)
    #expect(slope(.universalityExcitedKaonCentral, .c9Prime) < -0.1)
  }

  @Test("Eq. 24: t → Z'c happens 7e-8 of the time at most, a few 1e-7 as printed")
  func topDecay() {
    let point = QuarkPoint.operators(scale: 1800, [.lambdaUtc: (Self.anomaly, 0)])
    #expect((point(.topToZPrimeCharm) - 7.4e-8).magnitude < 0.2e-8)
    let printed = point.reading(asPrinted: .all)(.topToZPrimeCharm)
    #expect((printed - 3.0e-7).magnitude < 0.1e-7)
  }

  @Test(
    "No top decays into a Z' as heavy as itself; just below it the rate rises with the square of what is missing"
  )
  func topThreshold() {
    func rate(_ mass: Double) -> Double {
      QuarkPoint.operators(scale: mass / 0.1, gPrime: 0.1, [.lambdaUtc: (1e-9, 0)])(.topToZPrimeCharm)
    }
    #expect(rate(173.2) == 0)
    #expect(rate(1000) == 0)
    #expect((rate(173.2 - 2e-4) / rate(173.2 - 1e-4) - 4).magnitude < 1e-4)
  }

  @Test(
    "Eq. 15: ε vanishes for m_Q m_D = m_U², changes sign there, and is six times larger corrected than printed"
  )
  func kineticMixing() {
    var point = QuarkPoint.heavyQuarks(mass: 4000, scale: 1000, gPrime: 0.3)
    #expect(point(.kineticMixing).magnitude < 1e-17)
    point.values[.quark(.mQ)] = 8000
    let above = point(.kineticMixing)
    #expect(relativeError(point.reading(asPrinted: .all)(.kineticMixing), above / 6) < 1e-14)
    point.values[.quark(.mQ)] = 2000
    #expect(relativeError(point(.kineticMixing), -above) < 1e-14)
    // g'g₁/(16π²)·(4/3) ln 4 with g₁ = 0.357
    #expect((above - 0.3 * 0.357 / 157.914 * 4 / 3 * log(4)).magnitude < 0.002 * above)
  }
}
