import Foundation
import Inference
import Testing

@testable import FourMuons

@Suite("Phase space of four muons, and cuts on it")
struct PhaseSpaceTests {
  private static let zPrime = ZPrime(coupling: 0.1, mass: 30)

  /// Φ₄ of massless particles is (π/2)³M⁴/(3! 2! (2π)⁸) (R. Kleiss, W. J. Stirling, S. D. Ellis, CPC 40 (1986) 359).
  @Test("The volume is that of four massless particles", arguments: [FinalState.fourMuons, .twoFlavours])
  func volume(finalState: FinalState) {
    for mixture in [PairMassMixture.standardModel, .including(Self.zPrime)] {
      let space = PhaseSpace(finalState: finalState, mixture: mixture, minimumPairMass: 0.01)
      let estimate = average(quantities: 1, events: 200_000, seed: 3, threads: 2) { numbers, values in
        values[0] = space.event(numbers, total: 90).map { 1 / $0.density } ?? 0
      }
      let halfPi = Double.pi / 2
      let expected = halfPi * halfPi * halfPi * pow(90, 4) / (12 * pow(2 * .pi, 8))
      #expect((estimate.means[0] - expected).magnitude < 4 * estimate.error(0))
      #expect(estimate.error(0) < 0.01 * expected)
    }
  }

  @Test("Events conserve momentum, are massless, and keep pairs above the smallest mass")
  func kinematics() {
    let space = PhaseSpace(
      finalState: .fourMuons, mixture: .including(Self.zPrime), minimumPairMass: 5)
    var random = Random(seed: 4, stream: 0)
    var count = 0
    for _ in 0..<2000 {
      guard let event = space.event(EventNumbers(&random), total: 88) else { continue }
      count += 1
      let p = event.momenta
      let total = p[0] + p[1] + p[2] + p[3] - SIMD4(88, 0, 0, 0)
      #expect((total * total).sum().squareRoot() < 1e-11 * 88)
      for muon in 0..<4 { #expect(product(p[muon], p[muon]).magnitude < 1e-12 * 88 * 88) }
      for (i, j) in FinalState.fourMuons.pairs { #expect(event.invariants[i, j] >= 25) }
    }
    #expect(count > 1000)
  }

  @Test("Each mapping turns a uniform number into its own density", arguments: [30.0, 95])
  func mappings(mass: Double) {
    for mapping in [
      PairMassMapping.photon, .flat, .peak(mass: mass, width: 0.1), .slopes(mass: mass, width: 0.1),
    ] {
      for s in [30.0, 899, 901, 5000] {
        #expect(relativeError(mapping.inversePrimitive(mapping.primitive(s)), s) < 1e-10)
        let step = 1e-4
        let slope = (mapping.primitive(s + step) - mapping.primitive(s - step)) / (2 * step)
        #expect(relativeError(mapping.derivative(s), slope) < 1e-5)
      }
    }
  }

  @Test("Four numbers come out in order")
  func order() {
    var random = Random(seed: 1, stream: 1)
    for _ in 0..<200 {
      let values = SIMD4(random.uniform(), random.uniform(), random.uniform(), random.uniform())
      let sorted = (0..<4).map { values[$0] }.sorted(by: >)
      #expect((0..<4).map { Cuts.descending(values)[$0] } == sorted)
    }
  }

  /// Two back-to-back pairs in the transverse plane, 25 GeV each, and one cut after the other just missed.
  @Test("Every cut cuts")
  func cuts() {
    func event(
      _ transverse: [Double] = [25, 25, 20, 20], azimuth: [Double] = [0, .pi, .pi / 2, -.pi / 2],
      eta: Double = 0
    ) -> Momenta {
      var momenta = Momenta()
      for muon in 0..<4 {
        let (x, y) = (transverse[muon] * cos(azimuth[muon]), transverse[muon] * sin(azimuth[muon]))
        momenta[muon] = lightlike(SIMD4(0, x, y, transverse[muon] * sinh(muon == 0 ? eta : 0)))
      }
      return momenta
    }
    func accepted(_ momenta: Momenta, _ production: Production = .hadronCollider(.central)) -> Double {
      Cuts.atlas2013.acceptance(momenta, Invariants(momenta), zMass: 91.1876, production)
    }
    #expect(accepted(event()) == 1)
    #expect(accepted(event([19.9, 19.9, 19, 19])) == 0)
    #expect(accepted(event([25, 14.9, 14, 14])) == 0)
    #expect(accepted(event([25, 25, 7.9, 7.9])) == 0)
    #expect(accepted(event([25, 25, 20, 3.9])) == 0)
    #expect(accepted(event([25, 25, 20, 4.1])) == 1)
    #expect(accepted(event(eta: 2.69)) == 1)
    #expect(accepted(event(eta: 2.71)) == 0)
    #expect(accepted(event(azimuth: [0, .pi, 0.09, -.pi / 2])) == 0)
    #expect(accepted(event(azimuth: [0, .pi, 0.11, -.pi / 2])) == 1)
    // Near enough to each other for no pair to reach 20 GeV, far enough to be separated.
    #expect(accepted(event(azimuth: [0, 0.15, 0.3, 0.45])) == 0)
    let flat = accepted(event(), .hadronCollider(.plateau))
    #expect(flat > 0.7 && flat < 0.95)
  }

  @Test("Rapidities are normalised and symmetric, half as dense at 3 as in the middle")
  func rapidity() {
    let plateau = Production.Rapidity.plateau
    #expect(relativeError(plateau.probability(from: -60, to: 60), 1) < 1e-12)
    #expect(relativeError(plateau.probability(from: 0, to: 60), 0.5) < 1e-12)
    let (middle, edge) = (
      plateau.probability(from: -0.01, to: 0.01), plateau.probability(from: 2.99, to: 3.01)
    )
    #expect(relativeError(edge / middle, 0.5) < 2e-3)
    #expect(Production.Rapidity.central.probability(from: 0.1, to: 1) == 0)
  }
}
