/// The rate of Z → 4 leptons within cuts, by Monte Carlo integration of the tree amplitudes over four-body phase space.
///
/// Rates are partial widths in GeV, averaged over the line shape and rapidities of the Z that are produced and times the
/// fraction that passes.
public struct FourMuonRate: Sendable {
  /// Where the Z comes from.
  public let production: Production
  /// What is counted.
  public let cuts: Cuts
  /// Masses and couplings.
  public let constants: ElectroweakConstants
  /// Number of events of one integral.
  public let events: Int
  /// Seed of the random numbers.
  public let seed: UInt64
  /// Number of threads; no result depends on it.
  public let threads: Int

  /// Rates of one production within cuts.
  public init(
    production: Production = .hadronCollider(.plateau), cuts: Cuts = .atlas2013,
    constants: ElectroweakConstants = ElectroweakConstants(), events: Int, seed: UInt64 = 1, threads: Int
  ) {
    precondition(events > 1, "An error needs two events.")
    self.production = production
    self.cuts = cuts
    self.constants = constants
    self.events = events
    self.seed = seed
    self.threads = threads
  }

  /// A number with its statistical error.
  public struct Measured: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// Its standard deviation.
    public let error: Double
  }

  /// The rate of the Standard Model.
  public func standardModel(_ finalState: FinalState = .fourMuons) -> Measured {
    let integral = Integral(self, finalState, .standardModel)
    let estimate = average(quantities: 1, events: events, seed: seed, threads: threads) { numbers, values in
      values[0] = integral.value(numbers) { amplitude, weights in
        amplitude.squared(amplitude.standardModel, finalState, weights: weights)
      }
    }
    return Measured(value: estimate.means[0], error: estimate.error(0))
  }

  /// The rate if nothing but the Z′ were exchanged: in the narrow-width limit a product that is known otherwise.
  func zPrimeAlone(_ zPrime: ZPrime) -> Measured {
    let integral = Integral(self, .fourMuons, .including(zPrime))
    let estimate = average(quantities: 1, events: events, seed: seed, threads: threads) { numbers, values in
      values[0] = integral.value(numbers) { amplitude, weights in
        let exchanges = amplitude.adding(zPrime, to: FourMuonAmplitude.Exchanges())
        return amplitude.squared(exchanges, .fourMuons, weights: weights)
      }
    }
    return Measured(value: estimate.means[0], error: estimate.error(0))
  }

  /// What a Z′ of one mass adds to the rate of the Standard Model at several couplings, from the same events.
  func excess(mass: Double, couplings: [Double]) -> Estimate {
    let zPrimes = couplings.map { ZPrime(coupling: $0, mass: mass) }
    let integrals = zPrimes.map { Integral(self, .fourMuons, .including($0)) }
    return average(
      quantities: couplings.count, events: events, seed: seed, threads: threads
    ) { numbers, values in
      for (index, zPrime) in zPrimes.enumerated() {
        values[index] = integrals[index].value(numbers) { amplitude, weights in
          let standardModel = amplitude.standardModel
          let sum = amplitude.adding(zPrime, to: standardModel)
          return amplitude.squared(sum, .fourMuons, weights: weights)
            - amplitude.squared(standardModel, .fourMuons, weights: weights)
        }
      }
    }
  }
}

/// An integral over the line shape of the Z and phase space, event by event.
private struct Integral: Sendable {
  private let rate: FourMuonRate
  private let finalState: FinalState
  private let source: Source
  private let phaseSpace: PhaseSpace

  init(_ rate: FourMuonRate, _ finalState: FinalState, _ mixture: PairMassMixture) {
    self.rate = rate
    self.finalState = finalState
    source = Source(production: rate.production, constants: rate.constants, masses: rate.cuts.totalMass)
    phaseSpace = PhaseSpace(
      finalState: finalState, mixture: mixture, minimumPairMass: rate.cuts.pairMass)
  }

  /// |M|² as `squared` says, in units of the density of events: its mean is the integral.
  @inline(__always)
  func value(
    _ numbers: EventNumbers, squared: (FourMuonAmplitude, SIMD4<Double>) -> Double
  ) -> Double {
    let constants = rate.constants
    let (mass, weight) = source.mass(numbers.lineShape)
    guard let event = phaseSpace.event(numbers, total: mass) else { return 0 }
    let acceptance = rate.cuts.acceptance(
      event.momenta, event.invariants, zMass: constants.zMass, rate.production)
    guard acceptance > 0 else { return 0 }
    let amplitude = FourMuonAmplitude(event.momenta, event.invariants, constants)
    let square = squared(amplitude, source.polarisationWeights)
    let flux = weight * finalState.symmetryFactor / (2 * constants.zMass)
    return flux * acceptance * square / event.density
  }
}
