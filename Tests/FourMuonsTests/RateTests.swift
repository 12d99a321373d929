import Foundation
import GlobalFit
import Physics
import Testing

@testable import FourMuons

@Suite("Integrated rates of Z → 4μ")
struct RateTests {
  private static let constants = ElectroweakConstants()

  /// Γ(Z → μμZ′)/Γ(Z → μμ) in units of g′²/8π², at ξ = m_Z'²/m_Z², by quadrature over the Dalitz plot.
  ///
  /// With energies x₁, x₂ of the muons in units of m_Z/2, u = 1 − x₁ and v = 1 − x₂, between uv = ξ and u + v = 1 + ξ,
  ///
  ///     dΓ/du dv ∝ ((1 − u + ξ)² + (1 − v + ξ)²)/(uv) − ξ/u² − ξ/v²,
  ///
  /// the emission of a massive gluon: Yu. L. Dokshitzer, G. Marchesini, B. R. Webber, hep-ph/9512336. The
  /// integral over v is done by hand.
  private static func emission(_ xi: Double) -> Double {
    func slice(_ u: Double) -> Double {
      func primitive(_ v: Double) -> Double {
        let first = (1 - u + xi) * (1 - u + xi) * log(v) / u
        let second = ((1 + xi) * (1 + xi) * log(v) - 2 * (1 + xi) * v + v * v / 2) / u
        return first + second - xi * v / (u * u) + xi / v
      }
      return primitive(1 + xi - u) - primitive(xi / u)
    }
    // The integrand varies with ln u: Simpson's rule there.
    let (steps, length) = (2000, -log(xi))
    var sum = 0.0
    for step in 0...steps {
      let u = xi * exp(length * Double(step) / Double(steps))
      let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      sum += weight * u * slice(u)
    }
    return sum * length / Double(3 * steps)
  }

  @Test(
    "A narrow Z' is the three-body decay times its branching ratio", arguments: [2.0, 5, 10, 20, 40, 60, 80])
  func narrowWidth(mass: Double) {
    let zPrime = ZPrime(coupling: 1e-3, mass: mass)
    let rate = FourMuonRate(production: .atRest, cuts: Cuts(pairMass: 0.05), events: 400_000, threads: 2)
      .zPrimeAlone(zPrime)
    let emission = Self.emission(mass * mass / (Self.constants.zMass * Self.constants.zMass))
    let squaredCoupling = zPrime.coupling * zPrime.coupling
    let threeBody = Self.constants.muonicWidth * squaredCoupling / (8 * .pi * .pi) * emission
    let branchingRatio = squaredCoupling * mass / (12 * .pi) / zPrime.width
    #expect(rate.error < 0.006 * rate.value)
    #expect((rate.value - threeBody * branchingRatio).magnitude < 4 * rate.error)
  }

  @Test("Γ(Z → μμ) at tree level is the measured 83.98 MeV to half a percent")
  func muonicWidth() {
    #expect(relativeError(Self.constants.muonicWidth, 0.08398) < 0.005)
  }

  /// ATLAS measured (3.20 ± 0.28)e-6 and quotes 3.33e-6 for the Standard Model (1403.5657).
  @Test("BR(Z → 4ℓ) of the Standard Model above 5 GeV is 3.3e-6, to 6 % at tree level")
  func branchingRatio() {
    let rate = FourMuonRate(production: .atRest, cuts: Cuts(pairMass: 5), events: 300_000, threads: 2)
    let (same, different) = (rate.standardModel(), rate.standardModel(.twoFlavours))
    let branchingRatio = (2 * same.value + different.value) / Self.constants.zWidth
    #expect(relativeError(branchingRatio, 3.33e-6) < 0.06)
  }

  @Test("A Z' as heavy as a contact interaction falls as 1/m² and 1/m⁴")
  func contact() {
    let rate = FourMuonRate(events: 20_000, threads: 2)
    let standardModel = rate.standardModel()
    let (light, heavy) = (
      rate.row(mass: 2000, standardModel: standardModel), rate.row(mass: 4000, standardModel: standardModel)
    )
    #expect(relativeError(light.a / heavy.a, 4) < 0.01)
    #expect(light.a < 0)
  }

  @Test("The result has the same bits on any number of threads, and others with another seed")
  func determinism() {
    func row(threads: Int, seed: UInt64) -> FourMuonTable.Row {
      let rate = FourMuonRate(events: 30_000, seed: seed, threads: threads)
      return rate.row(mass: 33, standardModel: rate.standardModel())
    }
    let one = row(threads: 1, seed: 1)
    #expect(row(threads: 2, seed: 1) == one)
    #expect(row(threads: 5, seed: 1) == one)
    #expect(row(threads: 1, seed: 2).a != one.a)
  }

  @Test("The scatter between seeds is what the errors say")
  func errors() {
    let rates = (0..<40).map { seed in
      FourMuonRate(events: 10_000, seed: UInt64(100 + seed), threads: 2).standardModel()
    }
    let mean = rates.map(\.value).reduce(0, +) / 40
    let chiSquared = rates.map { ($0.value - mean) * ($0.value - mean) / ($0.error * $0.error) }
      .reduce(0, +)
    // χ² of 39 degrees of freedom: 1 in 10 000 beyond each end.
    #expect(chiSquared > 15 && chiSquared < 79)
  }
}

@Suite("The table that is shipped")
struct ShippedTableTests {
  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "inputs/z-to-4mu/atlas-2013-table.csv").path(percentEncoded: false)

  @Test(
    "Made again with fewer events and another seed, it is the same within errors", arguments: [8.0, 30, 86])
  func remade(mass: Double) throws {
    let table = try FourMuonTableReader.table(at: Self.path)
    let shipped = try #require(table.rows.first { $0.mZPrime == mass })
    let rate = FourMuonRate(events: 150_000, seed: 20, threads: 2)
    let again = rate.row(mass: mass, standardModel: rate.standardModel())
    let aError = (again.aError * again.aError + shipped.aError * shipped.aError).squareRoot()
    #expect((again.a - shipped.a).magnitude < 4 * aError)
    let bError = (again.bError * again.bError + shipped.bError * shipped.bError).squareRoot()
    #expect((again.b - shipped.b).magnitude < 4 * bError)
    #expect(again.aError < 0.03 * again.a.magnitude)
  }

  @Test("It has every mass of the program, and errors of a percent where a Z' can be excluded")
  func precision() throws {
    let table = try FourMuonTableReader.table(at: Self.path)
    #expect(table.rows.map(\.mZPrime) == TableText.masses)
    for row in table.rows where row.mZPrime <= 66 || row.mZPrime >= 80 {
      #expect(row.aError < 0.01 * row.a.magnitude, "m_Z' = \(row.mZPrime)")
    }
  }

  @Test("Between the couplings it was made from the parabola holds", arguments: [10.0, 40, 64, 86, 200])
  func parabola(mass: Double) {
    let rate = FourMuonRate(events: 40_000, threads: 2)
    let standardModel = rate.standardModel()
    let row = rate.row(mass: mass, standardModel: standardModel)
    let couplings = [0.005, 0.02, 0.1, 0.3, 0.5, 0.8]
    let excess = rate.excess(mass: mass, couplings: couplings)
    for (gPrime, mean) in zip(couplings, excess.means) {
      let (x, ratio) = (gPrime * gPrime, 1 + mean / standardModel.value)
      guard ratio < 2 else { continue }
      #expect(relativeError(1 + row.a * x + row.b * x * x, ratio) < 0.01, "g' = \(gPrime)")
    }
  }
}

extension ElectroweakConstants {
  /// Γ(Z → μμ) at tree level, massless.
  fileprivate var muonicWidth: Double {
    (leftCoupling * leftCoupling + rightCoupling * rightCoupling) * zMass / (24 * .pi)
  }
}
