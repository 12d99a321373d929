import Foundation

/// What an event must fulfil to be counted. Momenta in GeV.
public struct Cuts: Sendable, Equatable {
  /// Smallest transverse momenta, from the hardest muon to the softest.
  public var transverseMomenta = SIMD4<Double>(0, 0, 0, 0)
  /// Largest |η| of a muon.
  public var pseudorapidity = Double.infinity
  /// Smallest ΔR = √(Δη² + Δφ²) between any two muons.
  public var separation = 0.0
  /// Smallest mass of every pair that can come from one boson: opposite signs, same flavour.
  public var pairMass: Double
  /// Smallest mass of the pair of opposite sign that is nearest to m_Z.
  public var leadingPairMass = 0.0
  /// The mass of the four muons.
  public var totalMass = 80.0...100.0

  /// Nothing but a smallest mass of every pair.
  public init(pairMass: Double) { self.pairMass = pairMass }

  /// ATLAS-CONF-2013-055 as recast in section IV of 1403.1269, for four muons: p_T > 20, 15, 8 GeV for the leading three,
  /// m₁ > 20 GeV for the pair nearest to m_Z, m₂ > 5 GeV for the other, 80 < m_4μ < 100 GeV.
  ///
  /// Not in that paper, but in the analyses of ATLAS (1403.5657): p_T > 4 GeV of the fourth muon, |η| < 2.7, ΔR > 0.1, and
  /// every pair of opposite sign above 5 GeV, m₂ among them.
  public static let atlas2013: Cuts = {
    var cuts = Cuts(pairMass: 5)
    cuts.transverseMomenta = SIMD4(20, 15, 8, 4)
    cuts.pseudorapidity = 2.7
    cuts.separation = 0.1
    cuts.leadingPairMass = 20
    return cuts
  }()

  /// The fraction of events with these momenta in the rest frame of the Z that pass, over the Z's rapidities.
  ///
  /// A boost along the beam adds the same rapidity to all four muons, and changes nothing else that is cut on. Pair
  /// and total masses have been seen to by ``PhaseSpace`` and ``Source``.
  @inline(__always)
  func acceptance(
    _ momenta: Momenta, _ invariants: Invariants, zMass: Double, _ production: Production
  ) -> Double {
    guard case .hadronCollider(let rapidity) = production else { return 1 }
    var transverse = SIMD4<Double>()
    for muon in 0..<4 {
      transverse[muon] =
        (momenta[muon].y * momenta[muon].y + momenta[muon].z * momenta[muon].z).squareRoot()
    }
    guard all(Self.descending(transverse) .> transverseMomenta) else { return 0 }
    guard leadingPairMass(invariants, zMass: zMass) > leadingPairMass else { return 0 }

    var eta = SIMD4<Double>()
    var azimuth = SIMD4<Double>()
    for muon in 0..<4 {
      eta[muon] = asinh(momenta[muon].w / transverse[muon])
      azimuth[muon] = atan2(momenta[muon].z, momenta[muon].y)
    }
    guard separated(eta, azimuth) else { return 0 }
    return rapidity.probability(from: -pseudorapidity - eta.min(), to: pseudorapidity - eta.max())
  }

  /// The four numbers from the largest to the smallest.
  @inline(__always)
  static func descending(_ values: SIMD4<Double>) -> SIMD4<Double> {
    let (high, low) = (max(values.x, values.y), min(values.x, values.y))
    let (otherHigh, otherLow) = (max(values.z, values.w), min(values.z, values.w))
    let (second, third) = (min(high, otherHigh), max(low, otherLow))
    return SIMD4(max(high, otherHigh), max(second, third), min(second, third), min(low, otherLow))
  }

  private func leadingPairMass(_ invariants: Invariants, zMass: Double) -> Double {
    var nearest = Double.infinity
    for (i, j) in FinalState.fourMuons.pairs {
      let mass = invariants[i, j].squareRoot()
      if abs(mass - zMass) < abs(nearest - zMass) { nearest = mass }
    }
    return nearest
  }

  private func separated(_ eta: SIMD4<Double>, _ azimuth: SIMD4<Double>) -> Bool {
    for i in 0..<4 {
      for j in 0..<i {
        let turn = abs(azimuth[i] - azimuth[j])
        let (deltaPhi, deltaEta) = (min(turn, 2 * .pi - turn), eta[i] - eta[j])
        if deltaPhi * deltaPhi + deltaEta * deltaEta < separation * separation { return false }
      }
    }
    return true
  }
}
