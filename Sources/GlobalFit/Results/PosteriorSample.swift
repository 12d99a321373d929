import Inference
import Physics

/// The draws themselves, in the coordinates in which they were made.
public struct PosteriorSample: Sendable {
  /// How many chains, each as long as the others and all after one another; 1 of nested sampling.
  public let chains: Int
  /// The coordinates of all draws, draw by draw.
  public let coordinates: [Double]
  /// ln prior + ln L of each draw.
  public let logDensities: [Double]
  /// What each draw counts; nil if all count the same.
  public let weights: [Double]?
  /// The energy of each draw, of samplers that follow Hamiltonian dynamics.
  public let energies: [Double]?

  /// Draws that were kept, or just made.
  public init(
    chains: Int, coordinates: [Double], logDensities: [Double], weights: [Double]?, energies: [Double]? = nil
  ) {
    (self.chains, self.coordinates, self.logDensities) = (chains, coordinates, logDensities)
    (self.weights, self.energies) = (weights, energies)
  }

  init(_ draws: some PosteriorDraws) {
    let own = draws as? Chains
    self.init(
      chains: own?.chainCount ?? 1, coordinates: draws.values, logDensities: draws.logDensities,
      weights: draws.importance, energies: own.flatMap { $0.energies.isEmpty ? nil : $0.energies })
  }

  /// The number of draws of all chains.
  public var count: Int { logDensities.count }
}
