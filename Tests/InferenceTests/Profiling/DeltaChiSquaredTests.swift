import Testing

@testable import Inference

@Suite("Thresholds in χ²")
struct DeltaChiSquaredTests {
  @Test(
    "The table of the Review of Particle Physics, to its digits",
    arguments: [
      (0.682689492137, 1, 1), (0.95, 1, 3.841459), (0.99, 1, 6.634897), (0.6827, 2, 2.295815),
      (0.682689492137, 2, 2.295749), (0.90, 2, 4.605170), (0.95, 2, 5.991465), (0.954499736104, 2, 6.180074),
      (0.99, 2, 9.210340),
    ] as [(Double, Int, Double)])
  func table(level: Double, degrees: Int, threshold: Double) {
    #expect(abs(deltaChiSquared(confidence: level, degreesOfFreedom: degrees) - threshold) < 1e-6)
    #expect(abs(confidenceLevel(deltaChiSquared: threshold, degreesOfFreedom: degrees) - level) < 1e-6)
  }

  @Test("On a bound, Chernoff's mixture: 95 % at 2.705543")
  func bound() {
    #expect(abs(deltaChiSquaredAtBound(confidence: 0.95) - 2.705543454) < 1e-8)
    #expect(deltaChiSquaredAtBound(confidence: 0.3) == 0)
  }

  @Test("The ends of the scale")
  func ends() {
    #expect(deltaChiSquared(confidence: 0) == 0)
    #expect(deltaChiSquared(confidence: 1) == .infinity)
    #expect(confidenceLevel(deltaChiSquared: -1) == 0)
    #expect(tailProbability(chiSquared: 0, degreesOfFreedom: 3) == 1)
    // e^(−50): one minus the level would be 0
    #expect(
      deviation(tailProbability(chiSquared: 100, degreesOfFreedom: 2), from: 1.9287498479639178e-22) < 1e-12)
  }

  @Test("Level and threshold are inverse", arguments: [1, 2, 5, 40])
  func inverse(degrees: Int) {
    for level in stride(from: 0.01, to: 1, by: 0.049) {
      let there = deltaChiSquared(confidence: level, degreesOfFreedom: degrees)
      #expect(abs(confidenceLevel(deltaChiSquared: there, degreesOfFreedom: degrees) - level) < 1e-12)
    }
  }
}
