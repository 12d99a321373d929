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
  /// How many independent parts the draws come from: ensembles, or runs of nested sampling.
  public let parts: Int
  /// Which of them each draw comes from, where draws have weights; of chains an equal number after one another.
  public let part: [Int32]?
  /// The energy of each draw, of samplers that follow Hamiltonian dynamics.
  public let energies: [Double]?

  /// The works whose tasks, one of each part, made the draws (``Chains/legs``); empty if the draws are no steps of chains.
  public let legs: [String]

  /// Draws that were kept, or just made.
  public init(
    chains: Int, coordinates: [Double], logDensities: [Double], weights: [Double]?, parts: Int,
    part: [Int32]?, energies: [Double]? = nil, legs: [String] = []
  ) {
    (self.chains, self.coordinates, self.logDensities) = (chains, coordinates, logDensities)
    (self.weights, self.parts, self.part, self.energies) = (weights, parts, part, energies)
    self.legs = legs
  }

  init(_ draws: some PosteriorDraws) {
    let (chains, weighted) = (draws as? Chains, draws as? WeightedDraws)
    self.init(
      chains: chains?.chainCount ?? 1, coordinates: draws.values, logDensities: draws.logDensities,
      weights: draws.importance, parts: chains?.ensembleCount ?? weighted?.runCount ?? 1,
      part: weighted?.runs,
      energies: chains.flatMap { $0.energies.isEmpty ? nil : $0.energies },
      legs: chains?.legs ?? [])
  }

  /// The number of draws of all chains.
  public var count: Int { logDensities.count }
}
