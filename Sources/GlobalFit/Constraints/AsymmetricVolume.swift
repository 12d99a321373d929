import Foundation
import Inference

/// The average of Π σ_i^sign(z_i) over z ~ N(0, ρ): what asymmetric errors make of the product of the widths.
///
/// With m = (σ₊+σ₋)/2 and r = (σ₊−σ₋)/(σ₊+σ₋) it is Π m_i ⟨Π (1 + r_i sign z_i)⟩. For up to three asymmetric errors
/// the average is 1 + Σ_(i<j) r_i r_j (2/π) asin ρ_ij, since ⟨sign z_i sign z_j⟩ = (2/π) asin ρ_ij (Sheppard 1899)
/// and the average of three signs vanishes. For more, ρ grows from the identity as 1 + t(ρ − 1), and
/// d⟨…⟩/dt = Σ_(i<j) ρ_ij r_i r_j · 4φ₂(0, 0; tρ_ij) · ⟨Π_(k≠i,j) (1 + r_k sign z_k) given z_i = z_j = 0⟩
/// (Price 1958): one integral for every two errors beyond three, relative error below 1e-9.
struct AsymmetricVolume {
  /// More would take long, and nobody has published so many.
  static let largestCount = 7

  /// ln of the average: the product of many small widths is no double.
  let logAverage: Double

  /// - Precondition: at most ``largestCount`` of the errors are asymmetric.
  init(upperSigmas: [Double], lowerSigmas: [Double], correlation: Correlation) {
    let asymmetric = upperSigmas.indices.filter { upperSigmas[$0] != lowerSigmas[$0] }
    precondition(asymmetric.count <= Self.largestCount, "Too many asymmetric errors")
    let logProduct = zip(upperSigmas, lowerSigmas).reduce(0) { $0 + log(($1.0 + $1.1) / 2) }
    let ratios = asymmetric.map { (upperSigmas[$0] - lowerSigmas[$0]) / (upperSigmas[$0] + lowerSigmas[$0]) }
    logAverage = logProduct + log(Self.average(ratios, correlation.matrix.restricted(to: asymmetric)))
  }

  /// ⟨Π (1 + r_i sign z_i)⟩.
  private static func average(_ ratios: [Double], _ correlation: SymmetricMatrix) -> Double {
    let pairs = ratios.indices.flatMap { i in ratios.indices[(i + 1)...].map { (i, $0) } }
    guard ratios.count > 3 else {
      return pairs.reduce(1) { $0 + ratios[$1.0] * ratios[$1.1] * 2 / .pi * asin(correlation[$1.0, $1.1]) }
    }
    var average = 1.0
    for (i, j) in pairs where correlation[i, j] != 0 {
      let others = ratios.indices.filter { $0 != i && $0 != j }
      let remaining = others.map { ratios[$0] }
      // t = sin θ takes away the peak that 1/√(1 − t²ρ²) has at t = 1 for strong correlations.
      let integral = integrate(upTo: .pi / 2) { angle in
        let t = sin(angle)
        let common = t * correlation[i, j]
        let given = conditional(correlation, growth: t, on: (i, j), of: others)
        return cos(angle) / (1 - common * common).squareRoot() * self.average(remaining, given)
      }
      average += correlation[i, j] * ratios[i] * ratios[j] * 2 / .pi * integral
    }
    return average
  }

  /// The correlation of the `others` given that z_i = z_j = 0, when all correlations are multiplied by `growth`.
  private static func conditional(
    _ correlation: SymmetricMatrix, growth: Double, on pair: (Int, Int), of others: [Int]
  ) -> SymmetricMatrix {
    let common = growth * correlation[pair.0, pair.1]
    var covariance = SymmetricMatrix(order: others.count)
    for (row, k) in others.enumerated() {
      let (a, b) = (growth * correlation[k, pair.0], growth * correlation[k, pair.1])
      for (column, l) in others[...row].enumerated() {
        let (c, d) = (growth * correlation[l, pair.0], growth * correlation[l, pair.1])
        let own = k == l ? 1 : growth * correlation[k, l]
        covariance[row, column] = own - (a * c + b * d - common * (a * d + b * c)) / (1 - common * common)
      }
    }
    return covariance.unitDiagonal ?? .identity(order: others.count)
  }

  /// ∫ f from 0 to `end`, by the rule of Gauss and Legendre with 16 points.
  private static func integrate(upTo end: Double, _ function: (Double) -> Double) -> Double {
    rule.reduce(0) { sum, point in
      sum + point.weight * end / 2
        * (function(end / 2 * (1 + point.node)) + function(end / 2 * (1 - point.node)))
    }
  }

  private static let rule: [(node: Double, weight: Double)] = [
    (0.09501250983763744, 0.18945061045506864),
    (0.2816035507792589, 0.18260341504492364),
    (0.45801677765722737, 0.16915651939500265),
    (0.6178762444026438, 0.1495959888165767),
    (0.755404408355003, 0.12462897125553407),
    (0.8656312023878318, 0.0951585116824926),
    (0.9445750230732326, 0.062253523938647456),
    (0.9894009349916499, 0.027152459411754176),
  ]
}
