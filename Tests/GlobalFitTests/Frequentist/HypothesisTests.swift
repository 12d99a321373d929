import Foundation
import Inference
import Testing

@testable import GlobalFit

struct HypothesisTests {
  /// The mean of p(data | b) over data drawn half at a and half at b, in units of the density of both: one.
  private func check(_ drawn: [ToyData], _ a: Hypothesis, _ b: Hypothesis) {
    let weights = drawn.map { data in
      let (first, second) = (exp(a.logDensity(of: data)), exp(b.logDensity(of: data)))
      return second / (0.5 * first + 0.5 * second)
    }
    let count = Double(weights.count)
    let mean = weights.reduce(0, +) / count
    let variance = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    #expect(variance > 0.01, "the two hypotheses must differ for this to say anything")
    #expect(abs(mean - 1) < 4.5 * (variance / count).squareRoot(), "\(mean)")
  }

  @Test(
    "Ratios of densities weigh data drawn at one hypothesis for another, whatever their kind",
    arguments: everyKindOfDensity + ["{distribution: numerical, x: [0, 1, 2, 4], y: [0, 2, 1, 0]}"])
  func weights(text: String) throws {
    let density = try distribution(text)
    let (low, high) = (1.1, 1.5)
    var random = Random(seed: 17, stream: 0)
    let drawn = (0..<40_000).map { number in
      ToyData(
        shapes: [.single(density.simulated(at: number % 2 == 0 ? low : high, using: &random))],
        auxiliaryCentres: [])
    }
    check(drawn, Hypothesis(predictions: [[low]]), Hypothesis(predictions: [[high]]))
  }

  @Test("So do those of correlated numbers with unequal errors, and of auxiliary measurements")
  func correlated() throws {
    let matrix = try #require(Correlation(SymmetricMatrix(rows: [[1, 0.6], [0.6, 1]])))
    let normal = CorrelatedNormal(
      means: [1, 2], upperSigmas: [0.5, 1], lowerSigmas: [0.2, 0.7], correlation: matrix)
    let a = Hypothesis(predictions: [[1, 2]], nuisances: [0])
    let b = Hypothesis(predictions: [[1.3, 1.8]], nuisances: [0.5])
    var random = Random(seed: 18, stream: 0)
    let drawn = (0..<40_000).map { number in
      let own = number % 2 == 0 ? a : b
      return ToyData(
        shapes: [.correlated(normal.simulated(at: own.predictions[0], using: &random))],
        auxiliaryCentres: own.nuisances.map { $0 + random.normal() })
    }
    check(drawn, a, b)
  }

  @Test("Of counts it is Poisson's probability, also below the background")
  func counts() throws {
    let density = Gamma(total: 4, background: 3, scale: 2)
    let data = ToyData(shapes: [.single(.gamma(density))], auxiliaryCentres: [])
    // 2 of signal are one event: 4 expected; −2 are one less than the background
    for (prediction, mean) in [(2.0, 4.0), (-2, 2)] {
      let probability = pow(mean, 4) / 24 * exp(-mean)
      #expect(abs(exp(Hypothesis(predictions: [[prediction]]).logDensity(of: data)) - probability) < 1e-12)
    }
    #expect(Hypothesis(predictions: [[-7]]).logDensity(of: data) == -.infinity)
  }
}
