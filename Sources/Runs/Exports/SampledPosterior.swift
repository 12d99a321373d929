/// A sampled posterior in the terms that the formats of other programs share: named columns of draws, with what each draw
/// counts and what its density is made of.
public struct SampledPosterior: Sendable {
  /// What a column holds.
  public struct Quantity: Sendable, Equatable {
    /// The name in fit files: `gPrime`, `R_trident`.
    public let name: String
    /// The symbol in LaTeX, without dollar signs.
    public let latex: String
    /// The unit; empty for a pure number.
    public let unit: String
    /// The hard ends of a parameter's prior; nil where it has none.
    public let lower: Double?
    /// See ``lower``.
    public let upper: Double?
    /// Whether the range is a circle.
    public let isPeriodic: Bool

    /// A quantity with a range, if it has one.
    public init(
      name: String, latex: String, unit: String, lower: Double? = nil, upper: Double? = nil,
      isPeriodic: Bool = false
    ) {
      (self.name, self.latex, self.unit) = (name, latex, unit)
      (self.lower, self.upper, self.isPeriodic) = (lower, upper, isPeriodic)
    }
  }

  /// A measurement, or a block of correlated ones: one term of the likelihood.
  public struct Term: Sendable, Equatable {
    /// The name of the input, `neutrino-trident/ccfr`, with what tells its factors apart where it has several.
    public let name: String
    /// The measured central value; NaN of a block or where there is none.
    public let observed: Double

    /// A term with its central value.
    public init(name: String, observed: Double) { (self.name, self.observed) = (name, observed) }
  }

  /// One chain of a Markov chain sampler, or all draws of a nested one. Every column has a number for each draw.
  public struct Chain: Sendable {
    /// The values of every free parameter, in the order of `parameters`.
    public var parameters: [[Double]] = []
    /// The values of every prediction and derived quantity, in the order of `predictions`.
    public var predictions: [[Double]] = []
    /// What each draw counts, in any unit; nil if all count the same.
    public var weights: [Double]?
    /// ln of the prior density of each draw in the coordinates of `parameters`.
    public var logPrior: [Double] = []
    /// ln L of each draw by term, in the order of `terms`; they sum to ln L.
    public var logLikelihood: [[Double]] = []
    /// The energy of each draw, of samplers that follow Hamiltonian dynamics.
    public var energy: [Double]?

    /// No draws yet.
    public init() {}

    /// The number of draws.
    public var count: Int { logPrior.count }
  }

  /// What draws come from.
  public struct Sampler: Sendable {
    /// Its name in fit files.
    public let name: String
    /// Whether it is nested sampling, whose draws are in no order; else draws are steps of Markov chains.
    public let isNested: Bool

    /// A sampler.
    public init(name: String, isNested: Bool) { (self.name, self.isNested) = (name, isNested) }
  }

  /// The fit's title.
  public var title: String
  /// The free parameters.
  public var parameters: [Quantity]
  /// Predictions and derived quantities; none of their names is a parameter's.
  public var predictions: [Quantity]
  /// The terms of the likelihood.
  public var terms: [Term]
  /// The chains, all with the same number of draws.
  public var chains: [Chain]
  /// Where the draws come from.
  public var sampler: Sampler
  /// ln of the evidence and its error, of samplers that know it.
  public var logEvidence: (value: Double, error: Double)?
  /// The program that made the draws, with its version: "mutau 0.1.0".
  public var program: String
  /// The seed of the run.
  public var seed: UInt64
  /// The fit file with every default, as YAML text.
  public var fit: String

  /// The draws and what they are draws of.
  public init(
    title: String, parameters: [Quantity], predictions: [Quantity], terms: [Term], chains: [Chain],
    sampler: Sampler, logEvidence: (value: Double, error: Double)? = nil, program: String, seed: UInt64,
    fit: String
  ) {
    (self.title, self.parameters, self.predictions) = (title, parameters, predictions)
    (self.terms, self.chains, self.sampler, self.logEvidence) = (terms, chains, sampler, logEvidence)
    (self.program, self.seed, self.fit) = (program, seed, fit)
  }
}
