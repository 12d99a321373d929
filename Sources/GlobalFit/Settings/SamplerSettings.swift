import Inference

/// The settings of one sampler, and how a posterior is sampled by it.
protocol SamplerSettings: Sendable {
  /// Asks `fields` for every setting, in the order in which they are written.
  init(_ fields: inout SettingFields<Self>)

  /// The sampler in words: `nested sampling`.
  static var words: String { get }

  /// Whether draws are those of nested sampling, with weights and in no order, or steps of Markov chains.
  static var isNested: Bool { get }

  /// When to be content.
  var goal: ConvergenceGoal { get }

  /// Draws from the posterior of a problem until every parameter, every prediction and the log posterior meet the goal, up to
  /// the most that is allowed, and sums the draws up.
  func posterior(
    of problem: Problem, seed: UInt64, by workforce: Workforce,
    progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> PosteriorSummary

  /// Quantiles of the posterior of a quantity.
  func posteriorQuantiles(
    of quantity: Quantity, in problem: Problem, _ probabilities: [Double], seed: UInt64,
    by workforce: Workforce, isWanted: @escaping @Sendable () -> Bool
  ) -> PosteriorQuantiles

  /// Coordinates of nearly independent draws of equal weight, on one thread; see
  /// ``Problem/nearlyIndependentDraws(_:seed:isWanted:)``.
  func nearlyIndependentDraws(
    _ count: Int, of problem: Problem, seed: UInt64, isWanted: @escaping @Sendable () -> Bool
  ) throws(NoDraws) -> [[Double]]
}

extension SamplerSettings {
  /// What a record says of them, or nil the defaults; `problem` is the first thing wrong with it.
  init(_ record: Record?, dimension: Int, problem: inout InputError?) {
    var fields = SettingFields<Self>(record, dimension: dimension)
    self.init(&fields)
    problem = fields.problem
  }

  /// Every setting with its value.
  func entries(dimension: Int) -> [SettingEntry] {
    var fields = SettingFields(self, dimension: dimension)
    _ = Self(&fields)
    return fields.entries
  }
}
