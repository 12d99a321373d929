import Physics

/// A direction that the data do not constrain: along it χ² rises by less than 1 over the range of the priors.
public struct FreeDirection: Sendable, Codable {
  /// The parameters that move along it, the one that moves most first.
  public let parameters: [Component]

  /// A parameter's part in a direction.
  public struct Component: Sendable, Codable {
    /// The parameter.
    public let parameter: Parameter
    /// The part of its prior's range that it covers, on the scale of the prior, while the first parameter covers the
    /// whole of its own; negative if it falls as that one rises.
    public let share: Double

    private enum CodingKeys: String, CodingKey { case parameter = "name", share }
  }

  /// The components above a fifth of a direction of `MinimumShape`.
  init(_ direction: [Double], of free: [Parameter]) {
    parameters = direction.indices.filter { direction[$0].magnitude > 0.2 }
      .sorted { (-direction[$0].magnitude, $0) < (-direction[$1].magnitude, $1) }
      .map { Component(parameter: free[$0], share: direction[$0]) }
  }
}
