import Foundation

/// A peak of a density, told by the normal distribution of the same mean and covariance.
struct Peak: Sendable, Equatable {
  /// The middle.
  let center: [Double]
  /// L of the covariance L Lᵀ.
  let factor: Cholesky
  /// ln of the mass that a normal peak of these widths has, up to a constant that all peaks of a density share.
  let logMass: Double

  /// The peak in which these points lie; nil if they span too little.
  ///
  /// A coordinate on a circle counts by its image nearest to the first point. For a normal peak ln p = ln mass − ln det L −
  /// u²/2, up to a constant, and u² is the number of dimensions on average.
  init?(_ points: [[Double]], logDensities: [Double], cycles: [ClosedRange<Double>?]) {
    guard let first = points.first, logDensities.allSatisfy(\.isFinite) else { return nil }
    let (dimension, count) = (first.count, Double(points.count))
    func way(_ index: Int, _ start: Double, _ end: Double) -> Double {
      cycles[index]?.way(from: start, to: end) ?? end - start
    }
    let means = (0..<dimension).map { index in
      points.reduce(0) { $0 + way(index, first[index], $1[index]) } / count
    }
    let center = (0..<dimension).map { index in
      let mean = first[index] + means[index]
      return cycles[index]?.wrapping(mean) ?? mean
    }
    var covariance = SymmetricMatrix(order: dimension)
    for point in points {
      let offset = (0..<dimension).map { way($0, center[$0], point[$0]) }
      for row in 0..<dimension {
        for column in 0...row { covariance[row, column] += offset[row] * offset[column] / count }
      }
    }
    // few points make directions in which nothing moves, unless correlations shrink
    let shrinkage = count / (count + Double(dimension) + 5)
    for row in 0..<dimension {
      for column in 0..<row { covariance[row, column] *= shrinkage }
    }
    guard let factor = Cholesky(covariance) else { return nil }
    self.center = center
    self.factor = factor
    logMass = logDensities.mean + Double(dimension) / 2 + factor.logDeterminant / 2
  }

  /// The squared distance of a point from the middle, in widths.
  func distanceSquared(of point: [Double], cycles: [ClosedRange<Double>?]) -> Double {
    factor.quadraticForm(
      point.indices.map { cycles[$0]?.way(from: center[$0], to: point[$0]) ?? point[$0] - center[$0] })
  }

  /// Whether a point lies inside: χ² of D degrees of freedom has mean D and variance 2D.
  func holds(_ point: [Double], cycles: [ClosedRange<Double>?]) -> Bool {
    let dimension = Double(center.count)
    return distanceSquared(of: point, cycles: cycles) < dimension + 3 * (2 * dimension).squareRoot()
  }

  /// Whether each of two peaks has its middle inside the other: they are one.
  func isOne(with other: Peak, cycles: [ClosedRange<Double>?]) -> Bool {
    holds(other.center, cycles: cycles) && other.holds(center, cycles: cycles)
  }
}
