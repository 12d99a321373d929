import Foundation

/// Where the draws of a finished run stand.
public enum KeptDraws: Sendable {
  /// In a table of their own.
  case table(DrawTable)
  /// In the results of tasks that are kept: those of each of these works, in order, numbered from 0.
  case legs([String], tasks: Int)
}

/// The draws of a run as it keeps them: one number per draw in every column, chain by chain.
///
/// Parameters are kept as the coordinates in which they were drawn, since only these give the densities back to the bit.
public struct DrawTable: Sendable, Equatable {
  /// How many chains; 1 of nested sampling.
  public let chains: Int
  /// The names of the parameters.
  public let parameters: [String]
  /// The coordinates of every parameter, all chains after one another.
  public let coordinates: [[Double]]
  /// ln prior + ln L of every draw in these coordinates.
  public let logDensities: [Double]
  /// What each draw counts; nil if all count the same.
  public let weights: [Double]?
  /// How many independent parts the draws come from: ensembles of chains, or runs of nested sampling.
  public let parts: Int
  /// Which of them each draw comes from; nil of chains, which have equal numbers after one another.
  public let part: [Int32]?
  /// The energy of each draw, of samplers that follow Hamiltonian dynamics.
  public let energies: [Double]?

  /// Columns of equal length.
  public init(
    chains: Int, parameters: [String], coordinates: [[Double]], logDensities: [Double], weights: [Double]?,
    parts: Int, part: [Int32]?, energies: [Double]?
  ) {
    precondition(parameters.count == coordinates.count, "a column for each parameter")
    precondition(
      coordinates.allSatisfy { $0.count == logDensities.count } && logDensities.count % max(1, chains) == 0,
      "all columns are equally long")
    (self.chains, self.parameters, self.coordinates) = (chains, parameters, coordinates)
    (self.logDensities, self.weights) = (logDensities, weights)
    (self.parts, self.part, self.energies) = (parts, part, energies)
  }

  /// The number of draws of all chains.
  public var count: Int { logDensities.count }

  /// The point of one draw.
  public func point(_ draw: Int) -> [Double] { coordinates.map { $0[draw] } }
}
