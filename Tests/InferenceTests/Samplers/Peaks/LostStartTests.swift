import KnownPosteriors
import Testing

@testable import Inference

/// A walker that draws anew from a unit normal in every step, whatever the density, and never comes near its middle: its draws
/// agree as draws never do.
private struct Blinkered: Sampler {
  struct State: Sendable, Codable {
    var position: [Double]
    var logDensity: Double
  }

  func walkerCount(dimension: Int) -> Int { 1 }

  func start(at walkers: [[Double]], on density: some LogDensity) -> State {
    let point = walkers[0]
    return State(position: point, logDensity: density.logDensity(at: point.span))
  }

  func step(_ state: inout State, on density: some LogDensity, using random: inout Random) -> Transition {
    repeat {
      state.position = state.position.map { _ in random.normal() }
    } while state.position.reduce(0) { $0 + $1 * $1 } < 0.01
    state.logDensity = density.logDensity(at: state.position.span)
    return Transition(accepted: 1, proposed: 1)
  }

  func positions(of state: State) -> [Double] { state.position }

  func logDensities(of state: State) -> [Double] { [state.logDensity] }
}

/// Half of the mass is a spike of width 0.02 in the middle of a unit normal, ln p higher there by 2 ln 50.
@Suite("Chains that never come back to the highest point that they could have begun at")
struct LostStartTests {
  @Test("have not converged, though all that they drew agrees", arguments: [1, 2, 3] as [UInt64])
  func lost(seed: UInt64) throws {
    let model = try #require(KnownPosterior.spikeInSlab(2))
    func outcome(seeksPeaks: Bool) -> Chains {
      let settings = SamplingSettings(
        ensembles: 4, warmup: 100, maximumDraws: 2000, seeksPeaks: seeksPeaks, seed: seed, threads: 2)
      return sample(model, with: Blinkered(), settings: settings) { model.drawFromPrior(using: &$0) }
    }
    let chains = outcome(seeksPeaks: true)
    #expect(chains.outcome == .drawLimit && chains.meet(ConvergenceGoal()))
    let highest = try #require(chains.highestStart)
    #expect(highest.reduce(0) { $0 + $1 * $1 } < 0.06 * 0.06)
    // without a search nobody can know
    let unknowing = outcome(seeksPeaks: false)
    #expect(unknowing.outcome == .converged && unknowing.highestStart == nil)
  }
}
