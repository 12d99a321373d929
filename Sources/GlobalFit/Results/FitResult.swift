import Inference

/// Everything a fit file asks for, computed.
public struct FitResult: Sendable, Encodable {
  /// The fit's title.
  public let title: String
  /// The variant's name; nil for the fit as it stands.
  public let variant: String?
  /// The seed of all random numbers.
  public let seed: UInt64
  /// How many measured numbers enter, auxiliary ones included.
  public let measuredNumbers: Int
  /// The constraints by name, in file order.
  public let constraints: [String]
  /// What a user should know before reading the numbers.
  public let notes: [String]
  /// The maximum of the likelihood.
  public let bestFit: BestFit
  /// The profile of every quantity the fit asks for; empty if there is no minimum to start from.
  public let profiles: [ProfileResult]
  /// What the draws say.
  public let posterior: PosteriorSummary

  /// Whether the minimum, every profile and the draws are what they say.
  public var isConverged: Bool {
    bestFit.isConverged && profiles.allSatisfy { $0.problem == nil } && posterior.isConverged
  }
}

extension Problem {
  /// Minimises, profiles and samples. `progress` hears of the sampling, and stops it by returning false.
  public func result(
    seed: UInt64, by workforce: Workforce, progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> FitResult {
    let bestFit = bestFit(seed: seed, by: workforce)
    let profiles = bestFit.isConverged ? profiles(from: bestFit, seed: seed, by: workforce) : []
    return FitResult(
      title: fit.title, variant: variant, seed: seed, measuredNumbers: measuredNumbers,
      constraints: constraints.map(\.name), notes: notes, bestFit: bestFit, profiles: profiles,
      posterior: posterior(seed: seed, by: workforce, progress: progress))
  }
}
