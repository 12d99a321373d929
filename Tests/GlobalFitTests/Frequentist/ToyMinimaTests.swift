import Foundation
import Testing

@testable import GlobalFit
@testable import Inference

/// What toys are worth hangs on their minima: these against searches from many starts, and scans of χ² itself.
@Suite("Minima of toys")
struct ToyMinimaTests {
  /// A fit to data of its own: one input for each measurement.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    var parametrisation = "effective"
    let parameters: String
    let values: [String]

    func problem() throws -> Problem {
      reportNumericalErrorsInResults()
      let folder = try TemporaryFolder()
      for (number, value) in values.enumerated() {
        try folder.write(
          "M\(number): {url: https://example.org/\(number), values: {\(value)}}",
          to: "inputs/toy/\(number).yaml")
      }
      let names = values.indices.map { "toy/\($0)" }.joined(separator: ", ")
      let text = """
        title: toys
        parametrisation: \(parametrisation)
        parameters: {\(parameters)}
        constraints: [\(names)]
        """
      return try withExtendedLifetime(folder) {
        try Problem(Fit(element(text)), library: InputLibrary(folder: "\(folder.path)/inputs"))
      }
    }
  }

  /// Toys of a problem drawn at its best fit, and that point.
  private func toys(of problem: Problem, count: Int) throws -> (toys: [Problem], point: [Double]) {
    let point = problem.bestFit(seed: 1, by: Workforce(threads: 2)).minimum.point
    let generator = try ToyGenerator(problem, at: point)
    let toys = (0..<count).map { number in
      var random = Random(seed: 11, stream: UInt64(number))
      return problem.observing(generator.draw(using: &random))
    }
    return (toys, point)
  }

  @Test(
    "Refits find the minimum that a search from many starts finds",
    arguments: ["leptonic", "b-physics", "b-physics-effective", "tau-decay", "neutrino-trident"])
  func shipped(name: String) throws {
    let problem = try Problem(
      Fit(contentsOf: #require(Shipped.fits.first { $0.hasSuffix("/\(name).yaml") })),
      library: InputLibrary(folder: Shipped.inputs))
    let (toys, point) = try toys(of: problem, count: 40)
    let fitter = ToyFitter(problem, at: point, seed: 1, threads: 2)
    for (number, toy) in toys.enumerated() {
      let found = try #require(fitter.minimum(of: toy, near: [point]))
      let search = toy.bestFit(seed: 1, by: Workforce(threads: 2))
      #expect(
        found.value <= search.chiSquared + 1e-6, "toy \(number): \(found.value), not \(search.chiSquared)")
    }
  }

  @Test("Among many valleys those learned from other data lead lower than points of the priors do")
  func manyValleys() throws {
    let problem = try Problem(
      Fit(contentsOf: #require(Shipped.fits.first { $0.hasSuffix("/global.yaml") })),
      library: InputLibrary(folder: Shipped.inputs))
    let (toys, point) = try toys(of: problem, count: 24)
    let learned = ToyFitter(problem, at: point, seed: 1, threads: 2)
    let plain = ToyFitter(problem, at: point, seed: 1, learns: false, threads: 2)
    let gains = try toys.map { toy in
      try #require(plain.minimum(of: toy, near: [point])).value
        - #require(learned.minimum(of: toy, near: [point])).value
    }
    // Gains of 48 other toys: 0.6 on the mean, with a standard deviation of 1.1.
    #expect(gains.reduce(0, +) / 24 > 0.1)
  }

  private static let coefficient = "gPrime: 1, mZPrime: 246.22, C9.re: {prior: uniform, min: -10, max: 3}"
  private static let lifetime =
    "gPrime: 1e-6, mZPrime: 1000, tauLifetime: {prior: uniform, min: 280, max: 300}"
  private static let table =
    "tau_tau: {distribution: numerical, x: [289, 290, 291, 293], y: [0.1, 1, 0.5, 0.05]}"

  private static let oneParameter = [
    Case(
      testDescription: "two minima", parameters: coefficient,
      values: ["\"R_K[1.1,6]\": 0.949 ± 0.05", "C9_bsmumu: -5 ± 4"]),
    Case(
      testDescription: "counts", parameters: coefficient,
      values: [
        "C9_bsmumu: {distribution: gamma_counting_process, counts_total: 5, counts_background: 3, scale_factor: 1}"
      ]),
    Case(
      testDescription: "a table", parametrisation: "leptonic", parameters: lifetime, values: [table]),
    Case(
      testDescription: "a table and a normal value", parametrisation: "leptonic", parameters: lifetime,
      values: [table, "tau_tau: 290.3 ± 0.8"]),
    Case(
      testDescription: "two tables", parametrisation: "leptonic", parameters: lifetime,
      values: [table, "tau_tau: {distribution: numerical, x: [284, 290.4, 296], y: [0.2, 1, 0.2]}"]),
    Case(
      testDescription: "a range and a normal value", parametrisation: "leptonic", parameters: lifetime,
      values: ["tau_tau: '[285, 290]'", "tau_tau: 292 ± 0.5"]),
  ]

  @Test("Refits find the lowest value of a scan", arguments: oneParameter)
  func scans(own: Case) throws {
    let problem = try own.problem()
    let (toys, point) = try toys(of: problem, count: 60)
    let fitter = ToyFitter(problem, at: point, seed: 1, threads: 2)
    for (number, toy) in toys.enumerated() {
      let found = try #require(fitter.minimum(of: toy, near: [point]), "toy \(number)")
      let lowest = lowestValue(of: ChiSquared(toy), over: 0, through: [0], within: toy.bounds[0])
      #expect(abs(found.value - lowest) < 1e-6, "toy \(number): \(found.value), not \(lowest)")
    }
  }

  private static let twoParameters = [
    Case(
      testDescription: "normal data",
      parameters: coefficient + ", C9prime.re: {prior: uniform, min: -4, max: 4}",
      values: ["\"R_K[1.1,6]\": 0.949 ± 0.05", "C9_bsmumu: -1 ± 1", "C9prime_bsmumu: 0.4 ± 0.7"]),
    Case(
      testDescription: "a table",
      parameters: coefficient + ", C9prime.re: {prior: uniform, min: -4, max: 4}",
      values: [
        "C9_bsmumu: -1 ± 1",
        "C9prime_bsmumu: {distribution: numerical, x: [-9, -1, 0, 2, 9], y: [0.01, 0.4, 1, 0.3, 0.01]}",
        "\"R_K[1.1,6]\": 0.949 ± 0.1",
      ]),
  ]

  @Test(
    "With a quantity held they find that of a scan of the rest, and say on which side of a threshold it is",
    arguments: twoParameters)
  func held(own: Case) throws {
    let problem = try own.problem()
    let (toys, point) = try toys(of: problem, count: 30)
    let fitter = ToyFitter(problem, at: point, seed: 1, threads: 2)
    let quantity = Coordinate(0, dimension: 2)
    for (number, toy) in toys.enumerated() {
      let minimum = ToyMinimum(try #require(fitter.minimum(of: toy, near: [point])), of: quantity)
      for shift in [-0.12, 0.05, 0.15] {
        let place = min(
          max(
            point[0] + shift * (toy.bounds[0].upperBound - toy.bounds[0].lowerBound), toy.bounds[0].lowerBound
          ), toy.bounds[0].upperBound)
        let lowest = lowestValue(of: ChiSquared(toy), over: 1, through: [place, 0], within: toy.bounds[1])
        let truth = lowest - minimum.value
        func rise(_ enough: Double) -> Double? {
          fitter.rise(
            of: toy, above: minimum, where: quantity, equals: place, near: [HeldStart([place, point[1]])],
            enough: enough)
        }
        let found = try #require(rise(-.infinity), "toy \(number)")
        #expect(abs(found - max(0, truth)) < 2e-6, "toy \(number) at \(place): \(found), not \(truth)")
        for enough in [0.5 * truth, truth - 1e-3, truth + 1e-3, 2 * truth] where enough > 0 {
          #expect(
            (try #require(rise(enough)) >= enough) == (truth >= enough), "toy \(number): \(enough), \(truth)")
        }
      }
    }
  }

  /// The lowest value along one coordinate: on a grid, and closer around its lowest point.
  private func lowestValue(
    of function: ChiSquared, over coordinate: Int, through point: [Double], within range: ClosedRange<Double>
  ) -> Double {
    func value(_ x: Double) -> Double {
      var there = point
      there[coordinate] = x
      let value = function.value(at: there.span)
      return value.isNaN ? .infinity : value
    }
    // finer and finer grids about the lowest point: they mind neither corners nor the ends of supports
    var (low, high, steps) = (range.lowerBound, range.upperBound, 4000)
    var lowest = low
    for _ in 0..<8 {
      let width = (high - low) / Double(steps)
      let grid = (0...steps).map { low + Double($0) * width }
      lowest = grid.min { value($0) < value($1) } ?? low
      (low, high) = (max(lowest - width, range.lowerBound), min(lowest + width, range.upperBound))
      steps = 40
    }
    return value(lowest)
  }
}
