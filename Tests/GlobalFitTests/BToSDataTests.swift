import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// The shipped data on b → sμμ beside numbers of an independent program: numpy, which evaluates the expressions of the files
/// of predictions and solves with the covariance by its own Cholesky factor.
@Suite("Data on b → sμμ")
struct BToSDataTests {
  struct DataSet: Sendable, CustomTestStringConvertible {
    let name: String
    let inputs: [String]
    let numbers: Int
    /// C9, C9′, their errors and correlation, χ², and that of the Standard Model less it.
    let best:
      (
        c9: Double, c9Prime: Double, errors: (Double, Double), correlation: Double, chiSquared: Double,
        gain: Double
      )
    /// Re C9, Im C9, Re C9′, Im C9′ and χ².
    let points: [[Double]]
    /// How far χ² may be off: shipped errors have seven digits.
    let tolerance: Double
    var testDescription: String { name }
  }

  private static let lhcb2013 = ["lhcb-b0-excited-kaon", "lhcb-b0-excited-kaon-primed", "lhcb-bplus-kaon"].map
  {
    "b-to-s-mu-mu/2013/\($0)"
  }
  private static let muons2013 = lhcb2013 + ["cms-b0-excited-kaon", "cdf"].map { "b-to-s-mu-mu/2013/\($0)" }
  private static let lhcbLatest = [
    "lhcb-b0-excited-kaon-2020", "lhcb-bplus-excited-kaon-2020", "lhcb-b0-excited-kaon-rate-2016",
    "lhcb-rates-2014",
    "lhcb-bs-phi-rate-2021", "lhcb-bs-phi-2021",
  ].map { "b-to-s-mu-mu/latest/\($0)" }
  private static let latest =
    lhcbLatest
    + [
      "cms-bplus-kaon-rate-2024", "cms-b0-excited-kaon-2024", "cms-b0-excited-kaon-2017",
      "atlas-b0-excited-kaon-2018",
    ].map { "b-to-s-mu-mu/latest/\($0)" }

  static let sets = [
    DataSet(
      name: "LHCb 2013", inputs: lhcb2013, numbers: 22,
      best: (-1.37142749, 0.42056396, (0.27451415, 0.36197936), -0.51372652, 19.82243859, 23.87080125),
      points: [
        [-1.27, 0, -0.18, 0, 22.63044630], [1.43, 0, 0, 0, 149.93416026],
        [-0.69, 0, 0.54, 0.91, 33.01160632],
        [-0.36, -1.3, -0.64, 1.23, 44.41573506], [-0.86, -0.14, 1.29, -1.43, 59.49310138],
        [0.3, 1.35, -0.81, 0.15, 57.17686586],
      ], tolerance: 1e-3),
    DataSet(
      name: "muons 2013", inputs: muons2013, numbers: 49,
      best: (-1.20926422, 0.19536363, (0.25348547, 0.32947612), -0.48711600, 51.70102935, 24.83183483),
      points: [
        [-1.27, 0, -0.18, 0, 53.61081448], [1.43, 0, 0, 0, 198.16880765],
        [-0.69, 0, 0.54, 0.91, 66.53375838],
        [-0.36, -1.3, -0.64, 1.23, 76.33966939], [-0.86, -0.14, 1.29, -1.43, 99.89036609],
        [0.3, 1.35, -0.81, 0.15, 91.15746032],
      ], tolerance: 1e-3),
    DataSet(
      name: "LHCb today", inputs: lhcbLatest, numbers: 120,
      best: (-1.07036647, 0.01067399, (0.17823725, 0.21387479), -0.23926389, 127.47436000, 33.71690613),
      points: [
        [-1.27, 0, -0.18, 0, 130.01435352], [1.43, 0, 0, 0, 325.09609892],
        [-0.69, 0, 0.54, 0.91, 146.53348252], [-0.36, -1.3, -0.64, 1.23, 180.06764670],
        [-0.86, -0.14, 1.29, -1.43, 197.42338562], [0.3, 1.35, -0.81, 0.15, 196.96635333],
      ], tolerance: 2e-3),
    DataSet(
      name: "today", inputs: latest, numbers: 175,
      best: (-1.07280192, 0.02141480, (0.16770875, 0.19695272), -0.17351212, 215.84642288, 35.51144191),
      points: [
        [-1.27, 0, -0.18, 0, 218.63433665], [1.43, 0, 0, 0, 417.65489595],
        [-0.69, 0, 0.54, 0.91, 234.31418202], [-0.36, -1.3, -0.64, 1.23, 272.14353009],
        [-0.86, -0.14, 1.29, -1.43, 287.65896900], [0.3, 1.35, -0.81, 0.15, 288.08207439],
      ], tolerance: 2e-3),
  ]

  static func problem(
    _ inputs: [String], complex: Bool = false, theoryErrors: String = "nuisance",
    parametrisation: String = "effective"
  ) throws -> Problem {
    let parts = complex ? ["re", "im"] : ["re"]
    let parameters = ["C9", "C9prime"].flatMap { name in
      parts.map { "  \(name).\($0): {prior: uniform, min: -4, max: 4}" }
    }
    return try Problem(
      fit(
        """
        title: b to s mu mu
        parametrisation: \(parametrisation)
        parameters:
          gPrime: 0.3
          mZPrime: 300
        \(parameters.joined(separator: "\n"))
        constraints: [\(inputs.joined(separator: ", "))]
        theory-errors: \(theoryErrors)
        """), library: InputLibrary(folder: Shipped.inputs))
  }

  @Test("χ² is that of the independent program, at complex points too", arguments: sets)
  func points(set: DataSet) throws {
    let problem = try Self.problem(set.inputs, complex: true)
    #expect(problem.measuredNumbers == set.numbers)
    for point in set.points {
      let evaluation = problem.evaluate(at: Array(point[0..<4]))
      #expect(abs(evaluation.chiSquared - point[4]) < set.tolerance, "\(point): \(evaluation.chiSquared)")
      let hot = ChiSquared(problem).value(at: problem.coordinates(of: Array(point[0..<4])).span)
      #expect(abs(hot - evaluation.chiSquared) < 1e-9 * hot)
    }
  }

  @Test("The best fit is that of the independent program", arguments: sets)
  func best(set: DataSet) throws {
    let problem = try Self.problem(set.inputs)
    let fit = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    #expect(fit.isConverged)
    let (c9, c9Prime) = (fit.parameters[0], fit.parameters[1])
    #expect(abs(c9.value - set.best.c9) < 1e-4 && abs(c9Prime.value - set.best.c9Prime) < 1e-4)
    #expect(abs(fit.chiSquared - set.best.chiSquared) < set.tolerance)
    let standardModel = problem.evaluate(at: [0, 0]).chiSquared
    #expect(abs(standardModel - fit.chiSquared - set.best.gain) < set.tolerance)
    // Errors and correlation from the second derivatives of χ² there, by differences of its gradient.
    let hessian = Self.hessian(of: problem, at: [c9.value, c9Prime.value])
    let determinant = hessian[0][0] * hessian[1][1] - hessian[0][1] * hessian[1][0]
    let variances = [2 * hessian[1][1] / determinant, 2 * hessian[0][0] / determinant]
    #expect(abs(variances[0].squareRoot() - set.best.errors.0) < 1e-4)
    #expect(abs(variances[1].squareRoot() - set.best.errors.1) < 1e-4)
    let correlation = -hessian[0][1] / (hessian[0][0] * hessian[1][1]).squareRoot()
    #expect(abs(correlation - set.best.correlation) < 1e-3)
  }

  /// Second derivatives of χ² by the parameters.
  static func hessian(of problem: Problem, at values: [Double]) -> [[Double]] {
    let function = ChiSquared(problem)
    func gradient(_ values: [Double]) -> [Double] {
      var gradient = [Double](repeating: 0, count: values.count)
      var span = gradient.mutableSpan
      let coordinates = problem.coordinates(of: values)
      _ = function.value(at: coordinates.span, gradient: &span)
      return values.indices.map { gradient[$0] / problem.free[$0].density.scale.slope(at: values[$0]) }
    }
    let h = 1e-4
    return values.indices.map { index in
      var (above, below) = (values, values)
      above[index] += h
      below[index] -= h
      return zip(gradient(above), gradient(below)).map { ($0 - $1) / (2 * h) }
    }
  }

  @Test(
    "Theory errors can be scaled and dropped",
    arguments: [
      ("2013", muons2013, 0.0, -1.21386172, 0.08157934, 55.89772803),
      ("2013", muons2013, 1.5, -1.21402629, 0.28202228, 49.52480320),
      ("latest", latest, 0.0, -1.34276211, 0.13488866, 327.77114670),
      ("latest", latest, 1.5, -1.05859817, -0.02022228, 207.22815096),
    ])
  func scales(
    year: String, inputs: [String], scale: Double, c9: Double, c9Prime: Double, chiSquared: Double
  ) throws {
    let problem = try Self.problem(
      inputs, theoryErrors: "{b-to-s-mu-mu/flavio-\(year): {scale: \(scale)}}")
    let fit = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    #expect(abs(fit.parameters[0].value - c9) < 1e-4 && abs(fit.parameters[1].value - c9Prime) < 1e-4)
    #expect(abs(fit.chiSquared - chiSquared) < 5e-3)
  }

  @Test("With the form factors of B → K of 2014 C9' moves towards that of 2013")
  func formFactors() throws {
    let problem = try Self.problem(
      Self.muons2013,
      theoryErrors:
        "{b-to-s-mu-mu/flavio-2013: {common: [{relative: 0.15, observables: ['<dBR/dq2>(B+->Kmumu)', "
        + "'<dBR/dq2>(B0->Kmumu)']}]}}")
    let fit = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    // by numpy, with 0.15² p p' added to the covariance for the predictions p of the Standard Model
    #expect(
      abs(fit.parameters[0].value + 1.10163575) < 1e-4 && abs(fit.parameters[1].value - 0.61532027) < 1e-4)
    #expect(abs(fit.chiSquared - 50.02967885) < 1e-3)
    #expect(abs(problem.evaluate(at: [0, 0]).chiSquared - fit.chiSquared - 13.23995982) < 1e-3)
  }

  @Test("BaBar and Belle beside the others, where electrons are taken for muons")
  func all() throws {
    let folder = try TemporaryFolder()
    for name in Self.muons2013 {
      try folder.write(
        String(contentsOfFile: "\(Shipped.inputs)/\(name).yaml", encoding: .utf8), to: "\(name).yaml")
    }
    for ending in ["popxf.json", "popxf-corr.json"] {
      let name = "b-to-s-mu-mu/flavio-2013.\(ending)"
      try folder.write(String(contentsOfFile: "\(Shipped.inputs)/\(name)", encoding: .utf8), to: name)
    }
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Fixtures/b-to-s-mu-mu")
    let others = ["babar-rates", "babar-angles", "belle"]
    for name in others {
      try folder.write(Data(contentsOf: fixtures.appending(path: "\(name).yaml")), to: "\(name).yaml")
    }
    let problem = try Problem(
      fit(
        """
        title: all of 2013
        parametrisation: effective
        parameters: {gPrime: 0.3, mZPrime: 300, C9.re: {prior: uniform, min: -4, max: 4}, C9prime.re: {prior: uniform, min: -4, max: 4}}
        constraints: [\((Self.muons2013 + others).joined(separator: ", "))]
        """), library: InputLibrary(folder: folder.path))
    #expect(problem.measuredNumbers == 73)
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    #expect(abs(best.parameters[0].value + 1.23757104) < 1e-4)
    #expect(abs(best.parameters[1].value - 0.35869722) < 1e-4)
    #expect(abs(best.chiSquared - 106.17452624) < 2e-3)
  }

  @Test("At C9 = −C9′ rates are as known: K as in the Standard Model, K* lower by a quarter")
  func signs() throws {
    let problem = try Self.problem(Self.muons2013)
    func rate(_ decay: String, _ c9: Double, _ c9Prime: Double) throws -> Double {
      try #require(
        problem.evaluate(at: [c9, c9Prime]).observables[
          .polynomial(PolynomialObservable(name: "<dBR/dq2>(\(decay)mumu)[1,6]"))])
    }
    #expect(abs(try rate("B+->K", 0, 0) - 3.513e-8) < 1e-11)
    #expect(abs(try rate("B+->K", -1, 1) - 3.513e-8) < 1e-11)
    #expect(abs(try rate("B0->K*", 0, 0) - 4.699e-8) < 1e-11)
    #expect(abs(try rate("B0->K*", -1, 1) - 3.518e-8) < 1e-11)
  }

  @Test("C9 of files is C9 of the model, whatever couplings make it")
  func unit() throws {
    let evaluation = try Self.problem(Self.lhcb2013, complex: true).evaluate(at: [-1.2, 0.4, 0.3, -0.2])
    let expected: [(Observable, Double)] = [
      (.wilsonC9, -1.2), (.wilsonC9Imaginary, 0.4), (.wilsonC9Prime, 0.3), (.wilsonC9PrimeImaginary, -0.2),
    ]
    for (observable, value) in expected {
      #expect(abs((evaluation.observables[observable] ?? .nan) - value) < 1e-14)
    }
  }
}

extension Problem {
  /// Coordinates of values of the free parameters.
  fileprivate func coordinates(of values: [Double]) -> [Double] {
    zip(free, values).map { $0.density.scale.coordinate(of: $1) }
  }
}
