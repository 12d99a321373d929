import Foundation
import Testing

@testable import Inference

@Suite("What is told of weights and ranks")
struct ParetoTailTests {
  @Test("The tail of weights with Pareto shape k is recognised", arguments: [0.2, 0.5, 0.9])
  func pareto(k: Double) {
    // (1 − u)^(−k) has a Pareto tail of shape k; of 3000 exceedances k is known to about (1 + k)/√3000.
    var random = Random(seed: 11, stream: 0)
    let total = 1_000_000
    let weights = (0..<total).map { _ in -k * log(random.uniform()) }
    let largest = Array(weights.sorted().suffix(4000))
    let found = paretoShape(ofLargest: largest, of: total)
    #expect(abs(found - k) < 4.5 * (1 + k) / 3000.0.squareRoot() + 0.005, "\(found)")
  }

  @Test("Even ranks are told from uneven ones")
  func ranks() {
    var random = Random(seed: 13, stream: 0)
    let even = (0..<20_000).map { _ in Float(random.uniform()) }
    #expect(uniformityProbability(even) > 1e-3)
    #expect(uniformityProbability(even.map { $0 * $0.squareRoot() }) < 1e-6)
  }
}
