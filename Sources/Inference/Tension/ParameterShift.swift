import CGSL
import Foundation

/// How far apart the posterior means of two independent groups of data are, in units of what chance would do.
///
/// With posterior covariances C_A, C_B and a normal prior of precision P the difference of the means has the covariance
/// C_A + C_B − C_A P C_B − C_B P C_A over data that follow the prior; a flat prior has P = 0. Only directions count in which
/// both groups say something: in which the two variances together are smaller than the prior's. Quantities that go round
/// a circle have no mean and are left out.
///
/// Source: M. Raveri, W. Hu, arXiv:1806.04649; M. Raveri, C. Doux, arXiv:2105.03324.
public struct ParameterShift: Sendable {
  /// The prior of a coordinate.
  public struct Prior: Sendable {
    /// Its variance.
    public let variance: Double
    /// Its precision where it is informative, so that it draws means to its centre; 0 of a flat one.
    public let precision: Double
    /// Whether the coordinate lies on a circle.
    public let isPeriodic: Bool

    /// A prior; the precision is 1/variance of a normal one.
    public init(variance: Double, precision: Double, isPeriodic: Bool = false) {
      (self.variance, self.precision, self.isPeriodic) = (variance, precision, isPeriodic)
    }
  }

  /// (mean_A − mean_B)/σ of each coordinate; nil where one of the groups says nothing of it by itself.
  public let coordinates: [Estimate?]
  /// The number of directions in which both groups say something.
  public let directions: Int
  /// The squared distance in these directions together; 0 if there are none.
  public let distance: Estimate

  /// The probability of a larger distance; nil if there is no direction.
  public var pValue: Estimate? {
    guard directions > 0 else { return nil }
    let (x, d) = (distance.value, Double(directions))
    return Estimate(gsl_cdf_chisq_Q(x, d), error: density(x, d) * distance.error)
  }

  /// The density of χ² with d degrees of freedom.
  private func density(_ x: Double, _ d: Double) -> Double {
    x > 0 ? exp((d / 2 - 1) * log(x) - x / 2 - d / 2 * log(2) - lgamma(d / 2)) : 0
  }

  /// The p-value as standard deviations of a normal number; nil if there is no direction.
  public var significance: Double? { pValue.map { Inference.significance(ofPValue: $0.value) } }

  /// The shift between two posteriors of these priors.
  public init(_ first: GroupPosterior, _ second: GroupPosterior, priors: [Prior]) {
    precondition(first.means.count == priors.count && second.means.count == priors.count, "one prior each")
    let used = priors.indices.filter { !priors[$0].isPeriodic && priors[$0].variance > 0 }
    let scales = used.map { 1 / priors[$0].variance.squareRoot() }
    let (a, b) = (
      first.covariance.restricted(to: used).scaled(by: scales),
      second.covariance.restricted(to: used).scaled(by: scales)
    )
    let errors = Self.sum(
      first.covarianceOfMeans.restricted(to: used).scaled(by: scales),
      second.covarianceOfMeans.restricted(to: used).scaled(by: scales))
    let shifts = zip(used, scales).map { (first.means[$0].value - second.means[$0].value) * $1 }
    let precisions = used.map { priors[$0].precision * priors[$0].variance }
    let sum = Self.sum(a, b)
    var elements = sum.elements
    let order = used.count
    for row in 0..<order {
      for column in 0..<order {
        for k in 0..<order {
          elements[row * order + column] -=
            precisions[k] * (a[row, k] * b[k, column] + b[row, k] * a[k, column])
        }
      }
    }
    let expected = SymmetricMatrix(order: order, elements: elements)
    var own = [Estimate?](repeating: nil, count: priors.count)
    for (place, index) in used.enumerated() where sum[place, place] < 1 && expected[place, place] > 0 {
      let sigma = expected[place, place].squareRoot()
      own[index] = Estimate(shifts[place] / sigma, error: errors[place, place].squareRoot() / sigma)
    }
    coordinates = own
    let spectrum = sum.spectrum
    let axes = spectrum.eigenvalues.indices.filter { spectrum.eigenvalues[$0] < 1 }.map {
      spectrum.eigenvectors[$0]
    }
    // what lies along these axes
    func along(_ matrix: SymmetricMatrix) -> SymmetricMatrix {
      SymmetricMatrix(
        rows: axes.map { first in
          let image = matrix.times(first)
          return axes.map { zip(image, $0).reduce(0) { $0 + $1.0 * $1.1 } }
        })
    }
    guard !axes.isEmpty, let factor = Cholesky(along(expected)) else {
      (directions, distance) = (0, Estimate(0, error: 0))
      return
    }
    let difference = axes.map { axis in zip(axis, shifts).reduce(0) { $0 + $1.0 * $1.1 } }
    let slope = factor.solve(difference).map { 2 * $0 }
    let image = along(errors).times(slope)
    directions = axes.count
    distance = Estimate(
      factor.quadraticForm(difference),
      error: max(0, zip(slope, image).reduce(0) { $0 + $1.0 * $1.1 }).squareRoot())
  }

  private static func sum(_ a: SymmetricMatrix, _ b: SymmetricMatrix) -> SymmetricMatrix {
    SymmetricMatrix(order: a.order, elements: zip(a.elements, b.elements).map { $0 + $1 })
  }
}
