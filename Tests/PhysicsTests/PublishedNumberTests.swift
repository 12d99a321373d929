import Foundation
import Testing

@testable import Physics

@Suite("Numbers that others have published")
struct PublishedNumberTests {
  @Test("Re K_F changes sign near m_Z' = 25.3 GeV")
  func vertexZero() {
    let shift = { (mass: Double) in zVertexFunction((91.1876 / mass) * (91.1876 / mass)).value }
    #expect(shift(25.2) < 0)
    #expect(shift(25.4) > 0)
  }

  @Test("K_F of a heavy Z' is x (11/9 - 2/3 ln x)")
  func vertexOfHeavyZPrime() {
    let x = 1e-9
    #expect(relativeError(zVertexFunction(x).value, x * (11.0 / 9 - 2.0 / 3 * log(x))) < 1e-8)
  }

  @Test("1403.1269 Eq. 26: Δa_μ of a heavy Z' is m_μ²/(12π²v_Φ²)")
  func magneticMomentOfHeavyZPrime() {
    let expected = 0.1056583715 * 0.1056583715 / (12 * .pi * .pi * 1e5 * 1e5)
    #expect(relativeError(prediction(.muonMagneticMoment, gPrime: 1, mZPrime: 1e5), expected) < 1e-8)
  }

  @Test("Δa_μ of a massless Z' is Schwinger's, g'²/(8π²)")
  func magneticMomentOfLightZPrime() {
    let expected = 1 / (8 * Double.pi * .pi)
    #expect(relativeError(prediction(.muonMagneticMoment, gPrime: 1, mZPrime: 1e-9), expected) < 1e-7)
  }

  @Test("1403.1269 section IV: v_Φ = 180 GeV explains Δa_μ = 2.9e-9")
  func magneticMomentOfThePaper() {
    let gPrime = 50.0 / 180
    #expect(prediction(.symmetryBreakingScale, gPrime: gPrime, mZPrime: 50) == 180)
    #expect((prediction(.muonMagneticMoment, gPrime: gPrime, mZPrime: 50) - 2.9e-9).magnitude < 0.05e-9)
  }

  @Test("1403.1269 Eq. 34 at v²/v_Φ² = 0.1 and s_W² = 0.2312 is 1.17214558")
  func trident() {
    let gPrime = 100 * 0.1.squareRoot() / 246.22
    let ratio = prediction(.trident, gPrime: gPrime, mZPrime: 100, fixed: [.lepton(.sinThetaW2): 0.2312])
    #expect((ratio - 1.17214558).magnitude < 1e-8)
  }

  @Test("1403.1269 Eq. 28 is 3g'²/(4π²) at m_Z' = m_W")
  func tauDecayAtTheW() {
    let expected = 3 / (4 * Double.pi * .pi)
    #expect(relativeError(prediction(.tauToMuNuNuExcess, gPrime: 1, mZPrime: 80.385), expected) < 1e-15)
  }

  @Test("1403.1269 Eqs. 29-30: the Standard Model has BR(τ→μνν) = 17.29 %")
  func tauDecayOfTheStandardModel() {
    #expect((prediction(.tauToMuNuNu, gPrime: 1e-9, mZPrime: 50) - 0.1729).magnitude < 0.00005)
  }

  @Test("1310.7922 section 2: the Standard Model has BR(τ→μνν)/BR(τ→eνν) = 0.972559(5)")
  func universalityOfTheStandardModel() {
    #expect((prediction(.tauMuonElectronRatio, gPrime: 1e-9, mZPrime: 50) - 0.972559).magnitude < 0.000005)
  }

  @Test("1403.1269 section III: a Z' well above its thresholds decays to μμ in a third of cases")
  func branchingRatioToMuons() {
    #expect((prediction(.zPrimeToMuMu, gPrime: 0.3, mZPrime: 1e3) - 1.0 / 3).magnitude < 1e-9)
    #expect(prediction(.zPrimeToMuMu, gPrime: 0.3, mZPrime: 0.2) == 0)
  }

  @Test("Γ_Z' is g'²m_Z'/(4π) when heavy, a third of that below 2m_μ, where only neutrinos are left")
  func width() {
    let unit = 0.09 / (4 * Double.pi)
    #expect(relativeError(prediction(.zPrimeWidth, gPrime: 0.3, mZPrime: 1e4), 1e4 * unit) < 1e-12)
    #expect(relativeError(prediction(.zPrimeWidth, gPrime: 0.3, mZPrime: 0.2), 0.2 * unit / 3) < 1e-15)
  }

  @Test("The complex K_F differs from Re K_F at second order only")
  func vertexCorrections() {
    let deviation = { (gPrime: Double) in
      prediction(.zCouplingAxialMuon, gPrime: gPrime, mZPrime: 25.3, vertexCorrection: .complex)
        / prediction(.zCouplingAxialMuon, gPrime: gPrime, mZPrime: 25.3) - 1
    }
    #expect(deviation(1) > 1e-4)
    #expect(relativeError(deviation(1) / deviation(0.5), 16) < 0.01)
  }
}
