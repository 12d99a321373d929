import Foundation

@testable import FourMuons

/// Squared amplitudes made with explicit Dirac matrices by `Fixtures/amplitudes.py`.
struct Reference: Sendable, CustomStringConvertible {
  let momenta: Momenta
  let gPrime, mZPrime: Double
  /// Summed over all three polarisations of the Z, and over the two transverse to z.
  let all, transverse: Double
  /// All polarisations, the two pairs of different flavours.
  let twoFlavours: Double

  var description: String { "m_Z' = \(mZPrime), g' = \(gPrime)" }

  struct Malformed: Error { let line: String }

  static func read() throws -> [Reference] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let text = try String(contentsOf: folder.appending(path: "amplitudes.csv"), encoding: .utf8)
    return try text.split(separator: "\n").dropFirst().map { line in
      let numbers = line.split(separator: ",").compactMap { Double($0) }
      guard numbers.count == 21 else { throw Malformed(line: String(line)) }
      var momenta = Momenta()
      for muon in 0..<4 {
        let n = 4 * muon
        momenta[muon] = SIMD4(numbers[n], numbers[n + 1], numbers[n + 2], numbers[n + 3])
      }
      return Reference(
        momenta: momenta, gPrime: numbers[16], mZPrime: numbers[17], all: numbers[18],
        transverse: numbers[19], twoFlavours: numbers[20])
    }
  }
}

extension Momenta {
  /// The same momenta with those of two muons exchanged.
  func exchanging(_ i: Int, _ j: Int) -> Momenta {
    var exchanged = self
    exchanged[i] = self[j]
    exchanged[j] = self[i]
    return exchanged
  }
}

extension FourMuonAmplitude {
  init(_ momenta: Momenta) { self.init(momenta, Invariants(momenta), ElectroweakConstants()) }

  /// Σ |M|² of photon, Z and, with a coupling, Z′.
  func squared(
    gPrime: Double, mZPrime: Double, _ finalState: FinalState = .fourMuons,
    weights: SIMD4<Double> = Polarisation.all
  ) -> Double {
    let zPrime = ZPrime(coupling: gPrime, mass: mZPrime)
    return squared(adding(zPrime, to: standardModel), finalState, weights: weights)
  }
}

enum Polarisation {
  static let all = SIMD4<Double>(-1, 1, 1, 1)
  static let transverse = SIMD4<Double>(0, 1, 1, 0)
}

/// |a − b| in units of |b|.
func relativeError(_ value: Double, _ reference: Double) -> Double {
  ((value - reference) / reference).magnitude
}
