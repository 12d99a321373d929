import Inference
import Physics

/// What a fit file asks for: parameters, constraints, variants, and what to do with them.
public struct Fit: Sendable {
  /// The path of the file, as the user named it.
  public let file: String
  public let title: String
  public let parametrisation: Parametrisation
  public let formulas: Formulas
  /// The parameters named in the file, in file order; all others keep their defaults.
  public let parameters: [FitParameter]
  /// The inputs whose product is the likelihood, in file order.
  public internal(set) var constraints: [ConstraintReference]
  /// Observables carried through the posterior and profiled, beside the parameters.
  public let predictions: [Observable]
  /// The same fit with other inputs, by name, in file order.
  public let variants: [Variant]
  public let minimize: MinimizeSettings
  public let sample: SampleSettings
  /// The quantities to profile; without the key, every parameter that is no nuisance and every prediction.
  public let profile: [Quantity]
  public let seed: UInt64

  /// The fit that a variant describes; the fit itself for nil.
  public func applying(_ variant: Variant?) -> Fit {
    var fit = self
    if let variant { fit.constraints = variant.apply(to: constraints) }
    return fit
  }
}

/// The name of an input in a fit file, and where it stands.
public struct ConstraintReference: Sendable {
  public let name: String
  let place: InputError.Place
}

/// A parameter as a fit file gives it.
public struct FitParameter: Sendable {
  /// What the fit does with a parameter.
  public enum Role: Sendable, Equatable {
    case fixed(Double)
    case free(Prior)
    /// Free, but not of interest: an informative prior counts as an auxiliary measurement in χ².
    case nuisance(Prior)
  }

  public let parameter: Parameter
  public let role: Role

  /// The prior, if the parameter is free.
  public var prior: Prior? {
    switch role {
    case .fixed: nil
    case .free(let prior), .nuisance(let prior): prior
    }
  }

  /// Whether the parameter is free but not of interest.
  public var isNuisance: Bool { if case .nuisance = role { true } else { false } }
}

/// A number that a fit can be asked about: a parameter or a predicted observable.
public enum Quantity: Hashable, Sendable {
  case parameter(Parameter)
  case observable(Observable)

  /// The name in fit files and JSON.
  public var name: String {
    switch self {
    case .parameter(let parameter): parameter.rawValue
    case .observable(let observable): observable.rawValue
    }
  }

  /// The symbol in tables: `m_Z'`.
  public var symbol: String {
    switch self {
    case .parameter(let parameter): parameter.symbol
    case .observable(let observable): observable.symbol
    }
  }

  /// The unit, empty for pure numbers.
  public var unit: String {
    switch self {
    case .parameter(let parameter): parameter.unit
    case .observable(let observable): observable.unit
    }
  }
}

/// How to find the best fit.
public struct MinimizeSettings: Sendable {
  public var algorithm: Algorithm
  /// Run from the result of a global or derivative-free algorithm; nil picks the default where one is needed.
  public var polisher: Algorithm?
  public var starts: Int
  public var maximumEvaluations: Int
}

/// How to sample the posterior.
public struct SampleSettings: Sendable {
  /// The samplers a fit file can name.
  public enum Kind: String, CaseIterable, Sendable { case ensemble }

  public var sampler: Kind
  public var ensembles: Int
  /// Walkers in each ensemble; nil lets the sampler choose from the dimension.
  public var walkers: Int?
  public var warmup: Int
  public var draws: Int
  public var maximumDraws: Int
  public var rHat: Double
  public var effectiveSampleSize: Double
  /// The fraction of stretch moves; the others are differential-evolution moves.
  public var stretchFraction: Double
}
