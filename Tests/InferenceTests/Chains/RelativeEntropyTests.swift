import CGSL
import Foundation
import Testing

@testable import Inference

@Suite("The relative entropy of draws to another density") struct RelativeEntropyTests {
  private func normals(_ count: Int) -> [Double] {
    // equally probable places of a unit normal: no chance in what is expected
    (0..<count).map { gsl_cdf_ugaussian_Pinv((Double($0) + 0.5) / Double(count)) }
  }

  /// ∫ N(μ, σ) ln(N(μ, σ)/N(0, 1)) = (σ² + μ² − 1)/2 − ln σ.
  @Test("is that of two normals", arguments: [(0.0, 1.0), (0.3, 1), (0, 0.5), (1, 0.2), (0, 0.01)])
  func normals(mean: Double, sigma: Double) throws {
    let density = try #require(MarginalDensity(of: normals(20_000).map { mean + sigma * $0 }))
    let entropy = density.relativeEntropy { -$0 * $0 / 2 - 0.5 * log(2 * .pi) }
    let exact = (sigma * sigma + mean * mean - 1) / 2 - log(sigma)
    #expect(abs(entropy - exact) < 0.01 + 0.01 * exact, "\(entropy), \(exact)")
  }

  /// A uniform density in a part 1/n of a uniform prior: ln n.
  @Test("is ln n for one n-th of a uniform density", arguments: [1.0, 4, 100])
  func uniform(parts: Double) throws {
    let draws = (0..<20_000).map { (Double($0) + 0.5) / 20_000 / parts }
    let density = try #require(MarginalDensity(of: draws, within: 0...1))
    // smoothing rounds the one edge that is none of the prior's
    #expect(abs(density.relativeEntropy { _ in 0 } - log(parts)) < 0.05)
  }

  @Test("does not depend on the scale")
  func scale() throws {
    let (draws, factor) = (normals(5_000).map { 0.4 * $0 }, 1e-7)
    let one = try #require(MarginalDensity(of: draws)).relativeEntropy { -$0 * $0 / 2 }
    let other = try #require(MarginalDensity(of: draws.map { $0 * factor })).relativeEntropy {
      -$0 * $0 / (2 * factor * factor) - log(factor)
    }
    #expect(abs(one - other) < 1e-9)
  }
}
