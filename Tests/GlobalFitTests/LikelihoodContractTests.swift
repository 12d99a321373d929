import Foundation
import Physics
import Testing

@testable import GlobalFit
@testable import Inference

/// A problem whose densities a test looks at.
struct ProblemCase: Sendable, CustomStringConvertible {
  let description: String
  let problem: Problem

  /// Every shipped fit and its variants, then every prior, then every shape of a constraint.
  static let all: [ProblemCase] = {
    reportNumericalErrorsInResults()
    do {
      return try shipped() + priors() + constraints()
    } catch {
      Issue.record("\(error)")
      return []
    }
  }()

  private static func shipped() throws -> [ProblemCase] {
    let library = try InputLibrary(folder: Shipped.inputs)
    return try Shipped.fits.flatMap { path in
      let fit = try Fit(contentsOf: path)
      return try ([nil] + fit.variants.map(Optional.some)).map { variant in
        ProblemCase(
          description: "\(fit.title), \(variant?.name ?? "as it stands")",
          problem: try Problem(fit, variant: variant, library: library))
      }
    }
  }

  private static func priors() throws -> [ProblemCase] {
    let library = try InputLibrary(folder: Shipped.inputs)
    return try [
      "uniform, min: 0.1, max: 2", "log-uniform, min: 0.1, max: 2", "power-law, exponent: 1, min: 0, max: 2",
      "power-law, exponent: -2.5, min: 0.1, max: 2", "power-law, exponent: 0, min: 0, max: 2",
      "normal, mean: 1, sigma: 0.1", "truncated-normal, mean: 1, sigma: 0.5, min: 0.2, max: 2",
      "half-normal, sigma: 0.6", "log-normal, median: 0.8, factor: 1.2",
    ].flatMap { prior in
      try [false, true].map { nuisance in
        let fit = try Fit(
          element(
            """
            title: Priors
            parametrisation: leptonic
            vertex-correction: \(nuisance ? "complex" : "real")
            parameters:
              gPrime: {prior: \(prior), nuisance: \(nuisance)}
              mZPrime: {prior: log-uniform, min: 20, max: 500}
              tauLifetime: {prior: normal, mean: 290.29, sigma: 0.53, nuisance: true}
              gNuSM: {prior: normal, mean: 0.50199, sigma: 0.0002, nuisance: true}
              mW: {prior: uniform, min: 80, max: 81}
              mMu: 0.1057
            constraints: [neutrino-trident/nutev-2000, muon-magnetic-moment/2025, tau-decay/pdg-2024,
              z-couplings/lep-slc-corrected]
            """))
        return ProblemCase(
          description: "\(prior)\(nuisance ? ", nuisance" : "")", problem: try Problem(fit, library: library))
      }
    }
  }

  private static func constraints() throws -> [ProblemCase] {
    let z = "{gV_nu: 0.501 + 0.002 - 0.001, gA_mu: -0.5 ± 0.0005, gV_tau: -0.037 + 0.001 - 0.003}"
    return try [
      "values: {R_trident: 0.5 ± 0.3 + 0.2 - 0.4}", "values: {R_trident: '[0, 50]'}",
      "values: {R_trident: 1.2 */ 1.5}",
      "values: {R_trident: < 2 @ 90% CL, tau_tau: 290 ± 1}",
      "values: {R_trident: {distribution: half_normal, central_value: 50, standard_deviation: -30}}",
      "values: {R_trident: {distribution: gamma, a: 3.5, loc: -1, scale: 0.4}}",
      "values: {R_trident: {distribution: gamma_counting_process, counts_total: 3, counts_background: 1, scale_factor: 2}}",
      "values: {R_trident: {distribution: numerical, x: [0, 20, 50, 100], y: [1, 4, 2, 0.5]}}",
      "{values: \(z), correlation: -0.4}",
      "{values: \(z), correlation: [[1, 0.5, -0.2], [1, 0.3], [1]]}",
      "{observables: [v_Phi, Gamma_Z'], values: {distribution: multivariate_normal, central_value: [300, 1], covariance: [[10000, 20], [20, 0.5]]}}",
      "values: {\"BR(Z'->mumu)\": 0.3 ± 0.1, Delta_tau_mu: (7 ± 3) e-3, Delta_a_mu: (2.9 ± 0.9) e-9}",
    ].map { text in
      let folder = try TemporaryFolder()
      try folder.write(text.hasPrefix("{") ? "M: \(text)\n" : "M: {\(text)}\n", to: "one.yaml")
      let fit = try Fit(
        element(
          """
          title: Constraints
          parametrisation: leptonic
          parameters:
            gPrime: {prior: uniform, min: 0, max: 1}
            mZPrime: {prior: log-uniform, min: 95, max: 500}
          constraints: [one]
          """))
      return ProblemCase(
        description: text, problem: try Problem(fit, library: InputLibrary(folder: folder.path)))
    }
  }

  /// Points well within the bounds: five fractions of each range, in an order that differs between parameters. Where
  /// a constraint excludes a point there is no gradient.
  var points: [[Double]] {
    let fractions = [0.13, 0.34, 0.52, 0.71, 0.86]
    return (0..<5).map { i -> [Double] in
      problem.bounds.enumerated().map { j, bounds in
        // Unbounded priors end at 8σ; the likelihood is looked at within two.
        let (low, high) = (max(bounds.lowerBound, -2), min(bounds.upperBound, 2))
        return low + (high - low) * fractions[(i + 2 * j) % 5]
      }
    }.filter { problem.logLikelihood(at: $0.span) > -.infinity }
  }
}

@Suite("The densities of a problem keep their contract")
struct LikelihoodContractTests {
  @Test("There are points to look at", arguments: ProblemCase.all)
  func points(of own: ProblemCase) { #expect(own.points.count >= 3) }

  /// The gradient's components against differences of the value; the scale of an error is the largest of them.
  private func check(_ gradient: [Double], at point: [Double], value: @escaping ([Double]) -> Double) {
    for i in point.indices {
      let numerical = derivative(at: point[i], step: 0.004) { z in
        var moved = point
        moved[i] = z
        return value(moved)
      }
      // What rounding of the value leaves of its differences.
      let noise = 1e-13 * abs(value(point)) / 0.004
      #expect(abs(gradient[i] - numerical) <= 1e-7 * abs(numerical) + 10 * noise + 1e-10, "\(i) at \(point)")
    }
  }

  @Test("The posterior's gradient is its derivative", arguments: ProblemCase.all)
  func posterior(of own: ProblemCase) {
    let posterior = Posterior(own.problem)
    for point in own.points {
      var gradient = [Double](repeating: .nan, count: point.count)
      var span = gradient.mutableSpan
      let value = posterior.logDensity(at: point.span, gradient: &span)
      #expect(value == posterior.logDensity(at: point.span) && value.isFinite)
      check(gradient, at: point) { posterior.logDensity(at: $0.span) }
    }
  }

  @Test("The gradient of ln L is its derivative", arguments: ProblemCase.all)
  func likelihood(of own: ProblemCase) {
    for point in own.points {
      var gradient = [Double](repeating: .nan, count: point.count)
      var span = gradient.mutableSpan
      let value = own.problem.logLikelihood(at: point.span, gradient: &span)
      #expect(value == own.problem.logLikelihood(at: point.span))
      check(gradient, at: point) { own.problem.logLikelihood(at: $0.span) }
    }
  }

  @Test("The gradient of χ² is its derivative", arguments: ProblemCase.all)
  func chiSquared(of own: ProblemCase) {
    let chiSquared = ChiSquared(own.problem)
    for point in own.points {
      let (value, gradient) = chiSquared.valueAndGradient(at: point)
      #expect(value == chiSquared.value(at: point) && value >= 0)
      check(gradient, at: point) { chiSquared.value(at: $0) }
    }
  }

  @Test("χ² is the sum of the constraints' and of the auxiliary measurements'", arguments: ProblemCase.all)
  func evaluation(of own: ProblemCase) {
    let problem = own.problem
    for point in own.points {
      let values = problem.values(at: point)
      let evaluation = problem.evaluate(at: values)
      let sum =
        evaluation.constraints.reduce(0) { $0 + $1.chiSquared }
        + evaluation.auxiliary.reduce(0) { $0 + $1.chiSquared }
      let chiSquared = ChiSquared(problem).value(at: point)
      #expect(abs(evaluation.chiSquared - sum) < 1e-9 * max(1, sum))
      #expect(abs(chiSquared - sum) < 1e-9 * max(1, sum))
      #expect(abs(evaluation.logLikelihood - problem.logLikelihood(at: point.span)) < 1e-9 * max(1, sum))
      // The posterior is per unit of the coordinates, the evaluation per unit of the parameters.
      let jacobian = zip(problem.free, values).reduce(0) { $0 + log($1.0.density.scale.slope(at: $1.1)) }
      let posterior = Posterior(problem).logDensity(at: point.span)
      #expect(abs(evaluation.logPosterior + jacobian - posterior) < 1e-9 * max(1, abs(posterior)))
    }
  }

  @Test("Outside the prior the posterior is −∞, on each side of each parameter", arguments: ProblemCase.all)
  func outside(of own: ProblemCase) {
    let posterior = Posterior(own.problem)
    for (i, bounds) in own.problem.bounds.enumerated() {
      for z in [bounds.lowerBound - 1e-9, bounds.upperBound + 1e-9, -.infinity, .infinity, .nan] {
        var point = own.points[0]
        point[i] = z
        var gradient = [Double](repeating: .nan, count: point.count)
        var span = gradient.mutableSpan
        #expect(posterior.logDensity(at: point.span) == -.infinity)
        #expect(posterior.logDensity(at: point.span, gradient: &span) == -.infinity)
        #expect(gradient.allSatisfy { $0 == 0 })
      }
    }
  }
}
