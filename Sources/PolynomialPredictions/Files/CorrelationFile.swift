/// Correlations between the uncertainties of predictions, from a file in the format POPxf-corr 1.0.
public struct CorrelationFile: Sendable {
  /// By source of uncertainty, then by the names of both observables.
  private var correlations: [String: [Pair: Double]] = [:]

  private struct Pair: Hashable {
    let first, second: String
  }

  /// The correlations in these bytes.
  ///
  /// The blocks of a file are told apart by the names of their observables alone. What two blocks say of one pair must be
  /// the same.
  public init(_ bytes: [UInt8]) throws(TextProblem) {
    let root = try JSONText.parse(bytes)
    let entries = try root.entries("a file of correlations")
    guard let schema = entries.first(where: { $0.name == "$schema" })?.value else {
      throw root.failure("missing key '$schema' in a file of correlations")
    }
    let found = try schema.string("the address of the schema")
    guard found == Self.schema else { throw schema.failure("expected '\(Self.schema)', found '\(found)'") }
    guard entries.count > 1 else { throw root.failure("there is no block of correlations") }
    for entry in entries where entry.name != "$schema" { try add(entry.value) }
  }

  static let schema = "https://json.schemastore.org/popxf-corr-1.0.json"

  private mutating func add(_ block: JSONNode) throws(TextProblem) {
    let fields = try block.fields(
      "a block of correlations", required: ["row_names", "col_names", "correlations"], optional: [])
    let rows = try (fields["row_names"] ?? block).names("'row_names'").map(ObservableName.readable)
    let columns = try (fields["col_names"] ?? block).names("'col_names'").map(ObservableName.readable)
    for entry in try (fields["correlations"] ?? block).entries("'correlations'") {
      let lines = try entry.value.array("a matrix")
      guard lines.count == rows.count else {
        throw entry.value.failure(
          "expected \(rows.count) rows, one for each of 'row_names', found \(lines.count)")
      }
      for (line, row) in zip(lines, rows) {
        if let first = try line.array("a row").first, first.isArray {
          throw first.failure(
            "correlations between single coefficients of polynomials are not followed here, only those of observables"
          )
        }
        let elements = try line.array("a row")
        guard elements.count == columns.count else {
          throw line.failure(
            "expected \(columns.count) numbers, one for each of 'col_names', found \(elements.count)")
        }
        for (element, column) in zip(elements, columns) { try add(element, row, column, of: entry.name) }
      }
    }
  }

  private mutating func add(
    _ element: JSONNode, _ row: String, _ column: String, of source: String
  ) throws(TextProblem) {
    let value = try element.number("a correlation")
    guard abs(value) <= 1 else {
      throw element.failure("a correlation lies between −1 and 1, found \(value)")
    }
    guard row != column || abs(value - 1) <= 1e-9 else {
      throw element.failure("an observable is fully correlated with itself, found \(value)")
    }
    let pair = row < column ? Pair(first: row, second: column) : Pair(first: column, second: row)
    if let known = correlations[source]?[pair], abs(known - value) > 2e-5 {
      throw element.failure(
        "the correlation of '\(row)' and '\(column)' is \(value) here and \(known) before")
    }
    correlations[source, default: [:]][pair] = value
  }

  /// The correlation that a source of uncertainty makes between two observables; nil where the file does not say.
  func correlation(_ first: String, _ second: String, source: String) -> Double? {
    if first == second { return 1 }
    let pair = first < second ? Pair(first: first, second: second) : Pair(first: second, second: first)
    return correlations[source]?[pair]
  }
}

extension PolynomialFile {
  /// The covariance of the observables' uncertainties, row by row: the sum over the sources, each with its correlations;
  /// pairs of which nothing is known are independent.
  public func covariance(_ correlations: CorrelationFile?) -> [[Double]] {
    let count = observables.count
    var rows = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for uncertainty in uncertainties {
      for i in 0..<count where uncertainty.sigmas[i] > 0 {
        for j in 0...i where uncertainty.sigmas[j] > 0 {
          let correlation =
            i == j
            ? 1
            : correlations?.correlation(observables[i], observables[j], source: uncertainty.source) ?? 0
          rows[i][j] += correlation * uncertainty.sigmas[i] * uncertainty.sigmas[j]
          if i != j { rows[j][i] = rows[i][j] }
        }
      }
    }
    return rows
  }
}
