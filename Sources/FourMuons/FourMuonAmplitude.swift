/// The tree amplitudes of Z → μ⁻μ⁺μ⁻μ⁺ at one point of phase space, for every helicity of the muons, as currents that
/// a polarisation vector of the Z is contracted with.
///
/// All diagrams with one boson between two muon lines are in it: either line absorbs the Z, on either side of the
/// emission, and the μ⁺ are attached to the μ⁻ in both ways with opposite signs.
struct FourMuonAmplitude {
  /// Lines 0–1 and 2–3.
  let direct: LinePair
  /// Lines 0–3 and 2–1; not used for two flavours.
  let crossed: LinePair
  let constants: ElectroweakConstants

  init(_ momenta: Momenta, _ invariants: Invariants, _ constants: ElectroweakConstants) {
    let spinors = Spinors(momenta)
    direct = LinePair(0, 1, 2, 3, spinors: spinors, invariants: invariants)
    crossed = LinePair(0, 3, 2, 1, spinors: spinors, invariants: invariants)
    self.constants = constants
  }

  /// What is exchanged, at the masses of the four pairs that a boson can turn into.
  struct Exchanges {
    var directFirst = Exchange()
    var directSecond = Exchange()
    var crossedFirst = Exchange()
    var crossedSecond = Exchange()
  }

  /// Photon and Z.
  var standardModel: Exchanges {
    Exchanges(
      directFirst: Exchange(standardModel: constants, at: direct.firstMass),
      directSecond: Exchange(standardModel: constants, at: direct.secondMass),
      crossedFirst: Exchange(standardModel: constants, at: crossed.firstMass),
      crossedSecond: Exchange(standardModel: constants, at: crossed.secondMass))
  }

  /// What is exchanged, and a Z′ besides.
  @inline(__always)
  func adding(_ zPrime: ZPrime, to exchanges: Exchanges) -> Exchanges {
    Exchanges(
      directFirst: exchanges.directFirst.adding(zPrime.exchange(at: direct.firstMass)),
      directSecond: exchanges.directSecond.adding(zPrime.exchange(at: direct.secondMass)),
      crossedFirst: exchanges.crossedFirst.adding(zPrime.exchange(at: crossed.firstMass)),
      crossedSecond: exchanges.crossedSecond.adding(zPrime.exchange(at: crossed.secondMass)))
  }

  /// Σ |M|² over the helicities of the leptons and the polarisations of the Z: its components (t, x, y, z) enter with
  /// `weights`, (−1, 1, 1, 1) for all polarisations and (0, 1, 1, 0) for the two transverse to z.
  @inline(__always)
  func squared(_ exchanges: Exchanges, _ finalState: FinalState, weights: SIMD4<Double>) -> Double {
    let direct = directChiralities(exchanges)
    switch finalState {
    case .twoFlavours:
      return direct.squared(weights: weights)
    case .fourMuons:
      // Muons of one chirality cannot be told apart; of two, each μ⁺ fits to one μ⁻ only.
      let crossed = crossedChiralities(exchanges)
      let interfering =
        (direct.leftLeft - crossed.leftLeft).squared(weights: weights)
        + (direct.rightRight - crossed.rightRight).squared(weights: weights)
      let directOnly =
        direct.leftRight.squared(weights: weights) + direct.rightLeft.squared(weights: weights)
      let crossedOnly =
        crossed.leftRight.squared(weights: weights) + crossed.rightLeft.squared(weights: weights)
      return interfering + (directOnly + crossedOnly)
    }
  }

  @inline(__always)
  func directChiralities(_ exchanges: Exchanges) -> LinePair.Chiralities {
    direct.chiralities(atFirst: exchanges.directFirst, atSecond: exchanges.directSecond, constants)
  }

  @inline(__always)
  func crossedChiralities(_ exchanges: Exchanges) -> LinePair.Chiralities {
    crossed.chiralities(atFirst: exchanges.crossedFirst, atSecond: exchanges.crossedSecond, constants)
  }
}
