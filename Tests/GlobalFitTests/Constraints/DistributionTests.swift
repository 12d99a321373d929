import Foundation
import Testing

@testable import GlobalFit

/// A density as it stands in a file, with reference values made by an independent program.
struct DensityReference: Sendable, CustomStringConvertible {
  let text: String
  let mode: Double
  /// ln p at some points.
  let values: [(x: Double, logDensity: Double)]
  /// Between these points the whole density lies; the inner ones are kinks or edges.
  let knots: [Double]

  var description: String { text }

  // scipy 1.17.1 (`stats.….logpdf`), where it has the density; otherwise mpmath 1.3.0 with 30 digits.
  static let all: [DensityReference] = [
    // stats.norm(0.82, 0.28)
    DensityReference(
      text: "0.82 ± 0.28", mode: 0.82,
      values: [
        (0, -3.934238163514232), (0.82, 0.35402714260821466), (1, 0.14739448954699008),
        (3.5, -45.452095306371376),
      ], knots: [-2, 0.82, 4]),
    // stats.norm(0.1741, 0.0004)
    DensityReference(
      text: "{distribution: normal, central_value: 0.1741, standard_deviation: 4e-4}", mode: 0.1741,
      values: [(0.17, -45.62614252234818), (0.18, -101.87614252234796)], knots: [0.17, 0.1741, 0.178]),
    // log(2/(sqrt(2*pi)*(u + l))) - (x - m)**2/2/s**2 with s = u above m and l below
    DensityReference(
      text: "0.72 + 1.73 - 0.72", mode: 0.72,
      values: [
        (0, -1.621879377201363), (0.72, -1.121879377201363), (1, -1.1349770416739482),
        (4, -2.919199701969982),
      ], knots: [-8, 0.72, 20]),
    DensityReference(
      text:
        "{distribution: asymmetric_normal, central_value: 0.72, right_deviation: 1.73, left_deviation: 0.72}",
      mode: 0.72, values: [(0, -1.621879377201363), (4, -2.919199701969982)], knots: [-8, 0.72, 20]),
    // A theory error as a nuisance is stats.norm(38.5, sqrt(14.5**2 + 62**2)).
    DensityReference(
      text: "38.5 ± 14.5 ± 62 (theory)", mode: 38.5,
      values: [(0, -5.255501027407849), (38.5, -5.072699029504415)], knots: [-800, 38.5, 800]),
    // stats.halfnorm(0.5, 0.3), and its mirror image
    DensityReference(
      text: "{distribution: half_normal, central_value: 0.5, standard_deviation: 0.3}", mode: 0.5,
      values: [
        (0.5, 0.9781814516812087), (0.7, 0.7559592294589865), (2, -11.521818548318791), (0.4999, -.infinity),
      ], knots: [0.5, 4]),
    DensityReference(
      text: "{distribution: half_normal, central_value: 0.5, standard_deviation: -0.3}", mode: 0.5,
      values: [(0.3, 0.7559592294589865), (-1, -11.521818548318791), (0.5001, -.infinity)], knots: [-3, 0.5]),
    // stats.uniform(0.5, 1.5)
    DensityReference(
      text: "'[0.5, 2]'", mode: 1.25,
      values: [(0.5, -0.4054651081081644), (2, -0.4054651081081644), (0.49, -.infinity), (2.01, -.infinity)],
      knots: [0.5, 2]),
    DensityReference(
      text: "{distribution: uniform, central_value: 1.25, half_range: 0.75}", mode: 1.25,
      values: [(1, -0.4054651081081644), (2.01, -.infinity)], knots: [0.5, 2]),
    // stats.lognorm(s=log(1.5), scale=1.67); mode 1.67*exp(-log(1.5)**2)
    DensityReference(
      text: "1.67 */ 1.5", mode: 1.4168295619098439,
      values: [
        (0.1, -21.820786426696888), (1, -0.8160506390704134), (5, -5.283042242923349), (0, -.infinity),
        (-1, -.infinity),
      ], knots: [0, 0.05, 0.5, 1.5, 5, 60]),
    DensityReference(
      text: "{distribution: log_normal, central_value: 1.67, factor: 1.5}", mode: 1.4168295619098439,
      values: [(1.67, -0.5290417039154564)], knots: [0, 0.05, 0.5, 1.5, 5, 60]),
    // stats.gamma(2.5, loc=-0.4, scale=0.3); mode loc + (a - 1)*scale
    DensityReference(
      text: "{distribution: gamma, a: 2.5, loc: -0.4, scale: 0.3}", mode: 0.05,
      values: [
        (-0.3, -1.0619618324824807), (0, 0.017479709197355087), (1, -1.4367091713929263),
        (3, -6.772421045558239),
        (-0.41, -.infinity),
      ], knots: [-0.4, -0.399, -0.35, 0, 2, 15]),
    // the same less stats.gamma(…).logsf(0)
    DensityReference(
      text: "{distribution: gamma_positive, a: 2.5, loc: -0.4, scale: 0.3}", mode: 0.05,
      values: [
        (0, 0.30354747152765604), (1, -1.1506414090626254), (3, -6.486353283227938), (-0.01, -.infinity),
      ],
      knots: [0, 2, 15]),
    // Poisson(3 | x + 1.2) and Poisson(0 | x/0.1 + 1.2), normalised over x > 0 by mpmath.quad
    DensityReference(
      text: "{distribution: gamma_counting_process, counts_total: 3, counts_background: 1.2}", mode: 1.8,
      values: [
        (0, -2.410442488850459), (0.5, -1.8655224060458118), (1.8, -1.461570293227994),
        (6, -3.035164081166294),
        (-1e-9, -.infinity),
      ], knots: [0, 5, 60]),
    DensityReference(
      text:
        "{distribution: gamma_counting_process, counts_total: 0, counts_background: 1.2, scale_factor: 0.1}",
      mode: 0,
      values: [(0, 2.302585092994046), (0.1, 1.3025850929940457), (0.4, -1.6974149070059543)],
      knots: [0, 0.5, 5]),
    // log(numpy.interp(x, [0, 1, 3], [2, 4, 1])/8), 8 the area under the table
    DensityReference(
      text: "{distribution: numerical, x: [0, 1, 3], y: [2, 4, 1]}", mode: 1,
      values: [
        (0, log(0.25)), (0.5, log(0.375)), (1, log(0.5)), (2, log(2.5 / 8)), (3, log(0.125)),
        (-0.1, -.infinity),
        (3.1, -.infinity),
      ], knots: [0, 1, 3]),
    // An upper limit is a half-normal at 0, σ = limit/stats.norm.ppf((1 + CL)/2) = 1/1.6448536269514722
    DensityReference(
      text: "< 1 @ 90% CL", mode: 0, values: [(0, 0.27186004703698874), (1, -1.0809116800107175)],
      knots: [0, 8]),
  ]
}

@Suite("The density of a measured number")
struct DistributionTests {
  @Test("has the values of an independent program", arguments: DensityReference.all)
  func values(reference: DensityReference) throws {
    let density = try distribution(reference.text)
    for (x, expected) in reference.values {
      let value = density.logLikelihood(of: x).value
      #expect(value == expected || abs(value - expected) < 2e-12 * max(1, abs(expected)), "\(value) at \(x)")
    }
  }

  @Test("integrates to one", arguments: DensityReference.all)
  func normalisation(reference: DensityReference) throws {
    let density = try distribution(reference.text)
    let integral = integral(over: reference.knots) { exp(density.logLikelihood(of: $0).value) }
    #expect(abs(integral - 1) < 1e-9, "\(integral)")
  }

  @Test("is greatest at its mode, where χ² is zero", arguments: DensityReference.all)
  func mode(reference: DensityReference) throws {
    let density = try distribution(reference.text)
    #expect(abs(density.mode - reference.mode) < 1e-14)
    #expect(density.maximumLogLikelihood == density.logLikelihood(of: density.mode).value)
    let (first, last) = (reference.knots[0], reference.knots[reference.knots.count - 1])
    for step in 0...1000 {
      let x = first + (last - first) * Double(step) / 1000
      #expect(density.logLikelihood(of: x).value <= density.maximumLogLikelihood + 1e-12)
    }
    #expect(density.pull(of: density.mode) == 0)
  }

  @Test("has the slope of its logarithm, on both sides of every kink", arguments: DensityReference.all)
  func slope(reference: DensityReference) throws {
    let density = try distribution(reference.text)
    for (low, high) in zip(reference.knots, reference.knots.dropFirst()) {
      for fraction in [0.11, 0.3, 0.5, 0.73] {
        let x = low + (high - low) * fraction
        let slope = density.logLikelihood(of: x).slope
        let numerical = derivative(at: x, step: 0.02 * (high - low)) { density.logLikelihood(of: $0).value }
        #expect(abs(slope - numerical) < 1e-7 * max(abs(slope), 1), "\(slope), \(numerical) at \(x)")
      }
    }
  }

  @Test(
    "has a pull whose square is χ² and whose sign is that of measured − predicted",
    arguments: DensityReference.all)
  func pull(reference: DensityReference) throws {
    let density = try distribution(reference.text)
    for (x, logDensity) in reference.values where logDensity > -.infinity {
      let pull = density.pull(of: x)
      let chiSquared = 2 * (density.maximumLogLikelihood - logDensity)
      #expect(abs(pull * pull - chiSquared) < 1e-10 * max(1, chiSquared))
      #expect(pull == 0 || (pull > 0) == (x < density.mode))
    }
  }
}
