import Foundation
import Testing

@testable import GlobalFit

@Suite("A published upper limit")
struct UpperLimitTests {
  /// The part of a density below `x`.
  private func fraction(below x: Double, of density: Distribution) -> Double {
    integral(over: [0, x]) { exp(density.logLikelihood(of: $0).value) }
  }

  @Test(
    "is the quantile of its half-normal",
    arguments: [(5.3, "90", 0.9), (2.0, "95", 0.95), (1.0, "68.3", 0.683)])
  func normal(limit: Double, percent: String, confidence: Double) throws {
    for text in [
      "< \(limit) @ \(percent)% CL",
      "{distribution: gaussian_upper_limit, limit: \(limit), confidence_level: \(confidence)}",
    ] {
      #expect(abs(fraction(below: limit, of: try distribution(text)) - confidence) < 1e-12)
    }
  }

  // Scales: 2.1/(gammainccinv(n + 1, (1 - cl)*gammaincc(n + 1, b)) - b) with scipy.special 1.17.1.
  @Test(
    "of a counting experiment is the quantile of its density, which fixes the scale",
    arguments: [
      ("counts_total: 3, counts_background: 1.2", 0.9, 1.8 * 0.37935162772439257),
      ("counts_total: 0, counts_background: 1", 0.95, 0),
      ("counts_total: 10, counts_background: 4", 0.9, 6 * 0.18399484633701405),
    ])
  func counting(counts: String, confidence: Double, mode: Double) throws {
    let density = try distribution(
      "{distribution: gamma_upper_limit, limit: 2.1, confidence_level: \(confidence), \(counts)}")
    #expect(abs(fraction(below: 2.1, of: density) - confidence) < 1e-12)
    #expect(abs(density.mode - mode) < 1e-12)
  }

  @Test("can be given by any two of the three counts")
  func counts() throws {
    let texts = [
      "counts_total: 3, counts_background: 1.2", "counts_total: 3, counts_signal: 1.8",
      "counts_background: 1.2, counts_signal: 1.8",
    ]
    for kind in [
      "gamma_upper_limit, limit: 2.1, confidence_level: 0.9", "gamma_counting_process, scale_factor: 0.5",
    ] {
      let values = try texts.map {
        try distribution("{distribution: \(kind), \($0)}").logLikelihood(of: 0.7).value
      }
      #expect(abs(values[0] - values[1]) < 1e-14 && abs(values[0] - values[2]) < 1e-14)
    }
  }

  @Test("of n events over background b has the likelihood of Poisson's n with the mean x/s + b")
  func poisson() throws {
    let density = try distribution(
      "{distribution: gamma_counting_process, counts_total: 4, counts_background: 2.5, scale_factor: 0.2}")
    // ln of e^(−λ)λ⁴ for two signals: the constant cancels in the difference.
    func logPoisson(_ x: Double) -> Double { -(x / 0.2 + 2.5) + 4 * log(x / 0.2 + 2.5) }
    for x in [0.01, 0.3, 0.9, 3.0] {
      let difference = density.logLikelihood(of: x).value - density.logLikelihood(of: 0.5).value
      #expect(abs(difference - (logPoisson(x) - logPoisson(0.5))) < 1e-12)
    }
  }
}
