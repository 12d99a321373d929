import Testing

@testable import PolynomialPredictions

@Suite("Files of predictions")
struct PolynomialFileTests {
  @Test("A file is what it says")
  func good() throws {
    let file = try ExampleFile.read()
    #expect(file.observables == ["<F>(B->K)[1,6]", "plain", "root", "odd"])
    #expect(file.basis == "WET, flavio" && file.scale == 4.8)
    #expect(file.tools == ["pencil 2B"] && file.description == "an example")
    #expect(file.uncertainties.map(\.source) == ["total", "other"] && !file.hasVaryingUncertainties)
  }

  @Test("Observables can be polynomials themselves, real parameters need no tag")
  func single() throws {
    let file = try ExampleFile.read(
      """
      {"$schema": "https://json.schemastore.org/popxf-1.0.json",
       "metadata": {"observable_names": ["a", "b"], "parameters": ["C9_bsmumu"], "basis": {"custom": 1},
                    "scale": [4.8, 91.2]},
       "data": {"observable_central": {"('', '')": [1, 2], "('', 'C9_bsmumu')": [3, 4],
                                       "('C9_bsmumu', 'C9_bsmumu')": [5, 6]}}}
      """)
    #expect(file.basis == nil && file.scale == nil && file.uncertainties.isEmpty)
    let predictions = PolynomialPredictions(
      [.init(file, observable: 0, place: 1), .init(file, observable: 1, place: 0)], ExampleFile.map)
    var out = [0.0, 0.0]
    var span = out.mutableSpan
    predictions.predict(at: SIMD4(2, 0, 0, 0), into: &span)
    #expect(out == [34, 27])  // 2 + 4 · 2 + 6 · 4 and 1 + 3 · 2 + 5 · 4
  }

  struct Mistake: Sendable, CustomStringConvertible {
    let old, new: String
    /// The line where it is.
    let line: Int
    let said: String
    var description: String { new }

    init(_ old: String, _ new: String, _ line: Int, _ said: String) {
      (self.old, self.new, self.line, self.said) = (old, new, line, said)
    }
  }

  /// One mistake of every kind that the format can have, those among them that its schema lets pass.
  static let mistakes = [
    Mistake("popxf-1.0", "popxf-2.0", 2, "expected 'https"),
    Mistake("\"$schema\": \"https://json.schemastore.org/popxf-1.0.json\",", "", 1, "missing key '$schema'"),
    Mistake("\"misc\": {", "\"mist\": {", 16, "unknown key 'mist'"),
    Mistake("\"scale\": 4.8", "\"scale\": \"4.8\"", 7, "expected a scale"),
    Mistake("\"scale\": 4.8", "\"scale\": -4.8", 7, "greater than zero"),
    Mistake(
      "\"scale\": 4.8", "\"scale\": [4.8, 4.8]", 7, "expected 3 scales, one for each of 'polynomial_names'"),
    Mistake("\"scale\": 4.8,", "", 3, "missing key 'scale'"),
    Mistake("\"eft\": \"WET\", ", "", 6, "missing key 'eft'"),
    Mistake(
      "{\"wcxf\": {\"eft\": \"WET\", \"basis\": \"flavio\", \"sectors\": [\"sb\"]}}", "{}", 6, "empty object"),
    Mistake("\"plain\"", "\"root\"", 4, "'root' is in 'observable_names' twice"),
    Mistake("\"plain\"", "\"<F>(B->K)[1,6]\"", 4, "two observables have one name"),
    Mistake("\"plain\"", "\"\"", 4, "empty string"),
    Mistake("\"CS_bsmumu\"],", "1.5],", 5, "expected a name in 'parameters'"),
    Mistake(
      "\"rate\", \"numerator\", \"other\"]", "\"rate\", \"numerator\"]", 12,
      "'other' is none of 'polynomial_names'"),
    Mistake(", \"expression\": \"g\"", "", 11, "missing key 'expression'"),
    Mistake("{\"variables\": {\"g\": \"rate\"}, \"expression\": \"g\"},", "", 9, "expected 4 expressions"),
    Mistake(
      "\"expression\": \"g\"}", "\"expression\": \"exp(g)\"}", 11, "the function 'exp' is not known here"),
    Mistake("\"expression\": \"g\"}", "\"expression\": \"h\"}", 11, "'h' is none of the variables (g)"),
    Mistake("\"expression\": \"g\"}", "\"expression\": \"g if g else 1\"}", 11, "'i' is not understood"),
    Mistake("\"expression\": \"g\"}", "\"expression\": \"g//2\"}", 11, "'//' is not understood"),
    Mistake("\"expression\": \"g\"}", "\"expression\": \"2**g\"}", 11, "an exponent is a number here"),
    Mistake("\"expression\": \"g\"}", "\"expression\": \"(g\"}", 11, "')' is missing"),
    Mistake("\"expression\": \"g\"}", "\"expression\": \"g +\"}", 11, "something is missing at the end"),
    Mistake("\"name\": \"pencil\", ", "", 15, "missing key 'name'"),
    Mistake("{\"mean\": 1, \"std\": 0.1}", "\"one\"", 15, "expected the value of 'm'"),
    Mistake(
      "{\"mean\": 1, \"std\": 0.1}", "{\"mean\": 1, \"corr\": [[1, 0], [0, 1]]}", 15, "'corr' needs 'std'"),
    Mistake(
      "{\"mean\": 1, \"std\": 0.1}", "{\"distribution_type\": \"box\"}", 15,
      "missing key 'distribution_parameters'"),
    Mistake(
      "\"('', 'C9_bsmumu', 'RR')\": [0.3, -0.2, 0.1]", "\"('', 'C10', 'RR')\": [0.3, -0.2, 0.1]", 21,
      "'C10' is none of the parameters"),
    Mistake("\"('', 'C9_bsmumu', 'RR')\"", "\"('C9_bsmumu', '', 'RR')\"", 21, "are sorted"),
    Mistake("\"('', 'C9_bsmumu', 'RR')\"", "\"C9_bsmumu\"", 21, "expected a monomial"),
    Mistake(
      "\"('', 'C9_bsmumu', 'RR')\"", "\"('', 'C9_bsmumu', 'IR')\"", 21,
      "an empty place of a monomial has the tag R"),
    Mistake("\"('', 'C9_bsmumu', 'RR')\"", "\"('', 'C9_bsmumu', 'RX')\"", 21, "expected a tag of 2 letters"),
    Mistake("\"('', 'C9_bsmumu', 'RR')\"", "\"('C9_bsmumu', 'RR')\"", 21, "'RR' is none of the parameters"),
    Mistake("\"('', 'C9_bsmumu', 'RR')\"", "\"('', '')\"", 21, "this monomial is there twice"),
    Mistake(
      "[0.3, -0.2, 0.1]", "[0.3, -0.2]", 21, "expected 3 numbers, one for each of 'polynomial_names', found 2"
    ),
    Mistake("[0.3, -0.2, 0.1]", "0.3", 21, "expected coefficients (an array)"),
    Mistake("[0.3, -0.2, 0.1]", "[0.3, null, 0.1]", 21, "expected a number"),
    Mistake("\"polynomial_central\"", "\"observable_central\"", 18, "needs 'polynomial_central'"),
    Mistake("[0.1, 0.2, 0.3, 0.0]", "[0.1, 0.2, 0.3]", 30, "expected 4 numbers"),
    Mistake("[0.1, 0.2, 0.3, 0.0]", "[0.1, 0.2, -0.3, 0.0]", 30, "an uncertainty is not negative"),
    Mistake("\"total\":", "\"('', '')\":", 30, "found a monomial"),
    Mistake(
      "\"scale\": 4.8,", "\"scale\": 4.8, \"polynomial_degree\": 3,", 7, "degree 3 are not computed here"),
    Mistake("\"scale\": 4.8,", "\"scale\": 4.8, \"scale\": 4.9,", 7, "is in this object twice"),
    Mistake("\"scale\": 4.8,", "\"scale\": 04.8,", 7, "'04.8' is no number"),
    Mistake("\"scale\": 4.8,", "\"scale\": 1e400,", 7, "too large"),
    Mistake("\"scale\": 4.8,", "\"scale\": 4.8", 8, "expected ',' or '}'"),
    Mistake("\"scale\": 4.8,", "\"scale\": NaN,", 7, "expected a value"),
  ]

  @Test("A mistake is refused where it is", arguments: mistakes)
  func refused(mistake: Mistake) {
    #expect(ExampleFile.text.contains(mistake.old))
    let text = ExampleFile.text.replacing(mistake.old, with: mistake.new, maxReplacements: 1)
    let problem = #expect(throws: TextProblem.self) { try ExampleFile.read(text) }
    #expect(problem?.problem.contains(mistake.said) == true, "\(problem?.problem ?? "accepted")")
    #expect(problem?.line == mistake.line, "\(problem.map(\.problem) ?? "")")
  }

  @Test("No beginning of a file is one, and none ends the program")
  func truncated() {
    let bytes = Array(ExampleFile.text.utf8)
    for length in bytes.indices.dropLast() {
      #expect(throws: TextProblem.self) { try PolynomialFile(Array(bytes[..<length])) }
    }
  }

  @Test("A column is that of a letter in an expression")
  func column() throws {
    let text = ExampleFile.text.replacing("\"expression\": \"n/g\"", with: "\"expression\": \"n/G\"")
    let line = text.split(separator: "\n")[9]
    let letters = try #require(line.firstIndex(of: "G"))
    let problem = #expect(throws: TextProblem.self) { try ExampleFile.read(text) }
    #expect(problem?.column == line.distance(from: line.startIndex, to: letters) + 1)
  }

  @Test("Covariances are the sum over sources, each with its correlations")
  func covariance() throws {
    let correlations = try CorrelationFile(
      Array(
        """
        {"$schema": "https://json.schemastore.org/popxf-corr-1.0.json",
         "one": {"row_names": ["('<F>(B->K)', 1.0, 6.0)"], "col_names": ["plain", "root"],
                 "correlations": {"total": [[0.5, -0.25]]}},
         "two": {"row_names": ["root"], "col_names": ["plain"], "correlations": {"other": [[1.0]], "total": [[0.1]]}}}
        """.utf8))
    let rows = try ExampleFile.read().covariance(correlations)
    let expected = [
      // 0.1², 0.5 · 0.1 · 0.2, −0.25 · 0.1 · 0.3; 0.2² + 0.1², 0.1 · 0.2 · 0.3 + 0.1²; 0.3² + 0.1²
      [0.01, 0.01, -0.0075, 0], [0.01, 0.05, 0.016, 0], [-0.0075, 0.016, 0.1, 0], [0, 0, 0, 0],
    ]
    for (row, other) in zip(rows, expected) {
      for (value, wanted) in zip(row, other) { #expect(abs(value - wanted) < 1e-15) }
    }
  }

  static let badCorrelations = [
    ("[[0.5, -0.25]]", "[[0.5, -0.25], [0, 0]]", "expected 1 rows"),
    ("[[0.5, -0.25]]", "[[0.5]]", "expected 2 numbers"),
    ("[[0.5, -0.25]]", "[[0.5, 1.25]]", "between −1 and 1"),
    ("\"root\"]", "\"a\"]", "fully correlated with itself"),
    ("[[0.5, -0.25]]", "[[[[0.5]], [[0.1]]]]", "single coefficients"),
    ("corr-1.0", "corr-1.1", "expected 'https"),
    ("\"col_names\"", "\"columns\"", "unknown key 'columns'"),
  ]

  @Test("What is no correlation is refused", arguments: badCorrelations)
  func badCorrelation(old: String, new: String, said: String) {
    let good = """
      {"$schema": "https://json.schemastore.org/popxf-corr-1.0.json",
       "x": {"row_names": ["a"], "col_names": ["b", "root"], "correlations": {"total": [[0.5, -0.25]]}}}
      """
    let problem = #expect(throws: TextProblem.self) {
      try CorrelationFile(Array(good.replacing(old, with: new).utf8))
    }
    #expect(problem?.problem.contains(said) == true, "\(problem?.problem ?? "accepted")")
  }
}
