import Foundation
import Inference
import Testing

@testable import GlobalFit

@Suite("Several numbers with correlated errors")
struct CorrelatedNormalTests {
  /// Numbers with their errors and correlation; equal errors on both sides where `lower` is nil.
  private func numbers(
    _ means: [Double], upper: [Double], lower: [Double]? = nil, correlation: [[Double]]
  ) throws -> CorrelatedNormal {
    CorrelatedNormal(
      means: means, upperSigmas: upper, lowerSigmas: lower ?? upper,
      correlation: try #require(Correlation(SymmetricMatrix(rows: correlation))))
  }

  private func logDensity(_ normal: CorrelatedNormal, at x: [Double]) -> Double {
    normal.maximumLogLikelihood
      - normal.chiSquared(of: x.span, observables: Array(x.indices), slopes: nil) / 2
  }

  // scipy.stats.multivariate_normal(m, R*outer(s, s)).logpdf(x), scipy 1.17.1
  @Test(
    "are multivariate normal where the errors are symmetric",
    arguments: [
      ([0.5, -0.5, 0.1], 2.6490894577665345), ([0.6, -0.2, 0], 1.1848037434808232),
      ([0.2, -0.1, 0.9], -10.044362923185831),
    ])
  func symmetric(x: [Double], expected: Double) throws {
    let normal = try numbers(
      [0.5, -0.5, 0.1], upper: [0.1, 0.2, 0.3],
      correlation: [[1, 0.5, -0.2], [0.5, 1, 0.3], [-0.2, 0.3, 1]])
    #expect(abs(logDensity(normal, at: x) - expected) < 1e-12)
  }

  // −½uᵀρ⁻¹u with numpy, less the logarithm of its integral over the four quadrants by scipy.integrate.dblquad
  @Test(
    "keep the error of each side where the errors are asymmetric",
    arguments: [
      ([1, 2], 1.5121326374967068), ([1.2, 2.05], 1.282097915274485), ([0.9, 2.1], -0.987867362503295),
      ([1.3, 1.5], -1.6616954875032932), ([0.8, 1.2], -0.9878673625032923),
    ])
  func asymmetric(x: [Double], expected: Double) throws {
    let normal = try numbers(
      [1, 2], upper: [0.3, 0.1], lower: [0.1, 0.4], correlation: [[1, 0.6], [0.6, 1]])
    #expect(abs(logDensity(normal, at: x) - expected) < 1e-10)
  }

  @Test("are a product of asymmetric normals where nothing is correlated")
  func uncorrelated() throws {
    let (means, upper, lower) = ([1.0, 2, -3, 0], [0.3, 0.1, 0.5, 2], [0.1, 0.4, 0.5, 1])
    for count in 2...4 {
      let identity = SymmetricMatrix.identity(order: count)
      let rows = (0..<count).map { i in (0..<count).map { identity[i, $0] } }
      let normal = try numbers(
        Array(means[..<count]), upper: Array(upper[..<count]), lower: Array(lower[..<count]),
        correlation: rows)
      for x in [[1, 2, -3, 0], [1.2, 1.8, -3.3, 0.4], [0.7, 2.2, -2, -1.5]] {
        let product = (0..<count).reduce(0) {
          $0
            + AsymmetricNormal(mode: means[$1], upperSigma: upper[$1], lowerSigma: lower[$1]).logLikelihood(
              of: x[$1]
            ).value
        }
        #expect(abs(logDensity(normal, at: Array(x[..<count])) - product) < 1e-12)
      }
    }
  }

  @Test("integrate to one in two dimensions", arguments: [-0.95, -0.3, 0, 0.6, 0.95])
  func twoDimensions(rho: Double) throws {
    let normal = try numbers(
      [1, 2], upper: [0.3, 0.1], lower: [0.1, 0.4], correlation: [[1, rho], [rho, 1]])
    let total = integral(over: [1 - 0.9, 1, 1 + 2.7], parts: 12) { a in
      integral(over: [2 - 3.6, 2, 2 + 0.9], parts: 12) { b in exp(logDensity(normal, at: [a, b])) }
    }
    #expect(abs(total - 1) < 1e-9, "\(total)")
  }

  @Test("integrate to one in three dimensions")
  func threeDimensions() throws {
    let normal = try numbers(
      [0, 0, 0], upper: [1, 0.5, 2], lower: [0.3, 1.5, 1],
      correlation: [[1, 0.5, -0.4], [0.5, 1, 0.3], [-0.4, 0.3, 1]])
    let total = integral(over: [-0.3 * 9, 0, 9], parts: 2) { a in
      integral(over: [-1.5 * 9, 0, 0.5 * 9], parts: 2) { b in
        integral(over: [-9, 0, 18], parts: 2) { c in exp(logDensity(normal, at: [a, b, c])) }
      }
    }
    #expect(abs(total - 1) < 1e-8, "\(total)")
  }

  @Test("have slopes that are the derivatives of ln L")
  func slopes() throws {
    let normal = try numbers(
      [0, 0, 0], upper: [1, 0.5, 2], lower: [0.3, 1.5, 1],
      correlation: [[1, 0.5, -0.4], [0.5, 1, 0.3], [-0.4, 0.3, 1]])
    for x in [[0.4, -0.3, 1.1], [-0.2, 0.2, -0.6], [1.5, 0.9, 0.3]] {
      var slopes = [0.0, 0, 0]
      _ = slopes.withUnsafeMutableBufferPointer {
        normal.chiSquared(of: x.span, observables: [0, 1, 2], slopes: $0.baseAddress)
      }
      for i in 0..<3 {
        let numerical = derivative(at: x[i], step: 0.05) { value in
          var moved = x
          moved[i] = value
          return logDensity(normal, at: moved)
        }
        #expect(abs(slopes[i] - numerical) < 1e-9)
      }
    }
  }

  @Test("have pulls with the error of the prediction's side")
  func pulls() throws {
    let normal = try numbers(
      [1, 2], upper: [0.3, 0.1], lower: [0.1, 0.4], correlation: [[1, 0.6], [0.6, 1]])
    #expect(abs(normal.pull(0, of: 1.6) + 2) < 1e-12 && abs(normal.pull(0, of: 0.7) - 3) < 1e-12)
    #expect(abs(normal.pull(1, of: 2.1) + 1) < 1e-12 && abs(normal.pull(1, of: 1.2) - 2) < 1e-12)
  }
}
