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
  private(set) var means: [Double]
  let upperSigmas: [Double]
  let lowerSigmas: [Double]
  /// ρ.
  let correlation: SymmetricMatrix
  private let factor: Cholesky
  let maximumLogLikelihood: Double
  /// What ``CorrelatedBlock`` reads.
  private(set) var table: [Double]
  /// How several numbers with one prediction are combined, of a factor that was made of many.
  private(set) var shared: SharedPredictions?

  init(means: [Double], upperSigmas: [Double], lowerSigmas: [Double], correlation: Correlation) {
    self.means = means
    self.upperSigmas = upperSigmas
    self.lowerSigmas = lowerSigmas
    self.correlation = correlation.matrix
    factor = correlation.factor
    table = CorrelatedBlock.table(
      means: means, upperSigmas: upperSigmas, lowerSigmas: lowerSigmas,
      inverseCorrelation: correlation.factor.inverse.elements)
    let volume = AsymmetricVolume(
      upperSigmas: upperSigmas, lowerSigmas: lowerSigmas, correlation: correlation)
    maximumLogLikelihood =
      -Double(means.count) * logSqrtTwoPi - 0.5 * correlation.factor.logDeterminant - volume.logAverage
  }

  var count: Int { means.count }

  /// Measured values such that r = predictions − values has the density ∝ exp(−½ uᵀ ρ⁻¹ u) with u_i = r_i/σ_i±.
  ///
  /// In terms of u that is exp(−½ uᵀ ρ⁻¹ u) Π σ_i^sign(u_i): a normal u is accepted with the product of the widths of its
  /// sides, relative to the greatest, as probability; all are accepted where the errors are symmetric.
  func simulated(at predictions: [Double], using random: inout Random) -> CorrelatedNormal {
    var pulls: [Double]
    var accepted: Double
    repeat {
      pulls = factor.times(means.map { _ in random.normal() })
      accepted = 1
      for i in pulls.indices {
        accepted *= sigma(i, isAbove: pulls[i] > 0) / max(upperSigmas[i], lowerSigmas[i])
      }
    } while accepted < 1 && random.uniform() >= accepted
    return centred(on: means.indices.map { predictions[$0] - sigma($0, isAbove: pulls[$0] > 0) * pulls[$0] })
  }

  /// The same errors around other measured values.
  func centred(on values: [Double]) -> CorrelatedNormal {
    var other = self
    other.means = values
    other.table.replaceSubrange(0..<count, with: values)
    return other
  }

  /// The same with numbers of one observable combined, which makes the likelihood faster and changes nothing.
  ///
  /// - Precondition: the errors are symmetric.
  func merging<Name: Hashable>(_ observables: [Name]) -> CorrelatedNormal {
    var places: [Name: Int] = [:]
    for observable in observables where places[observable] == nil { places[observable] = places.count }
    var other = self
    other.shared = SharedPredictions(
      places: observables.map { places[$0] ?? 0 },
      inverse: factor.inverse.scaled(by: upperSigmas.map { 1 / $0 }))
    return other
  }

  private func sigma(_ index: Int, isAbove: Bool) -> Double {
    isAbove ? upperSigmas[index] : lowerSigmas[index]
  }

  private var block: CorrelatedBlock { CorrelatedBlock(count: count, start: 0) }

  /// Independent numbers whose squares add up to χ², each of them the distance of a measured number from what those before it
  /// and the prediction let expect, in units of the error that is left.
  func independentPulls(of predictions: [Double]) -> [Double] { factor.whiten(pulls(of: predictions)) }

  /// Σ⁻¹ times a vector, where the errors are symmetric.
  func inverseCovariance(times vector: [Double]) -> [Double] {
    zip(factor.solve(zip(vector, upperSigmas).map { $0 / $1 }), upperSigmas).map { $0 / $1 }
  }

  /// uᵀ ρ⁻¹ u at predictions in the order of the means.
  func chiSquared(of predictions: [Double]) -> Double {
    block.chiSquared(
      of: predictions.span, observables: Array(predictions.indices).span, from: 0, table: table.span)
  }

  /// (measured − predicted)/σ of each number, with the error of the prediction's side.
  func pulls(of predictions: [Double]) -> [Double] {
    predictions.indices.map { block.pull($0, of: predictions[$0], table: table.span) }
  }
}
