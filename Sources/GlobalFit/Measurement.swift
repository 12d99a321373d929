import Inference
import Physics

/// An experiment's record: what was measured, by whom, and its likelihood.
public struct Measurement: Sendable {
  /// The title of the entry in its file.
  public let title: String
  /// Where the record stands, for messages and tables.
  public var file: String { place.file }
  /// The line where the record begins.
  public var line: Int { place.line }
  let place: InputError.Place
  /// The experiment, or who combined several.
  public let experiment: String?
  /// The INSPIRE key, such as `Mishra:1991bv`.
  public let inspire: String?
  /// The address of the publication.
  public let url: String?
  /// Where it was published, under every name that its file gives.
  let publication: Publication
  /// Authors, title and year of the publication.
  public let record: BibliographicRecord
  /// What was measured, in a sentence.
  public let description: String?
  /// What a user should know before trusting the value, such as "not confirmed in a second text".
  public let note: String?
  /// Inputs that are not independent of this one, as its file says.
  public let overlaps: [DataOverlap]
  /// The file that predicts what it measures, beside the formulas of the catalogue; nil if it needs none.
  public let predictions: FilePredictions?
  /// The independent factors of its likelihood.
  var factors: [Factor]

  /// Inputs that this one replaces.
  public var supersedes: [String] { overlaps.filter { $0.kind == .supersedes }.map(\.other) }

  /// Inputs that hold some of the same data.
  public var sharesDataWith: [String] { overlaps.filter { $0.kind == .sharesData }.map(\.other) }

  /// Each observable with its measured value in words, in file order.
  public var rows: [(observable: Observable, measured: String)] {
    factors.flatMap { zip($0.observables, $0.summaries).map { ($0, $1) } }
  }

  /// The correlation matrices of its correlated numbers, each with its observables.
  public var correlations: [(observables: [Observable], rows: [[Double]])] {
    factors.compactMap { factor in
      guard case .correlated(let normal) = factor.shape else { return nil }
      return (factor.observables, normal.correlation.rows)
    }
  }

  /// Where the measurement was published: the INSPIRE key, or the address.
  public var citation: String { inspire ?? url ?? "" }

  /// The observables it constrains, in file order.
  public var observables: [Observable] { factors.flatMap(\.observables) }
}

/// One independent factor of the likelihood: one number, or several with correlated errors.
struct Factor: Sendable {
  enum Shape: Sendable {
    case single(Distribution)
    case correlated(CorrelatedNormal)
  }

  let observables: [Observable]
  let shape: Shape

  /// ln of the density at its mode: the zero of χ².
  var maximumLogLikelihood: Double {
    switch shape {
    case .single(let distribution): distribution.maximumLogLikelihood
    case .correlated(let normal): normal.maximumLogLikelihood
    }
  }

  /// The same with its theory error, if it has one, treated in some way.
  func treating(_ treatment: TheoryErrors) -> Factor {
    guard case .single(let distribution) = shape else { return self }
    return Factor(observables: observables, shape: .single(distribution.treating(treatment)))
  }

  /// Whether there are predictions that it excludes outright.
  var hasEdges: Bool { if case .single(let distribution) = shape { distribution.hasEdges } else { false } }

  /// Whether its slope jumps inside its support.
  var hasCorners: Bool {
    if case .single(let distribution) = shape { distribution.hasCorners } else { false }
  }

  /// Whether it has a theory error that stands by itself.
  var hasTheoryError: Bool { if case .single(.theoryRange) = shape { true } else { false } }

  /// Whether the experiment can happen where theory predicts these, in the order of the observables.
  func canMeasure(_ predictions: [Double]) -> Bool {
    switch shape {
    case .single(let distribution): distribution.canMeasure(predictions[0])
    case .correlated: predictions.allSatisfy(\.isFinite)
    }
  }

  /// The factor with data drawn anew, see ``Distribution/simulated(at:using:)``.
  func simulated(at predictions: [Double], using random: inout Random) -> Factor {
    switch shape {
    case .single(let distribution):
      Factor(
        observables: observables, shape: .single(distribution.simulated(at: predictions[0], using: &random)))
    case .correlated(let normal):
      Factor(observables: observables, shape: .correlated(normal.simulated(at: predictions, using: &random)))
    }
  }

  /// What ``simulated(at:using:)`` draws, in words; nil for normal values.
  var simulation: String? {
    switch shape {
    case .single(let distribution): distribution.simulation
    case .correlated(let normal):
      normal.upperSigmas == normal.lowerSigmas ? nil : AsymmetricNormal.simulation
    }
  }

  /// A few words for each number: `0.82 ± 0.28`.
  var summaries: [String] {
    switch shape {
    case .single(let distribution): [distribution.summary]
    case .correlated(let normal):
      (0..<normal.count).map { i in
        normal.upperSigmas[i] == normal.lowerSigmas[i]
          ? Normal(mean: normal.means[i], sigma: normal.upperSigmas[i]).summary
          : AsymmetricNormal(
            mode: normal.means[i], upperSigma: normal.upperSigmas[i], lowerSigma: normal.lowerSigmas[i]
          ).summary
      }
    }
  }
}
