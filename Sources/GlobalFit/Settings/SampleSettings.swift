import Inference

/// How to sample the posterior: a sampler with its settings.
public enum SampleSettings: Sendable {
  /// Nested sampling, which yields the evidence too.
  case nested(NestedSettings)
  /// Affine-invariant ensembles of walkers.
  case ensemble(ChainSettings<Ensemble>)
  /// Chains of the No-U-Turn sampler.
  case nuts(ChainSettings<NoUTurn>)

  /// The samplers as a fit file names them.
  public enum Sampler: String, CaseIterable, Sendable { case nested, ensemble, nuts }

  /// What a record says of the settings of a sampler, or nil the defaults; `problem` is the first thing wrong with it.
  init(_ sampler: Sampler, _ record: Record?, dimension: Int, problem: inout InputError?) {
    switch sampler {
    case .nested: self = .nested(NestedSettings(record, dimension: dimension, problem: &problem))
    case .ensemble: self = .ensemble(ChainSettings(record, dimension: dimension, problem: &problem))
    case .nuts: self = .nuts(ChainSettings(record, dimension: dimension, problem: &problem))
    }
  }

  /// The name of the sampler.
  public var sampler: Sampler {
    switch self {
    case .nested: .nested
    case .ensemble: .ensemble
    case .nuts: .nuts
    }
  }

  /// The settings themselves.
  var own: any SamplerSettings {
    switch self {
    case .nested(let settings): settings
    case .ensemble(let settings): settings
    case .nuts(let settings): settings
    }
  }
}

extension SampleSettings {
  /// The default settings of a sampler, for so many free parameters.
  public init(_ sampler: Sampler, dimension: Int) {
    var problem: InputError?
    self.init(sampler, nil, dimension: dimension, problem: &problem)
  }

  /// The sampler in words: `nested sampling`.
  public var words: String { type(of: own).words }

  /// Whether draws are those of nested sampling, with weights and in no order, or steps of Markov chains.
  public var isNested: Bool { type(of: own).isNested }

  /// When to be content.
  var goal: ConvergenceGoal { own.goal }

  /// The settings of nested sampling, for what is only done by it: with the goal of another sampler, if another one is chosen.
  var byNestedSampling: NestedSettings {
    if case .nested(let settings) = self { settings } else { NestedSettings(goal: goal) }
  }

  /// Every setting with its value, for so many free parameters; the name of the sampler first.
  func entries(dimension: Int) -> [SettingEntry] {
    let name = sampler.rawValue
    let first = SettingEntry(
      key: Self.key, meaning: words, value: name, words: name, isGoal: false)
    return [first] + own.entries(dimension: dimension)
  }
}
