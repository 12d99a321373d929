import Inference
import Physics
import PolynomialPredictions

/// A fit made ready to be computed: predictions, likelihood and priors of one variant.
///
/// A point of the problem is given by coordinates z, one for each free parameter in the order of ``free``, each on
/// the scale on which its prior has a width of about one (see ``Prior``).
public struct Problem: Sendable {
  /// The fit, with the variant applied.
  public let fit: Fit
  /// The variant's name; nil for the fit as it stands.
  public let variant: String?
  /// The free parameters, in the order of the fit file.
  public let free: [FreeParameter]
  /// The constraints with their measurements, in file order.
  public private(set) var constraints: [Constraint]
  /// What a user should know before reading results, one sentence each.
  public let notes: [String]
  /// Those of ``notes`` that say where formulas are used outside their validity.
  public let validityNotes: [String]
  /// Why events of Z → 4μ are not predicted although there is a table of them; nil if they are, or there is none.
  let withheld: String?

  /// An input as part of a likelihood.
  public struct Constraint: Sendable {
    /// The input's name.
    public let name: String
    /// The measurements in its file.
    public internal(set) var measurements: [Measurement]

    /// An input of this name with the measurements of its file.
    public init(name: String, measurements: [Measurement]) {
      self.name = name
      self.measurements = measurements
    }

    var factors: [Factor] { measurements.flatMap(\.factors) }

    /// Whether it excludes something outright: no draw of a posterior with it is there.
    var hasEdges: Bool { factors.contains(where: \.hasEdges) }

    /// The same with its theory errors treated in some way.
    func treating(_ treatment: TheoryErrors) -> Constraint {
      var other = self
      for measurement in measurements.indices {
        other.measurements[measurement].factors = measurements[measurement].factors.map {
          $0.treating(treatment)
        }
      }
      return other
    }
  }

  /// The file of the table of Z → 4μ; nil where the fit does not need it.
  public let fourMuonTableFile: String?
  /// The table, where the fit needs it or has it.
  var fourMuonTable: FourMuonTable? { predictor.model.fourMuonTable }
  /// The priors of the free parameters, side by side for the hot path.
  private(set) var densities: [PriorDensity]
  let fixed: [Parameter: Double]
  let predictor: Predictor
  private(set) var likelihood: Likelihood
  /// What the theory errors that measurements share make of them.
  let joint: JointErrors
  /// The files of predictions, each once.
  public let predictionFiles: [FilePredictions]
  /// These files and those of the correlations of their errors: name below the folder of inputs, with its ending, and path.
  public let predictionPaths: [(name: String, file: String)]

  /// The problem of a fit or of one of its variants, with measurements from the library.
  public init(_ fit: Fit, variant: Variant? = nil, library: InputLibrary) throws(InputError) {
    let base = fit
    let fit = fit.applying(variant)
    self.fit = fit
    self.variant = variant?.name
    let selection = try InputSelection(
      fit.constraints, allowing: fit.allowedSharing, beside: fit.parameters, library: library)
    try variant?.refuseIdleTheoryErrors(of: fit, insteadOf: base.theoryErrors, selection.constraints)
    constraints = selection.constraints.map { constraint in
      constraint.treating(fit.theoryErrors.treatment(of: constraint.name))
    }

    for (reference, constraint) in zip(fit.constraints, selection.constraints) {
      for observable in constraint.factors.flatMap(\.observables)
      where !fit.parametrisation.predicts(observable) {
        throw reference.place.failure("'\(reference.name)': \(fit.parametrisation.refusal(of: observable))")
      }
    }
    let shared = try SharedTheory(fit, constraints, at: fit.constraints)
    (joint, predictionFiles) = (shared.joint, shared.files)
    predictionPaths = shared.files.flatMap { library.predictionPaths(of: $0.name) }

    var free: [FreeParameter] = []
    var fixed: [Parameter: Double] = [:]
    for parameter in fit.parameters {
      switch parameter.role {
      case .fixed(let value): fixed[parameter.parameter] = value
      case .free(let prior):
        free.append(
          FreeParameter(
            parameter: parameter.parameter, prior: prior, isNuisance: false, isPeriodic: parameter.isPeriodic)
        )
      case .nuisance(let prior):
        free.append(
          FreeParameter(
            parameter: parameter.parameter, prior: prior, isNuisance: true, isPeriodic: parameter.isPeriodic))
      }
    }
    self.free = free
    densities = free.map(\.density)
    self.fixed = fixed

    var observables: [Observable] = []
    let factors = constraints.flatMap(\.factors)
    for observable in factors.flatMap(\.observables) where !observables.contains(observable) {
      observables.append(observable)
    }
    let asked =
      observables + fit.predictions
      + (fit.profile + fit.limits).compactMap { quantity in
        if case .observable(let observable) = quantity { observable } else { nil }
      }
    // Where nothing needs the table, a library without one is none the worse, nor a table that ends too early.
    let isNeeded = asked.contains(.fourMuonEvents)
    fourMuonTableFile = isNeeded ? library.tablePath(of: fit.fourMuonTable.name) : nil
    var table =
      isNeeded
      ? try library.fourMuonTable(fit.fourMuonTable) : try? library.fourMuonTable(fit.fourMuonTable)
    let reach = Reach(free: free, fixed: fixed)
    let beyond = table.flatMap { FourMuonReach(table: $0, name: fit.fourMuonTable.name).refusal(of: reach) }
    if let beyond {
      if isNeeded {
        let own = fit.parameters.first { $0.parameter == beyond.parameter }
        throw (own?.place ?? fit.fourMuonTable.place).failure(beyond.words)
      }
      table = nil
    }
    withheld = beyond.map { "N_4mu(Z->4mu) is not predicted: \($0.words)" }
    predictor = Predictor(
      observables, of: fit.model(fourMuonTable: table, predictions: shared.files),
      free: free.map(\.parameter), fixed: fixed)
    likelihood = Likelihood(joint.merged(factors), observables: observables)
    for figure in fit.figures { try figure.check(of: fit, library: library) }
    validityNotes = ValidityNotes(asked, table).notes(of: "this fit", reaching: reach)
    let coefficients = predictor.model.coefficients
    notes =
      selection.notes + Self.theoryNotes(fit, selection.constraints)
      + shared.files.flatMap { $0.notes(coefficients) } + validityNotes
  }

  /// Where formulas of these observables are used outside their validity, one sentence each.
  public func validityNotes(of observables: [Observable]) -> [String] {
    ValidityNotes(observables, fourMuonTable).notes(of: "this fit", reaching: Reach(free: free, fixed: fixed))
  }

  /// The same problem with some fixed parameters at other values.
  public func fixing(_ values: [Parameter: Double]) -> Problem {
    Problem(self, free: free, fixed: fixed.merging(values) { $1 })
  }

  /// The same problem with some parameters held at these values, free ones among them.
  func holding(_ values: [Parameter: Double]) -> Problem {
    Problem(
      self, free: free.filter { values[$0.parameter] == nil }, fixed: fixed.merging(values) { $1 })
  }

  /// The same problem with other priors, each of the same range as the one it replaces.
  func exploring(_ free: [FreeParameter]) -> Problem { Problem(self, free: free, fixed: fixed) }

  /// The same problem with other data: constraints on the same observables, and what the auxiliary measurements of
  /// nuisance parameters found, in their coordinates and order; nil leaves these as they are.
  func observing(_ constraints: [Constraint], auxiliaryCentres: [Double]? = nil) -> Problem {
    var other = self
    other.constraints = constraints
    other.likelihood = Likelihood(
      joint.factors(of: constraints), observables: predictor.observables)
    if let auxiliaryCentres {
      for (index, centre) in zip(free.indices.filter { free[$0].isAuxiliaryMeasurement }, auxiliaryCentres) {
        other.densities[index].auxiliaryCentre = centre
      }
    }
    return other
  }

  private init(_ other: Problem, free: [FreeParameter], fixed: [Parameter: Double]) {
    (fit, variant, constraints) = (other.fit, other.variant, other.constraints)
    (notes, validityNotes, withheld) = (other.notes, other.validityNotes, other.withheld)
    likelihood = other.likelihood
    (joint, predictionFiles, predictionPaths) = (other.joint, other.predictionFiles, other.predictionPaths)
    self.free = free
    densities = free.map(\.density)
    fourMuonTableFile = other.fourMuonTableFile
    self.fixed = fixed
    predictor = Predictor(
      other.predictor.observables, of: other.predictor.model, free: free.map(\.parameter), fixed: fixed)
  }

  /// Every parameter of the parametrisation, complex couplings in the form in which they are given.
  public var allParameters: [Parameter] {
    fit.parametrisation.parameters(inFormsOf: free.map(\.parameter) + fixed.keys)
  }

  /// A parameter that gives a complex coupling in another form than `parameter`; nil if there is none.
  public func conflict(with parameter: Parameter) -> Parameter? {
    guard let coupling = parameter.complexParameter else { return nil }
    return (free.map(\.parameter) + fixed.keys).first {
      $0.complexParameter == coupling && $0.component?.form != parameter.component?.form
    }
  }

  /// How many measured numbers enter, auxiliary ones (informative priors of nuisance parameters) included.
  public var measuredNumbers: Int { likelihood.measuredNumbers + auxiliaryMeasurements }

  /// How many of them are informative priors of nuisance parameters.
  public var auxiliaryMeasurements: Int { free.count(where: \.isAuxiliaryMeasurement) }

  /// Measured numbers less free parameters, nuisance parameters included on both sides. Can be negative.
  public var degreesOfFreedom: Int { measuredNumbers - free.count }

  /// A predictor of other observables at points of this problem, with the fit's reading of the formulas or another.
  func predictor(of observables: [Observable], formulas: Formulas? = nil) -> Predictor {
    Predictor(
      observables,
      of: fit.model(formulas: formulas, fourMuonTable: fourMuonTable, predictions: predictionFiles),
      free: free.map(\.parameter), fixed: fixed)
  }

  /// ln prior + ln L at coordinates, as the samplers compute it.
  public func logDensity(at coordinates: [Double]) -> Double {
    Posterior(self).logDensity(at: coordinates.span)
  }

  /// All that can be predicted at a point.
  public var predictable: [Observable] { predictor.model.observables }

  /// The coordinates between which the priors are not zero (unbounded ones end after ``Prior/tail`` widths).
  public var bounds: [ClosedRange<Double>] { free.map(\.density.bounds) }

  /// Parameter values at coordinates.
  public func values(at coordinates: [Double]) -> [Double] {
    // At an edge the change of scale must not carry a value over it.
    zip(free, coordinates).map { parameter, z in
      let support = parameter.prior.support
      return min(max(parameter.density.scale.value(at: z), support.lowerBound), support.upperBound)
    }
  }

  /// The coordinates at which every parameter's prior has the fraction in `point` below it.
  public func coordinates(atPriorQuantiles point: [Double]) -> [Double] {
    zip(free, point).map { $0.prior.quantile($1) }
  }
}
