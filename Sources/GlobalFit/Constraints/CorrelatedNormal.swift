import Foundation
import Inference

/// A positive definite correlation matrix with its Cholesky factor.
struct Correlation: Sendable {
  let matrix: SymmetricMatrix
  let factor: Cholesky

  /// Nil unless the matrix is positive definite.
  init?(_ matrix: SymmetricMatrix) {
    guard matrix.definiteness().isPositive, let factor = Cholesky(matrix) else { return nil }
    self.matrix = matrix
    self.factor = factor
  }
}

/// Several measured numbers with correlated errors, symmetric or not.
///
/// With the side-dependent pulls u_i = (m_i − x_i)/σ_i±, where σ₊ is taken for predictions above the central
/// value m_i and σ₋ below, the density is p(x) ∝ exp(−½ uᵀ ρ⁻¹ u).
///
/// **Convention for asymmetric errors.** This is the one continuous choice that reduces exactly to the product
/// of ``AsymmetricNormal`` densities when ρ = 1 and to the multivariate normal density when σ₊ = σ₋; nothing is
/// symmetrised. Its normalisation is
/// (2π)^(n/2) |ρ|^½ ⟨Π_i σ_i^sign(z_i)⟩ over z ~ N(0, ρ), see ``AsymmetricVolume``.
struct CorrelatedNormal: Sendable {
  let means: [Double]
  let upperSigmas: [Double]
  let lowerSigmas: [Double]
  /// ρ⁻¹, row-major.
  private let inverseCorrelation: [Double]
  let maximumLogLikelihood: Double
  let isSymmetric: Bool

  /// - Parameter correlation: a positive definite correlation matrix and its factor.
  init(means: [Double], upperSigmas: [Double], lowerSigmas: [Double], correlation: Correlation) {
    let count = means.count
    self.means = means
    self.upperSigmas = upperSigmas
    self.lowerSigmas = lowerSigmas
    inverseCorrelation = correlation.factor.inverse.elements
    isSymmetric = upperSigmas == lowerSigmas
    let volume = AsymmetricVolume(upperSigmas: upperSigmas, lowerSigmas: lowerSigmas, correlation: correlation)
    maximumLogLikelihood =
      -Double(count) * logSqrtTwoPi - 0.5 * correlation.factor.logDeterminant - log(volume.average)
  }

  var count: Int { means.count }

  /// (measured − predicted)/σ, with the error of the prediction's side.
  @inline(__always)
  func pull(_ index: Int, of x: Double) -> Double {
    let distance = means[index] - x
    return distance / (distance < 0 ? upperSigmas[index] : lowerSigmas[index])
  }

  /// uᵀ ρ⁻¹ u, and where `slopes` is given −½ its derivatives with respect to the predictions.
  @inline(__always)
  func chiSquared(
    of predictions: Span<Double>, observables: [Int], slopes: UnsafeMutablePointer<Double>?
  ) -> Double {
    let count = means.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { pulls in
      for i in 0..<count { pulls[i] = pull(i, of: predictions[observables[i]]) }
      return inverseCorrelation.withUnsafeBufferPointer { inverse in
        var sum = 0.0
        for i in 0..<count {
          var row = 0.0
          for j in 0..<count { row += inverse[i * count + j] * pulls[j] }
          sum += pulls[i] * row
          if let slopes { slopes[i] = row / (pulls[i] < 0 ? upperSigmas[i] : lowerSigmas[i]) }
        }
        return sum
      }
    }
  }
}
