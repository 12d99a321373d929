/// Predictions of observables as polynomials of parameters, or as functions of such polynomials, from a file in the
/// exchange format POPxf 1.0.
///
/// Read strictly: what the specification of the format does not allow is refused where it stands. Polynomials are of first
/// or second degree.
public struct PolynomialFile: Sendable, Equatable {
  /// The name of each observable: that of the file, or `name[low,high]` where that is a tuple `('name', low, high)`.
  public let observables: [String]
  /// The names of the parameters.
  public let parameters: [String]
  /// The effective theory and the basis of operators, `WET, flavio`; nil for a basis that the file describes itself.
  public let basis: String?
  /// The scale in GeV at which the parameters are; nil where there are several.
  public let scale: Double?
  /// The programs that made the predictions, with their versions.
  public let tools: [String]
  /// What the file says of itself.
  public let description: String?
  /// The uncertainty of each observable, by source, at the values of parameters that are 0.
  public let uncertainties: [Uncertainty]
  /// Whether uncertainties depend on the parameters, which is not followed.
  public let hasVaryingUncertainties: Bool

  /// A source of uncertainty.
  public struct Uncertainty: Sendable, Equatable {
    /// Its name, mostly `total`.
    public let source: String
    /// The standard deviation that it gives each observable.
    public let sigmas: [Double]
  }

  /// The coefficients of every polynomial, by monomial.
  let coefficients: [Monomial: [Double]]
  /// Every observable in terms of the polynomials.
  let expressions: [Expression]
  /// How each expression is written; nil where the observables are polynomials themselves.
  public let writtenExpressions: [String]?

  /// The file in these bytes.
  public init(_ bytes: [UInt8]) throws(TextProblem) {
    let root = try JSONText.parse(bytes)
    let fields = try root.fields("a POPxf file", required: ["$schema", "metadata", "data"], optional: [])
    if let schema = fields["$schema"] {
      let found = try schema.string("the address of the schema")
      guard found == Self.schema else { throw schema.failure("expected '\(Self.schema)', found '\(found)'") }
    }
    let metadata = try Metadata(fields["metadata"] ?? root)
    let data = try (fields["data"] ?? root).fields(
      "'data'", required: [],
      optional: ["polynomial_central", "observable_central", "observable_uncertainties"])
    self.init(metadata, try Terms(data, metadata, at: fields["data"] ?? root))
  }

  static let schema = "https://json.schemastore.org/popxf-1.0.json"

  private init(_ metadata: Metadata, _ terms: Terms) {
    observables = metadata.observables
    parameters = metadata.parameters
    basis = metadata.basis
    scale = metadata.scale
    tools = metadata.tools
    description = metadata.description
    uncertainties = terms.uncertainties
    hasVaryingUncertainties = terms.hasVaryingUncertainties
    coefficients = terms.coefficients
    expressions = metadata.expressions ?? metadata.observables.indices.map { .polynomial($0) }
    writtenExpressions = metadata.writtenExpressions
  }
}
