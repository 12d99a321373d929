import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// Two observables with correlated theory errors, measured by three inputs.
enum TwoObservables {
  /// a = 1 + C9, b = 2 − C9; theory errors 0.3 and 0.4, correlation 0.5.
  static func library(changing: [String: (String) -> String] = [:]) throws -> InputLibrary {
    try InputLibrary(
      texts: Dictionary(uniqueKeysWithValues: files.map { ($0, changing[$0]?($1) ?? $1) }), folder: "inputs")
  }

  private static let files = [
    "theory.popxf.json": """
    {"$schema": "https://json.schemastore.org/popxf-1.0.json",
     "metadata": {"observable_names": ["('a', 1.0, 6.0)", "b"], "parameters": ["C9_bsmumu", "CS_bsmumu"],
       "basis": {"wcxf": {"eft": "WET", "basis": "flavio"}}, "scale": 4.8},
     "data": {"observable_central": {"('', '')": [1, 2], "('', 'C9_bsmumu')": [1, -1], "('', 'CS_bsmumu')": [5, 5]},
       "observable_uncertainties": {"total": [0.3, 0.4]}}}
    """,
    "theory.popxf-corr.json": """
    {"$schema": "https://json.schemastore.org/popxf-corr-1.0.json",
     "all": {"row_names": ["('a', 1.0, 6.0)"], "col_names": ["b"], "correlations": {"total": [[0.5]]}}}
    """,
    "one": """
    one:
      predictions: theory
      values:
        - {name: a, q2min: 1, q2max: 6, value: 1.3 ± 0.2}

    """,
    "two": """
    two:
      predictions: theory
      values: {'a[1,6]': 0.8 ± 0.1, b: 2.5 ± 0.5}
      correlation: 0.25

    """,
  ]

  static func fit(_ theoryErrors: String = "nuisance") throws -> Fit {
    try GlobalFitTests.fit(
      """
      title: two observables
      parametrisation: effective
      parameters: {gPrime: 0.3, mZPrime: 300, C9.re: {prior: uniform, min: -4, max: 4}}
      constraints: [one, two]
      theory-errors: \(theoryErrors)
      """)
  }

  /// Σ of the three numbers, by hand.
  static func covariance(_ scale: Double = 1) -> SymmetricMatrix {
    let (a, b, ab) = (0.09 * scale * scale, 0.16 * scale * scale, 0.5 * 0.3 * 0.4 * scale * scale)
    return SymmetricMatrix(rows: [
      [0.04 + a, a, ab], [a, 0.01 + a, 0.25 * 0.1 * 0.5 + ab], [ab, 0.25 * 0.1 * 0.5 + ab, 0.25 + b],
    ])
  }

  static let measured = [1.3, 0.8, 2.5]
  static func predicted(_ c9: Double) -> [Double] { [1 + c9, 1 + c9, 2 - c9] }
}

@Suite("Theory errors across inputs")
struct JointErrorsTests {
  /// χ² and ln det Σ by Cramer's rule.
  private func byHand(_ c9: Double, scale: Double) -> (chiSquared: Double, determinant: Double) {
    let s = TwoObservables.covariance(scale)
    let r = zip(TwoObservables.measured, TwoObservables.predicted(c9)).map { $0 - $1 }
    func minor(_ i: Int, _ j: Int) -> Double {
      let (rows, columns) = ([0, 1, 2].filter { $0 != i }, [0, 1, 2].filter { $0 != j })
      let value =
        s[rows[0], columns[0]] * s[rows[1], columns[1]] - s[rows[0], columns[1]] * s[rows[1], columns[0]]
      return (i + j) % 2 == 0 ? value : -value
    }
    let determinant = (0..<3).reduce(0) { $0 + s[0, $1] * minor(0, $1) }
    var sum = 0.0
    for i in 0..<3 { for j in 0..<3 { sum += r[i] * minor(i, j) * r[j] / determinant } }
    return (sum, determinant)
  }

  @Test(
    "The likelihood is normal with the covariance of experiments and theory together",
    arguments: [1, 1.5, 0.2])
  func likelihood(scale: Double) throws {
    let library = try TwoObservables.library()
    let problem = try Problem(TwoObservables.fit("{theory: {scale: \(scale)}}"), library: library)
    for c9 in [-1.3, 0, 0.7] {
      let (chiSquared, determinant) = byHand(c9, scale: scale)
      let evaluation = problem.evaluate(at: [c9])
      #expect(abs(evaluation.chiSquared - chiSquared) < 1e-12 * chiSquared)
      let logLikelihood = -0.5 * chiSquared - 0.5 * log(pow(2 * .pi, 3) * determinant)
      #expect(abs(evaluation.logLikelihood - logLikelihood) < 1e-12 * abs(logLikelihood))
      // the first input as if alone, the second given its data
      let first = TwoObservables.measured[0] - TwoObservables.predicted(c9)[0]
      let own = evaluation.constraints[0].chiSquared
      #expect(abs(own - first * first / TwoObservables.covariance(scale)[0, 0]) < 1e-12 * max(1, own))
      #expect(abs(own + evaluation.constraints[1].chiSquared - chiSquared) < 1e-12 * chiSquared)
      // pulls with both errors
      let pulls = evaluation.constraints.flatMap(\.pulls)
      for (index, pull) in pulls.enumerated() {
        let residual = TwoObservables.measured[index] - TwoObservables.predicted(c9)[index]
        let sigma = TwoObservables.covariance(scale)[index, index].squareRoot()
        #expect(abs(pull - residual / sigma) < 1e-12)
      }
      let hot = problem.logLikelihood(at: problem.coordinate(c9).span)
      #expect(abs(hot - logLikelihood) < 1e-12 * abs(logLikelihood))
    }
  }

  @Test("Without them inputs are independent")
  func dropped() throws {
    let library = try TwoObservables.library()
    let problem = try Problem(TwoObservables.fit("{theory: {scale: 0}}"), library: library)
    let evaluation = problem.evaluate(at: [0.3])
    #expect(abs(evaluation.chiSquared - byHand(0.3, scale: 0).chiSquared) < 1e-12)
    #expect(
      abs(evaluation.chiSquared - evaluation.constraints.reduce(0) { $0 + $1.chiSquared }) < 1e-12)
  }

  @Test("Toys have the covariance, whatever inputs it goes across")
  func toys() throws {
    let library = try TwoObservables.library()
    let problem = try Problem(TwoObservables.fit(), library: library)
    let generator = try ToyGenerator(problem, at: problem.coordinate(0.4))
    let count = 20_000
    var sums = SymmetricMatrix(order: 3)
    for number in 0..<count {
      var random = Random(seed: 2, stream: UInt64(number))
      let toy = generator.draw(using: &random)
      let values = toy.constraints.flatMap(\.factors).flatMap(\.measuredValues)
      let residuals = zip(values, TwoObservables.predicted(0.4)).map { $0 - $1 }
      for i in 0..<3 { for j in 0...i { sums[i, j] += residuals[i] * residuals[j] / Double(count) } }
      if number == 0 { #expect(problem.observing(toy).constraints.map(\.name) == ["one", "two"]) }
    }
    let expected = TwoObservables.covariance()
    for i in 0..<3 {
      for j in 0...i {
        let error = (expected[i, i] * expected[j, j] + expected[i, j] * expected[i, j]).squareRoot()
        #expect(abs(sums[i, j] - expected[i, j]) < 5 * error / Double(count).squareRoot())
      }
    }
  }

  @Test("Data drawn beside those that were measured know their theory errors")
  func again() throws {
    let library = try TwoObservables.library()
    let problem = try Problem(TwoObservables.fit(), library: library)
    let count = 20_000
    var means = [0.0, 0, 0]
    var square = 0.0
    for number in 0..<count {
      var random = Random(seed: 3, stream: UInt64(number))
      let simulated = try problem.simulate(at: problem.coordinate(0.4), using: &random)
      let values = simulated.problem.constraints.dropFirst(2).flatMap(\.factors).flatMap(\.measuredValues)
      for index in 0..<3 { means[index] += values[index] / Double(count) }
      square += (values[0] - 1.4) * (values[0] - 1.4) / Double(count)
    }
    // The conditional expectation of the new data is the prediction and T Σ⁻¹ r.
    let covariance = TwoObservables.covariance()
    let factor = try #require(Cholesky(covariance))
    let r = zip(TwoObservables.measured, TwoObservables.predicted(0.4)).map { $0 - $1 }
    let weights = factor.solve(r)
    let theory = SymmetricMatrix(rows: [[0.09, 0.09, 0.06], [0.09, 0.09, 0.06], [0.06, 0.06, 0.16]])
    let shifts = theory.times(weights)
    for index in 0..<3 {
      let expected = TwoObservables.predicted(0.4)[index] + shifts[index]
      #expect(abs(means[index] - expected) < 5 * (covariance[index, index] / Double(count)).squareRoot())
    }
    let reduction = zip([0.09, 0.09, 0.06], factor.solve([0.09, 0.09, 0.06])).reduce(0) { $0 + $1.0 * $1.1 }
    let variance = 0.04 + 0.09 - reduction
    let expected = variance + shifts[0] * shifts[0]
    #expect(abs(square - expected) < 0.05 * expected)
  }

  @Test("Gradients are those of differences, and leaving an input out leaves the others' errors in common")
  func gradient() throws {
    let problem = try BToSDataTests.problem(BToSDataTests.sets[1].inputs, complex: true)
    let function = ChiSquared(problem)
    let point = problem.coordinates(atPriorQuantiles: [0.35, 0.52, 0.55, 0.46])
    var gradient = [Double](repeating: 0, count: 4)
    var span = gradient.mutableSpan
    let value = function.value(at: point.span, gradient: &span)
    #expect(value == function.value(at: point.span))
    for index in point.indices {
      let difference = derivative(at: point[index], step: 1e-3) { x in
        var other = point
        other[index] = x
        return function.value(at: other.span)
      }
      #expect(abs(gradient[index] - difference) < 1e-7 * max(1, abs(difference)))
    }
    let rest = problem.observing(Array(problem.constraints.dropLast()))
    let fresh = try BToSDataTests.problem(Array(BToSDataTests.sets[1].inputs.dropLast()), complex: true)
    let (one, other) = (ChiSquared(rest).value(at: point.span), ChiSquared(fresh).value(at: point.span))
    #expect(abs(one - other) < 1e-10 * other)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let file, old, new, said: String
    var theoryErrors = "nuisance"
    var testDescription: String { new }
  }

  static let refusals = [
    Refused(
      file: "one", old: "1.3 ± 0.2", new: "1.3 + 0.2 - 0.1", said: "only normal, symmetric errors"),
    Refused(
      file: "one", old: "name: a,", new: "name: aa,",
      said:
        "one.yaml:4:14: 'aa[1,6]' is no observable, and none that 'theory' predicts; did you mean 'a[1,6]'?"),
    Refused(file: "one", old: "q2max: 6", new: "q2max: 7", said: "'a[1,7]' is no observable"),
    Refused(file: "one", old: ", q2max: 6", new: "", said: "'q2min' and 'q2max' stand together"),
    Refused(
      file: "one", old: "predictions: theory", new: "predictions: theories",
      said: "one.yaml:2:16: there is no file of predictions"),
    Refused(file: "one", old: "  predictions: theory\n", new: "", said: "'a' has a bin"),
    Refused(
      file: "theory.popxf.json", old: "flavio", new: "JMS",
      said: "coefficients in the basis 'WET, JMS' are not known here"),
    Refused(
      file: "theory.popxf.json", old: "C9_bsmumu", new: "C9_bdmumu",
      said:
        "depends on no coefficient that the model has: 'theory' has C9_bdmumu, CS_bsmumu, the model C9_bsmumu"
    ),
    Refused(file: "theory.popxf.json", old: "4.8}", new: "[4.8, 91]}", said: "several scales"),
    Refused(file: "theory.popxf.json", old: "\"b\"]", new: "\"Delta_a_mu\"]", said: "a formula of its own"),
    Refused(
      file: "theory.popxf.json", old: "[0.3, 0.4]", new: "[0.3]",
      said: "theory.popxf.json:5:42: expected 2 numbers"),
    Refused(
      file: "theory.popxf-corr.json", old: "[[0.5]]", new: "[[1.5]]",
      said: "theory.popxf-corr.json:2:92: a correlation lies"),
    Refused(
      file: "one", old: "1.3", new: "1.3",
      said:
        "input.yaml:4:15: the theory errors of 'theory' are correlated normal ones, for which 'rfit' means nothing",
      theoryErrors: "rfit"),
    Refused(
      file: "one", old: "1.3", new: "1.3",
      said: "'theori' is no file of predictions that this fit uses; did you mean 'theory'?",
      theoryErrors: "{theori: {scale: 2}}"),
    Refused(
      file: "one", old: "1.3", new: "1.3", said: "'theory' predicts no 'c'",
      theoryErrors: "{theory: {common: [{relative: 0.1, observables: [a, c]}]}}"),
    Refused(
      file: "one", old: "1.3", new: "1.3", said: "a relative error must be greater than zero",
      theoryErrors: "{theory: {common: [{relative: 0, observables: [a]}]}}"),
    Refused(
      file: "one", old: "1.3", new: "1.3", said: "a scale lies between 0 and 1000",
      theoryErrors: "{theory: {scale: -1}}"),
  ]

  @Test("What cannot be is refused with its place and the reason", arguments: refusals)
  func refused(refusal: Refused) throws {
    let library = try TwoObservables.library(changing: [
      refusal.file: { text in text.replacing(refusal.old, with: refusal.new) }
    ])
    let said = whatIsSaid { try Problem(TwoObservables.fit(refusal.theoryErrors), library: library) }
    #expect(said?.contains(refusal.said) == true, "\(said ?? "accepted")")
  }

  @Test(
    "Coefficients that the model has not are 0, and a note says so; so does one of where predictions come from"
  )
  func notes() throws {
    let library = try TwoObservables.library()
    let problem = try Problem(TwoObservables.fit(), library: library)
    #expect(problem.notes.contains("theory: CS_bsmumu of the file, which the model has not, are 0"))
    #expect(problem.notes.contains { $0.contains("in the basis of WET, flavio at 4.8 GeV") })
    #expect(problem.predictable.map(\.rawValue).suffix(2) == ["a[1,6]", "b"])
  }

  @Test("A treatment of ranges stands beside them where the fit says so")
  func besideRanges() throws {
    let library = try TwoObservables.library()
    let problem = try Problem(TwoObservables.fit("{default: rfit, theory: {scale: 1}}"), library: library)
    #expect(abs(problem.evaluate(at: [0]).chiSquared - byHand(0, scale: 1).chiSquared) < 1e-12)
  }
}

extension Problem {
  /// The coordinate of a value of the only free parameter.
  fileprivate func coordinate(_ value: Double) -> [Double] { [free[0].density.scale.coordinate(of: value)] }
}
