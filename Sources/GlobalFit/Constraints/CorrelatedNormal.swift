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
/// (2π)^(n/2) |ρ|^½ ⟨Π_i σ_i^sign(z_i)⟩ over z ~ N(0, ρ). With m = (σ₊+σ₋)/2 and d = (σ₊−σ₋)/2 the average is
/// Π m_i + Σ_(i<j) d_i d_j (2/π) asin ρ_ij Π_(k≠i,j) m_k, exact for up to three asymmetric errors
/// (Sheppard 1899 for ⟨sign z_i sign z_j⟩; the average of three signs vanishes). For more it is integrated
/// numerically; it is a constant that only an evidence sees.
struct CorrelatedNormal: Sendable {
  let means: [Double]
  let upperSigmas: [Double]
  let lowerSigmas: [Double]
  let maximumLogLikelihood: Double
  /// What ``CorrelatedBlock`` reads.
  let table: [Double]

  init(means: [Double], upperSigmas: [Double], lowerSigmas: [Double], correlation: Correlation) {
    self.means = means
    self.upperSigmas = upperSigmas
    self.lowerSigmas = lowerSigmas
    table = CorrelatedBlock.table(
      means: means, upperSigmas: upperSigmas, lowerSigmas: lowerSigmas,
      inverseCorrelation: correlation.factor.inverse.elements)
    let volume = AsymmetricVolume(upperSigmas: upperSigmas, lowerSigmas: lowerSigmas, correlation: correlation)
    maximumLogLikelihood =
      -Double(means.count) * logSqrtTwoPi - 0.5 * correlation.factor.logDeterminant - log(volume.average)
  }

  var count: Int { means.count }

  /// The block that reads ``table``.
  var block: CorrelatedBlock { CorrelatedBlock(count: count, start: 0) }
}

/// The average of Π σ_i^sign(z_i) over z ~ N(0, ρ): what asymmetric errors make of the product of the widths.
struct AsymmetricVolume {
  let average: Double

  init(upperSigmas: [Double], lowerSigmas: [Double], correlation: Correlation) {
    let halfSums = zip(upperSigmas, lowerSigmas).map { ($0 + $1) / 2 }
    let halfDifferences = zip(upperSigmas, lowerSigmas).map { ($0 - $1) / 2 }
    let asymmetric = halfDifferences.indices.filter { halfDifferences[$0] != 0 }
    let product = halfSums.reduce(1, *)
    guard asymmetric.count > 3 else {
      var relative = 1.0
      for i in asymmetric {
        for j in asymmetric where j > i {
          let signs = 2 / Double.pi * asin(correlation.matrix[i, j])
          relative += signs * halfDifferences[i] / halfSums[i] * halfDifferences[j] / halfSums[j]
        }
      }
      average = product * relative
      return
    }
    average = product * Self.integrated(halfSums, halfDifferences, correlation)
  }

  /// The relative average by quasi-Monte Carlo over 2^15 low-discrepancy points, good to about 1e-4.
  private static func integrated(
    _ halfSums: [Double], _ halfDifferences: [Double], _ correlation: Correlation
  ) -> Double {
    let count = halfSums.count
    let points = lowDiscrepancyPoints(1 << 15, dimension: count, seed: 1)
    var sum = 0.0
    for point in points {
      let correlated = correlation.factor.times(point.map(standardNormalQuantile))
      var term = 1.0
      for i in 0..<count { term *= 1 + (correlated[i] > 0 ? 1 : -1) * halfDifferences[i] / halfSums[i] }
      sum += term
    }
    return sum / Double(points.count)
  }
}
