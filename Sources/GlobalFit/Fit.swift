import Inference
import Physics

/// What a fit file asks for: parameters, constraints, variants, and what to do with them.
public struct Fit: Sendable {
  /// The path of the file, as the user named it.
  public let file: String
  /// What the fit is, in a line.
  public let title: String
  /// The map from parameters to couplings.
  public let parametrisation: Parametrisation
  /// How to take formulas that leave a choice.
  public let formulas: Formulas
  /// The parameters named in the file, in file order; all others keep their defaults.
  public internal(set) var parameters: [FitParameter]
  /// The inputs whose product is the likelihood, in file order.
  public internal(set) var constraints: [ConstraintReference]
  /// Pairs of inputs that may be used together although they share data.
  public internal(set) var allowedSharing: [AllowedSharing]
  /// What is made of theory errors.
  public internal(set) var theoryErrors: TheoryErrorChoice
  /// The table of Z → 4μ, by name below the folder of inputs; read where the fit needs it.
  public let fourMuonTable: ConstraintReference
  /// Observables carried through the posterior and profiled, beside the parameters.
  public let predictions: [Observable]
  /// The same fit with something changed, by name, in file order; combinations last.
  public internal(set) var variants: [Variant]
  /// Names beside them.
  var variantNames: VariantNames
  /// How to find the best fit.
  public let minimize: MinimizeSettings
  /// How to sample the posterior.
  public var sample: SampleSettings
  /// The quantities to profile; without the key, every parameter that is no nuisance and every prediction.
  public let profile: [Quantity]
  /// Pairs of quantities over whose planes χ² is profiled.
  public let planes: [Plane]
  /// Quantities that get limits by every method.
  public let limits: [Quantity]
  /// How many toys tell how well the fit describes the data, and stand behind each limit; 0 for none.
  public let toys: Int
  /// Regions and lines in planes of two parameters, to be drawn.
  public let figures: [PlaneFigure]
  /// The seed of all random numbers.
  public var seed: UInt64

  /// Two quantities.
  public struct Plane: Sendable, Equatable {
    /// The one along the first axis.
    public let first: Quantity
    /// The one along the second axis.
    public let second: Quantity
  }

  /// The fit that a variant describes, which has no variants; the fit itself for nil. With theory errors of nuisance
  /// parameters as it says.
  public func applying(_ variant: Variant?) -> Fit {
    var fit = variant?.setting?.fit ?? self
    fit.seed = seed
    if let variant {
      fit.constraints = variant.apply(to: constraints)
      fit.theoryErrors = (variant.theoryErrors ?? theoryErrors).limited(to: fit.theoryErrorNames)
      (fit.variants, fit.variantNames) = ([], VariantNames())
    }
    fit.parameters = fit.parameters.map {
      $0.treated(as: fit.theoryErrors.treatment(of: $0.parameter.rawValue))
    }
    if variant != nil { fit.allowedSharing = allowedSharing.filter { $0.isUsed(by: fit.dataNames) } }
    return fit
  }

  /// The model that the fit compares with data, with its reading of the formulas or another, and its table of Z → 4μ.
  func model(
    formulas: Formulas? = nil, fourMuonTable: FourMuonTable?, predictions: [FilePredictions] = []
  ) -> Model {
    Model(
      parametrisation: parametrisation, formulas: formulas ?? self.formulas, fourMuonTable: fourMuonTable,
      polynomialFiles: predictions.map(\.file))
  }

  /// What a treatment of theory errors can be given for: inputs and nuisance parameters, by name.
  var theoryErrorNames: [String] {
    constraints.map(\.name) + parameters.filter(\.isNuisance).map(\.parameter.rawValue)
  }

  /// What holds data: inputs, and parameters whose prior is an auxiliary measurement, by name.
  var dataNames: [String] {
    constraints.map(\.name) + parameters.filter(\.isAuxiliaryMeasurement).map(\.parameter.rawValue)
  }
}

/// The name of an input in a fit file, and where it stands.
public struct ConstraintReference: Sendable {
  /// The name below the folder of inputs.
  public let name: String
  let place: InputError.Place
}

/// A parameter as a fit file gives it.
public struct FitParameter: Sendable {
  /// What the fit does with a parameter.
  public enum Role: Sendable, Equatable {
    /// Held at a value, in the parameter's own unit.
    case fixed(Double)
    /// Varied, and asked about.
    case free(Prior)
    /// Free, but not of interest: an informative prior counts as an auxiliary measurement in χ².
    case nuisance(Prior)

    /// The prior, if the parameter is free.
    var prior: Prior? {
      switch self {
      case .fixed: nil
      case .free(let prior), .nuisance(let prior): prior
      }
    }
  }

  /// Which parameter.
  public let parameter: Parameter
  /// What the fit does with it.
  public private(set) var role: Role
  /// Whether the ends of its range are one and the same: a phase over a whole turn.
  public let isPeriodic: Bool
  /// Whether the width of its normal prior is a theory error.
  public var isTheory = false
  /// Where its value or prior comes from, in the words of the file: a text or an address; nil where the file does not say.
  public let source: String?
  /// What the file says of it, where the treatment of its theory error made another ``role`` of that.
  private(set) var declaredRole: Role?
  /// Where the file gives it.
  let place: InputError.Place

  /// A parameter as a file gives it.
  init(
    parameter: Parameter, role: Role, isPeriodic: Bool, isTheory: Bool = false, source: String? = nil,
    place: InputError.Place
  ) {
    self.parameter = parameter
    self.role = role
    self.isPeriodic = isPeriodic
    self.isTheory = isTheory
    self.source = source
    self.place = place
  }

  /// The same parameter with its theory error, if it has one, treated in some way: anywhere in mean ± sigma, unless it is
  /// to be a normal nuisance.
  func treated(as treatment: TheoryErrors) -> FitParameter {
    guard isTheory, treatment != .nuisance, case .nuisance(.normal(let mean, let sigma)) = role else {
      return self
    }
    var treated = self
    treated.role = .nuisance(.uniform(mean - sigma...mean + sigma))
    treated.declaredRole = role
    return treated
  }

  /// The prior, if the parameter is free.
  public var prior: Prior? { role.prior }

  /// Whether the parameter is free but not of interest.
  public var isNuisance: Bool { if case .nuisance = role { true } else { false } }

  /// Whether the prior is an auxiliary measurement, which enters χ².
  var isAuxiliaryMeasurement: Bool { isNuisance && prior?.isInformative == true }

  /// The prior that stands for an auxiliary measurement, as the file gives it however its theory error is treated; nil if
  /// there is none.
  var auxiliaryPrior: Prior? {
    guard case .nuisance(let prior) = declaredRole ?? role, prior.isInformative else { return nil }
    return prior
  }
}
