import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// A small fit with inputs of its own, quick to sample.
struct CalibrationModel: Sendable, CustomStringConvertible {
  let description: String
  var parametrisation = "effective"
  /// The parameters, in YAML. By default C₉ itself, with a normal prior.
  var parameters = "{gPrime: 1, mZPrime: 246.22, C9.re: {prior: normal, mean: 0.5, sigma: 1}}"
  /// The measurements of each input, in YAML.
  var inputs: [String] = []
  /// Shipped inputs.
  var shipped: [String] = []
  var predictions = ""
  /// Half the default effort.
  var sample = "{sampler: ensemble, ensembles: 2, walkers: 8, warmup: 200, draws: 1000, r-hat: 1.05}"

  func problem() throws -> Problem {
    reportNumericalErrorsInResults()
    let folder = try TemporaryFolder()
    for name in shipped {
      let text = try String(contentsOfFile: "\(Shipped.inputs)/\(name).yaml", encoding: .utf8)
      try folder.write(text, to: "inputs/\(name).yaml")
    }
    for (index, values) in inputs.enumerated() {
      try folder.write("Toy \(index): {url: https://example.org, \(values)}", to: "inputs/toy/\(index).yaml")
    }
    let table = "z-to-4mu/atlas-2013-table.csv"
    try folder.write(
      String(contentsOfFile: "\(Shipped.inputs)/\(table)", encoding: .utf8), to: "inputs/\(table)")
    let names = shipped + inputs.indices.map { "toy/\($0)" }
    let fit = """
      title: \(description)
      parametrisation: \(parametrisation)
      parameters: \(parameters)
      constraints: [\(names.joined(separator: ", "))]
      predictions: [\(predictions)]
      sample: \(sample)
      """
    return try withExtendedLifetime(folder) {
      try Problem(Fit(element(fit)), library: InputLibrary(folder: "\(folder.path)/inputs"))
    }
  }

  static let normal = CalibrationModel(
    description: "a normal mean", inputs: ["values: {C9_bsmumu: 1 ± 0.4}"])

  static let trident = "{gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 246.22}"

  static let all = [
    normal,
    CalibrationModel(
      description: "g' ≥ 0 with most of the posterior at the edge", parametrisation: "leptonic",
      parameters: trident, shipped: ["neutrino-trident/ccfr-1991"], predictions: "R_trident"),
    CalibrationModel(
      description: "an asymmetric measurement", parametrisation: "leptonic", parameters: trident,
      shipped: ["neutrino-trident/nutev-2000"], predictions: "R_trident"),
    CalibrationModel(
      description: "a correlated block of seven couplings", parametrisation: "leptonic",
      parameters: "{gPrime: {prior: uniform, min: 0, max: 3}, mZPrime: 150}",
      shipped: ["z-couplings/lep-slc-2006"], predictions: "gA_mu"),
    CalibrationModel(
      description: "a correlated block with asymmetric errors",
      parameters:
        "{gPrime: 1, mZPrime: 246.22, C9.re: {prior: normal, mean: 0, sigma: 1}, "
        + "C9prime.re: {prior: normal, mean: 0, sigma: 1}}",
      inputs: ["values: {C9_bsmumu: 1 + 0.3 - 0.8, C9prime_bsmumu: 1 + 0.9 - 0.2}, correlation: 0.6"]),
    CalibrationModel(
      description: "an upper limit", parametrisation: "leptonic", parameters: trident,
      inputs: ["values: {R_trident: < 2.3 @ 90% CL}"]),
    CalibrationModel(
      description: "events over background", parametrisation: "leptonic",
      parameters: "{gPrime: {prior: uniform, min: 0, max: 0.3}, mZPrime: 40}",
      shipped: ["z-to-4mu/atlas-2013"], predictions: "N_4mu(Z->4mu)"),
    CalibrationModel(
      description: "a table, a gamma density and a nuisance parameter",
      parameters:
        "{gPrime: 1, mZPrime: 246.22, C9.re: {prior: normal, mean: 0, sigma: 1}, "
        + "C9prime.re: {prior: normal, mean: 0, sigma: 0.5, nuisance: true}}",
      inputs: [
        "values: {C9_bsmumu: {distribution: numerical, x: [-1, 0, 1, 3], y: [0, 3, 1, 0]}}",
        "values: {C9prime_bsmumu: {distribution: gamma, a: 2.5, loc: 0, scale: 0.3}}",
      ]),
    CalibrationModel(
      description: "a range", inputs: ["values: {C9_bsmumu: '[0.5, 2]'}"], predictions: "C9_bsmumu"),
    CalibrationModel(
      description: "a log-normal measurement of what can be negative",
      inputs: ["values: {C9_bsmumu: 0.6 */ 1.5}"], predictions: "C9_bsmumu"),
    CalibrationModel(
      description: "a phase on its circle",
      parameters:
        "{gPrime: 1, mZPrime: 246.22, C9.modulus: 1, "
        + "C9.phase: {prior: uniform, min: -3.141592653589793, max: 3.141592653589793, periodic: true}}",
      inputs: ["values: {C9_bsmumu: 1 ± 0.5, Im_C9_bsmumu: 0 ± 0.7}"], predictions: "C9_bsmumu"),
  ]
}

@Suite("A calibration")
struct CalibrationTests {
  @Test("finds uniform ranks for what is right", arguments: CalibrationModel.all)
  func right(model: CalibrationModel) throws {
    let problem = try model.problem()
    let calibration = try problem.calibrate(simulations: 200, draws: 99, seed: 1, by: Workforce(threads: 2))
    #expect(calibration.verdict == .calibrated, "\(calibration.unconverged.first?.reason ?? "")")
    #expect(calibration.quantities.count == problem.free.count + problem.fit.predictions.count + 1)
    for quantity in calibration.quantities {
      #expect(
        quantity.isUniform && quantity.ranks.count == 200, "\(quantity.quantity): \(quantity.histogram)")
    }
  }

  @Test(
    "finds uniform ranks of true values from the posterior too",
    arguments: [CalibrationModel.all[0], CalibrationModel.all[2], CalibrationModel.all[6]])
  func rightWhereTheDataPoint(model: CalibrationModel) throws {
    let calibration = try model.problem().calibrate(
      simulations: 200, draws: 99, trueValues: .posterior, seed: 1, by: Workforce(threads: 2))
    #expect(calibration.verdict == .calibrated, "\(calibration.unconverged.first?.reason ?? "")")
  }

  @Test("puts data simulated at the posterior's true values beside the measured ones")
  func measuredAndSimulated() throws {
    let problem = try CalibrationModel.normal.problem()
    var random = Random(seed: 1, stream: 0)
    let simulated = try problem.simulate(at: [0.2], using: &random)
    #expect(simulated.problem.measuredNumbers == 2 * problem.measuredNumbers)
    // ln L = Σ of a normal density of C₉ with σ = 0.4 around 1 and one around the simulated value.
    let best = simulated.problem.constraints[1].factors[0]
    guard case .single(.normal(let drawn)) = best.shape else {
      Issue.record("a normal measurement is simulated as one")
      return
    }
    let chiSquared = (pow(0.7 - 1, 2) + pow(0.7 - drawn.mean, 2)) / 0.16
    let expected = -0.5 * chiSquared - 2 * log(0.4) - log(2 * Double.pi)
    let point = [simulated.problem.densities[0].scale.coordinate(of: 0.7)]
    #expect(abs(simulated.problem.logLikelihood(at: point.span) - expected) < 1e-12)
  }

  @Test("does not conclude if the posterior that true values come from does not converge")
  func noTrueValues() throws {
    var model = CalibrationModel.normal
    model.sample = "{sampler: ensemble, ensembles: 2, walkers: 8, warmup: 0, draws: 50, maximum-draws: 50}"
    let calibration = try model.problem().calibrate(
      simulations: 20, draws: 99, trueValues: .posterior, seed: 1, by: Workforce(threads: 2))
    #expect(calibration.verdict == .notConclusive && calibration.unconverged.count == 20)
    #expect(calibration.unconverged[0].reason.hasPrefix("of the measured data: "))
  }

  /// Ranks where the data come from one likelihood and the posterior from another.
  private func calibration(
    of model: CalibrationModel, believing belief: @Sendable (Distribution) -> Distribution
  ) throws -> Calibration {
    let problem = try model.problem()
    let outcomes = try parallelMap(200, threads: 2) { simulation in
      Result<Calibration.Outcome, any Error> {
        var random = Random(seed: 2, stream: UInt64(simulation))
        let simulated = try problem.simulate(using: &random)
        let believed = simulated.problem.constraints.map { constraint in
          var other = constraint
          for index in other.measurements[0].factors.indices {
            let factor = other.measurements[0].factors[index]
            guard case .single(let distribution) = factor.shape else { continue }
            other.measurements[0].factors[index] = Factor(
              observables: factor.observables, shape: .single(belief(distribution)))
          }
          return other
        }
        let wrong = SimulatedProblem(
          truth: simulated.truth, problem: simulated.problem.observing(believed), redrawn: 0)
        return .ranks(try wrong.ranks(draws: 99, using: &random), redrawn: 0)
      }
    }.map { try $0.get() }
    return Calibration(outcomes, of: problem, draws: 99, seed: 2)
  }

  @Test(
    "tells in which way a likelihood is wrong",
    arguments: [
      (0.5, 0.0, RankStatistics.Shape.tooNarrow), (2.0, 0.0, .tooWide), (1, 0.3, .tooHigh),
      (1, -0.3, .tooLow),
    ])
  func wrong(factor: Double, shift: Double, expected: RankStatistics.Shape) throws {
    // A prior that says little, so that the posterior is as wrong as the likelihood.
    var model = CalibrationModel.normal
    model.parameters = "{gPrime: 1, mZPrime: 246.22, C9.re: {prior: normal, mean: 0.5, sigma: 10}}"
    let calibration = try calibration(of: model) { distribution in
      guard case .normal(let normal) = distribution else { return distribution }
      return .normal(Normal(mean: normal.mean + shift, sigma: factor * normal.sigma))
    }
    #expect(calibration.verdict == .notCalibrated)
    #expect(
      calibration.quantities[0].quantity.description == "C9.re" && calibration.quantities[0].shape == expected
    )
  }

  @Test("finds a posterior that ignores the data by the ranks of ln L alone")
  func ignoredData() throws {
    // A posterior that ignores the data is the prior, in which the truth has uniform ranks; ln L has not.
    let calibration = try calibration(of: .normal) { distribution in
      guard case .normal(let normal) = distribution else { return distribution }
      return .normal(Normal(mean: normal.mean, sigma: 1000 * normal.sigma))
    }
    #expect(calibration.quantities[0].isUniform)
    #expect(
      calibration.quantities[1].quantity.description == "logLikelihood"
        && !calibration.quantities[1].isUniform)
    #expect(calibration.verdict == .notCalibrated)
  }

  @Test("draws points again where no data are possible, and says how many")
  func redrawn() throws {
    let model = CalibrationModel(
      description: "half of the prior is excluded",
      parameters: "{gPrime: 1, mZPrime: 246.22, C9.re: {prior: uniform, min: -1, max: 1}}",
      inputs: ["values: {C9_bsmumu: 0.6 */ 1.5}"])
    let calibration = try model.problem().calibrate(
      simulations: 200, draws: 19, seed: 3, by: Workforce(threads: 2))
    // As many failures as successes, geometric with mean 1 and variance 2 each.
    #expect(abs(Double(calibration.redrawn) - 200) < 4 * (2 * 200.0).squareRoot())
    #expect(
      calibration.simulatedData.map(\.drawn) == ["the most probable value, log-normal around the prediction"])
  }

  @Test("is refused where no point of the prior allows data, by the name of the constraint")
  func refused() throws {
    let model = CalibrationModel(
      description: "nothing is allowed",
      parameters: "{gPrime: 1, mZPrime: 246.22, C9.re: {prior: uniform, min: -1, max: 0}}",
      inputs: ["values: {C9_bsmumu: 0.6 */ 1.5}"])
    let problem = try model.problem()
    let refusal = #expect(throws: InputError.self) {
      try problem.calibrate(simulations: 20, draws: 19, seed: 1, by: Workforce(threads: 2))
    }
    #expect(refusal?.problem.contains("'toy/0' cannot be simulated") == true)
    #expect(refusal?.problem.contains("C9_bsmumu") == true)
  }

  @Test("counts posteriors that do not converge, keeps them out of the ranks and does not conclude")
  func unconverged() throws {
    var model = CalibrationModel.normal
    model.sample = "{sampler: ensemble, ensembles: 2, walkers: 8, warmup: 0, draws: 50, maximum-draws: 200}"
    let calibration = try model.problem().calibrate(
      simulations: 20, draws: 99, seed: 1, by: Workforce(threads: 2))
    #expect(calibration.verdict == .notConclusive)
    #expect(!calibration.unconverged.isEmpty)
    #expect(calibration.unconverged.allSatisfy { $0.reason.contains("effective draws") })
    let ranked = 20 - calibration.unconverged.count
    #expect(calibration.quantities.allSatisfy { $0.ranks.count == ranked })
  }

  @Test("does not go on drawing where a prediction is infinite, and names it")
  func infinitePrediction() throws {
    // v_Φ = m_Z'/g'. With as many draws as may be made, minutes would go by.
    let model = CalibrationModel(
      description: "no coupling", parametrisation: "leptonic",
      parameters: "{gPrime: 0, mZPrime: {prior: log-uniform, min: 10, max: 1000}}",
      shipped: ["neutrino-trident/ccfr-1991"], predictions: "v_Phi",
      sample: "{sampler: ensemble, ensembles: 2, walkers: 8, maximum-draws: 1000000}")
    let calibration = try model.problem().calibrate(
      simulations: 20, draws: 9, seed: 1, by: Workforce(threads: 2))
    #expect(calibration.verdict == .notConclusive && calibration.quantities.isEmpty)
    #expect(calibration.unconverged.map(\.simulation) == Array(0..<20))
    #expect(calibration.unconverged[0].reason == "v_Phi: a draw is not a finite number")
  }

  @Test("gives the same ranks on any number of threads, and others with another seed")
  func reproducible() throws {
    let problem = try CalibrationModel.normal.problem()
    func ranks(seed: UInt64, threads: Int) throws -> [[Int]] {
      try problem.calibrate(simulations: 30, draws: 99, seed: seed, by: Workforce(threads: threads))
        .quantities.map(\.ranks)
    }
    let one = try ranks(seed: 1, threads: 1)
    #expect(try ranks(seed: 1, threads: 2) == one)
    #expect(try ranks(seed: 2, threads: 2) != one)
  }
}
