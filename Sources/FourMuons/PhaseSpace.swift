import Foundation
import Inference

/// The uniform numbers that an event is made of. The same numbers make neighbouring events of neighbouring Z′: that
/// is what keeps differences between them free of noise.
struct EventNumbers {
  let lineShape, roles, feature, pairMass, tripleMass: Double
  let first, second, secondTurn, third, thirdTurn: Double

  init(_ random: inout Random) {
    lineShape = random.uniform()
    roles = random.uniform()
    feature = random.uniform()
    pairMass = random.uniform()
    tripleMass = random.uniform()
    first = random.uniform()
    second = random.uniform()
    secondTurn = random.uniform()
    third = random.uniform()
    thirdTurn = random.uniform()
  }
}

/// Four-body phase space by importance sampling in the chain Z → a X, X → b V, V → c d.
///
/// The pair's squared mass s_V follows a ``PairMassMixture``, the triple's s_X the density 1/s_X of the muon that has
/// radiated, and all angles are flat. Which muon plays which role is drawn, and the density is that of all
/// assignments together, so every pole of |M|² is met by a mapping of its own.
struct PhaseSpace: Sendable {
  let finalState: FinalState
  let mixture: PairMassMixture
  /// No pair that a boson can turn into is lighter; in GeV.
  let minimumPairMass: Double

  /// An event, in the rest frame of the Z; the first decay is in the plane of x and z.
  struct Event {
    let momenta: Momenta
    let invariants: Invariants
    /// Events per unit of dΦ₄ = (2π)⁴δ⁴ ∏ d³p/((2π)³2E).
    let density: Double
  }

  /// The event that `numbers` stand for, in the decay of a Z of mass `total`; nil if a pair is too light.
  @inline(__always)
  func event(_ numbers: EventNumbers, total: Double) -> Event? {
    let square = total * total
    let least = minimumPairMass * minimumPairMass
    let most = (total - minimumPairMass) * (total - minimumPairMass)
    let mixture = BoundedMixture(mixture, from: least, to: most)
    let pair = mixture.squaredMass(choice: numbers.feature, uniform: numbers.pairMass)
    let triple = pair * pow(square / pair, numbers.tripleMass)

    let roles = finalState.roles(numbers.roles)
    var momenta = Momenta()
    let cosine = 2 * numbers.first - 1
    let direction = SIMD4(0, (1 - cosine * cosine).squareRoot(), 0, cosine)
    let firstMomentum = (square - triple) / (2 * total)
    momenta[roles.a] = lightlike(firstMomentum * direction)
    let parent = SIMD4(total, 0, 0, 0) - momenta[roles.a]

    let tripleMass = triple.squareRoot()
    let secondMomentum = (triple - pair) / (2 * tripleMass)
    let emitter = lightlike(
      secondMomentum * Self.direction(numbers.second, turn: numbers.secondTurn))
    momenta[roles.b] = boosted(emitter, with: parent, mass: tripleMass)
    let boson = parent - momenta[roles.b]

    let pairMass = pair.squareRoot()
    let muon = lightlike(pairMass / 2 * Self.direction(numbers.third, turn: numbers.thirdTurn))
    momenta[roles.c] = boosted(muon, with: boson, mass: pairMass)
    momenta[roles.d] = boson - momenta[roles.c]
    momenta[roles.d] = lightlike(momenta[roles.d])

    let invariants = Invariants(momenta)
    guard finalState.pairs.allSatisfy({ invariants[$0.0, $0.1] >= least }) else { return nil }
    let density = density(momenta, invariants, total: total, mixture)
    return Event(momenta: momenta, invariants: invariants, density: density)
  }

  /// A direction from its uniform cosine and turn.
  @inline(__always)
  private static func direction(_ uniform: Double, turn: Double) -> SIMD4<Double> {
    let cosine = 2 * uniform - 1
    let sine = (1 - cosine * cosine).squareRoot()
    let angle = 2 * Double.pi * turn
    return SIMD4(0, sine * cos(angle), sine * sin(angle), cosine)
  }

  /// Each two-body decay of M into masses 0 and m has dΦ₂ = (1 − m²/M²)/(8π) dΩ/4π, and each mass ds/2π.
  @inline(__always)
  private func density(
    _ momenta: Momenta, _ invariants: Invariants, total: Double, _ mixture: BoundedMixture
  ) -> Double {
    var sum = 0.0
    for (c, d) in finalState.pairs {
      let pair = invariants[c, d]
      let massDensity = mixture.density(at: pair) / log(total * total / pair)
      // The other two muons, as spectator and emitter and the other way round.
      let (a, b) = FinalState.others(c, d)
      // (1 − s_X/M²)(1 − s_V/s_X) s_X, without the cancellations.
      let first = 2 * momenta[a].x / total * (invariants[b, c] + invariants[b, d])
      let second = 2 * momenta[b].x / total * (invariants[a, c] + invariants[a, d])
      sum += massDensity * (1 / first + 1 / second)
    }
    let constant = 4 * Double.pi * .pi * 512 * .pi * .pi * .pi
    return constant * sum / Double(2 * finalState.pairs.count)
  }
}
