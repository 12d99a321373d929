import Inference

/// Everything a fit file asks for, computed.
public struct FitResult: Sendable, Codable {
  /// The fit's title.
  public let title: String
  /// The variant's name; nil for the fit as it stands.
  public internal(set) var variant: String?
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
  /// The profiles over the planes the fit asks for; empty if there is no minimum to start from.
  public let planes: [ProfilePlaneResult]
  /// The limits the fit asks for, by every method.
  public let limits: [Limits]
  /// How well the best fit describes the data, by toys; nil if the fit asks for none.
  public let goodnessOfFit: GoodnessOfFit?
  /// What the draws say.
  public let posterior: PosteriorSummary

  /// Whether the minimum, every profile and the draws are what they say.
  public var isConverged: Bool {
    bestFit.isConverged && profiles.allSatisfy { $0.problem == nil }
      && planes.allSatisfy { $0.problem == nil }
      && limits.allSatisfy(\.problems.isEmpty) && goodnessOfFit?.problem == nil && posterior.isConverged
  }
}

extension FitResult {
  /// The same result for a variant that is the same fit under another name.
  public func named(_ variant: String?) -> FitResult {
    var result = self
    result.variant = variant
    return result
  }
}

extension Problem {
  /// Minimises, profiles and samples, and whatever else the fit asks for. `progress` hears of the sampling, `doing`
  /// of the rest, and either stops it by returning false.
  ///
  /// - Parameters:
  ///   - other: the best fit of a similar problem, from which a lower minimum is looked for too.
  ///   - posterior: the posterior, where it is known already.
  /// - Throws: if no data are possible at the best fit, and toys are asked for.
  public func result(
    seed: UInt64, by workforce: Workforce, besides other: BestFit? = nil,
    posterior: PosteriorSummary? = nil, progress: (@Sendable (SamplingProgress) -> Bool)? = nil,
    doing: (@Sendable (_ doing: String, _ share: Double?) -> Bool)? = nil
  ) throws(InputError) -> FitResult {
    let bestFit = bestFit(seed: seed, by: workforce, besides: other)
    // What follows from a best fit that the starts of the fit miss is not what a run of the fit alone would remember.
    let own = bestFit.isFoundFromAnother ? Workforce(threads: workforce.threads) : workforce
    let profiles = bestFit.isConverged ? profiles(from: bestFit, seed: seed, by: own) : []
    let planes = (bestFit.isConverged ? fit.planes : []).map { plane in
      own.part("planes").result(of: "\(plane.first.name), \(plane.second.name)") {
        profilePlane(
          over: plane.first, plane.second, points: 40, from: bestFit, seed: seed, threads: workforce.threads
        ) { found, points in
          let part = "plane of \(plane.first.name), \(plane.second.name)"
          workforce.told?(WorkProgress(part: part, done: found, total: points))
        }
      }
    }
    let limits = fit.limits.map { quantity in
      self.limits(
        on: quantity, settings: LimitSettings(toys: fit.toys), seed: seed, by: workforce.part("limits")
      ) { words, share in doing?(words, share) ?? true }
    }
    let toys = 2 * fit.toys
    var goodnessOfFit: GoodnessOfFit?
    if fit.toys > 0 {
      goodnessOfFit = try self.goodnessOfFit(toys: fit.toys, seed: seed, by: workforce.part("toys")) { done in
        doing?("\(done) of \(toys) toys done", Double(done) / Double(toys)) ?? true
      }
    }
    _ = doing?("posterior", nil)
    return FitResult(
      title: fit.title, variant: variant, seed: seed, measuredNumbers: measuredNumbers,
      constraints: constraints.map(\.name), notes: notes, bestFit: bestFit, profiles: profiles,
      planes: planes, limits: limits, goodnessOfFit: goodnessOfFit,
      posterior: posterior ?? self.posterior(seed: seed, by: workforce, progress: progress))
  }
}
