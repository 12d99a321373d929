import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

@Suite("The trident toy, t = v²g'²/m_Z'² with a flat prior on [0, 1]")
struct TridentToyTests {
  // scipy.integrate.quad of Π p(R(t)) over t, R(t) = [1 + (1 + 4s² + 2t)²]/[1 + (1 + 4s²)²], s² = 0.2312; normal
  // densities, and 2/(√(2π)(σ₊ + σ₋)) for the two-sided one.
  @Test(
    "has the evidence of direct quadrature, so every normalisation is right",
    arguments: [
      ([], -2.574430031), (["neutrino-trident/nutev-1998"], -3.708567953),
      (["neutrino-trident/nutev-2000"], -3.734541604),
    ])
  func evidence(nutev: [String], expected: Double) throws {
    // With m_Z' = v a flat prior on t is one ∝ g' on g'.
    let names = ["neutrino-trident/charm-ii-1990", "neutrino-trident/ccfr-1991"] + nutev
    let fit = try Fit(
      element(
        """
        title: Trident
        parametrisation: leptonic
        parameters:
          gPrime: {prior: power-law, exponent: 1, min: 0, max: 1}
          mZPrime: 246.22
          sinThetaW2: 0.2312
        constraints: [\(names.joined(separator: ", "))]
        """))
    let posterior = Posterior(try Problem(fit, library: InputLibrary(folder: Shipped.inputs)))
    // A kink where R(t) passes 1.58 would be inside, were NuTeV's central value above 1.
    let evidence = integral(over: [0, 1]) { exp(posterior.logDensity(at: [$0].span)) }
    #expect(abs(log(evidence) - expected) < 1e-8, "\(log(evidence))")
  }
}

@Suite("ln L of the shipped lepton-sector fit")
struct LeptonicReferenceTests {
  // Numbers of the input files typed here once more; everything else from the equations of arXiv:1403.1269.
  // g' = 0 is the Standard Model: R = 1, Δa_μ = 0, BR = τΓ, Z couplings at their SM values.
  @Test("is what one computes by hand in the Standard Model")
  func standardModel() throws {
    let fit = try Fit(
      element(
        """
        title: Standard Model
        parametrisation: leptonic
        parameters:
          gPrime: {prior: uniform, min: 0, max: 1}
          mZPrime: 100
          tauLifetime: {prior: normal, mean: 290.29, sigma: 0.53, nuisance: true}
        constraints: [neutrino-trident/charm-ii-1990, neutrino-trident/ccfr-1991, neutrino-trident/nutev-2000,
          muon-magnetic-moment/2009, tau-decay/pdg-2013, z-couplings/lep-slc-2006]
        """))
    let problem = try Problem(fit, library: InputLibrary(folder: Shipped.inputs))
    let evaluation = problem.evaluate(at: [0, 290])
    let pulls = [
      (1.58 - 1) / 0.57, (0.82 - 1) / 0.28, (0.72 - 1) / 1.73, 2.9 / 0.9,
      (0.1741 - 290e-15 * 5.956e11) / 0.0004,
    ]
    let zPulls = [
      (0.5003 - 0.50199) / 0.0012, (-0.50111 + 0.50127) / 0.00035, (-0.50120 + 0.50127) / 0.00054,
      (-0.50204 + 0.50127) / 0.00064, (-0.03816 + 0.03712) / 0.00047, (-0.0367 + 0.03712) / 0.0023,
      (-0.0366 + 0.03712) / 0.0010,
    ]
    for (constraint, pull) in zip(evaluation.constraints, pulls) {
      #expect(abs(constraint.pulls[0] - pull) < 1e-9 && abs(constraint.chiSquared - pull * pull) < 1e-8)
    }
    let z = evaluation.constraints[5]
    for (own, pull) in zip(z.pulls, zPulls) { #expect(abs(own - pull) < 1e-9) }
    // zPulls @ inv(rho) @ zPulls and log det rho, numpy 2.4.6
    #expect(abs(z.chiSquared - 11.112213148766077) < 1e-9)
    let chiSquared = pulls.reduce(0) { $0 + $1 * $1 } + 11.112213148766077
    let nuisance = (290.29 - 290) / 0.53
    #expect(abs(evaluation.chiSquared - chiSquared - nuisance * nuisance) < 1e-8)
    #expect(evaluation.auxiliary.map(\.parameter) == [.lepton(.tauLifetime)])
    #expect(abs(evaluation.auxiliary[0].pull - nuisance) < 1e-9)
    // Σ −ln σ − ½ ln 2π; (σ₊ + σ₋)/2 for the two-sided error; ½ ln det of the seven's covariance.
    let widths = [
      0.57, 0.28, (1.73 + 0.72) / 2, 0.9e-9, 0.0004, 0.0012, 0.00035, 0.00054, 0.00064, 0.00047, 0.0023,
      0.0010,
    ]
    let maximum =
      -widths.reduce(0) { $0 + log($1) } - 12 * 0.5 * log(2 * Double.pi) - 0.5 * (-1.4941449738552144)
    #expect(abs(evaluation.logLikelihood - (maximum - chiSquared / 2)) < 1e-8)
    #expect(
      abs(evaluation.logPrior - (-nuisance * nuisance / 2 - log(0.53 * (2 * Double.pi).squareRoot()))) < 1e-9)
    #expect(evaluation.logPosterior == evaluation.logLikelihood + evaluation.logPrior)
    #expect(problem.measuredNumbers == 13 && problem.degreesOfFreedom == 11)
  }
}
